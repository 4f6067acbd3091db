import type { Db } from '../db/open.ts';
import { catalogueRows } from '../domain/catalogue/index.ts';
import type { Readings } from '../domain/readings.ts';

// What writes sheets is loaded with the first use: it is large, and search needs none of it.
const sheets = () => import('../../templates/documents/catalogue-sheet.ts');

/** Writes the catalogue as a workbook that can be changed and read back. */
export async function catalogueWorkbook(
  db: Db,
  { today, labName }: Parameters<Readings['catalogueWorkbook']>[0],
): Promise<Uint8Array> {
  const { catalogueSheet } = await sheets();
  return catalogueSheet(catalogueRows(db, today), { labName, today });
}
