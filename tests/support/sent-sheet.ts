import { addFile } from '../../src/domain/files/index.ts';
import { keepCheck } from '../../src/domain/sheets/index.ts';
import type { SheetMistake } from '../../src/domain/sheets/values.ts';
import type { SheetKind } from '../../src/domain/values/shipment.ts';
import type { World } from './world.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const KINDS: readonly [string, SheetKind][] = [
  ['identitas', 'identity'],
  ['kendali', 'control'],
  ['nar', 'nar'],
];
const TABS: Record<SheetKind, string> = { identity: 'Identitas', control: 'Kendali', nar: 'NAR' };

const mistake = (sheet: string, row: number): SheetMistake => ({
  sheet,
  cell: `C${row}`,
  column: 'Tanggal ambil sampel',
  problem: 'empty',
  found: '',
});

/**
 * A sheet somebody sends, with what was found in it when it came in, by its name: `identitas-300.xlsx` names
 * 300 samples, `kendali-300-3.xlsx` three boxes as well; with `salah` two cells are empty, with `rapi` as
 * well, and there is a corrected copy; any other name is none of our sheets. An `.xls` is looked into by nobody.
 */
export function putSheet(lab: World, name: string): number {
  const store = (called: string, mimeType: string): number =>
    lab.change((ctx) =>
      addFile(ctx, {
        storedAs: `test/${lab.clock.chance(8).join('')}`,
        name: called,
        mimeType,
        sizeBytes: 1_000,
        sha256: 'x',
        origin: 'citizen',
      }),
    );
  if (name.endsWith('.xls')) return store(name, 'application/vnd.ms-excel');
  const fileId = store(name, XLSX);
  const kind = KINDS.find(([word]) => name.startsWith(word))?.[1] ?? null;
  const [rows = 0, boxes = null] = [...name.matchAll(/\d+/g)].map(([digits]) => Number(digits));
  const tab = kind === null ? 'Sheet1' : TABS[kind];
  const hasCopy = name.includes('rapi');
  const mistakes = hasCopy || name.includes('salah') ? [mistake(tab, 7), mistake(tab, 12)] : [];
  const correctedFileId = hasCopy ? store(name.replace('.xlsx', ' (dibetulkan).xlsx'), XLSX) : null;
  lab.change((ctx) =>
    keepCheck(ctx, {
      fileId,
      kind,
      rows,
      boxes,
      mistakes,
      mistakeCount: mistakes.length,
      correctedFileId,
      correctedCells: hasCopy ? 2 : 0,
    }),
  );
  return fileId;
}
