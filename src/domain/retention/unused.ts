import { and, eq, inArray, notExists, type SQL } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { files } from '../files/table.ts';
import { papers } from '../papers/table.ts';
import { registrations } from '../registrations/table.ts';
import { reports } from '../reports/table.ts';
import { sheetChecks } from '../sheets/table.ts';
import { shipmentDocuments } from '../shipments/table.ts';

/** That no request holds a file: one may have been given for two, and goes with the last. */
export function heldByNone(db: Db): SQL | undefined {
  const holders = [
    db.select({ id: reports.id }).from(reports).where(eq(reports.fileId, files.id)),
    db.select({ id: papers.id }).from(papers).where(eq(papers.fileId, files.id)),
    db
      .select({ id: shipmentDocuments.id })
      .from(shipmentDocuments)
      .where(eq(shipmentDocuments.fileId, files.id)),
    db.select({ id: registrations.id }).from(registrations).where(eq(registrations.letterFileId, files.id)),
  ];
  return and(...holders.map((holder) => notExists(holder)));
}

/** Erases those of these files that nothing holds, with what was found in them; how many went. */
export function eraseUnused(tx: Db, ids: readonly (number | null | undefined)[]): number {
  const gone = unusedOf(tx, ids);
  const copies = tx
    .select({ id: sheetChecks.correctedFileId })
    .from(sheetChecks)
    .where(inArray(sheetChecks.fileId, gone))
    .all();
  // With a sheet goes the copy in which we put it right, and with both what was found in them.
  const ofCopies = copies.map(({ id }) => id);
  const all = [...gone, ...unusedOf(tx, ofCopies)];
  tx.delete(sheetChecks).where(inArray(sheetChecks.fileId, all)).run();
  // A copy that was chosen in place of its sheet goes before the sheet, which is the chat's.
  tx.update(sheetChecks)
    .set({ correctedFileId: null })
    .where(inArray(sheetChecks.correctedFileId, all))
    .run();
  return tx.delete(files).where(inArray(files.id, all)).run().changes;
}

function unusedOf(tx: Db, ids: readonly (number | null | undefined)[]): number[] {
  const known = [...new Set(ids.filter((id) => typeof id === 'number'))];
  return tx
    .select({ id: files.id })
    .from(files)
    .where(and(inArray(files.id, known), heldByNone(tx)))
    .all()
    .map(({ id }) => id);
}
