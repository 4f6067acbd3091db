import { and, asc, desc, eq, gte, inArray, lte, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { withinReach } from '../cases/index.ts';
import { cases } from '../cases/table.ts';
import { registrations } from '../registrations/table.ts';
import { shipmentSamples, shipments } from '../shipments/table.ts';
import type { Standing } from '../staff/values.ts';
import { addDays, instantAt, type LabDay } from '../values/lab-day.ts';
import type { DeskRow } from './values.ts';

/** So many are shown of each; a search finds the rest. */
const MOST_SHOWN = 50;

/** What the receiving desk waits for by today, the longest awaited first, and what it took in today. */
export function deskLists(
  db: Db,
  { today, timeZone, within }: { today: LabDay; timeZone: string; within: Standing },
): { expected: DeskRow[]; received: DeskRow[] } {
  const rows = (which: SQL | undefined, order: SQL): DeskRow[] =>
    db
      .select({
        id: registrations.id,
        code: registrations.code,
        institution: registrations.institution,
        personName: registrations.personName,
        visitOn: registrations.visitOn,
        stage: registrations.stage,
        receivedAt: shipments.receivedAt,
        samples: sumOf(shipmentSamples.samples),
        boxes: sumOf(shipmentSamples.boxes),
        receivedSamples: sumOf(shipmentSamples.receivedSamples),
        receivedBoxes: sumOf(shipmentSamples.receivedBoxes),
      })
      .from(shipments)
      .innerJoin(registrations, eq(registrations.id, shipments.registrationId))
      .innerJoin(cases, and(eq(cases.service, 'shipment'), eq(cases.subjectId, registrations.id)))
      .where(and(which, withinReach(within)))
      .orderBy(order)
      .limit(MOST_SHOWN)
      .all();
  const since = instantAt(today, '00:00', timeZone);
  const until = instantAt(addDays(today, 1), '00:00', timeZone);
  return {
    expected: rows(
      and(
        eq(registrations.service, 'shipment'),
        inArray(registrations.stage, ['registered', 'documentsToFix', 'awaitingSamples']),
        lte(registrations.visitOn, today),
      ),
      asc(registrations.visitOn),
    ),
    received: rows(
      and(gte(shipments.receivedAt, since), lte(shipments.receivedAt, until)),
      desc(shipments.receivedAt),
    ),
  };
}

const sumOf = (
  column:
    | typeof shipmentSamples.samples
    | typeof shipmentSamples.boxes
    | typeof shipmentSamples.receivedSamples
    | typeof shipmentSamples.receivedBoxes,
) => sql<number>`(select coalesce(sum(${column}), 0) from ${shipmentSamples}
    where ${shipmentSamples.registrationId} = ${registrations.id})`;
