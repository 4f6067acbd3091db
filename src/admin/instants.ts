import { shortDay } from '../../templates/messages/format.ts';
import { addDays, type LabDay, labDayAt } from '../domain/values/lab-day.ts';
import type { Visit } from './visit.ts';

/** `hari ini 09.05`, `kemarin 16.30`, `17 November 2026 08.00`, in the lab's zone. */
export function instantWords(visit: Visit, at: Date): string {
  const day = labDayAt(at, visit.lab.timeZone);
  const time = clockWords(visit, at);
  if (day === visit.today) return `hari ini ${time}`;
  if (day === addDays(visit.today, -1)) return `kemarin ${time}`;
  return `${shortDay(day, 'id')} ${time}`;
}

/** Like `instantWords`, short: `hari ini 09.05`, `17 Nov 08.00`, and the year only when it is another. */
export function tinyInstant(visit: Visit, at: Date): string {
  const day = labDayAt(at, visit.lab.timeZone);
  if (day >= addDays(visit.today, -1)) return instantWords(visit, at);
  const date = tinyDay(day);
  const isThisYear = day.slice(0, 4) === visit.today.slice(0, 4);
  return isThisYear ? `${date.slice(0, -5)} ${clockWords(visit, at)}` : date;
}

/** `23 Nov 2026`: for lists, where a line must not break. */
export function tinyDay(day: LabDay): string {
  const [number = '', month = '', year = ''] = shortDay(day, 'id').split(' ');
  return `${number} ${month.slice(0, 3)} ${year}`;
}

/** `09.05` in the lab's zone. */
export function clockWords(visit: Visit, at: Date): string {
  const text = new Intl.DateTimeFormat('id-ID', {
    timeZone: visit.lab.timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
  return text.replace(':', '.');
}
