import { type LabDay, labDayOf } from '../../src/domain/values/lab-day.ts';
import type { WrittenDay } from '../../src/domain/values/written-day.ts';
import { type Answer, type Reading, say } from '../kit.ts';
import { readDay } from './day.ts';
import { beginning, typedAnswer, unclear } from './typed.ts';

/** Nobody older has ever been to a lab. */
const MAX_AGE_YEARS = 120;

/** A birth date, always repeated in words before it counts. Two-digit years are those last past. */
export const birthDate: Answer<LabDay> = typedAnswer(say('answers.birthDateExample'), (text, heard) => {
  const found = readDay(text, heard.today);
  if (found.outcome === 'notADay') return unclear(say('answers.birthDateUnclear'));
  if (found.outcome === 'named') return judged(found.day, heard.today);
  if (found.ambiguous) return unclear(say('answers.birthDateAmbiguous', { typed: beginning(text) }));
  if (found.month === undefined) return unclear(say('answers.birthDateUnclear'));
  if (found.year === undefined) return unclear(say('answers.birthDateYear'));
  const day = born(found, heard.today);
  return day ? judged(day, heard.today) : unclear(say('answers.dayUnreal', { typed: beginning(text) }));
});

function judged(day: LabDay, today: LabDay): Reading<LabDay> {
  if (day > today) return unclear(say('answers.birthDateFuture', { day }));
  const oldestYear = Number(today.slice(0, 4)) - MAX_AGE_YEARS;
  if (day < `${oldestYear}${today.slice(4)}`) return unclear(say('answers.birthDateTooOld', { day }));
  return { outcome: 'echo', value: day, said: say('answers.birthDateEcho', { day }) };
}

function born({ day, month = 0, year = 0, shortYear }: WrittenDay, today: LabDay): LabDay | undefined {
  if (!shortYear) return labDayOf(year, month, day);
  const century = Number(today.slice(0, 2)) * 100;
  return [century, century - 100]
    .map((start) => labDayOf(start + year, month, day))
    .find((found) => found !== undefined && found <= today);
}
