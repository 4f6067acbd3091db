import type { LabSettings } from '../../src/domain/values/lab-settings.ts';
import { clockTime, weekdayName } from './format.ts';
import { type Language, message } from './kit.ts';

/** `Senin–Kamis 07.30–14.00`, one line for neighbouring days with the same hours, from Monday on. */
function openingHours({ openingHours: hours }: LabSettings, language: Language): string {
  const lines: { first: number; last: number; time: string }[] = [];
  for (const weekday of [1, 2, 3, 4, 5, 6, 0]) {
    const open = hours[weekday];
    if (!open) continue;
    const time = `${clockTime(open.opens, language)}–${clockTime(open.closes, language)}`;
    const line = lines.at(-1);
    if (line && line.time === time && (line.last + 1) % 7 === weekday) line.last = weekday;
    else lines.push({ first: weekday, last: weekday, time });
  }
  const days = ({ first, last }: { first: number; last: number }) =>
    first === last
      ? weekdayName(first, language)
      : `${weekdayName(first, language)}–${weekdayName(last, language)}`;
  return lines.map((line) => `${days(line)} ${line.time}`).join('\n');
}

/** Where we are and when we are open. */
export const info = {
  lab: message({
    id: (_, { lab }) =>
      `*${lab.name}*\n${lab.address}\nTelepon ${lab.phone}\n\nJam layanan:\n${openingHours(lab, 'id')}\nTutup pada hari libur nasional dan cuti bersama.\n\nKetik *daftar* untuk mendaftar periksa, atau *menu*.`,
    en: (_, { lab }) =>
      `*${lab.name}*\n${lab.address}\nPhone ${lab.phone}\n\nOpening hours:\n${openingHours(lab, 'en')}\nClosed on public holidays and joint leave.\n\nType *register* to register for a test, or *menu*.`,
  }),
};
