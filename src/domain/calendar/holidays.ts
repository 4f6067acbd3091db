import { asc, between, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Db } from '../../db/open.ts';
import { statement } from '../../db/statement.ts';
import { changesBetween } from '../changes.ts';
import type { DomainContext } from '../context.ts';
import { type FieldProblem, problemsOf } from '../values/field-problem.ts';
import { type LabDay, parseLabDay } from '../values/lab-day.ts';
import { PUBLIC_HOLIDAYS } from './public-holidays.ts';
import { bookings, holidays } from './table.ts';

/** A day off: a public holiday, joint leave, or a day the lab closes by itself (`tutup`). */
export type Holiday = typeof holidays.$inferSelect;

/** What came of saving a holiday; `visits` are already booked on that day and have to be moved. */
export type HolidaySaved =
  | { outcome: 'saved'; visits: number }
  | { outcome: 'invalid'; problems: FieldProblem[] };

const holidayFields = z.object({
  day: z.string().transform((text, check): LabDay => {
    const day = parseLabDay(text);
    if (day) return day;
    check.addIssue({ code: 'custom', message: 'Pilih tanggal yang ada di kalender.' });
    return z.NEVER;
  }),
  name: z.string().trim().min(1).max(120),
  kind: z.enum(['libur_nasional', 'cuti_bersama', 'tutup'], 'Pilih jenis hari libur.'),
});

/** Gives a lab without any holidays those that the government announced. */
export function seedHolidays(ctx: DomainContext): void {
  if (ctx.tx.select({ day: holidays.day }).from(holidays).limit(1).get()) return;
  for (const [day, kind, name] of PUBLIC_HOLIDAYS) {
    const real = parseLabDay(day);
    if (!real) throw new Error(`the calendar has no ${day}; correct it in public-holidays.ts`);
    ctx.tx.insert(holidays).values({ day: real, kind, name }).run();
  }
}

/** Adds a day off, or corrects the name and kind of one. Checks `fields` as a form sends them. */
export function saveHoliday(ctx: DomainContext, fields: unknown): HolidaySaved {
  const checked = holidayFields.safeParse(fields);
  if (!checked.success) return { outcome: 'invalid', problems: problemsOf(checked.error) };
  const { day, name, kind } = checked.data;
  const before = ctx.tx.select().from(holidays).where(eq(holidays.day, day)).get();
  ctx.tx
    .insert(holidays)
    .values(checked.data)
    .onConflictDoUpdate({ target: holidays.day, set: { name, kind } })
    .run();
  recordHoliday(ctx, day, before, { name, kind });
  const booked = ctx.tx
    .select({ taken: sql<number>`coalesce(sum(${bookings.taken}), 0)` })
    .from(bookings)
    .where(eq(bookings.day, day))
    .get();
  return { outcome: 'saved', visits: booked?.taken ?? 0 };
}

/** Makes a day off an ordinary day again. */
export function removeHoliday(ctx: DomainContext, day: LabDay): { outcome: 'removed' | 'unknown' } {
  const before = ctx.tx.delete(holidays).where(eq(holidays.day, day)).returning().get();
  if (!before) return { outcome: 'unknown' };
  recordHoliday(ctx, day, before, undefined);
  return { outcome: 'removed' };
}

/** Writes down how a day was and how it is since: `2026-12-25` from nothing to a name and a kind. */
function recordHoliday(
  ctx: DomainContext,
  day: LabDay,
  before: Pick<Holiday, 'name' | 'kind'> | undefined,
  after: Pick<Holiday, 'name' | 'kind'> | undefined,
): void {
  const worded = (holiday: typeof before) => ({ [day]: holiday && `${holiday.name} (${holiday.kind})` });
  const changes = changesBetween(worded(before), worded(after));
  if (Object.keys(changes).length > 0) ctx.record({ kind: 'holidays.changed', changes });
}

/** The days off of a year, in order. */
export function listHolidays(db: Db, year: number): Holiday[] {
  return inPeriod(db).all({ first: `${year}-01-01`, last: `${year}-12-31` });
}

/** The days off from `first` to `last`, both included, in order. */
export function holidayRowsBetween(db: Db, first: string, last: string): Holiday[] {
  return inPeriod(db).all({ first, last });
}

/** The names of the days off from `first` to `last`, both included. */
export function holidaysBetween(db: Db, first: LabDay, last: LabDay): ReadonlyMap<LabDay, string> {
  return new Map(
    inPeriod(db)
      .all({ first, last })
      .map(({ day, name }) => [day, name]),
  );
}

/** The name of the holiday on `day`, if it is one. */
export function holidayOn(db: Db, day: LabDay): string | undefined {
  return onDay(db).get({ day })?.name;
}

const inPeriod = statement((db) =>
  db
    .select()
    .from(holidays)
    .where(between(holidays.day, sql.placeholder('first'), sql.placeholder('last')))
    .orderBy(asc(holidays.day))
    .prepare(),
);

const onDay = statement((db) =>
  db
    .select({ name: holidays.name })
    .from(holidays)
    .where(eq(holidays.day, sql.placeholder('day')))
    .prepare(),
);
