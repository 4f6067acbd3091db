import { eq, sql } from 'drizzle-orm';
import { statement } from '../db/statement.ts';
import type { DomainContext } from '../domain/context.ts';
import { raise } from '../domain/incidents/index.ts';
import { paces } from './tables.ts';

const WINDOW_MS = 5 * 60_000;
/** A quick person needs about 14 replies for a registration; nobody needs 40 in five minutes. */
const REPLIES_PER_WINDOW = 40;
/** The same words answered with the same words this often in a row is a machine talking to a machine. */
const REPEATS = 6;
const SILENCE_HOURS = 6;
const REMEMBERED_CHARACTERS = 120;

const byCitizen = statement((db) =>
  db
    .select()
    .from(paces)
    .where(eq(paces.citizenId, sql.placeholder('citizenId')))
    .prepare(),
);

const keep = statement((db) =>
  db
    .insert(paces)
    .values({
      citizenId: sql.placeholder('citizenId'),
      windowStart: sql.placeholder('windowStart'),
      replies: sql.placeholder('replies'),
      lastInput: sql.placeholder('lastInput'),
      lastReply: sql.placeholder('lastReply'),
      repeats: sql.placeholder('repeats'),
      // Inside `sql` a null reaches the database as null; a column's own encoder would trip over it.
      silentUntil: sql`${sql.placeholder('silentUntil')}`,
    })
    .onConflictDoUpdate({
      target: paces.citizenId,
      set: {
        windowStart: sql`excluded.window_start`,
        replies: sql`excluded.replies`,
        lastInput: sql`excluded.last_input`,
        lastReply: sql`excluded.last_reply`,
        repeats: sql`excluded.repeats`,
        silentUntil: sql`excluded.silent_until`,
      },
    })
    .prepare(),
);

/** How fast a person and the bot have talked until now; undefined before their first exchange. */
export type Pace = typeof paces.$inferSelect | undefined;

/** The person's pace until now. */
export function paceOf(ctx: DomainContext, citizenId: number): Pace {
  return byCitizen(ctx.tx).get({ citizenId });
}

/** Whether the bot keeps silent towards this person, having found itself in a loop. */
export function isSilenced(pace: Pace, now: Date): boolean {
  return pace?.silentUntil != null && pace.silentUntil > now;
}

/**
 * Counts one exchange. `loop` on the exchange that shows two machines answering each other: the bot
 * says so once and is then silent for six hours, and staff see it.
 */
export function countExchange(
  ctx: DomainContext,
  citizenId: number,
  before: Pace,
  { input, reply }: { input: string; reply: string },
): 'fine' | 'loop' {
  const inWindow = before !== undefined && ctx.now.getTime() - before.windowStart.getTime() < WINDOW_MS;
  const lastInput = input.slice(0, REMEMBERED_CHARACTERS);
  const lastReply = reply.slice(0, REMEMBERED_CHARACTERS);
  const echo = lastInput !== '' && lastInput === before?.lastReply;
  const same = inWindow && ((lastInput === before.lastInput && lastReply === before.lastReply) || echo);
  const repeats = same ? before.repeats + 1 : 1;
  const replies = inWindow ? before.replies + 1 : 1;
  const loop = repeats >= REPEATS || replies > REPLIES_PER_WINDOW;
  keep(ctx.tx).run({
    citizenId,
    windowStart: inWindow ? before.windowStart : ctx.now,
    replies: loop ? 0 : replies,
    lastInput,
    lastReply,
    repeats: loop ? 0 : repeats,
    silentUntil: loop ? ctx.now.getTime() + SILENCE_HOURS * 3_600_000 : null,
  });
  if (loop)
    raise(ctx, { kind: 'loop', citizenId, about: 'Bot berhenti membalas: pesan berulang tanpa henti' });
  return loop ? 'loop' : 'fine';
}
