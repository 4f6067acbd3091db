import { z } from 'zod';
import { CASE_SORTS, type CaseSearch, type CaseSort } from '../cases/index.ts';

/** What an export is of. It may hold a NIK: it is emptied when the file goes. */
export interface ExportSearch {
  search: CaseSearch;
  sort: CaseSort;
  /** The same for people and for the journal: nobody can be read out of it. */
  about: string;
}

// Written by ourselves, so that its shape is only looked at from afar.
const schema = z.object({
  search: z.custom<CaseSearch>((value) => typeof value === 'object' && value !== null),
  sort: z.enum(CASE_SORTS),
  about: z.string(),
});

/** What stands in the row of an export; undefined once it was emptied. */
export function exportSearchIn(stored: string): ExportSearch | undefined {
  if (stored === '') return undefined;
  const read = schema.safeParse(JSON.parse(stored));
  return read.success ? read.data : undefined;
}
