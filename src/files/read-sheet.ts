import { extname, join } from 'node:path';
import { z } from 'zod';
import { askLimitedThread } from '../threads/limited.ts';
import { isArchive, isCompound } from './kinds.ts';
import { lookAtOldWorkbook } from './old-workbook.ts';
import { createTurnstile } from './turnstile.ts';

/** One cell of a workbook from outside: a stranger's words, whatever it was there. */
export interface SheetCell {
  /** As in a spreadsheet: `C12`. */
  address: string;
  /** From 1, as the letters of the address count. */
  column: number;
  /** `formula` and `error` carry no words of their own: what they show cannot be trusted. */
  kind: 'text' | 'number' | 'date' | 'time' | 'yesNo' | 'formula' | 'error';
  /** Numbers as JavaScript writes them, dates as `YYYY-MM-DD`, times as `HH:MM`. */
  text: string;
}

/** One row that says anything. */
export interface SheetRow {
  /** As in a spreadsheet, from 1. */
  number: number;
  isHidden: boolean;
  cells: SheetCell[];
}

/** What came of opening a workbook from outside. */
export type SheetRead =
  /** The sheets in their order; at most `MAX_ROWS` rows in all. */
  { outcome: 'read'; sheets: { name: string; rows: SheetRow[] }[] } | { outcome: SheetRefusal };

/** Why a workbook is not read. */
export type SheetRefusal = 'notXlsx' | 'oldXls' | 'macros' | 'locked' | 'damaged' | 'tooBig' | 'tooSlow';

/** What to tell whoever sent it. */
export const SHEET_REFUSALS: Record<SheetRefusal, string> = {
  notXlsx:
    'Berkas ini bukan buku kerja Excel (.xlsx). Buka di Excel, lalu pilih Simpan Sebagai > Excel Workbook.',
  oldXls: 'Berkas ini Excel lama (.xls). Buka di Excel, lalu pilih Simpan Sebagai > Excel Workbook (.xlsx).',
  macros: 'Berkas ini berisi makro. Simpan sebagai Excel Workbook (.xlsx) tanpa makro, lalu kirim lagi.',
  locked: 'Berkas ini terkunci kata sandi. Buka kuncinya di Excel, simpan, lalu kirim lagi.',
  damaged: 'Berkas ini rusak dan tidak bisa dibuka. Simpan ulang di Excel, lalu kirim lagi.',
  tooBig:
    'Isi berkas ini terlalu besar atau rentangnya terlalu luas. Salin barisnya saja ke lembar baru, lalu kirim lagi.',
  tooSlow: 'Berkas ini terlalu lama dibaca. Salin barisnya saja ke lembar baru, lalu kirim lagi.',
};

/** The largest workbook that is looked into. */
export const MAX_SHEET_BYTES = 5 * 1024 * 1024;
/** More rows than this are no price list and no list of samples. */
const MAX_ROWS = 5_000;
/** How far a workbook is: told a few times while it is read. */
export type SheetProgress = (percent: number) => void;

const cell = z.object({
  address: z.string().max(12),
  column: z.int().min(1).max(16_384),
  kind: z.enum(['text', 'number', 'date', 'time', 'yesNo', 'formula', 'error']),
  text: z.string().max(2_000),
});
const row = z.object({ number: z.int().min(1), isHidden: z.boolean(), cells: z.array(cell).max(100) });
const answerSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('read'),
    sheets: z.array(z.object({ name: z.string().max(100), rows: z.array(row).max(MAX_ROWS) })).max(20),
  }),
  z.object({ outcome: z.enum(['notXlsx', 'macros', 'locked', 'damaged', 'tooBig']) }),
]);
const progressSchema = z.object({ percent: z.number().min(0).max(100) });

// As source it is a .ts file that Node strips of its types, built it is a .js file.
const WORKER = join(import.meta.dirname, `read-sheet-worker${extname(import.meta.url)}`);
// One at a time: the machine also answers chats.
const oneAtATime = createTurnstile(1);

/**
 * Opens a workbook (XLSX) from outside in a thread of its own, with little memory and little time.
 *
 * A few kilobytes can ask a spreadsheet library for gigabytes: the thread then dies of its limit, and
 * this process goes on. Before that the archive is looked through for what is no plain workbook.
 */
export async function readSheet(
  bytes: Uint8Array,
  { timeoutMs = 8_000, progress = () => {} }: { timeoutMs?: number; progress?: SheetProgress } = {},
): Promise<SheetRead> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Also what Excel locks with a password is a file of the old kind.
  if (isCompound(file)) return { outcome: lookAtOldWorkbook(file) === 'locked' ? 'locked' : 'oldXls' };
  if (!isArchive(file)) return { outcome: 'notXlsx' };
  if (bytes.length > MAX_SHEET_BYTES) return { outcome: 'tooBig' };
  return oneAtATime(() => askWorker(bytes, timeoutMs, progress));
}

async function askWorker(bytes: Uint8Array, timeoutMs: number, progress: SheetProgress): Promise<SheetRead> {
  const answer = await askLimitedThread(WORKER, bytes, {
    timeoutMs,
    hear(message): SheetRead | undefined {
      const step = progressSchema.safeParse(message);
      if (step.success) return void progress(step.data.percent);
      const answer = answerSchema.safeParse(message);
      return answer.success ? answer.data : { outcome: 'damaged' };
    },
  });
  if (typeof answer !== 'string') return answer;
  return { outcome: answer === 'broke' ? 'damaged' : answer };
}
