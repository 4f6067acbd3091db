import { type LabDay, labDayOf } from '../../src/domain/values/lab-day.ts';
import type { WrittenDay } from '../../src/domain/values/written-day.ts';
import { type Answer, say } from '../kit.ts';
import { readDay } from './day.ts';
import { beginning, typedAnswer, unclear } from './typed.ts';

/**
 * The day somebody wants to come. A date without a year, or without a month, is the next such day,
 * today included. Whether the lab is open then is for the calendar to say.
 */
export const visitDate: Answer<LabDay> = typedAnswer(say('answers.visitDateExample'), (text, { today }) => {
  const found = readDay(text, today);
  if (found.outcome === 'notADay') return unclear(say('answers.visitDateUnclear'));
  const day = found.outcome === 'named' ? found.day : coming(found, today);
  if (!day) return unclear(say('answers.visitDateUnreal', { typed: beginning(text) }));
  return day < today
    ? unclear(say('answers.visitDatePast', { day, today }))
    : { outcome: 'read', value: day };
});

// The 29th of February is at most eight years away, as between 2096 and 2104.
const MONTHS_AHEAD = 8 * 12;

function coming({ day, month, year, shortYear }: WrittenDay, today: LabDay): LabDay | undefined {
  if (year !== undefined) {
    const century = Number(today.slice(0, 2)) * 100;
    return labDayOf(shortYear ? century + year : year, month ?? 0, day);
  }
  const thisYear = Number(today.slice(0, 4));
  const thisMonth = Number(today.slice(5, 7));
  for (let ahead = 0; ahead <= MONTHS_AHEAD; ahead += 1) {
    const counted = thisMonth - 1 + ahead;
    const tried = (counted % 12) + 1;
    if (month !== undefined && tried !== month) continue;
    const found = labDayOf(thisYear + Math.floor(counted / 12), tried, day);
    if (found && found >= today) return found;
  }
  return undefined;
}
