import { setTimeout as pause } from 'node:timers/promises';
import type { CataloguePlan } from '../../../domain/catalogue/index.ts';
import { MAX_SHEET_BYTES, readSheet, SHEET_REFUSALS, type SheetRow } from '../../../files/read-sheet.ts';
import type { AdminParts } from '../../parts.ts';
import type { SentFile } from '../../visit.ts';

/** A workbook on its way into the catalogue: kept in memory, because until it is confirmed it is nothing. */
export interface CatalogueImport {
  id: string;
  staffId: number;
  /** As it was called where it came from; somebody's own words. */
  fileName: string;
  startedAt: Date;
  /** How far its reading is. */
  percent: number;
  state:
    | { name: 'reading' }
    | { name: 'refused'; problem: string }
    | { name: 'read'; rows: SheetRow[] }
    | { name: 'done'; added: number; changed: number };
  /** The plan the page has shown last, so that what is another since can be named. */
  shown?: CataloguePlan;
  /** Tests that somebody else changed between looking and confirming. */
  changedMeanwhile: string[];
}

const MAX_KEPT = 10;
const KEPT_MS = 60 * 60 * 1000;
// Most workbooks are read within this, and nobody needs to see a bar.
const READ_AT_ONCE_MS = 1_200;

const kept = new WeakMap<AdminParts, Map<string, CatalogueImport>>();

function importsOf(parts: AdminParts): Map<string, CatalogueImport> {
  const known = kept.get(parts) ?? new Map<string, CatalogueImport>();
  kept.set(parts, known);
  const now = parts.clock.now().getTime();
  for (const [id, { startedAt }] of known) if (now - startedAt.getTime() > KEPT_MS) known.delete(id);
  return known;
}

/** Begins to read a workbook, and waits a moment for it; the answer is where it can be followed. */
export async function beginImport(parts: AdminParts, staffId: number, file: SentFile): Promise<string> {
  const known = importsOf(parts);
  const [oldest] = known.keys();
  if (known.size >= MAX_KEPT && oldest !== undefined) known.delete(oldest);
  const begun: CatalogueImport = {
    id: Buffer.from(parts.clock.chance(12)).toString('base64url'),
    staffId,
    fileName: file.name.slice(0, 120),
    startedAt: parts.clock.now(),
    percent: 0,
    state: { name: 'reading' },
    changedMeanwhile: [],
  };
  known.set(begun.id, begun);
  const reading = read(parts, begun, file.bytes);
  await Promise.race([reading, pause(READ_AT_ONCE_MS, undefined, { ref: false })]);
  return begun.id;
}

async function read(parts: AdminParts, begun: CatalogueImport, bytes: Buffer): Promise<void> {
  try {
    const found = await readSheet(bytes, {
      progress: (percent) => {
        begun.percent = percent;
      },
    });
    if (found.outcome !== 'read') {
      begun.state = { name: 'refused', problem: SHEET_REFUSALS[found.outcome] };
      return;
    }
    const sheet = found.sheets.find(({ name }) => name === 'Katalog') ?? found.sheets[0];
    begun.state = sheet?.rows.length
      ? { name: 'read', rows: sheet.rows }
      : {
          name: 'refused',
          problem: 'Lembarnya kosong. Unduh dulu katalog sebagai Excel, ubah, lalu muat lagi.',
        };
  } catch (error) {
    parts.log.error({ err: error }, 'a workbook could not be read');
    begun.state = { name: 'refused', problem: 'Berkas ini gagal dibaca. Coba sekali lagi.' };
  }
}

/** One that is under way, of whoever sent it. */
export function importById(parts: AdminParts, staffId: number, id: string): CatalogueImport | undefined {
  const found = importsOf(parts).get(id);
  return found?.staffId === staffId ? found : undefined;
}

/** The largest workbook a form takes, in megabytes. */
export const MAX_SHEET_MEGABYTES = MAX_SHEET_BYTES / 1024 / 1024;
