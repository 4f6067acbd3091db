import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { systemClock } from '../../src/clock.ts';
import { installRoot } from '../../src/db/root.ts';
import { measureEngine } from './engine.ts';
import { tableOf, verdictOf } from './figures.ts';
import { measurePapers } from './papers.ts';
import { measureReconnects } from './reconnects.ts';
import { measureSearch } from './search.ts';
import { measureService } from './service.ts';
import { measureSheets } from './sheets.ts';
import { measureShipmentSheets } from './shipment-sheets.ts';
import { measureWebhook } from './webhook.ts';
import { measureWire } from './wire.ts';
import { measureWorkLists } from './work-lists.ts';

// `npm run bench -- [file.json]`: measures on the disk of the data folder, prints a table, writes JSON.
const file = resolve(process.argv[2] ?? join(installRoot, 'data/bench.json'));
mkdirSync(dirname(file), { recursive: true });
const folder = mkdtempSync(join(dirname(file), 'bench-'));
try {
  const figures = [
    ...(await measureEngine(folder)),
    ...(await measureService(folder)),
    ...measureWorkLists(),
    ...(await measureSearch(folder)),
    ...(await measureSheets()),
    ...(await measureShipmentSheets()),
    ...(await measurePapers()),
    ...(await measureWebhook(folder)),
    ...(await measureWire(folder)),
    ...(await measureReconnects()),
  ];
  const machine = { node: process.version, cpus: cpus().length, cpu: cpus()[0]?.model ?? '' };
  console.log(`${machine.cpus} × ${machine.cpu}, Node ${machine.node}\n\n${tableOf(figures)}`);
  const measured = figures.map((figure) => ({ ...figure, verdict: verdictOf(figure) }));
  writeFileSync(file, JSON.stringify({ at: systemClock.now(), machine, figures: measured }, null, 2));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
