import { and, desc, eq, gt, lt, sql } from 'drizzle-orm';
import { statement } from '../../db/statement.ts';
import type { DomainContext } from '../context.ts';
import { isSafeTarget, newSlug, readSlug, SLUG_BYTES } from './rules.ts';
import { links } from './table.ts';

const DAY_MS = 86_400_000;
const MAX_DAYS = 3_660;
/** One collision is a once-in-a-lifetime event; five mean that chance is broken. */
const MAX_DRAWS = 5;

/** What came of opening a short link. */
export type Followed = { outcome: 'found'; target: string } | { outcome: 'expired' } | { outcome: 'unknown' };

/**
 * The slug of a short link to `target` that lives for at least `days` days. A target that already has
 * a living link keeps it.
 *
 * @param link `target`: `/t/…`, `/simulator…` or `https://wa.me/…`
 * @throws on any other target: links never lead to where citizens or staff typed
 */
export function shorten(ctx: DomainContext, { target, days }: { target: string; days: number }): string {
  if (!isSafeTarget(target)) throw new Error('a short link may lead only to our own pages and to wa.me');
  if (!Number.isInteger(days) || days < 1 || days > MAX_DAYS)
    throw new Error(`a short link lives 1 to ${MAX_DAYS} whole days, not ${days}`);
  const expiresAt = new Date(ctx.now.getTime() + days * DAY_MS);
  const living = livingLink(ctx.tx).get({ target, nowMs: ctx.now.getTime() });
  if (living) {
    if (living.expiresAt < expiresAt)
      prolong(ctx.tx).run({ slug: living.slug, expiresAtMs: expiresAt.getTime() });
    return living.slug;
  }
  for (let draw = 0; draw < MAX_DRAWS; draw += 1) {
    const slug = newSlug(ctx.chance(SLUG_BYTES));
    if (add(ctx.tx).run({ slug, target, createdAt: ctx.now, expiresAt }).changes > 0) return slug;
  }
  throw new Error(`no free slug in ${MAX_DRAWS} draws; is the source of chance broken?`);
}

/** Where a short link leads; counts that it was opened, not by whom. */
export function follow(ctx: DomainContext, typed: string): Followed {
  const slug = readSlug(typed);
  const link = slug && bySlug(ctx.tx).get({ slug });
  if (!link) return { outcome: 'unknown' };
  if (link.expiresAt <= ctx.now) return { outcome: 'expired' };
  countOpening(ctx.tx).run({ slug: link.slug });
  return { outcome: 'found', target: link.target };
}

const bySlug = statement((db) =>
  db
    .select()
    .from(links)
    .where(eq(links.slug, sql.placeholder('slug')))
    .prepare(),
);

const REMEMBERED_AFTER_EXPIRY_MS = 90 * 86_400_000;

/** Removes links that ran out three months ago; until then their page can say so. Returns how many went. */
export function forgetExpiredLinks(ctx: DomainContext): number {
  const before = new Date(ctx.now.getTime() - REMEMBERED_AFTER_EXPIRY_MS);
  return ctx.tx.delete(links).where(lt(links.expiresAt, before)).run().changes;
}

// A placeholder inside a comparison or an expression takes what SQLite stores: milliseconds.
const livingLink = statement((db) =>
  db
    .select()
    .from(links)
    .where(and(eq(links.target, sql.placeholder('target')), gt(links.expiresAt, sql.placeholder('nowMs'))))
    .orderBy(desc(links.expiresAt))
    .prepare(),
);

const add = statement((db) =>
  db
    .insert(links)
    .values({
      slug: sql.placeholder('slug'),
      target: sql.placeholder('target'),
      createdAt: sql.placeholder('createdAt'),
      expiresAt: sql.placeholder('expiresAt'),
    })
    .onConflictDoNothing()
    .prepare(),
);

const prolong = statement((db) =>
  db
    .update(links)
    .set({ expiresAt: sql`${sql.placeholder('expiresAtMs')}` })
    .where(eq(links.slug, sql.placeholder('slug')))
    .prepare(),
);

const countOpening = statement((db) =>
  db
    .update(links)
    .set({ opened: sql`${links.opened} + 1` })
    .where(eq(links.slug, sql.placeholder('slug')))
    .prepare(),
);
