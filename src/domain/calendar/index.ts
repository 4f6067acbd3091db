export {
  type Holiday,
  listHolidays,
  removeHoliday,
  saveHoliday,
  seedHolidays,
} from './holidays.ts';
export {
  bookedOn,
  type HolidayPlan,
  importHolidays,
  planHolidays,
  readHolidays,
} from './holidays-import.ts';
export { hoursOf } from './rules.ts';
export { book, comingDays, nextVisitDays, release, roomOn, visitDay } from './visits.ts';
export { addWorkingDays, isWorkingDay, nextOpening, workingDaysBetween } from './working-days.ts';
export { type WorkingTime, workingTime, workingTimeOf } from './working-time.ts';
