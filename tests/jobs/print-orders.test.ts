import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { files as fileTable } from '../../src/domain/files/table.ts';
import { openIncidents } from '../../src/domain/incidents/index.ts';
import { genuineness, orderPrint, papersOf } from '../../src/domain/papers/index.ts';
import { NotPrinted, type Print } from '../../src/domain/prints.ts';
import { type Registration, save } from '../../src/domain/registrations/index.ts';
import { createFileStore, type FileStore } from '../../src/files/store.ts';
import { type PrintOrdersParts, printOrders } from '../../src/jobs/print-orders.ts';
import { printHere } from '../../src/print/here.ts';
import { putShipment } from '../support/other-services.ts';
import { type RegistrationLab, registrationLab } from '../support/registrations.ts';

let lab: RegistrationLab;
let files: FileStore;
let shipment: Registration;
let dataDir: string;

beforeEach(() => {
  lab = registrationLab();
  dataDir = mkdtempSync(join(tmpdir(), 'orders-'));
  files = createFileStore({ dataDir, db: lab.db, clock: lab.clock, transact: lab.transact });
  shipment = putShipment(lab);
});
afterEach(() => rmSync(dataDir, { recursive: true }));

/** The job of a service that has just been started. */
const started = (different: Partial<PrintOrdersParts> = {}) =>
  printOrders({
    ...{ db: lab.db, lab: () => lab.settings, publicUrl: () => 'https://lab.example' },
    ...{ print: printHere, files, log: { debug() {}, info() {}, warn() {}, error() {} } },
    ...different,
  });
const run = async (job = started()) => void (await job.afterwards?.(lab.transact, () => {}));
const order = () =>
  lab.change((ctx) =>
    orderPrint(ctx, { what: 'label', registrationId: shipment.id, citizenId: lab.budi.id }),
  );
const printed = () => lab.facts.flatMap((fact) => (fact.kind === 'paper.printed' ? [fact] : []));
const stored = () =>
  lab.db
    .select()
    .from(fileTable)
    .all()
    // The lab has a file of its own from the beginning.
    .filter(({ id, origin }) => origin === 'lab' && id !== lab.fileId);

test('a label is printed for plain paper and for a roll, kept, and said to be genuine', async () => {
  order();
  await run();
  const papers = papersOf(lab.db, shipment.id);
  expect(papers).toHaveLength(2);
  for (const { code, fileId } of papers) {
    expect(genuineness(lab.db, code, 'Asia/Jakarta')).toMatchObject({ outcome: 'genuine', paper: 'label' });
    const file = files.open(fileId ?? 0);
    expect(file && existsSync(file.path)).toBe(true);
    expect(
      readFileSync(file?.path ?? '')
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  }
  expect(stored().map(({ name }) => name)).toEqual([
    `Label-${shipment.code}-A4.pdf`,
    `Label-${shipment.code}-50x25mm.pdf`,
  ]);
  expect(printed()).toEqual([
    expect.objectContaining({
      citizenId: lab.budi.id,
      registrationId: shipment.id,
      fileIds: [expect.any(Number), expect.any(Number)],
    }),
  ]);
});

test('asked for again, the same label is sent again; only what has changed is printed anew', async () => {
  order();
  await run();
  order();
  await run();
  expect(papersOf(lab.db, shipment.id)).toHaveLength(2);
  expect(printed()[1]?.fileIds).toEqual(printed()[0]?.fileIds);
  lab.change((ctx) => save(ctx, lab.now(shipment), { personName: 'Nama Baru' }));
  order();
  await run();
  const papers = papersOf(lab.db, shipment.id);
  expect(papers.map(({ replacedAt }) => replacedAt !== null)).toEqual([false, false, true, true]);
});

test('a process that dies after printing prints again, and nobody gets two codes', async () => {
  order();
  // Everything is printed and kept, and then the machine loses its power before it is written down.
  const dying: PrintOrdersParts['files'] = {
    ...files,
    async keepOwn(bytes, about) {
      const fileId = await files.keepOwn(bytes, about);
      if (about.name.includes('50x25')) throw new Error('no power');
      return fileId;
    },
  };
  await run(started({ files: dying }));
  expect(papersOf(lab.db, shipment.id)).toEqual([]);
  expect(printed()).toEqual([]);
  const codes = lab.db.$client.prepare('select codes from print_orders').pluck().get();
  lab.clock.pass({ minutes: 1 });
  await run();
  const papers = papersOf(lab.db, shipment.id).map(({ code }) => code);
  expect(papers.reverse()).toEqual(JSON.parse(String(codes)));
  expect(printed()).toHaveLength(1);
});

test('the three sheets are made once and given to everybody who asks', async () => {
  const ask = (citizenId: number) =>
    lab.change((ctx) => orderPrint(ctx, { what: 'sheetTemplates', citizenId }));
  const job = started();
  ask(lab.siti.id);
  ask(lab.budi.id);
  await run(job);
  expect(printed().map(({ citizenId }) => citizenId)).toEqual([lab.siti.id, lab.budi.id]);
  expect(printed()[0]?.fileIds).toHaveLength(3);
  expect(printed()[1]?.fileIds).toEqual(printed()[0]?.fileIds);
  expect(stored().map(({ name }) => name)).toEqual([
    'Identitas Sampel.xlsx',
    'Formulir Kendali.xlsx',
    'Formulir NAR.xlsx',
  ]);
});

test('when the lab closes, the order waits for the next start', async () => {
  order();
  const closed: Print = async () => {
    throw new NotPrinted('closed', 'closed');
  };
  await run(started({ print: closed }));
  lab.clock.pass({ minutes: 1 });
  await run();
  expect(papersOf(lab.db, shipment.id)).toHaveLength(2);
});

test('what is corrected while its label is printed stands on the label that is sent', async () => {
  order();
  const correcting: Print = async (what, data) => {
    if (lab.now(shipment).personName !== 'Nama Baru') {
      lab.change((ctx) => save(ctx, lab.now(shipment), { personName: 'Nama Baru' }));
      // One is waiting already.
      order();
    }
    return printHere(what, data);
  };
  await run(started({ print: correcting }));
  expect(printed()).toEqual([]);
  lab.clock.pass({ minutes: 1 });
  const names: string[] = [];
  const looking: Print = async (what, data) => {
    if ('sender' in data) names.push(data.sender.person);
    return printHere(what, data);
  };
  await run(started({ print: looking }));
  expect(names).toEqual(['Nama Baru', 'Nama Baru']);
  expect(printed()).toHaveLength(1);
  expect(papersOf(lab.db, shipment.id)).toHaveLength(2);
});

test('a label that cannot be printed is given up after five tries, and staff learn whose it is', async () => {
  order();
  let tries = 0;
  const broken: Print = async () => {
    tries += 1;
    throw new NotPrinted('broken', 'no paper');
  };
  for (let hour = 0; hour < 20; hour += 1) {
    await run(started({ print: broken }));
    lab.clock.pass({ minutes: 30 });
  }
  expect(tries).toBe(5);
  expect(openIncidents(lab.db, { limit: 10 })).toMatchObject([
    { kind: 'printFailed', about: expect.stringContaining(shipment.code), citizenId: lab.budi.id },
  ]);
});
