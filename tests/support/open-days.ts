import { systemClock } from '../../src/clock.ts';
import { isWorkingDay, seedHolidays } from '../../src/domain/calendar/index.ts';
import { addDays, labDayAt } from '../../src/domain/values/lab-day.ts';
import { testLab } from './lab.ts';

const LOOKED_AT_DAYS = 40;

/** The days from the day after tomorrow on which a new lab is open, as people type them: `25-11-2026`. */
export function openDays(): string[] {
  const { db, change, settings } = testLab();
  change((ctx) => seedHolidays(ctx));
  const today = labDayAt(systemClock.now(), settings.timeZone);
  return Array.from({ length: LOOKED_AT_DAYS }, (_, days) => addDays(today, days + 2))
    .filter((day) => isWorkingDay(db, day, settings))
    .map((day) => day.split('-').reverse().join('-'));
}
