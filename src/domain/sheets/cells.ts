import { cleanText } from '../values/clean-text.ts';
import { type LabDay, labDayOf, parseLabDay } from '../values/lab-day.ts';
import { readNik } from '../values/nik.ts';
import { readPhone } from '../values/phone.ts';
import type { SheetContent } from '../values/sheet-columns.ts';
import { readWrittenDay } from '../values/written-day.ts';
import type { CleanValue, SheetProblem, TabCell } from './values.ts';

/** What came of reading a cell. `mended`: it was written in another way than it is kept. */
export type CellReading =
  | { outcome: 'read'; value: CleanValue; mended: boolean }
  | { outcome: 'wrong'; problem: SheetProblem };

/** Excel counts days from here; its day 1 is the first of 1900, and it believes in a 29 February 1900. */
const SERIAL_ZERO_MS = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;
/** A bare number between these is a day that lost its format: 1910 to 2099. Outside it is a typed number. */
const SERIALS = { first: 3_654, last: 73_050 } as const;
/** A spreadsheet keeps no more digits of a number. */
const DIGITS_KEPT = 15;

/** Reads a filled cell as what its column holds. */
export function readCell(cell: TabCell, content: SheetContent, today: LabDay): CellReading {
  if (cell.kind === 'formula' || cell.kind === 'error') return wrong('formula');
  const text = plain(cell.text);
  const reading = readAs(content, { ...cell, text }, today);
  // Whatever was around it is gone in the copy; the apostrophe before what looks like a formula stays there.
  const isTidy = text === cell.text.replace(/^'(?=[=+\-@＝＋－＠|%])/, '');
  return reading.outcome === 'read' && !isTidy ? { ...reading, mended: true } : reading;
}

// Before digits and formulas; a name may begin with one.
const KEPT_AS_WORDS = /^['’`]+(?=[\d=+\-@＝＋－＠|%])/;

/** A cell's words on one line, without the apostrophe by which they were kept as words. */
export const plain = (text: string): string =>
  cleanText(text).replace(KEPT_AS_WORDS, '').replace(/\s+/g, ' ').trim();

function readAs(content: SheetContent, cell: TabCell, today: LabDay): CellReading {
  switch (content.kind) {
    case 'number':
      return read({ text: cell.text }, false);
    case 'words':
      return words(cell, content.atMost);
    case 'nik':
      return nik(cell, today);
    case 'phone':
      return phone(cell);
    case 'day':
      return day(cell, content.yearsAtMost, today);
    case 'time':
      return time(cell);
    case 'whole':
      return amount(cell, cell.text, content);
    case 'decimal':
      // "4 °C" and "-20C" are what a thermometer says.
      return amount(cell, cell.text.replace(/ ?(?:°|º|derajat)? ?(?:c|celsius)?$/i, ''), content);
    case 'choice':
      return choice(cell, content.choices);
  }
}

const wrong = (problem: SheetProblem): CellReading => ({ outcome: 'wrong', problem });
const read = (value: CleanValue, mended: boolean): CellReading => ({ outcome: 'read', value, mended });

function words({ kind, text }: TabCell, atMost: number): CellReading {
  // `1-2` typed as a code: the spreadsheet made a day of it, and what was typed is gone.
  if (kind === 'date' || kind === 'time') return wrong('becameADate');
  return text.length > atMost ? wrong('tooLong') : read({ text }, kind === 'number');
}

function nik({ kind, text }: TabCell, today: LabDay): CellReading {
  // The last digit has been a zero since it was typed.
  if (kind === 'number')
    return wrong(text.replace(/\D/g, '').length > DIGITS_KEPT ? 'nikIsNumber' : 'nikWrong');
  const reading = readNik(text, today);
  return reading.outcome === 'nik' ? read({ text: reading.nik }, reading.nik !== text) : wrong('nikWrong');
}

function phone({ kind, text }: TabCell): CellReading {
  const reading = readPhone(text);
  if (reading.outcome !== 'phone') return wrong('phoneWrong');
  const local = reading.phone.startsWith('62') ? `0${reading.phone.slice(2)}` : `+${reading.phone}`;
  return read({ text: local }, kind !== 'text' || local !== text);
}

function day(cell: TabCell, yearsAtMost: number, today: LabDay): CellReading {
  const found = dayIn(cell, today);
  if (!found) return wrong('notADate');
  if (found > today) return wrong('inTheFuture');
  const oldest = `${Number(today.slice(0, 4)) - yearsAtMost}${today.slice(4)}`;
  return found < oldest ? wrong('tooLongAgo') : read({ day: found }, cell.kind !== 'date');
}

function dayIn({ kind, text }: TabCell, today: LabDay): LabDay | undefined {
  if (kind === 'date') return parseLabDay(text);
  if (kind === 'number') {
    const serial = Number(text);
    if (Number.isInteger(serial) && serial >= SERIALS.first && serial <= SERIALS.last)
      return serialDay(serial);
  }
  const written = readWrittenDay(text);
  if (!written || written.ambiguous || written.month === undefined || written.year === undefined)
    return undefined;
  const { year, month, day: number, shortYear } = written;
  if (!shortYear) return labDayOf(year, month, number);
  // All days of the sheets have passed: of two centuries it is the later one that has.
  const century = Number(today.slice(0, 2)) * 100;
  return [century, century - 100]
    .map((start) => labDayOf(start + year, month, number))
    .find((found) => found !== undefined && found <= today);
}

function serialDay(serial: number): LabDay | undefined {
  return parseLabDay(new Date(SERIAL_ZERO_MS + serial * DAY_MS).toISOString().slice(0, 10));
}

/** `07.30` for a cell that holds a time, for `7:30`, `07.30 WIB`, `0730` and for the number 7.3. */
function time({ kind, text }: TabCell): CellReading {
  const clock = clockIn(kind, text);
  if (!clock) return wrong('notATime');
  const [hours, minutes] = clock;
  if (hours > 23 || minutes > 59) return wrong('notATime');
  const written = `${String(hours).padStart(2, '0')}.${String(minutes).padStart(2, '0')}`;
  return read({ text: written }, kind !== 'text' || written !== text);
}

function clockIn(kind: TabCell['kind'], text: string): [hours: number, minutes: number] | undefined {
  if (kind === 'number') {
    const value = Number(text);
    // A time without its format is a part of a day; what is more was typed with a full stop or a comma.
    const minutes = Math.round(value * 1440);
    if (value >= 0 && value < 1) return [Math.floor(minutes / 60), minutes % 60];
    return [Math.floor(value), Math.round((value % 1) * 100)];
  }
  const parts =
    /^(?:(?:jam|pukul|pkl)\.? ?)?(\d{1,2})(?:[.:,] ?(\d{2})(?:[.:]\d{2})?| ?(\d{2}))?(?: ?(?:wib|wita|wit))?$/i.exec(
      text,
    );
  return parts ? [Number(parts[1]), Number(parts[2] ?? parts[3] ?? 0)] : undefined;
}

function amount(
  { kind, text }: TabCell,
  bare: string,
  allowed: { kind: 'whole' | 'decimal'; min: number; max: number },
): CellReading {
  const isPlain = kind === 'number' || (kind === 'text' && /^[-−]?\d{1,9}(?:[.,]\d{1,4})?$/.test(bare));
  const value = isPlain ? Number(bare.replace(',', '.').replace('−', '-')) : Number.NaN;
  const isAllowed =
    value >= allowed.min && value <= allowed.max && (allowed.kind === 'decimal' || Number.isInteger(value));
  return isAllowed ? read({ number: value }, kind !== 'number' || bare !== text) : wrong('notANumber');
}

function choice(
  { text }: TabCell,
  choices: readonly { written: string; also: readonly string[] }[],
): CellReading {
  const typed = text.toLowerCase().replace(/[.*]/g, '').trim();
  const found = choices.find(({ written, also }) => written.toLowerCase() === typed || also.includes(typed));
  return found ? read({ text: found.written }, found.written !== text) : wrong('notInList');
}

/** `A` for 1, `AA` for 27. */
export function letterOf(column: number): string {
  const above = Math.floor((column - 1) / 26);
  return (above > 0 ? letterOf(above) : '') + String.fromCharCode(65 + ((column - 1) % 26));
}
