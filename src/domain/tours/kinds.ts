import { and, asc, eq, isNotNull, isNull, ne, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Db } from '../../db/open.ts';
import { statement } from '../../db/statement.ts';
import { changesBetween } from '../changes.ts';
import type { DomainContext } from '../context.ts';
import { type FieldProblem, problemsOf } from '../values/field-problem.ts';
import { SAMPLE_KINDS } from './sample-kinds.ts';
import { tourKinds } from './table.ts';
import type { TourOffer, ToursOffered } from './values.ts';

/** A kind of tour with everything staff keep about it. */
export type TourKind = typeof tourKinds.$inferSelect;

/** What came of changing a kind; `stale` when somebody else changed it since `expectedVersion`. */
export type KindSaved =
  | { outcome: 'saved'; id: number }
  | { outcome: 'stale'; current: TourKind }
  | { outcome: 'invalid'; problems: FieldProblem[] };

/** One message holds nine choices; the ninth stays free. */
const MOST_OFFERED = 8;
const MOST_LISTED = 200;

// A form sends numbers as people write them: "15.000", "Rp 15.000".
const wholeNumber = (least: number, most: number) =>
  z.preprocess((typed) => {
    if (typeof typed !== 'string') return typed;
    const amount = typed.replace(/^\s*rp/i, '').trim();
    return /^\d{1,12}$|^\d{1,3}([.\s]\d{3}){1,3}$/.test(amount)
      ? Number(amount.replace(/\D/g, ''))
      : undefined;
  }, z.number().int().min(least).max(most));

const kindFields = z
  .object({
    name: z.string().trim().min(3).max(60),
    nameEn: z.string().trim().min(3).max(60),
    about: z.string().trim().min(3).max(120),
    aboutEn: z.string().trim().min(3).max(120),
    hours: wholeNumber(1, 12),
    smallestGroup: wholeNumber(1, 1_000),
    largestGroup: wholeNumber(1, 10_000),
    priceRupiah: wholeNumber(0, 10_000_000),
  })
  .refine(({ smallestGroup, largestGroup }) => smallestGroup <= largestGroup, {
    path: ['largestGroup'],
    message: 'Tidak boleh lebih kecil dari rombongan terkecil.',
  });

/** Gives a lab without any kinds of tours the samples. */
export function seedTourKinds(ctx: DomainContext): void {
  if (ctx.tx.select({ id: tourKinds.id }).from(tourKinds).limit(1).get()) return;
  for (const kind of SAMPLE_KINDS) ctx.tx.insert(tourKinds).values(kind).run();
}

/** One kind, retired or not. */
export function tourKindById(db: Db, id: number): TourKind | undefined {
  return db.select().from(tourKinds).where(eq(tourKinds.id, id)).get();
}

/** The kinds of tours for the staff's list, alphabetically: those on offer, or those off the list. */
export function listTourKinds(db: Db, filter: { retired?: boolean } = {}): TourKind[] {
  return db
    .select()
    .from(tourKinds)
    .where(filter.retired ? isNotNull(tourKinds.retiredAt) : isNull(tourKinds.retiredAt))
    .orderBy(asc(tourKinds.name))
    .limit(MOST_LISTED)
    .all();
}

const onOffer = statement((db) =>
  db
    .select({
      id: tourKinds.id,
      name: tourKinds.name,
      nameEn: tourKinds.nameEn,
      about: tourKinds.about,
      aboutEn: tourKinds.aboutEn,
      hours: tourKinds.hours,
      smallestGroup: tourKinds.smallestGroup,
      largestGroup: tourKinds.largestGroup,
      priceRupiah: tourKinds.priceRupiah,
    })
    .from(tourKinds)
    .where(isNull(tourKinds.retiredAt))
    .orderBy(asc(tourKinds.id))
    .limit(sql.placeholder('limit'))
    .prepare(),
);

/** What a group can choose between now, and how much of it there is. */
export function toursOffered(ctx: DomainContext): ToursOffered {
  const { tourVisitorsPerDay: hall, tourLongestDays: longestDays } = ctx.lab;
  const kinds = onOffer(ctx.tx)
    .all({ limit: MOST_OFFERED })
    // No hall holds more than it holds, whatever a kind was written for.
    .map((kind) => ({ ...kind, largestGroup: Math.min(kind.largestGroup, hall) }));
  return { kinds, hall, longestDays };
}

/** The kind with this id as it is offered, or undefined when it is not. */
export const offerOf = (ctx: DomainContext, id: number): TourOffer | undefined =>
  toursOffered(ctx).kinds.find((kind) => kind.id === id);

/**
 * Adds a kind, or changes the one with `id` as it was at `expectedVersion`. Registrations keep the name and
 * the price of their day.
 *
 * @param change `fields` as a form sends them: prices may be "15.000", numbers text
 * @throws when there is no kind `id`: kinds are retired, never deleted
 */
export function saveTourKind(
  ctx: DomainContext,
  change: { id?: number; expectedVersion?: number; fields: unknown },
): KindSaved {
  const checked = kindFields.safeParse(change.fields);
  if (!checked.success) return { outcome: 'invalid', problems: problemsOf(checked.error) };
  const fields = checked.data;
  const current = change.id === undefined ? undefined : present(ctx, change.id);
  if (current && current.version !== change.expectedVersion) return { outcome: 'stale', current };
  const namesake = ctx.tx
    .select({ id: tourKinds.id })
    .from(tourKinds)
    .where(and(sql`${tourKinds.name} = ${fields.name} collate nocase`, ne(tourKinds.id, current?.id ?? 0)))
    .get();
  if (namesake) return invalid('name', 'Sudah ada jenis wisata dengan nama ini. Pakai nama lain.');
  if (current) return written(ctx, current, fields);
  if (isListFull(ctx)) return invalid('name', LIST_FULL);
  const { id } = ctx.tx.insert(tourKinds).values(fields).returning({ id: tourKinds.id }).get();
  const changes = changesBetween(undefined, fields);
  ctx.record({ kind: 'tourKind.changed', tourKindId: id, fields: Object.keys(fields), changes });
  return { outcome: 'saved', id };
}

/** Takes a kind off the list; registrations that name it keep it. Twice is once. */
export function retireTourKind(
  ctx: DomainContext,
  which: { id: number; expectedVersion: number },
): KindSaved {
  return moved(ctx, which, (current) => current.retiredAt ?? ctx.now);
}

/** Puts a retired kind back on the list. Twice is once. */
export function reviveTourKind(
  ctx: DomainContext,
  which: { id: number; expectedVersion: number },
): KindSaved {
  return moved(ctx, which, () => null);
}

function moved(
  ctx: DomainContext,
  { id, expectedVersion }: { id: number; expectedVersion: number },
  retiredAt: (current: TourKind) => Date | null,
): KindSaved {
  const current = present(ctx, id);
  if (current.version !== expectedVersion) return { outcome: 'stale', current };
  const wanted = retiredAt(current);
  if (wanted === null && current.retiredAt !== null && isListFull(ctx)) return invalid('key', LIST_FULL);
  return written(ctx, current, { retiredAt: wanted });
}

const LIST_FULL = `Paling banyak ${MOST_OFFERED} jenis wisata ditawarkan sekaligus. Hentikan satu dulu.`;

const isListFull = (ctx: DomainContext): boolean => toursOffered(ctx).kinds.length >= MOST_OFFERED;

const invalid = (field: string, problem: string): KindSaved => ({
  outcome: 'invalid',
  problems: [{ field, problem }],
});

function written(
  ctx: DomainContext,
  current: TourKind,
  wanted: Partial<TourKind>,
): { outcome: 'saved'; id: number } {
  const changes = changesBetween(current, wanted);
  const fields = Object.keys(changes);
  if (fields.length > 0) {
    const version = current.version + 1;
    ctx.tx
      .update(tourKinds)
      .set({ ...wanted, version })
      .where(eq(tourKinds.id, current.id))
      .run();
    ctx.record({ kind: 'tourKind.changed', tourKindId: current.id, fields, changes });
  }
  return { outcome: 'saved', id: current.id };
}

function present(ctx: DomainContext, id: number): TourKind {
  const kind = tourKindById(ctx.tx, id);
  if (!kind) throw new Error(`no kind of tour ${id}; was it deleted instead of retired?`);
  return kind;
}
