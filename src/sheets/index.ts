import { extname, join } from 'node:path';
import { z } from 'zod';
import type { SheetLab } from '../../templates/documents/shipment-sheets.ts';
import { SHEET_PROBLEMS } from '../domain/sheets/values.ts';
import type { LabDay } from '../domain/values/lab-day.ts';
import { MAX_SHEET_ROWS } from '../domain/values/sheet-columns.ts';
import { SHEET_KINDS } from '../domain/values/shipment.ts';
import type { SheetLook } from '../files/examine.ts';
import { isCompound } from '../files/kinds.ts';
import { lookAtOldWorkbook } from '../files/old-workbook.ts';
import { MAX_SHEET_BYTES } from '../files/read-sheet.ts';
import { createTurnstile } from '../files/turnstile.ts';
import { askLimitedThread } from '../threads/limited.ts';

/** What the thread is given. */
export interface Errand {
  bytes: Uint8Array;
  today: LabDay;
  lab: SheetLab;
}

/** What looking into sheets needs of the lab. */
export interface SheetLookParts {
  /** The day it is at the lab: no date of a sheet lies after it. */
  today(): LabDay;
  /** Whose name stands on a corrected copy. */
  lab(): SheetLab;
  timeoutMs?: number;
  /** With more sheets under way the next one is asked for again. */
  maxWaiting?: number;
}

const MAX_WAITING = 20;
const TIMEOUT_MS = 8_000;

// As source it is a .ts file that Node strips of its types, built it is a .js file.
const THREAD = join(import.meta.dirname, `thread${extname(import.meta.url)}`);

const mistake = z.object({
  sheet: z.string().max(100),
  cell: z.string().max(12),
  column: z.string().max(60),
  problem: z.enum(SHEET_PROBLEMS),
  found: z.string().max(60),
});
const found = z.object({
  kind: z.enum(SHEET_KINDS).nullable(),
  rows: z.int().min(0).max(MAX_SHEET_ROWS),
  boxes: z.int().min(1).max(999).nullable(),
  mistakes: z.array(mistake).max(200),
  mistakeCount: z.int().min(0),
  correctedCells: z.int().min(0),
});
const answerSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('looked'),
    found,
    corrected: z.object({ bytes: z.instanceof(Uint8Array), found }).nullable(),
  }),
  z.object({ outcome: z.enum(['notXlsx', 'macros', 'locked', 'damaged', 'tooBig', 'tooManyRows']) }),
]);

/**
 * Looks into workbooks from outside, each in a thread of its own with little memory and little time: opens it,
 * checks it row by row and writes the corrected copy. One at a time, because the machine also answers chats.
 */
export function createSheetLook({
  today,
  lab,
  timeoutMs = TIMEOUT_MS,
  maxWaiting = MAX_WAITING,
}: SheetLookParts): (bytes: Buffer) => Promise<SheetLook> {
  const oneAtATime = createTurnstile(1);
  let waiting = 0;
  return async (bytes) => {
    // What Excel locks with a password is a file of the old kind.
    if (isCompound(bytes)) return { outcome: lookAtOldWorkbook(bytes) === 'locked' ? 'locked' : 'oldXls' };
    if (bytes.length > MAX_SHEET_BYTES) return { outcome: 'tooBig' };
    if (waiting >= maxWaiting) return { outcome: 'busy' };
    waiting += 1;
    const { name, letterhead, address, phone } = lab();
    const errand: Errand = { bytes, today: today(), lab: { name, letterhead, address, phone } };
    try {
      return await oneAtATime(() => askThread(errand, timeoutMs));
    } finally {
      waiting -= 1;
    }
  };
}

async function askThread(errand: Errand, timeoutMs: number): Promise<SheetLook> {
  const answer = await askLimitedThread(THREAD, errand, {
    timeoutMs,
    hear(message): SheetLook {
      const answer = answerSchema.safeParse(message);
      return answer.success ? answer.data : { outcome: 'damaged' };
    },
  });
  if (typeof answer !== 'string') return answer;
  return { outcome: answer === 'broke' ? 'damaged' : answer };
}
