import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { statement } from '../../db/statement.ts';
import type { DomainContext } from '../context.ts';
import { registrations, visitProposals } from '../registrations/table.ts';

/** Another day that staff have proposed, with what became of it. */
export type Proposal = typeof visitProposals.$inferSelect;

// More than a visit is ever moved, and more than one message can list.
const AT_MOST = 50;
const AT_MOST_OFFERED = 9;

const ofOne = statement((db) =>
  db
    .select()
    .from(visitProposals)
    .where(eq(visitProposals.registrationId, sql.placeholder('registrationId')))
    .orderBy(desc(visitProposals.id))
    .limit(AT_MOST)
    .prepare(),
);

/** All days that were proposed for a visit, newest first. */
export const proposalsOf = (db: Db, registrationId: number): Proposal[] => ofOne(db).all({ registrationId });

/** The newest day that was proposed for a visit, whatever became of it. */
export const lastProposal = (db: Db, registrationId: number): Proposal | undefined =>
  proposalsOf(db, registrationId)[0];

/** The proposal nobody has answered; it only counts while its request is `dateProposed`. */
export function openProposal(db: Db, registrationId: number): Proposal | undefined {
  const last = lastProposal(db, registrationId);
  return last?.answer === null ? last : undefined;
}

const openOfOne = statement((db) =>
  db
    .select({
      registrationId: registrations.id,
      citizenId: registrations.citizenId,
      createdAt: registrations.createdAt,
      code: registrations.code,
      personName: registrations.personName,
      visitOn: registrations.visitOn,
      day: visitProposals.day,
      reason: visitProposals.reason,
      proposedAt: visitProposals.proposedAt,
    })
    .from(registrations)
    .innerJoin(visitProposals, eq(visitProposals.registrationId, registrations.id))
    .where(
      and(
        eq(registrations.citizenId, sql.placeholder('citizenId')),
        eq(registrations.stage, 'dateProposed'),
        isNull(visitProposals.answer),
      ),
    )
    .orderBy(desc(visitProposals.id))
    .limit(AT_MOST_OFFERED)
    .prepare(),
);

/** The proposals that wait for an answer of this contact, newest first, at most nine. */
export const openProposalsOf = (db: Db, citizenId: number) => openOfOne(db).all({ citizenId });

type Answer = NonNullable<Proposal['answer']>;

/** Writes down what became of a proposal. */
export function close(ctx: DomainContext, { id }: Proposal, answer: Answer): void {
  ctx.tx.update(visitProposals).set({ answer, answeredAt: ctx.now }).where(eq(visitProposals.id, id)).run();
}

/** The same, and records it; a proposal that gives way to a newer one is told by that one. */
export function closeAndTell(ctx: DomainContext, proposal: Proposal, answer: Answer): void {
  close(ctx, proposal, answer);
  const { registrationId, day } = proposal;
  ctx.record({ kind: 'registration.proposalAnswered', registrationId, day, answer });
}
