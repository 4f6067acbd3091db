import { inArray, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import type { DomainContext } from '../context.ts';
import { type LabDay, labDayOf, parseLabDay } from '../values/lab-day.ts';
import { type Holiday, holidayRowsBetween, removeHoliday, saveHoliday } from './holidays.ts';
import { bookings } from './table.ts';

/** More than two years of days off, joint leave included. */
const MAX_ROWS = 200;
const MAX_NAME = 120;

/** A list of days off as it was pasted: what can be read of it, and what cannot, line by line. */
export interface HolidaysRead {
  rows: Holiday[];
  problems: { line: number; problem: string }[];
}

/** What taking a list over would do. `missing` are announced days of the same years that it leaves out. */
export interface HolidayPlan {
  added: Holiday[];
  changed: { from: Holiday; to: Holiday }[];
  same: number;
  missing: Holiday[];
}

const KINDS: readonly (readonly [kind: Holiday['kind'], words: readonly string[]])[] = [
  ['libur_nasional', ['libur nasional', 'libur', 'nasional', 'public holiday', 'holiday']],
  ['cuti_bersama', ['cuti bersama', 'cuti', 'joint leave']],
  ['tutup', ['tutup', 'laboratorium tutup', 'closed']],
];

/**
 * Reads days off from pasted text: JSON as `[{"date", "name", "kind"}]`, or lines of date, name and
 * kind parted by comma, semicolon or tab. A first line without a date is a heading.
 */
export function readHolidays(text: string): HolidaysRead {
  const tidy = text.replace(/^\ufeff/, '').trim();
  const found = tidy.startsWith('[') ? fromJson(tidy) : fromLines(tidy);
  const rows = new Map<LabDay, Holiday>();
  const problems: HolidaysRead['problems'] = [];
  for (const [index, { line, cells }] of found.entries()) {
    if (index >= MAX_ROWS) {
      problems.push({
        line,
        problem: `Paling banyak ${MAX_ROWS} hari sekali muat. Bagi daftarnya per tahun.`,
      });
      break;
    }
    const read = holidayIn(cells);
    if (typeof read === 'string') problems.push({ line, problem: read });
    else if (rows.has(read.day))
      problems.push({ line, problem: `Tanggal ${read.day} ada dua kali. Hapus salah satu.` });
    else rows.set(read.day, read);
  }
  if (found.length === 0)
    problems.push({ line: 1, problem: 'Tidak ada hari libur yang terbaca. Lihat contohnya di bawah.' });
  return { rows: [...rows.values()].toSorted((a, b) => a.day.localeCompare(b.day)), problems };
}

interface Line {
  line: number;
  cells: readonly string[];
}

function fromJson(text: string): Line[] {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    return [{ line: 1, cells: [] }];
  }
  if (!Array.isArray(list)) return [];
  return list.map((entry: unknown, index) => {
    const has = (name: string): string => {
      if (typeof entry !== 'object' || entry === null || !Object.hasOwn(entry, name)) return '';
      const value: unknown = Object.entries(entry).find(([key]) => key === name)?.[1];
      return typeof value === 'string' ? value : '';
    };
    return { line: index + 1, cells: [has('date') || has('day'), has('name'), has('kind')] };
  });
}

function fromLines(text: string): Line[] {
  const lines = text
    .split(/\r?\n/)
    .map((words, index) => ({ line: index + 1, words: words.trim() }))
    .filter(({ words }) => words !== '');
  const cut = lines.map(({ line, words }) => ({ line, cells: cellsOf(words) }));
  return cut[0] && !/\d/.test(cut[0].cells[0] ?? '') ? cut.slice(1) : cut;
}

/** The cells of a line, by whichever sign parts it; a cell in quotes may hold the sign. */
function cellsOf(line: string): string[] {
  const sign = line.includes('\t') ? '\t' : line.includes(';') ? ';' : ',';
  const cells: string[] = [];
  let cell = '';
  let inQuotes = false;
  for (const character of line) {
    if (character === '"') inQuotes = !inQuotes;
    else if (character === sign && !inQuotes) {
      cells.push(cell.trim());
      cell = '';
    } else cell += character;
  }
  return [...cells, cell.trim()];
}

function holidayIn([date = '', name = '', kind = '']: readonly string[]): Holiday | string {
  const day = dayIn(date);
  if (!day) return `"${date.slice(0, 30)}" bukan tanggal. Tulis seperti 2027-08-17 atau 17-08-2027.`;
  const year = Number(day.slice(0, 4));
  if (year < 2020 || year > 2100) return `Tahun ${year} terlalu jauh. Periksa tanggalnya.`;
  if (name === '') return 'Nama hari liburnya belum ada. Tulis sesudah tanggal.';
  if (name.length > MAX_NAME) return `Namanya terlalu panjang, paling banyak ${MAX_NAME} huruf.`;
  const wanted = kind
    .toLowerCase()
    .replace(/[_\s]+/g, ' ')
    .trim();
  // Most lists name only the joint leave as such.
  const fallback = /^cuti bersama/i.test(name) ? 'cuti_bersama' : 'libur_nasional';
  const known = wanted === '' ? fallback : KINDS.find(([, words]) => words.includes(wanted))?.[0];
  if (!known)
    return `Jenis "${kind.slice(0, 30)}" tidak dikenal. Tulis libur nasional, cuti bersama, atau tutup.`;
  return { day, name, kind: known };
}

function dayIn(text: string): LabDay | undefined {
  const civil = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text);
  return civil ? labDayOf(Number(civil[3]), Number(civil[2]), Number(civil[1])) : parseLabDay(text);
}

/** What taking `rows` over would change. Days on which the lab closes by itself are never missing. */
export function planHolidays(db: Db, rows: readonly Holiday[]): HolidayPlan {
  const years = [...new Set(rows.map(({ day }) => day.slice(0, 4)))];
  const known = new Map(
    years
      .flatMap((year) => holidayRowsBetween(db, `${year}-01-01`, `${year}-12-31`))
      .map((row): [LabDay, Holiday] => [row.day, row]),
  );
  const wanted = new Set(rows.map(({ day }) => day));
  const changed = rows.flatMap((to) => {
    const from = known.get(to.day);
    return from && (from.name !== to.name || from.kind !== to.kind) ? [{ from, to }] : [];
  });
  const added = rows.filter(({ day }) => !known.has(day));
  return {
    added,
    changed,
    same: rows.length - added.length - changed.length,
    missing: [...known.values()].filter(({ day, kind }) => kind !== 'tutup' && !wanted.has(day)),
  };
}

/**
 * Takes a list over: adds and corrects, and removes what it leaves out when `removeMissing`.
 *
 * @returns the days among the new ones on which visits are already booked
 */
export function importHolidays(
  ctx: DomainContext,
  { rows, removeMissing }: { rows: readonly Holiday[]; removeMissing: boolean },
): { changed: number; booked: { day: LabDay; visits: number }[] } {
  const plan = planHolidays(ctx.tx, rows);
  const wanted = [...plan.added, ...plan.changed.map(({ to }) => to)];
  for (const row of wanted) {
    const saved = saveHoliday(ctx, row);
    if (saved.outcome !== 'saved') throw new Error(`holiday ${row.day} was read but cannot be saved`);
  }
  const removed = removeMissing ? plan.missing : [];
  for (const { day } of removed) removeHoliday(ctx, day);
  return {
    changed: wanted.length + removed.length,
    booked: bookedOn(
      ctx.tx,
      plan.added.map(({ day }) => day),
    ),
  };
}

/** How many visits are booked on each of these days; only days with any, in order. */
export function bookedOn(db: Db, days: readonly LabDay[]): { day: LabDay; visits: number }[] {
  if (days.length === 0) return [];
  return db
    .select({ day: bookings.day, visits: sql<number>`sum(${bookings.taken})` })
    .from(bookings)
    .where(inArray(bookings.day, [...days]))
    .groupBy(bookings.day)
    .having(sql`sum(${bookings.taken}) > 0`)
    .orderBy(bookings.day)
    .all();
}
