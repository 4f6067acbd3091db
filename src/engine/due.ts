import { sql } from 'drizzle-orm';
import { statement } from '../db/statement.ts';
import type { DomainContext } from '../domain/context.ts';
import type { Transport } from '../transports/transport.ts';
import { report } from './fate.ts';
import type { OutboxRow } from './outbox.ts';
import { outbox } from './tables.ts';

/** How many people's letters a transport that minds its speed may choose from. */
const CANDIDATES = 200;
/** So many notices among them, however many replies wait. */
const NOTICES_AMONG_THEM = 20;

const isDue = sql`${outbox.state} = 'queued' and ${outbox.notBefore} <= ${sql.placeholder('now')}`;
// Per person only the oldest unsent letter may go, so that nothing overtakes it.
const isFirst = sql`not exists (select 1 from outbox earlier where earlier.citizen_id = ${outbox.citizenId}
  and earlier.state in ('queued', 'sending') and earlier.id < ${outbox.id})`;
// Spelled out: drizzle leaves a column's table away here, and inside it would mean the other table's.
const generation = sql<number | null>`(select generation from addresses
  where addresses.transport = outbox.transport and addresses.address = outbox.address)`;

const due = statement((db) =>
  db
    .select({ row: outbox, generation })
    .from(outbox)
    .where(sql`${isDue} and ${isFirst}`)
    .orderBy(sql`${outbox.priority} = 'notice'`, outbox.id)
    .limit(sql.placeholder('limit'))
    .prepare(),
);

const dueNotices = statement((db) =>
  db
    .select({ row: outbox, generation })
    .from(outbox)
    .where(sql`${outbox.priority} = 'notice' and ${isDue} and ${isFirst}`)
    .orderBy(outbox.id)
    .limit(sql.placeholder('limit'))
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

/** Takes at most `room` letters that may go now and marks them as being sent; replies before notices. */
export function takeDue(
  ctx: DomainContext,
  transports: ReadonlyMap<string, Pick<Transport, 'admit'>>,
  room: number,
): Due {
  if (room <= 0) return { rows: [] };
  const mindsSpeed = [...transports.values()].some(({ admit }) => admit !== undefined);
  const found = candidates(ctx, mindsSpeed ? CANDIDATES : room);
  // A letter written to the earlier holder of an address is never sent to whoever has it now.
  const isForSomebodyElse = (each: Candidate) =>
    each.generation !== null && each.generation !== each.row.generation;
  const held = found.filter(isForSomebodyElse).map(({ row }) => row);
  setState(ctx, held, 'held');
  for (const { citizenId } of held) report(ctx, citizenId, 'failed');
  const free = found.filter((each) => !isForSomebodyElse(each)).map(({ row }) => row);
  const { rows, againInMs } = admitted(free, transports);
  const going = rows.slice(0, room);
  setState(ctx, going, 'sending');
  return { rows: going, ...(againInMs !== undefined && { againInMs }) };
}

type Candidate = { row: OutboxRow; generation: number | null };

function candidates(ctx: DomainContext, limit: number): Candidate[] {
  const now = ctx.now.getTime();
  const found = due(ctx.tx).all({ now, limit });
  if (found.length < limit || found.at(-1)?.row.priority === 'notice') return found;
  // Nothing but replies: notices are looked for by themselves, or a flood would hide them for ever.
  return [...found, ...dueNotices(ctx.tx).all({ now, limit: NOTICES_AMONG_THEM })];
}

function admitted(letters: OutboxRow[], transports: Parameters<typeof takeDue>[1]): Due {
  const rows: OutboxRow[] = [];
  let againInMs: number | undefined;
  for (const [name, ofOne] of Map.groupBy(letters, ({ transport }) => transport)) {
    const transport = transports.get(name);
    const answer = transport?.admit ? transport.admit(ofOne) : { letters: ofOne };
    rows.push(...answer.letters);
    if (answer.againInMs !== undefined) againInMs = Math.min(answer.againInMs, againInMs ?? Infinity);
  }
  return { rows, ...(againInMs !== undefined && { againInMs }) };
}

function setState(ctx: DomainContext, rows: OutboxRow[], state: 'held' | 'sending'): void {
  if (rows.length > 0) changeState(ctx.tx).run({ state, ids: JSON.stringify(rows.map(({ id }) => id)) });
}
