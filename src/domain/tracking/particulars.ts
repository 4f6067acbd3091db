import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { statement } from '../../db/statement.ts';
import { type Registration, testsOf } from '../registrations/index.ts';
import { visitProposals } from '../registrations/table.ts';
import { shipmentDocuments, shipmentSamples } from '../shipments/table.ts';
import { tours } from '../tours/table.ts';
import type { DocumentKind } from '../values/shipment.ts';
import type { Particulars } from './values.ts';

/** What a registration is about, as far as whoever follows it is to know. */
export function particularsOf(db: Db, { id, service }: Pick<Registration, 'id' | 'service'>): Particulars {
  switch (service) {
    case 'laboratory':
      return { service, tests: testsOf(db, id).map(({ name }) => name) };
    case 'consultation':
      return { service, proposal: openProposal(db).get({ id }) ?? null };
    case 'tour': {
      const { kindName = '', visitors = 0 } = tourOf(db).get({ id }) ?? {};
      return { service, kind: kindName, visitors };
    }
    case 'shipment':
      return { service, samples: samplesOf(db).all({ id }), toFix: toFixOf(db, id) };
  }
}

const openProposal = statement((db) =>
  db
    .select({ day: visitProposals.day, reason: visitProposals.reason })
    .from(visitProposals)
    .where(and(eq(visitProposals.registrationId, sql.placeholder('id')), isNull(visitProposals.answer)))
    .orderBy(desc(visitProposals.id))
    .limit(1)
    .prepare(),
);

const tourOf = statement((db) =>
  db
    .select({ kindName: tours.kindName, visitors: tours.visitors })
    .from(tours)
    .where(eq(tours.registrationId, sql.placeholder('id')))
    .prepare(),
);

const samplesOf = statement((db) =>
  db
    .select({
      test: shipmentSamples.testName,
      sampleType: shipmentSamples.sampleType,
      samples: shipmentSamples.samples,
      boxes: shipmentSamples.boxes,
    })
    .from(shipmentSamples)
    .where(eq(shipmentSamples.registrationId, sql.placeholder('id')))
    .orderBy(asc(shipmentSamples.position))
    .prepare(),
);

const documentsOf = statement((db) =>
  db
    .select({
      document: shipmentDocuments.kind,
      verdict: shipmentDocuments.verdict,
      reason: shipmentDocuments.reason,
    })
    .from(shipmentDocuments)
    .where(eq(shipmentDocuments.registrationId, sql.placeholder('id')))
    .orderBy(asc(shipmentDocuments.version))
    .prepare(),
);

/** Of each document the newest version counts. */
function toFixOf(db: Db, id: number): { document: DocumentKind; reason: string }[] {
  const newest = new Map(
    documentsOf(db)
      .all({ id })
      .map((each) => [each.document, each]),
  );
  return [...newest.values()]
    .filter(({ verdict }) => verdict === 'toFix')
    .map(({ document, reason }) => ({ document, reason: reason ?? '' }));
}
