import { birthDate } from '../../flows/answers/birth-date.ts';
import { lastFive } from '../../flows/answers/last-five.ts';
import type { Said } from '../../flows/kit.ts';
import { momentIn } from '../../templates/messages/format.ts';
import { render } from '../../templates/messages/index.ts';
import { answerProposal } from '../domain/consultations/index.ts';
import type { ProposalAnswered } from '../domain/consultations/values.ts';
import type { LabelSheet } from '../domain/papers/values.ts';
import { type HandedOver, handOver } from '../domain/reports/index.ts';
import { fullProofOf, takeLabel, track, wanted } from '../domain/tracking/index.ts';
import type { LabelTaken, Proof, ProofKind, TrackedRegistration } from '../domain/tracking/values.ts';
import { cleanText } from '../domain/values/clean-text.ts';
import { readCode } from '../domain/values/code.ts';
import type { Question } from './tracking.tsx';
import { said, saidWith, sceneOf, type Visit } from './visit.ts';
import { WORDS } from './words.ts';

/** What came of a code and a proof. */
export type Asked =
  | { outcome: 'shown'; tracked: TrackedRegistration; proof: string }
  /** The form once more, with what is wrong. */
  | { outcome: 'again'; question: Question; locked: boolean };

/** What to ask for beside a code, or what is wrong with the code. */
export function questionFor(visit: Visit, typed: string): Question {
  const reading = readCode(typed);
  if (typed.trim() === '') return { code: '', wanted: null };
  if (reading.outcome !== 'code') return { code: typed, wanted: null, problem: said(visit, 'codeTypo') };
  const { code } = reading;
  const { service, proof } = visit.parts.transact(visitorOf(visit), (ctx) => wanted(ctx, { code }));
  return { code, wanted: { service, proof } };
}

/**
 * Shows a registration to who knows its code and what proves it, in the chat's own way of reading both.
 *
 * @param typed.full a tour shows how it stands to who has its code; its letter and names want the proof
 */
export function ask(visit: Visit, typed: { code: string; proof: string; full: boolean }): Asked {
  const question = { ...questionFor(visit, typed.code), full: typed.full, typed: typed.proof };
  const again = (problems: Partial<Question>, locked = false): Asked => ({
    outcome: 'again',
    question: { ...question, ...problems },
    locked,
  });
  const { code } = question;
  if (question.wanted === null) return again({});
  const kind = typed.full ? fullProofOf(question.wanted.service) : question.wanted.proof;
  const read = kind === null ? { proof: null } : readProof(visit, kind, typed.proof);
  if ('problem' in read) return again({ proofProblem: read.problem });
  const { proof } = read;
  const result = visit.parts.transact(visitorOf(visit), (ctx) => track(ctx, { code, proof }));
  switch (result.outcome) {
    case 'verified':
      return { outcome: 'shown', tracked: result.registration, proof: writtenOf(proof) };
    case 'mismatch': {
      const words = MISMATCH[kind ?? 'codeAlone'];
      return again({ problem: saidWith(visit, WORDS[words], { triesLeft: result.triesLeft }) });
    }
    case 'locked': {
      if (result.until === null) return again({ problem: said(visit, 'locked') }, true);
      const until = momentIn(result.until, visit.lab.timeZone, visit.language);
      return again({ problem: saidWith(visit, WORDS.lockedUntil, { until }) }, true);
    }
  }
}

const MISMATCH = {
  birthDate: 'mismatch',
  lastFive: 'mismatchLastFive',
  codeAlone: 'mismatchCode',
} as const satisfies Record<ProofKind | 'codeAlone', keyof typeof WORDS>;

/** The report or letter itself, recorded as handed over. Only right after `ask` has shown the registration. */
export function takeReport(visit: Visit, registrationId: number): HandedOver {
  return visit.parts.transact(visitorOf(visit), (ctx) => handOver(ctx, { registrationId, by: 'page' }));
}

/** The label of a shipment. Only right after `ask` has shown the registration. */
export function takeSheet(visit: Visit, registrationId: number, sheet: LabelSheet): LabelTaken {
  return visit.parts.transact(visitorOf(visit), (ctx) => takeLabel(ctx, { registrationId, sheet }));
}

/** The answer to a proposed day. Only right after `ask` has shown the registration. */
export function answerDay(visit: Visit, registrationId: number, accepted: boolean): ProposalAnswered {
  return visit.parts.transact(visitorOf(visit), (ctx) => answerProposal(ctx, { registrationId, accepted }));
}

const visitorOf = ({ address }: Visit) => ({ kind: 'visitor', address }) as const;

/** A proof as its field holds it, to be sent once more with what is asked for next. */
function writtenOf(proof: Proof | null): string {
  if (proof === null) return '';
  return proof.kind === 'birthDate' ? proof.day : proof.digits;
}

function readProof(visit: Visit, kind: ProofKind, typed: string): { proof: Proof } | { problem: string } {
  const { now, today, language } = visit;
  const heard = { kind: 'text', text: cleanText(typed), now: now.toISOString(), today } as const;
  const problem = (words: Said) => ({ problem: plain(render(words, language, sceneOf(visit))) });
  if (kind === 'birthDate') {
    const reading = birthDate.read(heard);
    return reading.outcome === 'unclear' ? problem(reading.said) : { proof: { kind, day: reading.value } };
  }
  const reading = lastFive.read(heard);
  return reading.outcome === 'unclear' ? problem(reading.said) : { proof: { kind, digits: reading.value } };
}

// The chat's sentences carry WhatsApp's marks for bold.
const plain = (sentence: string): string => sentence.replaceAll('*', '');
