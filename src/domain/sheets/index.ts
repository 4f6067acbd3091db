import { eq } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import type { DomainContext } from '../context.ts';
import { fileById } from '../files/index.ts';
import type { SheetKind } from '../values/shipment.ts';
import { isDoubt } from './rules.ts';
import { sheetChecks } from './table.ts';
import type { CorrectedSheet, SheetTold } from './values.ts';

export { isDoubt } from './rules.ts';

/** What was found in a sheet, as it was written down when it came in. */
export type SheetCheck = typeof sheetChecks.$inferSelect;

/** So many mistakes are told at a time; a sender mends those and sends the sheet again. */
const TOLD_AT_ONCE = 10;

/** Writes down what was found in a sheet that has just been stored. */
export function keepCheck(ctx: DomainContext, check: Omit<SheetCheck, 'checkedAt'>): void {
  ctx.tx
    .insert(sheetChecks)
    .values({ ...check, checkedAt: ctx.now })
    .run();
}

/** What was found in a file; undefined for one that was not looked into, such as an old workbook. */
export function checkOf(db: Db, fileId: number): SheetCheck | undefined {
  return db.select().from(sheetChecks).where(eq(sheetChecks.fileId, fileId)).get();
}

/** What to say of a file that was sent as the sheet `kind`. */
export function sheetCheck(db: Db, fileId: number, kind: SheetKind): SheetTold {
  const check = checkOf(db, fileId);
  if (!check) return { outcome: 'unread' };
  if (check.kind !== kind) return { outcome: 'wrongSheet', is: check.kind };
  const { rows, boxes } = check;
  const corrected = correctedOf(db, check);
  const mistakes = check.mistakes.filter(({ problem }) => !isDoubt(problem)).slice(0, TOLD_AT_ONCE);
  const doubts = check.mistakes.filter(({ problem }) => isDoubt(problem)).slice(0, TOLD_AT_ONCE);
  return check.mistakeCount === 0
    ? { outcome: 'good', rows, boxes, doubts, corrected }
    : { outcome: 'mistakes', rows, boxes, mistakes, count: check.mistakeCount, corrected };
}

function correctedOf(db: Db, { correctedFileId }: SheetCheck): CorrectedSheet | null {
  const file = correctedFileId === null ? undefined : fileById(db, correctedFileId);
  return file ? { fileId: file.id, name: file.name } : null;
}
