import { asc, eq, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { statement } from '../../db/statement.ts';
import type { DomainContext } from '../context.ts';
import { fileById } from '../files/index.ts';
import { describeAnew } from '../registrations/index.ts';
import { DOCUMENT_KINDS, type DocumentKind } from '../values/shipment.ts';
import { shipmentDocuments, shipmentSamples, shipments } from './table.ts';
import type { DocumentToFix, SampleDetail, ShipmentAnswers, ShipmentFile } from './values.ts';

/** One version of a document, with what staff said of it. */
export type DocumentVersion = typeof shipmentDocuments.$inferSelect;
/** One kind of sample: what was announced and what was counted. */
export type SampleRow = typeof shipmentSamples.$inferSelect;

/** All that a shipment holds besides its registration. */
export type Shipment = typeof shipments.$inferSelect & {
  /** In the sender's order. */
  samples: SampleRow[];
  /** The newest version of each document, in the order of `DOCUMENT_KINDS`. */
  documents: DocumentVersion[];
  /** Versions that were replaced, newest first. */
  olderDocuments: DocumentVersion[];
};

const placeholder = sql.placeholder('registrationId');
const shipmentOfOne = statement((db) =>
  db.select().from(shipments).where(eq(shipments.registrationId, placeholder)).prepare(),
);
const samplesOfOne = statement((db) =>
  db
    .select()
    .from(shipmentSamples)
    .where(eq(shipmentSamples.registrationId, placeholder))
    .orderBy(asc(shipmentSamples.position))
    .prepare(),
);
const documentsOfOne = statement((db) =>
  db
    .select()
    .from(shipmentDocuments)
    .where(eq(shipmentDocuments.registrationId, placeholder))
    .orderBy(asc(shipmentDocuments.version))
    .prepare(),
);

/** What a shipment holds; undefined for a registration of another service. */
export function shipmentOf(db: Db, registrationId: number): Shipment | undefined {
  const found = shipmentOfOne(db).get({ registrationId });
  if (!found) return undefined;
  const versions = documentsOfOne(db).all({ registrationId });
  const documents = DOCUMENT_KINDS.flatMap((kind) => versions.findLast((one) => one.kind === kind) ?? []);
  return {
    ...found,
    samples: samplesOfOne(db).all({ registrationId }),
    documents,
    olderDocuments: versions.filter((one) => !documents.includes(one)).reverse(),
  };
}

/** The shipment that must be there. */
export function shipmentNamed(ctx: DomainContext, registrationId: number): Shipment {
  const found = shipmentOf(ctx.tx, registrationId);
  if (!found) throw new Error(`registration ${registrationId} is no shipment`);
  return found;
}

/** The documents that have to be put right, in the order in which they are asked for. */
export function documentsToFix(db: Db, registrationId: number): DocumentToFix[] {
  return (shipmentOf(db, registrationId)?.documents ?? []).flatMap(({ kind, verdict, reason }) =>
    verdict === 'toFix' ? [{ document: kind, reason: reason ?? '' }] : [],
  );
}

/** Writes what is the shipment's own: address and category. */
export function writeSender(ctx: DomainContext, registrationId: number, answers: ShipmentAnswers): void {
  const { address, region, category } = answers;
  const row = { ...address, ...region, category };
  ctx.tx
    .insert(shipments)
    .values({ registrationId, ...row })
    .onConflictDoUpdate({ target: shipments.registrationId, set: row })
    .run();
  describeAnew(ctx, registrationId);
}

/** Writes what kinds of samples there are; only before they are here, for it forgets what was counted. */
export function writeSamples(
  ctx: DomainContext,
  registrationId: number,
  samples: readonly SampleDetail[],
): void {
  ctx.tx.delete(shipmentSamples).where(eq(shipmentSamples.registrationId, registrationId)).run();
  const rows = samples.map(({ testId, testName, sampleType, samples: count, boxes }, place) => ({
    registrationId,
    position: place + 1,
    testId,
    testName,
    sampleType,
    samples: count,
    boxes,
  }));
  ctx.tx.insert(shipmentSamples).values(rows).run();
}

/**
 * Keeps a document as its newest version and gives the number of that. It is called what the store calls
 * it: what a browser says may be of any length, and may hold a NIK.
 */
export function addDocument(
  ctx: DomainContext,
  registrationId: number,
  kind: DocumentKind,
  { fileId, name }: ShipmentFile,
): number {
  const before = documentsOfOne(ctx.tx)
    .all({ registrationId })
    .findLast((one) => one.kind === kind);
  const version = (before?.version ?? 0) + 1;
  ctx.tx
    .insert(shipmentDocuments)
    .values({
      ...{ registrationId, kind, version, fileId },
      fileName: fileById(ctx.tx, fileId)?.name ?? name,
      sentAt: ctx.now,
    })
    .run();
  return version;
}
