import { addDays, daysBetween, type LabDay, labDayAt, weekdayOf } from '../../src/domain/values/lab-day.ts';
import type { Language } from './kit.ts';

const WEEKDAYS = {
  id: ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
} as const;

const MONTHS = {
  id: [
    'Januari',
    'Februari',
    'Maret',
    'April',
    'Mei',
    'Juni',
    'Juli',
    'Agustus',
    'September',
    'Oktober',
    'November',
    'Desember',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
} as const;

/** `Senin` for 1; 0 is Sunday. */
export function weekdayName(weekday: number, language: Language): string {
  return WEEKDAYS[language][weekday] ?? '';
}

/** `17 Agustus 1990`. */
export function shortDay(day: LabDay, language: Language): string {
  return `${Number(day.slice(8))} ${MONTHS[language][Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`;
}

/** `Jumat, 17 Agustus 1990`. */
export function longDay(day: LabDay, language: Language): string {
  return `${weekdayName(weekdayOf(day), language)}, ${shortDay(day, language)}`;
}

/** `Rp 55.000`, the same in both languages because it is Indonesian money. */
export function rupiah(amount: number): string {
  return `Rp ${String(amount).replace(/\B(?=(\d{3})+$)/g, '.')}`;
}

/** `07.30` for `07:30`. */
export function clockTime(time: string, language: Language): string {
  return language === 'id' ? time.replace(':', '.') : time;
}

/** `0812•••7890`: enough to recognise one's own number by. */
export function maskedPhone(phone: string): string {
  const local = phone.startsWith('62') ? `0${phone.slice(2)}` : `+${phone}`;
  return `${local.slice(0, 4)}•••${local.slice(-4)}`;
}

/** Lines `1. …`, `2. …` in the order given. */
export function numbered(lines: readonly string[]): string {
  return lines.map((line, index) => `${index + 1}. ${line}`).join('\n');
}

/** Tests with their prices, as a list to choose from. */
export const pricedTests = (
  tests: readonly { name: string; nameEn: string; priceRupiah: number }[],
  language: Language,
): string =>
  numbered(
    tests.map(
      ({ name, nameEn, priceRupiah }) => `${language === 'id' ? name : nameEn}, ${rupiah(priceRupiah)}`,
    ),
  );

/**
 * Somebody's own words inside a message of ours: on one line, at most 200 characters, and with the
 * signs that WhatsApp reads as formatting or turns into links made harmless.
 */
export function quoted(words: string): string {
  const line = words
    .replace(/\s+/g, ' ')
    .replace(/[*_~`]/g, '')
    .replace(/:\/\//g, ': //')
    .replace(/\b(www)\./gi, '$1 .')
    .trim();
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}

/** Somebody's own words at the end of a sentence of ours: quoted, with one full stop. */
export const quotedEnd = (words: string): string => quoted(words).replace(/(?<![.!?…])$/, '.');

/** `hari ini`, `besok` or nothing: said beside a date that is close. */
export function nearness(day: LabDay, today: LabDay, language: Language): string {
  const days = daysBetween(today, day);
  if (days === 0) return language === 'id' ? 'hari ini' : 'today';
  return day === addDays(today, 1) ? (language === 'id' ? 'besok' : 'tomorrow') : '';
}

/** `21 November 2026 pukul 09.00`, in the lab's zone, for an ISO instant. */
export function momentIn(instant: string, timeZone: string, language: Language): string {
  const at = new Date(instant);
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(at);
  const day = shortDay(labDayAt(at, timeZone), language);
  return language === 'id' ? `${day} pukul ${time.replace(':', '.')}` : `${day} at ${time}`;
}

/** Where a point stands on a map: an address that every phone opens. */
export const mapLink = ({ latitude, longitude }: { latitude: number; longitude: number }): string =>
  `https://maps.google.com/?q=${latitude},${longitude}`;
