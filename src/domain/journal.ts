// Longer than other files: everything that can happen is one list.
import { and, desc, eq, gt, notInArray, sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from '../db/columns.ts';
import type { Db } from '../db/open.ts';
import { statement } from '../db/statement.ts';
import { hashOfData, hashOfRow, NOTHING_BEFORE } from './chain/values.ts';
import type { Actor } from './context.ts';
import type { Stage } from './registrations/table.ts';
import type { LabDay } from './values/lab-day.ts';
import type { DocumentKind } from './values/shipment.ts';

/** Field by field, how something was and how it is since. */
export type Changes = Record<string, { from: unknown; to: unknown }>;

/**
 * Everything that can happen at the lab and is worth remembering. Past tense; ids and plain values
 * only. `src/notices/` says, for each kind, who hears of it.
 */
export type Fact =
  | { kind: 'registration.received'; registrationId: number }
  | { kind: 'registration.stageChanged'; registrationId: number; from: Stage; to: Stage; reason?: string }
  | { kind: 'registration.corrected'; registrationId: number; fields: string[]; changes?: Changes }
  | { kind: 'registration.moved'; registrationId: number; from: LabDay; to: LabDay }
  | { kind: 'registration.reminded'; registrationId: number; visitOn: LabDay }
  /** Staff propose another day. */
  | { kind: 'registration.dateProposed'; registrationId: number; day: LabDay; reason: string }
  | {
      kind: 'registration.proposalAnswered';
      registrationId: number;
      day: LabDay;
      answer: 'accepted' | 'declined' | 'withdrawn';
    }
  /** Somebody who has written from the number of the form hears from now on. */
  | { kind: 'registration.chatFound'; registrationId: number; citizenId: number; from: number }
  | {
      kind: 'shipment.documentSent';
      registrationId: number;
      document: DocumentKind;
      version: number;
      fileId: number;
    }
  | {
      kind: 'shipment.documentJudged';
      registrationId: number;
      document: DocumentKind;
      verdict: 'accepted' | 'toFix';
      reason?: string;
    }
  /** The desk has counted the boxes; `differs` when they are not as announced. */
  | { kind: 'shipment.received'; registrationId: number; differs: boolean }
  | { kind: 'tourKind.changed'; tourKindId: number; fields: string[]; changes?: Changes }
  /** A paper is out: since now its code says that it is genuine. */
  | {
      kind: 'paper.issued';
      registrationId: number;
      paperId: number;
      paper: 'report' | 'replyLetter' | 'label';
    }
  /** Something waits to be printed. */
  | { kind: 'paper.ordered'; orderId: number; what: 'label' | 'sheetTemplates' }
  /** What somebody asked for in the chat has been printed. */
  | { kind: 'paper.printed'; orderId: number; fileIds: number[]; citizenId?: number; registrationId?: number }
  | { kind: 'paper.compared'; paperId: number | null; same: boolean }
  | { kind: 'registration.expectedChanged'; registrationId: number; from: LabDay; to: LabDay; reason: string }
  | {
      kind: 'registration.paymentRecorded';
      registrationId: number;
      payment: 'unpaid' | 'paid' | 'free';
      changes?: Changes;
    }
  | { kind: 'registration.markedDuplicate'; registrationId: number; of: string }
  | { kind: 'registration.duplicateUndone'; registrationId: number }
  | { kind: 'registration.opened'; registrationId: number }
  | { kind: 'registration.nikRevealed'; registrationId: number; reason: string }
  | { kind: 'registration.unlocked'; registrationId: number; reason: string }
  | { kind: 'registration.verifiedProof'; registrationId: number }
  | { kind: 'registration.wrongProof'; registrationId: number }
  | { kind: 'case.opened'; caseId: number }
  | { kind: 'case.viewed'; caseId: number }
  | { kind: 'case.assigned'; caseId: number; from: number | null; to: number | null; reason?: string }
  | {
      kind: 'case.forwarded';
      caseId: number;
      from: number;
      to: number;
      reason: string;
      /** Who had it until then. */
      had?: number;
    }
  | { kind: 'case.noteAdded'; caseId: number; noteId: number }
  | { kind: 'case.checked'; caseId: number; item: string; done: boolean }
  | { kind: 'case.dueSoon'; caseId: number }
  | { kind: 'case.overdue'; caseId: number }
  | { kind: 'case.held'; caseId: number; reason: string | null }
  | { kind: 'case.erased'; caseId: number }
  | { kind: 'cases.changedTogether'; bulkActionId: number; what: string; count: number }
  | { kind: 'cases.changeUndone'; bulkActionId: number; count: number }
  | { kind: 'cases.searched'; search: string; found: number }
  | { kind: 'cases.exported'; exportId: number; search: string; format: 'csv' | 'xlsx'; count: number }
  | { kind: 'report.uploaded'; registrationId: number; reportId: number; version: number }
  | { kind: 'report.validated'; registrationId: number; reportId: number }
  | { kind: 'report.released'; registrationId: number; reportId: number; goesOutAt: string }
  | { kind: 'report.takenBack'; registrationId: number; reportId: number }
  | { kind: 'report.handedOver'; registrationId: number; reportId: number; by: 'chat' | 'page' }
  | { kind: 'file.opened'; registrationId: number; fileId: number }
  | { kind: 'citizen.consentAnswered'; citizenId: number; decision: 'given' | 'refused'; version: number }
  | { kind: 'citizen.languageChosen'; citizenId: number; language: 'id' | 'en' }
  | { kind: 'citizen.noticesStopped'; citizenId: number }
  | { kind: 'citizen.noticesResumed'; citizenId: number }
  | { kind: 'citizen.personWanted'; citizenId: number }
  /** A citizen has written while an officer has the chat: the bot is silent. */
  | { kind: 'citizen.wroteToOfficer'; citizenId: number }
  | { kind: 'citizen.joined'; citizenId: number; from: number }
  | { kind: 'chat.takenOver'; citizenId: number }
  | { kind: 'chat.answeredOnPhone'; citizenId: number }
  | { kind: 'chat.handedBack'; citizenId: number; from?: 'phone' }
  | { kind: 'chat.replied'; citizenId: number; text: string }
  | { kind: 'chat.resent'; citizenId: number; letterId: number }
  | { kind: 'chat.opened'; citizenId: number }
  | { kind: 'chat.fileOpened'; citizenId: number; fileId: number }
  | { kind: 'catalogue.changed'; testId: number; fields: string[]; changes?: Changes }
  | { kind: 'lab.changed'; fields: string[]; changes?: Changes }
  /** An administrator wants something of the line to the lab's phone. */
  | { kind: 'line.asked'; wish: 'link' | 'reconnect' | 'unlink' }
  /** Something is wrong with the lab itself, not with one citizen's request. */
  | { kind: 'alarm.raised'; incidentId: number; what: string }
  | { kind: 'staff.added'; staffId: number; role: string; changes?: Changes }
  | { kind: 'staff.signedIn'; staffId: number }
  | {
      kind: 'staff.changed';
      staffId: number;
      what:
        | 'switchedOff'
        | 'switchedOn'
        | 'passwordChanged'
        | 'passwordForced'
        | 'edited'
        | 'removed'
        | 'linkMade'
        | 'secondFactorOn'
        | 'secondFactorOff'
        | 'recoveryCodesMade'
        | 'recoveryCodeUsed'
        | 'sessionsEnded'
        | 'chatLinked'
        | 'chatUnlinked'
        | 'wentAway'
        | 'cameBack';
      changes?: Changes;
    }
  | { kind: 'unit.added'; unitId: number; changes?: Changes }
  | { kind: 'unit.changed'; unitId: number; changes: Changes }
  | { kind: 'unit.removed'; unitId: number; name: string; changes?: Changes }
  | { kind: 'unitMessage.sent'; threadId: number; messageId: number }
  | { kind: 'unitMessage.read'; threadId: number; unitId: number }
  | { kind: 'cannedReply.changed'; cannedReplyId: number; changes: Changes }
  | { kind: 'text.changed'; message: string; language: 'id' | 'en'; changes: Changes }
  | { kind: 'holidays.changed'; changes: Changes }
  | { kind: 'retention.counted'; runId: number }
  | { kind: 'retention.agreed'; runId: number }
  | { kind: 'retention.erased'; runId: number }
  | { kind: 'jobs.resumed'; job: string }
  | { kind: 'backup.made'; bytes: number; sha256: string }
  | { kind: 'journal.erased'; entries: number[] }
  /** An officer has looked at the journal: for what, as it stands in the address. */
  | { kind: 'journal.opened'; search: string }
  /** The whole chain was checked; `entry` is the first that does not fit. */
  | {
      kind: 'journal.checked';
      outcome: 'whole' | 'broken' | 'headUnknown';
      rows: number;
      entry?: number;
      problem?: string;
    }
  | { kind: 'digest.posted'; staffId: number; digestId: number }
  | { kind: 'staff.signedOut'; staffId: number };

export type FactKind = Fact['kind'];
export type FactOf<Kind extends FactKind> = Extract<Fact, { kind: Kind }>;

/** Facts in the order they happened; only ever appended to. */
export const journal = sqliteTable(
  'journal',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    at: instant().notNull(),
    actorKind: text({ enum: ['citizen', 'staff', 'visitor', 'system'] }).notNull(),
    actorId: integer(),
    kind: text().$type<FactKind>().notNull(),
    /** What it is about: `registration:12`, `citizen:3`; empty for the lab as a whole. */
    subject: text().notNull(),
    data: text({ mode: 'json' }).$type<Fact>().notNull(),
    /** Of `data`, so that a row can be proven after its data were erased. */
    dataHash: text(),
    /** Of the row before, this row's columns and `dataHash`; empty only in rows older than the chain. */
    hash: text(),
  },
  (t) => [
    index('journal_by_subject').on(t.subject, t.id),
    index('journal_by_actor').on(t.actorKind, t.actorId, t.id),
  ],
);

/** A journal row as it is read back. */
export type Entry = typeof journal.$inferSelect;

// Always from the database, never from memory: what was rolled back was never written. The number of
// the row comes from SQLite's own count of rows ever written, so that a tail cut off leaves a gap.
const newest = statement((db) =>
  db.$client.prepare<[], { written: number | null; id: number | null; hash: string | null }>(
    `select (select seq from sqlite_sequence where name = 'journal') as written,
      (select id from journal order by id desc limit 1) as id,
      (select hash from journal order by id desc limit 1) as hash`,
  ),
);

const append = statement((db) =>
  db
    .insert(journal)
    .values({
      id: sql.placeholder('id'),
      at: sql.placeholder('at'),
      actorKind: sql.placeholder('actorKind'),
      actorId: sql.placeholder('actorId'),
      kind: sql.placeholder('kind'),
      subject: sql.placeholder('subject'),
      // Written as the text that was hashed.
      data: sql`${sql.placeholder('data')}`,
      dataHash: sql.placeholder('dataHash'),
      hash: sql.placeholder('hash'),
    })
    .prepare(),
);

const about = statement((db) =>
  db
    .select()
    .from(journal)
    .where(sql`${journal.subject} = ${sql.placeholder('subject')}`)
    .orderBy(journal.id)
    .limit(500)
    .prepare(),
);

/** Writes one fact down, chained to the one before. Called by `ctx.record` alone. */
export function writeFact(db: Db, at: Date, actor: Actor, fact: Fact): void {
  const last = newest(db).get();
  if (last?.id && last.hash === null)
    throw new Error(`journal row ${last.id} is not chained; run chainOlderRows before anything is written`);
  const actorId = 'id' in actor ? actor.id : null;
  const row = { at, actorKind: actor.kind, actorId, kind: fact.kind, subject: subjectOf(fact) };
  const id = Math.max(last?.written ?? 0, last?.id ?? 0) + 1;
  const data = JSON.stringify(fact);
  const dataHash = hashOfData(data);
  const hash = hashOfRow(last?.hash ?? NOTHING_BEFORE, { ...row, id }, dataHash);
  append(db).run({ ...row, id, data, dataHash, hash });
}

/** Whether an entry's data were taken out because their time was over: only its columns say anything. */
export const isErased = (entry: Pick<Entry, 'data'>): boolean => 'erased' in entry.data;

/** The first 500 facts about one subject such as `registration:12`, oldest first, but for erased ones. */
export function factsAbout(db: Db, subject: string): Entry[] {
  return about(db)
    .all({ subject })
    .filter((entry) => !isErased(entry));
}

// Readings are kept like changes, but they are many and change nothing.
const READINGS: readonly FactKind[] = [
  'registration.opened',
  'file.opened',
  'chat.opened',
  'chat.fileOpened',
  'case.viewed',
];

const changes = statement((db) =>
  db
    .select()
    .from(journal)
    .where(
      and(
        eq(journal.subject, sql.placeholder('subject')),
        gt(journal.id, sql.placeholder('after')),
        notInArray(journal.kind, [...READINGS]),
      ),
    )
    .orderBy(desc(journal.id))
    .limit(200)
    .prepare(),
);

/**
 * What changed about one subject such as `registration:12`, without who merely read it and without
 * what was erased: the newest 200 facts, oldest first.
 *
 * @param after the id of the last fact already known
 */
export function changesOf(db: Db, subject: string, after = 0): Entry[] {
  return changes(db)
    .all({ subject, after })
    .filter((entry) => !isErased(entry))
    .reverse();
}

function subjectOf(fact: Fact): string {
  if (fact.kind.startsWith('journal.')) return 'journal';
  if ('registrationId' in fact) return `registration:${fact.registrationId}`;
  if ('caseId' in fact) return `case:${fact.caseId}`;
  if ('citizenId' in fact) return `citizen:${fact.citizenId}`;
  if ('unitId' in fact) return `unit:${fact.unitId}`;
  if ('threadId' in fact) return `unitMessage:${fact.threadId}`;
  if ('cannedReplyId' in fact) return `cannedReply:${fact.cannedReplyId}`;
  if ('testId' in fact) return `test:${fact.testId}`;
  if ('tourKindId' in fact) return `tourKind:${fact.tourKindId}`;
  if ('staffId' in fact) return `staff:${fact.staffId}`;
  return '';
}
