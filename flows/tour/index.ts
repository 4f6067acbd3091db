import type { TourAnswers, TourSubmitted, ToursOffered } from '../../src/domain/tours/values.ts';
import type { Flow } from '../flow.ts';
import { type Ending, type FormPlan, form } from '../form/index.ts';
import type { View } from '../form/question.ts';
import { say } from '../kit.ts';
import { knownSender } from '../questions/known-sender.ts';
import { tourQuestions } from './questions.ts';

type Sight = View<TourAnswers>;

/** What opens a correction: a request that the person has just proven to be theirs. */
export interface TourCorrection {
  registrationId: number;
  answers: TourAnswers;
  editing?: keyof TourAnswers;
}

const review = (view: Sight, complete: boolean) =>
  say('tour.review', { answers: view.answers, recalled: view.recalled, complete });

/** What becomes of an answer of the lab that asks for something anew; the rest ends the form. */
function endingOf(found: TourSubmitted, done: Ending<TourAnswers>): Ending<TourAnswers> {
  switch (found.outcome) {
    case 'done':
      return done;
    case 'dayGone':
      return { outcome: 'again', key: 'visitOn', said: say('tour.dayGone'), draft: found.nearest };
    case 'testGone':
      return {
        outcome: 'again',
        key: 'kind',
        said: say('tour.kindGone', { name: found.name }),
        draft: found.name,
      };
    case 'groupUnfit': {
      const { smallest, largest } = found;
      return { outcome: 'again', key: 'visitors', said: say('tour.groupNowUnfit', { smallest, largest }) };
    }
    case 'stayUnfit':
      return {
        outcome: 'again',
        key: 'untilOn',
        said: say('tour.tooLong', { longestDays: found.longestDays }),
      };
    case 'tooLate':
      return { outcome: 'ended', said: [say('asking.tooLate', { stage: found.stage })] };
    case 'proofNeeded':
      return { outcome: 'ended', said: [say('tracking.proofRanOut')] };
  }
}

/** The form of a tour, for the chat, the website and the counter. */
export const tourPlan: FormPlan<TourAnswers> = {
  consent: true,
  prepare: { effect: 'toursOffered', input: {} },
  // Asked before the form begins, so that nobody answers nine questions for nothing.
  closed: (prepared) => ((prepared as ToursOffered).kinds.length === 0 ? say('tour.noneOffered') : undefined),
  known: knownSender,
  intro: (view) => say('tour.intro', { of: view.of }),
  questions: tourQuestions,
  review,
  begin: (handed) => {
    // Handed on by an earlier version of this form alone.
    const answers = (handed as { answers?: Partial<TourAnswers> } | null)?.answers;
    return answers && { answers, handed: null };
  },
  submit: {
    call: (answers) => ({ effect: 'submitTour', input: answers }),
    // The confirmation is the notice of the registration itself, so that every door gives the same one.
    judge: (found) => endingOf(found as TourSubmitted, { outcome: 'ended', said: [] }),
  },
};

const correction: FormPlan<TourAnswers> = {
  ...tourPlan,
  consent: false,
  closed: undefined,
  known: undefined,
  intro: () => say('tour.introCorrection'),
  begin: (handed) => {
    const { registrationId, answers, editing } = handed as TourCorrection;
    const kept = { answers, handed: { registrationId } };
    return editing ? { ...kept, editing } : kept;
  },
  submit: {
    call: (answers, handed) => ({
      effect: 'correctTour',
      input: { registrationId: (handed as TourCorrection).registrationId, answers },
    }),
    judge: (found, view) =>
      endingOf(found as TourSubmitted, {
        outcome: 'ended',
        said: [say('tour.correctionSaved', { answers: view.answers })],
      }),
  },
};

/** Registering a group for a scientific tour (REG-TOUR). */
export const tour: Flow = {
  name: 'tour',
  version: 1,
  machine: form(tourPlan),
  opens: [
    'wisata ilmiah',
    'kunjungan',
    'studi banding',
    'kunjungan ilmiah',
    'karyawisata',
    'study tour',
    'visit the lab',
    'visit your lab',
    'school visit',
    'school trip',
    'class visit',
    'group visit',
    'field trip',
    'tour',
  ],
  keeps: true,
  patienceMinutes: 30,
  carry: (context) => ({ answers: (context as { answers: Partial<TourAnswers> }).answers }),
};

/** Changing what a group has registered, after the proof and until its visit. */
export const tourCorrection: Flow = {
  name: 'tour-correction',
  version: 1,
  machine: form(correction),
  opens: [],
  patienceMinutes: 15,
  carry(context) {
    // Written by the form, which is handed a `TourCorrection` here.
    const { answers, handed } = context as { answers: TourAnswers; handed: TourCorrection };
    return { registrationId: handed.registrationId, answers };
  },
};
