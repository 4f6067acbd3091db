import { and, desc, eq, inArray, lte, or, sql } from 'drizzle-orm';
import type { Db } from '../db/open.ts';
import { statement } from '../db/statement.ts';
import { citizenById } from '../domain/citizens/index.ts';
import { citizens } from '../domain/citizens/table.ts';
import type { DomainContext } from '../domain/context.ts';
import { raise, settled } from '../domain/incidents/index.ts';
import { approvedTemplate } from '../domain/values/message-templates.ts';
import type { Outbound, Transport } from '../transports/transport.ts';
import type { OutboxRow } from './outbox.ts';
import { intake, outbox } from './tables.ts';
import type { Turn } from './turn.ts';

/*
 * Some transports answer a person freely only for a while after they last wrote. A letter that comes
 * later goes as an approved template; one that has none waits, as a row, until the person writes again.
 */

/** What a letter to somebody who has not written for long needs to know. */
export type Reach = Pick<Outbound, 'lastHeardAt' | 'template' | 'invitation'>;

/** Older words would puzzle more than they tell; staff see to it instead. */
const KEPT_DAYS = 30;
/** Somebody who has not answered an invitation by then may never do so. */
const INVITATION_DAYS = 3;
/** Why a letter waits, as it stands in `lastProblem`. */
const INVITED = 'the person was asked to write';
const INVITED_IN_VAIN = 'the person was asked to write and has not; staff know';
const IN_COMPANY = 'waits beside a letter whose person was asked to write';
const NOT_INVITED = 'the transport does not take it now, and nobody has asked the person to write';
const TOO_OLD = 'the person wrote too late for it';

const WAITS_UNASKED =
  'Pesan menunggu sampai orang ini menulis lagi: di luar 24 jam tanpa templat, atau ditahan WhatsApp';
const WAITS_IN_VAIN = `Sudah ${INVITATION_DAYS} hari diajak menulis dan belum menjawab; ada pesan yang menunggu`;
const WAITED_TOO_LONG = `Ada pesan yang menunggu lebih dari ${KEPT_DAYS} hari dan tidak lagi dikirim`;

// Of the newest few: a message that comes late again says nothing new.
const newestHeard = statement((db) =>
  db
    .select({ sentAt: sql<number | null>`max(sent_at)` })
    .from(
      db
        .select({ sentAt: intake.sentAt })
        .from(intake)
        .where(
          // Only what came from where the letter goes: the time runs for each account by itself.
          sql`${intake.citizenId} = ${sql.placeholder('citizenId')}
            and ${intake.transport} = ${sql.placeholder('transport')}
            and (${intake.address} = ${sql.placeholder('address')} or exists (
              select 1 from json_each(${intake.aliases}) where value = ${sql.placeholder('address')}))`,
        )
        .orderBy(desc(intake.id))
        .limit(20)
        .as('newest'),
    )
    .prepare(),
);

const askedSince = statement((db) =>
  db
    .select({ id: outbox.id })
    .from(outbox)
    .where(
      // Of a letter that waits, `notBefore` is when it began to.
      sql`${outbox.citizenId} = ${sql.placeholder('citizenId')}
        and ${outbox.transport} = ${sql.placeholder('transport')}
        and ${outbox.state} = 'awaitingPerson' and ${outbox.lastProblem} in (${INVITED}, ${INVITED_IN_VAIN})
        and ${outbox.notBefore} > ${sql.placeholder('sinceMs')} and ${outbox.id} <> ${sql.placeholder('but')}`,
    )
    .limit(1)
    .prepare(),
);

type Addressee = Pick<OutboxRow, 'citizenId' | 'transport' | 'address'>;

/** When the person last wrote on this transport from this address. */
export function lastHeardAt(db: Db, { citizenId, transport, address }: Addressee): Date | undefined {
  const found = newestHeard(db).get({ citizenId, transport, address });
  return found?.sentAt == null ? undefined : new Date(found.sentAt);
}

/** What has to be known about whom a letter goes to, on a transport that answers only for a while. */
export function reachOf(ctx: DomainContext, row: OutboxRow): Reach {
  const heardAt = lastHeardAt(ctx.tx, row);
  const language = row.language ?? 'id';
  const template = row.notice === null ? undefined : approvedTemplate(ctx.lab, row.notice, language);
  const asks = approvedTemplate(ctx.lab, 'invitation', language);
  const invitation = asks && mayBeInvited(ctx, row, heardAt) ? asks : undefined;
  return {
    ...(heardAt && { lastHeardAt: heardAt }),
    ...(template && { template }),
    ...(invitation && { invitation }),
  };
}

// Asked once is asked; and who wants no notices is not asked to write for one.
const mayBeInvited = (ctx: DomainContext, row: OutboxRow, heardAt: Date | undefined): boolean =>
  !isInvited(ctx.tx, row, heardAt) && citizenById(ctx.tx, row.citizenId)?.optedOutAt === null;

/**
 * Whether the person has been asked to write since they were last heard.
 *
 * @param but the id of a letter that does not count
 */
export function isInvited(
  db: Db,
  { citizenId, transport }: Addressee,
  heardAt: Date | undefined,
  but = 0,
): boolean {
  return askedSince(db).get({ citizenId, transport, sinceMs: heardAt?.getTime() ?? 0, but }) !== undefined;
}

/**
 * The letter stays until its person has written again. Unless they have been asked to, staff are told:
 * nobody else would know that something was left unsaid.
 */
export function letWait(
  ctx: DomainContext,
  row: OutboxRow,
  { invited, problem }: { invited: boolean; problem?: string | undefined },
): void {
  const inCompany = !invited && isInvited(ctx.tx, row, lastHeardAt(ctx.tx, row), row.id);
  const { changes } = ctx.tx
    .update(outbox)
    .set({
      state: 'awaitingPerson',
      // Since when it waits.
      notBefore: ctx.now,
      lastProblem: invited ? INVITED : inCompany ? IN_COMPANY : (problem ?? NOT_INVITED),
    })
    .where(
      and(
        eq(outbox.id, row.id),
        // A tick mark that came meanwhile says more; an invitation may turn out not to have arrived.
        or(
          inArray(outbox.state, ['sending', 'handedOver', 'acknowledged', 'uncertain']),
          invited ? undefined : and(eq(outbox.state, 'awaitingPerson'), eq(outbox.lastProblem, INVITED)),
        ),
      ),
    )
    .run();
  if (changes > 0 && !invited && !inCompany)
    raise(ctx, { kind: 'undelivered', citizenId: row.citizenId, about: WAITS_UNASKED });
}

/**
 * Tells staff of people who have been asked to write and have not for days; once for each invitation.
 *
 * @returns how many were told of
 */
export function noteVainInvitations(ctx: DomainContext): number {
  const before = new Date(ctx.now.getTime() - INVITATION_DAYS * 86_400_000);
  const found = ctx.tx
    .update(outbox)
    .set({ lastProblem: INVITED_IN_VAIN })
    .where(
      and(eq(outbox.state, 'awaitingPerson'), eq(outbox.lastProblem, INVITED), lte(outbox.notBefore, before)),
    )
    .returning({ citizenId: outbox.citizenId })
    .all();
  for (const { citizenId } of found) raise(ctx, { kind: 'undelivered', citizenId, about: WAITS_IN_VAIN });
  return found.length;
}

/** A turn after which everything goes that waited for this person to write, before the answer to it. */
export function releasing(turn: Turn, transports: readonly Transport[]): Turn {
  const isLimited = (name: string) =>
    transports.some((each) => each.name === name && each.answersWithinMs !== undefined);
  return (ctx, row, moreOfThisPerson) => {
    turn(ctx, row, moreOfThisPerson);
    if (isLimited(row.transport)) releaseWaiting(ctx, row.id);
  };
}

const waiting = statement((db) =>
  db
    .select({ id: outbox.id, citizenId: outbox.citizenId, createdAt: outbox.createdAt })
    .from(outbox)
    .where(
      // Who has stopped notices in this very message does not get one more.
      sql`${outbox.citizenId} = (select citizen_id from intake where id = ${sql.placeholder('intakeId')})
        and ${outbox.transport} = (select transport from intake where id = ${sql.placeholder('intakeId')})
        and ${outbox.state} = 'awaitingPerson'
        and (${outbox.priority} = 'reply' or exists (select 1 from ${citizens}
          where ${citizens.id} = ${outbox.citizenId} and ${citizens.optedOutAt} is null))`,
    )
    .prepare(),
);

/** Lets the letters go that waited for whoever wrote this message. Their ids are older than the answer's. */
function releaseWaiting(ctx: DomainContext, intakeId: number): void {
  const found = waiting(ctx.tx).all({ intakeId });
  const [first] = found;
  if (!first) return;
  const oldest = new Date(ctx.now.getTime() - KEPT_DAYS * 86_400_000);
  const setState = (letters: typeof found, state: 'queued' | 'failed', lastProblem: string | null) =>
    ctx.tx
      .update(outbox)
      .set({ state, lastProblem, notBefore: ctx.now })
      .where(
        sql`${outbox.id} in (select value from json_each(${JSON.stringify(letters.map(({ id }) => id))}))`,
      )
      .run();
  const fresh = found.filter(({ createdAt }) => createdAt > oldest);
  const stale = found.filter(({ createdAt }) => createdAt <= oldest);
  setState(fresh, 'queued', null);
  if (!hasFailures(ctx, first.citizenId)) {
    for (const about of [WAITS_UNASKED, WAITS_IN_VAIN])
      settled(ctx, { kind: 'undelivered', citizenId: first.citizenId, about });
  }
  if (stale.length === 0) return;
  setState(stale, 'failed', TOO_OLD);
  raise(ctx, { kind: 'undelivered', citizenId: first.citizenId, about: WAITED_TOO_LONG });
}

// One matter is one row for staff, so a letter that failed may stand behind the one about waiting.
function hasFailures(ctx: DomainContext, citizenId: number): boolean {
  const found = ctx.tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(eq(outbox.citizenId, citizenId), inArray(outbox.state, ['failed', 'uncertain', 'held'])))
    .get();
  return found !== undefined;
}
