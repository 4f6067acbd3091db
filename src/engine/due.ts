import { sql } from 'drizzle-orm';
import { statement } from '../db/statement.ts';
import type { DomainContext } from '../domain/context.ts';
import type { Transport } from '../transports/transport.ts';
import { LONGEST_PAUSE_MS, report } from './fate.ts';
import type { OutboxRow } from './outbox.ts';
import { outbox } from './tables.ts';

/** How many people's letters a transport that minds its speed may choose from. */
const CANDIDATES = 200;
/** So many notices among them, however many replies wait. */
const NOTICES_AMONG_THEM = 20;
/** And so many digests: supervisors wait longer than citizens, but not for ever. */
const DIGESTS_AMONG_THEM = 5;

// A longer pause than any was noted before the clock was set back.
const isDue = sql`${outbox.state} = 'queued' and (${outbox.notBefore} <= ${sql.placeholder('now')}
  or ${outbox.notBefore} > ${sql.placeholder('now')} + ${sql.raw(String(LONGEST_PAUSE_MS))})`;
// Per person only the oldest unsent letter may go, so that nothing overtakes it.
const isFirst = sql`not exists (select 1 from outbox earlier where earlier.citizen_id = ${outbox.citizenId}
  and earlier.state in ('queued', 'sending') and earlier.id < ${outbox.id})`;
// Spelled out: drizzle leaves a column's table away here, and inside it would mean the other table's.
const holder = sql<number | null>`(select generation from addresses
  where addresses.transport = outbox.transport and addresses.address = outbox.address)`;

// By kind, so that an index gives both in order: with thousands waiting a sort would cost each beat.
const due = statement((db) =>
  db
    .select({
      id: outbox.id,
      citizenId: outbox.citizenId,
      transport: outbox.transport,
      address: outbox.address,
      messageId: outbox.messageId,
      priority: outbox.priority,
      generation: outbox.generation,
      holder,
    })
    .from(outbox)
    .where(sql`${outbox.priority} = ${sql.placeholder('priority')} and ${isDue} and ${isFirst}`)
    .orderBy(outbox.id)
    .limit(sql.placeholder('limit'))
    .prepare(),
);

const whole = statement((db) =>
  db
    .select()
    .from(outbox)
    .where(sql`${outbox.id} in (select value from json_each(${sql.placeholder('ids')}))`)
    .prepare(),
);

const changeState = statement((db) =>
  db
    .update(outbox)
    .set({ state: sql`${sql.placeholder('state')}` })
    .where(sql`${outbox.id} in (select value from json_each(${sql.placeholder('ids')}))`)
    .prepare(),
);

/** Letters that go now, and when it is worth asking again for those that had to wait. */
export interface Due {
  rows: OutboxRow[];
  againInMs?: number;
}

/** Takes at most `room` letters that may go now and marks them as being sent; replies before notices, digests last. */
export function takeDue(
  ctx: DomainContext,
  transports: ReadonlyMap<string, Pick<Transport, 'admit'>>,
  room: number,
): Due {
  if (room <= 0) return { rows: [] };
  const mindsSpeed = [...transports.values()].some(({ admit }) => admit !== undefined);
  const found = candidates(ctx, mindsSpeed ? CANDIDATES : room);
  // A letter written to the earlier holder of an address is never sent to whoever has it now.
  const isForSomebodyElse = ({ holder, generation }: Candidate) => holder !== null && holder !== generation;
  const held = found.filter(isForSomebodyElse);
  setState(ctx, held, 'held');
  for (const { citizenId } of held) report(ctx, citizenId, 'failed');
  const free = found.filter((each) => !isForSomebodyElse(each));
  const { going, againInMs } = admitted(free, transports);
  const taken = going.slice(0, room);
  setState(ctx, taken, 'sending');
  return { rows: rowsOf(ctx, taken), ...(againInMs !== undefined && { againInMs }) };
}

/** What is looked at of each; the words and the rest only of those that go. */
type Candidate = Pick<
  OutboxRow,
  'id' | 'citizenId' | 'transport' | 'address' | 'messageId' | 'priority' | 'generation'
> & {
  /** The generation of whoever has the address now. */
  holder: number | null;
};

function candidates(ctx: DomainContext, limit: number): Candidate[] {
  const now = ctx.now.getTime();
  const replies = due(ctx.tx).all({ priority: 'reply', now, limit });
  // However many replies there are, notices are among them, or a flood would hide them for ever.
  const room = Math.max(limit - replies.length, NOTICES_AMONG_THEM);
  const notices = due(ctx.tx).all({ priority: 'notice', now, limit: room });
  const digests = due(ctx.tx).all({
    priority: 'digest',
    now,
    limit: Math.max(room - notices.length, DIGESTS_AMONG_THEM),
  });
  return [...replies, ...notices, ...digests];
}

function admitted(
  letters: Candidate[],
  transports: Parameters<typeof takeDue>[1],
): { going: Candidate[]; againInMs?: number } {
  const going: Candidate[] = [];
  let againInMs: number | undefined;
  for (const [name, ofOne] of Map.groupBy(letters, ({ transport }) => transport)) {
    const transport = transports.get(name);
    const answer = transport?.admit ? transport.admit(ofOne) : { letters: ofOne };
    going.push(...answer.letters);
    if (answer.againInMs !== undefined) againInMs = Math.min(answer.againInMs, againInMs ?? Infinity);
  }
  return { going, ...(againInMs !== undefined && { againInMs }) };
}

/** In the order they are to go. */
function rowsOf(ctx: DomainContext, taken: readonly Candidate[]): OutboxRow[] {
  if (taken.length === 0) return [];
  const rows = new Map(
    whole(ctx.tx)
      .all({ ids: idsOf(taken) })
      .map((row) => [row.id, row]),
  );
  return taken.flatMap(({ id }) => rows.get(id) ?? []);
}

const idsOf = (letters: readonly { id: number }[]): string => JSON.stringify(letters.map(({ id }) => id));

function setState(ctx: DomainContext, letters: readonly { id: number }[], state: 'held' | 'sending'): void {
  if (letters.length > 0) changeState(ctx.tx).run({ state, ids: idsOf(letters) });
}
