import type { Db } from '../../src/db/open.ts';
import { cases } from '../../src/domain/cases/table.ts';

type NewRow = typeof cases.$inferInsert;

// Far from what services number themselves.
let made = 1_000_000;

/** Puts a case into the database as its service would have left it; what is not named is ordinary. */
export function putCase(db: Db, differs: Partial<NewRow> & Pick<NewRow, 'receivedAt'>): number {
  made += 1;
  return db
    .insert(cases)
    .values({
      service: 'laboratory',
      subjectId: made,
      code: `LAB-TEST-${made}`,
      unitId: 1,
      status: 'registered',
      phase: 'open',
      phaseSince: differs.receivedAt,
      source: 'whatsapp',
      clockFrom: differs.receivedAt,
      ...differs,
    })
    .returning({ id: cases.id })
    .get().id;
}
