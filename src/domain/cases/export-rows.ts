import { and, eq, inArray } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { registrations } from '../registrations/table.ts';
import { staff } from '../staff/table.ts';
import { units } from '../units/table.ts';
import { maskedNik } from '../values/nik.ts';
import { type CaseSearchAsked, idsFound } from './search.ts';
import { cases } from './table.ts';

const IDS_AT_ONCE = 20_000;

/**
 * The ids of everything a search finds, in its order, gathered in steps so that no reading stays open
 * while the lab writes. One pass before the rows: what changes meanwhile is neither left out nor twice.
 */
export function allIdsFound(db: Db, asked: Omit<CaseSearchAsked, 'after' | 'limit'>): number[] {
  const ids: number[] = [];
  for (let after: number | undefined; ; after = ids.at(-1)) {
    const step = { ...asked, limit: IDS_AT_ONCE, ...(after !== undefined && { after }) };
    const found = idsFound(db, step, IDS_AT_ONCE).ids;
    for (const id of found) ids.push(id);
    if (found.length < IDS_AT_ONCE) return ids;
  }
}

/** A case as it leaves the lab in a file: the NIK masked, no birth date. */
export type ExportRow = ReturnType<typeof exportRows>[number];

/** These cases as rows of a file, in the order given; what has gone meanwhile is left out. */
export function exportRows(db: Db, ids: readonly number[]) {
  const found = db
    .select({
      id: cases.id,
      code: cases.code,
      number: cases.number,
      service: cases.service,
      status: cases.status,
      phase: cases.phase,
      personName: cases.personName,
      institution: registrations.institution,
      email: registrations.email,
      nik: cases.nik,
      phone: cases.phone,
      category: cases.category,
      classification: cases.classification,
      area: cases.area,
      unitName: units.name,
      assigneeName: staff.name,
      source: cases.source,
      receivedAt: cases.receivedAt,
      firstAnsweredAt: cases.firstAnsweredAt,
      dueAt: cases.dueAt,
      endedAt: cases.endedAt,
      missed: cases.missed,
    })
    .from(cases)
    .innerJoin(units, eq(units.id, cases.unitId))
    .leftJoin(
      registrations,
      and(eq(registrations.service, cases.service), eq(registrations.id, cases.subjectId)),
    )
    .leftJoin(staff, eq(staff.id, cases.assigneeId))
    .where(inArray(cases.id, [...ids]))
    .all()
    .map((row) => ({ ...row, nik: row.nik && maskedNik(row.nik) }));
  const byId = new Map(found.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
