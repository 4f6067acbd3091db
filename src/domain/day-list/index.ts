import { and, asc, eq, inArray, lte, notInArray, or, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { withinReach } from '../cases/index.ts';
import { cases } from '../cases/table.ts';
import { registrations, registrationTests } from '../registrations/table.ts';
import { shipmentSamples } from '../shipments/table.ts';
import { tours } from '../tours/table.ts';
import { maskedNik } from '../values/nik.ts';
import { type DayList, type DayListAsked, type DayListRow, MOST_ON_A_DAY } from './values.ts';

export { deskLists } from './desk.ts';
export { type DayList, type DayListAsked, type DayListRow, type DeskRow, MOST_ON_A_DAY } from './values.ts';

/** Who asked for another day, was turned away or did not want to come is not expected. */
const NOT_EXPECTED = ['rejected', 'cancelled', 'dateProposed'] as const;

/**
 * Who is expected at the lab on a day for one service: the person, every day of a group's visit, or the
 * samples. In the order in which they registered; the NIK only masked. At most `MOST_ON_A_DAY` rows.
 */
export function dayList(db: Db, { service, on, within }: DayListAsked): DayList {
  const found = db
    .select({
      id: registrations.id,
      code: registrations.code,
      personName: registrations.personName,
      nik: registrations.nik,
      institution: registrations.institution,
      phone: registrations.phone,
      visitOn: registrations.visitOn,
      untilOn: registrations.untilOn,
      places: registrations.places,
      stage: registrations.stage,
      createdAt: registrations.createdAt,
    })
    .from(registrations)
    .innerJoin(cases, and(eq(cases.service, registrations.service), eq(cases.subjectId, registrations.id)))
    .where(
      and(
        eq(registrations.service, service),
        notInArray(registrations.stage, [...NOT_EXPECTED]),
        or(
          eq(registrations.visitOn, on),
          and(lte(registrations.visitOn, on), sql`${registrations.untilOn} >= ${on}`),
        ),
        withinReach(within),
      ),
    )
    .orderBy(asc(registrations.createdAt), asc(registrations.id))
    .limit(MOST_ON_A_DAY + 1)
    .all();
  const shown = found.slice(0, MOST_ON_A_DAY);
  const asked = askedFor(
    db,
    shown.map(({ id }) => id),
  );
  return {
    rows: shown.map(
      ({ nik, ...row }): DayListRow => ({
        ...row,
        nik: nik === null ? null : maskedNik(nik),
        asked: asked.get(row.id) ?? [],
      }),
    ),
    isCut: found.length > MOST_ON_A_DAY,
  };
}

/** What each of them comes for: its tests, the kind of tour, or what is in the boxes. */
function askedFor(db: Db, ids: readonly number[]): Map<number, string[]> {
  const asked = new Map<number, string[]>();
  const add = (id: number, words: string) => asked.set(id, [...(asked.get(id) ?? []), words]);
  const samples = db
    .select()
    .from(shipmentSamples)
    .where(inArray(shipmentSamples.registrationId, [...ids]))
    .orderBy(asc(shipmentSamples.registrationId), asc(shipmentSamples.position))
    .all();
  for (const each of samples)
    add(
      each.registrationId,
      `${each.testName}, ${each.sampleType}: ${each.samples} sampel, ${each.boxes} kotak`,
    );
  const kinds = db
    .select({ id: tours.registrationId, kindName: tours.kindName })
    .from(tours)
    .where(inArray(tours.registrationId, [...ids]))
    .all();
  for (const { id, kindName } of kinds) add(id, kindName);
  const tests = db
    .select({ id: registrationTests.registrationId, name: registrationTests.name })
    .from(registrationTests)
    .where(inArray(registrationTests.registrationId, [...ids]))
    .orderBy(asc(registrationTests.name))
    .all();
  // What a shipment is tested for stands with its samples.
  const sent = new Set(samples.map(({ registrationId }) => registrationId));
  for (const { id, name } of tests) if (!sent.has(id)) add(id, name);
  return asked;
}
