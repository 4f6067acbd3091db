import { and, desc, eq, gt, gte, ne, sql } from 'drizzle-orm';
import { statement } from '../../db/statement.ts';
import type { DomainContext } from '../context.ts';
import { linkedStaff } from '../staff/index.ts';
import { staff } from '../staff/table.ts';
import { addDays, type LabDay } from '../values/lab-day.ts';
import { digests } from './table.ts';
import type { DigestItem, DigestKind, ItemFound } from './values.ts';

/** So long a bare number means an item of a digest. */
const ANSWERED_FOR_DAYS = 3;
/** Somebody to whom nothing was said for so long gets one line. */
const QUIET_DAYS = 7;
/** Marks a line that says only that there is nothing. */
const QUIET_LINE = 'quiet';

/**
 * Writes down that a digest is posted, once per kind, day and person: false when it has been before.
 * The letter must be posted in the same transaction.
 *
 * @param items what it says; none when nothing is said
 */
export function keepDigest(
  ctx: DomainContext,
  digest: { kind: DigestKind; day: LabDay; staffId: number; items: readonly DigestItem[] | 'quietLine' },
): boolean {
  const { kind, day, staffId } = digest;
  const items = digest.items === 'quietLine' ? [{ kind: QUIET_LINE }] : [...digest.items];
  const kept = ctx.tx
    .insert(digests)
    .values({ kind, day, staffId, items, postedAt: ctx.now })
    .onConflictDoNothing()
    .returning({ id: digests.id })
    .get();
  if (!kept) return false;
  if (items.length > 0) ctx.record({ kind: 'digest.posted', staffId, digestId: kept.id });
  return true;
}

/** Whether somebody for whom there is nothing should hear so: once a week. */
export function wantsQuietLine(ctx: DomainContext, staffId: number): boolean {
  const lately = ctx.tx
    .select({ id: digests.id })
    .from(digests)
    .where(
      and(
        eq(digests.staffId, staffId),
        gt(digests.day, addDays(ctx.today, -QUIET_DAYS)),
        ne(sql`json_array_length(${digests.items})`, 0),
      ),
    )
    .get();
  return lately === undefined;
}

/** How many digests of a day were posted, and how many people there was nothing for. */
export function postedOn(ctx: DomainContext, day: LabDay): { posted: number; quiet: number } {
  const found = ctx.tx
    .select({ items: sql<number>`json_array_length(${digests.items})` })
    .from(digests)
    .where(eq(digests.day, day))
    .all();
  const posted = found.filter(({ items }) => items > 0).length;
  return { posted, quiet: found.length - posted };
}

/** The item `number` of the digests of the last days, newest first, of whoever writes. */
export function digestItem(ctx: DomainContext, number: number): ItemFound {
  const lately = answerable(ctx);
  const all = lately.flatMap(({ items }) => items);
  const item = all.find((each) => each.number === number);
  if (item) return { outcome: 'found', item };
  const numbers = all.map((each) => each.number);
  if (numbers.length === 0) return { outcome: 'none' };
  return { outcome: 'noSuch', first: Math.min(...numbers), last: Math.max(...numbers) };
}

/**
 * When the newest digest was posted that a number of the contact that is writing can mean, if it was after
 * `since`, an ISO instant; null when there is none.
 */
export function numberAwaitedSince(ctx: DomainContext, since: string | null): Date | null {
  const [newest] = answerable(ctx);
  if (!newest || (since !== null && newest.postedAt <= new Date(since))) return null;
  return newest.postedAt;
}

// Asked for every number a citizen answers the menu with.
const worksHere = statement((db) =>
  db
    .select({ id: staff.id })
    .from(staff)
    .where(eq(staff.citizenId, sql.placeholder('citizenId')))
    .prepare(),
);

function answerable(ctx: DomainContext): { postedAt: Date; items: DigestItem[] }[] {
  if (ctx.actor.kind !== 'citizen' || !worksHere(ctx.tx).get({ citizenId: ctx.actor.id })) return [];
  const reader = linkedStaff(ctx.tx, ctx.actor.id);
  if (!reader) return [];
  const oldest = new Date(ctx.now.getTime() - ANSWERED_FOR_DAYS * 86_400_000);
  return ctx.tx
    .select({ postedAt: digests.postedAt, items: digests.items })
    .from(digests)
    .where(and(eq(digests.staffId, reader.staffId), gte(digests.postedAt, oldest)))
    .orderBy(desc(digests.postedAt), desc(digests.id))
    .limit(8)
    .all()
    .map(({ postedAt, items }) => ({ postedAt, items: items.filter(isItem) }))
    .filter(({ items }) => items.length > 0);
}

// Only `keepDigest` writes them; a line about nothing has no number.
const isItem = (item: unknown): item is DigestItem =>
  typeof item === 'object' && item !== null && 'number' in item && typeof item.number === 'number';
