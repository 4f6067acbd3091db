import type { Answer, Heard, Reading, Said } from '../../../flows/kit.ts';
import { cleanText } from '../../../src/domain/values/clean-text.ts';
import { type LabDay, parseLabDay } from '../../../src/domain/values/lab-day.ts';
import { labSettingsSchema } from '../../../src/domain/values/lab-settings.ts';
import { render } from '../../../templates/messages/index.ts';
import type { Language } from '../../../templates/messages/kit.ts';

/** The day that `text` names; a test that names no day is a mistake in the test. */
export function day(text: string): LabDay {
  const found = parseLabDay(text);
  if (!found) throw new Error(`no day: ${text}`);
  return found;
}

/** Friday, as in tests/support/lab.ts. */
export const TODAY = day('2026-11-20');

/** `text` as a flow hears it: cleaned at the border, on Friday 20 November 2026 unless told otherwise. */
export function heard(text: string, changed: Partial<Heard> = {}): Heard {
  const today = changed.today ?? TODAY;
  return { kind: 'text', text: cleanText(text), now: `${today}T02:00:00.000Z`, today, ...changed };
}

const scene = {
  lab: { ...labSettingsSchema.parse({}), timeZone: 'Asia/Jakarta' },
  publicUrl: 'http://localhost:3000',
  simulated: false,
};

/** What a person reads. */
export function words(said: Said, language: Language = 'id'): string {
  return render(JSON.parse(JSON.stringify(said)), language, scene);
}

/** What came of reading `text`: the value, or the Indonesian sentence that asks again. */
export function answered<Value>(
  answer: Answer<Value>,
  text: string,
  changed: Partial<Heard> = {},
): Value | { asks: string } {
  const reading: Reading<Value> = answer.read(heard(text, changed));
  return reading.outcome === 'unclear' ? { asks: words(reading.said) } : reading.value;
}

/** The sentence that asks again, or a failure when `text` was taken. */
export function asksAgain(answer: Answer<unknown>, text: string, changed: Partial<Heard> = {}): string {
  const reading = answer.read(heard(text, changed));
  if (reading.outcome !== 'unclear') throw new Error(`taken: ${JSON.stringify(reading.value)}`);
  return words(reading.said);
}
