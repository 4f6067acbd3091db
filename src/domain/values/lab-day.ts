declare const labDayBrand: unique symbol;

/** A civil day in the lab's zone, `YYYY-MM-DD`. It has no time and no zone of its own. */
export type LabDay = string & { readonly [labDayBrand]: true };

const DAY_MS = 86_400_000;

/** The day that year, month (1–12) and day name, or undefined when the calendar has no such day. */
export function labDayOf(year: number, month: number, day: number): LabDay | undefined {
  const instant = new Date(Date.UTC(year, month - 1, day));
  const exists =
    instant.getUTCFullYear() === year && instant.getUTCMonth() === month - 1 && instant.getUTCDate() === day;
  return exists && year >= 1000 && year <= 9999 ? asLabDay(instant) : undefined;
}

/** Reads `YYYY-MM-DD`; undefined for anything else and for days that do not exist. */
export function parseLabDay(text: string): LabDay | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return parts ? labDayOf(Number(parts[1]), Number(parts[2]), Number(parts[3])) : undefined;
}

/** The civil day it is at `instant` in an IANA `timeZone` such as `Asia/Jakarta`. */
export function labDayAt(instant: Date, timeZone: string): LabDay {
  // The Swedish locale writes YYYY-MM-DD.
  return formattersFor(timeZone).day.format(instant) as LabDay;
}

/** `day` moved by a whole number of days, backwards when negative. */
export function addDays(day: LabDay, days: number): LabDay {
  return asLabDay(new Date(atMidnightUtc(day) + days * DAY_MS));
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LabDay, to: LabDay): number {
  return Math.round((atMidnightUtc(to) - atMidnightUtc(from)) / DAY_MS);
}

/** 0 for Sunday to 6 for Saturday. */
export function weekdayOf(day: LabDay): number {
  return new Date(atMidnightUtc(day)).getUTCDay();
}

/** The instant at which clock time `HH:MM` is reached on `day` in `timeZone` (Indonesia has no summer time). */
export function instantAt(day: LabDay, time: string, timeZone: string): Date {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const asIfUtc = atMidnightUtc(day) + (hours * 60 + minutes) * 60_000;
  return new Date(asIfUtc - offsetMs(new Date(asIfUtc), timeZone));
}

// Making a formatter costs a hundred times what using it does.
const formatters = new Map<string, { day: Intl.DateTimeFormat; offset: Intl.DateTimeFormat }>();

function formattersFor(timeZone: string): { day: Intl.DateTimeFormat; offset: Intl.DateTimeFormat } {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = {
    day: new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }),
    offset: new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }),
  };
  formatters.set(timeZone, made);
  return made;
}

function offsetMs(instant: Date, timeZone: string): number {
  const shown = formattersFor(timeZone)
    .offset.formatToParts(instant)
    .find((part) => part.type === 'timeZoneName')?.value;
  const offset = /GMT([+-])(\d{2}):(\d{2})/.exec(shown ?? '');
  if (!offset) return 0;
  const size = (Number(offset[2]) * 60 + Number(offset[3])) * 60_000;
  return offset[1] === '-' ? -size : size;
}

const atMidnightUtc = (day: LabDay): number =>
  Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)));

const asLabDay = (instant: Date): LabDay => instant.toISOString().slice(0, 10) as LabDay;
