import { parse } from 'chrono-node/id';
import { distance } from 'fastest-levenshtein';
import { addDays, instantAt, type LabDay, labDayOf, weekdayOf } from '../../src/domain/values/lab-day.ts';
import { readWrittenDay, type WrittenDay } from '../../src/domain/values/written-day.ts';

/** What came of reading a day. Which year a date without one means is for the question to say. */
export type DayReading =
  /** Said in words that mean one day: "besok", "senin depan", "2 hari lagi". */
  { outcome: 'named'; day: LabDay } | ({ outcome: 'written' } & WrittenDay) | { outcome: 'notADay' };

// "Magelang, hari Jumat tanggal 17 Agustus 1990 jam 10" fits; what is longer is no date.
const MAX_DAY_CHARACTERS = 80;

/** Reads a day as people type it, `today` being the day in the lab's zone. */
export function readDay(text: string, today: LabDay): DayReading {
  if (text.length > MAX_DAY_CHARACTERS) return { outcome: 'notADay' };
  const words = withoutTime(text);
  const named = relativeDay(words, today) ?? weekdayNamed(words, today);
  if (named) return { outcome: 'named', day: named };
  const written = readWrittenDay(words) ?? dayOfMonth(words, today);
  if (written) return { outcome: 'written', ...written };
  const understood = understoodByChrono(words, today);
  return understood ? { outcome: 'named', day: understood } : { outcome: 'notADay' };
}

// A visit has a day, not an hour: "besok jam 10 pagi" is tomorrow.
function withoutTime(text: string): string {
  return text
    .toLowerCase()
    .replace(/\b(?:jam|pukul|pkl)\s*\d{1,2}(?:[.:]\d{2})?(?!\d)/g, ' ')
    .replace(/\b(?:pagi|siang|sore|malam|wib|wita|wit)\b/g, ' ')
    .replace(
      /\b(?:saya|sy|mau|bisa|rencana|rencananya|kalau|kalo|saja|aja|deh|ya|pak|bu|kak|min|insyaallah|mungkin)\b/g,
      ' ',
    )
    .replace(/[\s.!?]+$/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(minggu depan) (?:hari )?([a-z]+)$/, '$2 $1');
}

const DAYS_AWAY: readonly (readonly [number, readonly string[]])[] = [
  [-1, ['kemarin', 'kemaren', 'kmrn', 'yesterday']],
  [0, ['hari ini', 'hr ini', 'hri ini', 'sekarang', 'skrg', 'skrang', 'today', 'now']],
  [1, ['besok', 'bsk', 'besuk', 'besog', 'bsok', 'esok', 'esuk', 'hari esok', 'tomorrow', 'tmrw']],
  [2, ['lusa', 'besok lusa', 'lusanya', 'day after tomorrow', 'the day after tomorrow']],
  [7, ['minggu depan', 'mgg depan', 'minggu dpn', 'pekan depan', 'seminggu lagi', 'next week']],
];

function relativeDay(words: string, today: LabDay): LabDay | undefined {
  const found = DAYS_AWAY.find(([, names]) => names.includes(words));
  return found && addDays(today, found[0]);
}

const WEEKDAY_NAMES: readonly (readonly string[])[] = [
  ['minggu', 'ahad', 'sunday', 'sun'],
  ['senin', 'senen', 'sneen', 'monday', 'mon'],
  ['selasa', 'seloso', 'tuesday', 'tue'],
  ['rabu', 'rebo', 'rabo', 'wednesday', 'wed'],
  ['kamis', 'thursday', 'thu'],
  ['jumat', "jum'at", 'jum’at', 'friday', 'fri'],
  ['sabtu', 'setu', 'saturday', 'sat'],
];

/**
 * The next such weekday after today. Somebody who means today says "hari ini", so "jumat" on a Friday is
 * a week away, and only "jumat ini" is today.
 */
function weekdayNamed(words: string, today: LabDay): LabDay | undefined {
  const parts =
    /^(next |this |besok )?(?:hari )?([a-z'’]+)( ini| depan| dpn| besok| minggu depan| mgg depan| minggu ini)?$/.exec(
      words,
    );
  const weekday = weekdayCalled(parts?.[2] ?? '');
  if (!parts || weekday === undefined) return undefined;
  const which = `${parts[1] ?? ''}${parts[3] ?? ''}`.trim();
  const ahead = (weekday - weekdayOf(today) + 7) % 7;
  if (/^(minggu|mgg) depan$/.test(which)) {
    // Weeks start on Monday, so Sunday is their last day.
    const fromMonday = (day: number) => (day + 6) % 7;
    return addDays(today, 7 - fromMonday(weekdayOf(today)) + fromMonday(weekday));
  }
  // "Minggu ini" is this week, and this week is no day.
  if (weekday === 0 && which === 'ini') return undefined;
  return addDays(today, ahead === 0 && !/\b(ini|this)\b/.test(which) ? 7 : ahead);
}

// In shorter words one wrong letter makes another word.
const SHORTEST_WITH_TYPO = 4;

function weekdayCalled(word: string): number | undefined {
  const known = WEEKDAY_NAMES.findIndex((names) => names.includes(word));
  if (known !== -1) return known;
  if (word.length < SHORTEST_WITH_TYPO || word.length > 12) return undefined;
  const near = WEEKDAY_NAMES.findIndex((names) =>
    names.some((name) => name.length > SHORTEST_WITH_TYPO && distance(name, word) === 1),
  );
  return near === -1 ? undefined : near;
}

/** "tanggal 3 bulan depan", which chrono takes for today's number in the next month. */
function dayOfMonth(words: string, today: LabDay): WrittenDay | undefined {
  const parts = /^(?:(?:tanggal|tgl)\.? )?(\d{1,2}) (?:bulan|bln) (ini|depan|dpn)$/.exec(words);
  if (!parts) return undefined;
  const [year = 0, month = 0] = today.split('-').map(Number);
  const later = parts[2] === 'ini' ? 0 : 1;
  return {
    day: Number(parts[1]),
    month: ((month - 1 + later) % 12) + 1,
    year: month + later > 12 ? year + 1 : year,
    shortYear: false,
    ambiguous: false,
  };
}

/** What the library makes of it, taken only when it used every word and is sure of the day. */
function understoodByChrono(words: string, today: LabDay): LabDay | undefined {
  if (!/[a-z]/.test(words)) return undefined;
  const [found] = parse(words, { instant: instantAt(today, '12:00', 'UTC'), timezone: 0 });
  if (!found || found.text !== words || found.end || !found.start.isCertain('day')) return undefined;
  const { start } = found;
  return labDayOf(start.get('year') ?? 0, start.get('month') ?? 0, start.get('day') ?? 0);
}
