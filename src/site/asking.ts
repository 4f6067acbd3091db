import { birthDate as birthDateAnswer } from '../../flows/answers/birth-date.ts';
import { momentIn } from '../../templates/messages/format.ts';
import { render } from '../../templates/messages/index.ts';
import { type HandedOver, handOver } from '../domain/reports/index.ts';
import { track } from '../domain/tracking/index.ts';
import type { TrackedRegistration } from '../domain/tracking/values.ts';
import { cleanText } from '../domain/values/clean-text.ts';
import { readCode } from '../domain/values/code.ts';
import type { LabDay } from '../domain/values/lab-day.ts';
import type { Question } from './tracking.tsx';
import { said, saidWith, sceneOf, type Visit } from './visit.ts';
import { WORDS } from './words.ts';

/** What came of a code and a birth date. */
export type Asked =
  | { outcome: 'shown'; tracked: TrackedRegistration; birthDate: LabDay }
  /** The form once more, with what is wrong. */
  | { outcome: 'again'; question: Question; locked: boolean };

/** Shows a registration to who knows its code and birth date, in the chat's own way of reading both. */
export function ask(visit: Visit, typed: { code: string; birthDate: string; codeKnown: boolean }): Asked {
  const again = (problems: Partial<Question>, locked = false): Asked => ({
    outcome: 'again',
    question: { ...typed, ...problems },
    locked,
  });
  const reading = readCode(typed.code);
  if (typed.code.trim() === '') return again({ codeProblem: said(visit, 'codeMissing') });
  if (reading.outcome !== 'code') return again({ codeKnown: false, codeProblem: said(visit, 'codeTypo') });
  const day = readBirthDate(visit, typed.birthDate);
  if ('problem' in day) return again({ birthDateProblem: day.problem });
  const visitor = { kind: 'visitor', address: visit.address } as const;
  const { code } = reading;
  const result = visit.parts.transact(visitor, (ctx) => track(ctx, { code, birthDate: day.birthDate }));
  switch (result.outcome) {
    case 'verified':
      return { outcome: 'shown', tracked: result.registration, birthDate: day.birthDate };
    case 'mismatch':
      return again({ problem: saidWith(visit, WORDS.mismatch, { triesLeft: result.triesLeft }) });
    case 'locked': {
      if (result.until === null) return again({ problem: said(visit, 'locked') }, true);
      const until = momentIn(result.until, visit.lab.timeZone, visit.language);
      return again({ problem: saidWith(visit, WORDS.lockedUntil, { until }) }, true);
    }
  }
}

/** The report itself, recorded as handed over. Only right after `ask` has shown the registration. */
export function takeReport(visit: Visit, registrationId: number): HandedOver {
  const visitor = { kind: 'visitor', address: visit.address } as const;
  return visit.parts.transact(visitor, (ctx) => handOver(ctx, { registrationId, by: 'page' }));
}

function readBirthDate(visit: Visit, typed: string): { birthDate: LabDay } | { problem: string } {
  const { now, today, language } = visit;
  const heard = { kind: 'text', text: cleanText(typed), now: now.toISOString(), today } as const;
  const reading = birthDateAnswer.read(heard);
  if (reading.outcome !== 'unclear') return { birthDate: reading.value };
  return { problem: plain(render(reading.said, language, sceneOf(visit))) };
}

// The chat's sentences carry WhatsApp's marks for bold.
const plain = (sentence: string): string => sentence.replaceAll('*', '');
