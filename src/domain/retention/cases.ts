import { and, asc, eq, exists, inArray, isNotNull, isNull, lt, min, or, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { caseNotes, cases } from '../cases/table.ts';
import { eraseEntries } from '../chain/index.ts';
import type { DomainContext } from '../context.ts';
import { journal } from '../journal.ts';
import { papers } from '../papers/table.ts';
import { registrations, visitProposals } from '../registrations/table.ts';
import { reports } from '../reports/table.ts';
import { shipmentDocuments, shipments } from '../shipments/table.ts';
import { isRegistered, REGISTRATION_SERVICES } from '../values/services.ts';
import { eraseUnused } from './unused.ts';
import type { Ageing } from './values.ts';

const endedBefore = (before: Date) =>
  and(eq(cases.phase, 'ended'), lt(cases.endedAt, before), isNull(cases.heldReason));

/** Files and personal data of cases that ended long ago; what is left says what was done, and not for whom. */
export const caseAgeing: readonly Ageing[] = [
  {
    kind: 'caseFiles',
    count(db, before) {
      const row = db
        .select({ count: sql<number>`count(*)`, oldest: min(cases.endedAt) })
        .from(cases)
        .where(and(endedBefore(before), hasFiles(db)))
        .get();
      return { count: row?.count ?? 0, oldest: row?.oldest ?? undefined };
    },
    erase(ctx, before, limit) {
      const old = oldCases(ctx.tx, and(endedBefore(before), hasFiles(ctx.tx)), limit);
      for (const { service, subjectId } of old) if (isRegistered(service)) eraseFiles(ctx, subjectId);
      return old.length;
    },
  },
  {
    kind: 'casePersons',
    count(db, before) {
      const row = db
        .select({ count: sql<number>`count(*)`, oldest: min(cases.endedAt) })
        .from(cases)
        .where(and(endedBefore(before), isNull(cases.erasedAt)))
        .get();
      return { count: row?.count ?? 0, oldest: row?.oldest ?? undefined };
    },
    erase(ctx, before, limit) {
      const old = oldCases(ctx.tx, and(endedBefore(before), isNull(cases.erasedAt)), limit);
      for (const each of old) erasePerson(ctx, each);
      return old.length;
    },
  },
];

function oldCases(db: Db, which: ReturnType<typeof and>, limit: number) {
  return db
    .select({ id: cases.id, service: cases.service, subjectId: cases.subjectId })
    .from(cases)
    .where(which)
    .orderBy(asc(cases.id))
    .limit(limit)
    .all();
}

function hasFiles(db: Db) {
  const withLetter = db
    .select({ id: registrations.id })
    .from(registrations)
    .where(and(eq(registrations.id, cases.subjectId), isNotNull(registrations.letterFileId)));
  const withReport = db
    .select({ id: reports.id })
    .from(reports)
    .where(eq(reports.registrationId, cases.subjectId));
  const withDocument = db
    .select({ id: shipmentDocuments.id })
    .from(shipmentDocuments)
    .where(eq(shipmentDocuments.registrationId, cases.subjectId));
  const withPaper = db
    .select({ id: papers.id })
    .from(papers)
    .where(and(eq(papers.registrationId, cases.subjectId), isNotNull(papers.fileId)));
  return and(
    inArray(cases.service, [...REGISTRATION_SERVICES]),
    or(exists(withLetter), exists(withReport), exists(withDocument), exists(withPaper)),
  );
}

function eraseFiles({ tx }: DomainContext, registrationId: number): void {
  const letter = tx
    .select({ id: registrations.letterFileId })
    .from(registrations)
    .where(eq(registrations.id, registrationId))
    .get()?.id;
  const given = tx
    .delete(reports)
    .where(eq(reports.registrationId, registrationId))
    .returning({ id: reports.fileId })
    .all();
  const sent = tx
    .delete(shipmentDocuments)
    .where(eq(shipmentDocuments.registrationId, registrationId))
    .returning({ id: shipmentDocuments.fileId })
    .all();
  // Their codes go on being answered, by what is known of them without the files.
  const printed = tx
    .select({ id: papers.fileId })
    .from(papers)
    .where(eq(papers.registrationId, registrationId))
    .all();
  tx.update(papers).set({ fileId: null }).where(eq(papers.registrationId, registrationId)).run();
  tx.update(registrations).set({ letterFileId: null }).where(eq(registrations.id, registrationId)).run();
  const ids = [letter, ...[...given, ...sent, ...printed].map(({ id }) => id)];
  eraseUnused(tx, ids);
}

/** Code, service, status, days, tests, region and amounts stay: what is counted, and nobody in it. */
function erasePerson(
  ctx: DomainContext,
  { id, service, subjectId }: { id: number; service: string; subjectId: number },
): void {
  const { tx } = ctx;
  if (isRegistered(service)) {
    eraseFiles(ctx, subjectId);
    tx.update(registrations)
      .set({
        personName: '',
        nik: null,
        phone: '',
        birthDate: null,
        institution: null,
        email: null,
        stageReason: null,
        expectedReason: null,
        freeReason: null,
        receiptNumber: null,
        version: sql`${registrations.version} + 1`,
      })
      .where(eq(registrations.id, subjectId))
      .run();
    tx.update(shipments)
      .set({ street: '', rt: '', rw: '', village: '', subdistrict: '', receivedNote: null })
      .where(eq(shipments.registrationId, subjectId))
      .run();
    tx.update(visitProposals).set({ reason: '' }).where(eq(visitProposals.registrationId, subjectId)).run();
  }
  tx.delete(caseNotes).where(eq(caseNotes.caseId, id)).run();
  tx.update(cases)
    .set({ personName: '', phone: '', nik: '', erasedAt: ctx.now, version: sql`${cases.version} + 1` })
    .where(eq(cases.id, id))
    .run();
  const subjects = [`case:${id}`, ...(isRegistered(service) ? [`registration:${subjectId}`] : [])];
  const entries = tx.select({ id: journal.id }).from(journal).where(inArray(journal.subject, subjects)).all();
  eraseEntries(
    ctx,
    entries.map((entry) => entry.id),
  );
  ctx.record({ kind: 'case.erased', caseId: id });
}
