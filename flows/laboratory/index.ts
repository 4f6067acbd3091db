import type { LaboratoryAnswers } from '../../src/domain/laboratory/values.ts';
import type { Submitted } from '../../src/domain/registrations/values.ts';
import type { Flow } from '../flow.ts';
import { type Ending, type FormPlan, form } from '../form/index.ts';
import type { View } from '../form/question.ts';
import { say } from '../kit.ts';
import { knownPerson } from '../questions/known-person.ts';
import { laboratoryQuestions } from './questions.ts';
import { draftWithout, type LaboratoryHandover } from './tests-question.ts';

type Sight = View<LaboratoryAnswers>;

/** What opens a correction: a registration the person has just proven to be theirs. */
export interface CorrectionHandover {
  registrationId: number;
  answers: LaboratoryAnswers;
  editing?: keyof LaboratoryAnswers;
}

const review = (view: Sight, complete: boolean) =>
  say('laboratory.review', { answers: view.answers, recalled: view.recalled, complete });

/** What becomes of an answer of the lab that asks for something anew; the rest ends the form. */
function endingOf(found: Submitted, view: Sight, done: Ending<LaboratoryAnswers>): Ending<LaboratoryAnswers> {
  switch (found.outcome) {
    case 'done':
      return done;
    case 'dayGone':
      return {
        outcome: 'again',
        key: 'visitOn',
        said: say('asking.dayGone'),
        draft: found.nearest,
      };
    case 'testGone':
      return {
        outcome: 'again',
        key: 'tests',
        said: say('laboratory.testGone', { name: found.name }),
        draft: draftWithout(found.name, view.answers.tests ?? []),
      };
    case 'tooLate':
      return { outcome: 'ended', said: [say('asking.tooLate', { stage: found.stage })] };
    case 'proofNeeded':
      return { outcome: 'ended', said: [say('tracking.proofRanOut')] };
  }
}

/** The form of a laboratory registration, for the chat, the website and the counter. */
export const laboratoryPlan: FormPlan<LaboratoryAnswers> = {
  consent: true,
  known: knownPerson,
  intro: (view) => say('laboratory.intro', { of: view.of }),
  questions: laboratoryQuestions,
  review,
  begin: (handed) => {
    const answers = (handed as LaboratoryHandover | null)?.answers;
    return answers && { answers, handed: null };
  },
  submit: {
    call: (answers) => ({ effect: 'submitLaboratory', input: answers }),
    // The confirmation is the notice of the registration itself, so that every door gives the same one.
    judge: (found, view) => endingOf(found as Submitted, view, { outcome: 'ended', said: [] }),
  },
};

const correction: FormPlan<LaboratoryAnswers> = {
  ...laboratoryPlan,
  consent: false,
  known: undefined,
  intro: () => say('laboratory.introCorrection'),
  begin: (handed) => {
    const { registrationId, answers, editing } = handed as CorrectionHandover;
    const kept = { answers, handed: { registrationId } };
    return editing ? { ...kept, editing } : kept;
  },
  submit: {
    call: (answers, handed) => ({
      effect: 'correctLaboratory',
      input: { registrationId: (handed as CorrectionHandover).registrationId, answers },
    }),
    judge: (found, view) =>
      endingOf(found as Submitted, view, {
        outcome: 'ended',
        said: [say('laboratory.correctionSaved', { answers: view.answers })],
      }),
  },
};

/** Registering for laboratory tests (REG-LAB). */
export const laboratory: Flow = {
  name: 'laboratory',
  version: 2,
  machine: form(laboratoryPlan),
  // The menu leads here, because it knows which test was named in the same breath.
  opens: [],
  keeps: true,
  patienceMinutes: 30,
  carry: (context) => ({ answers: (context as { answers: Partial<LaboratoryAnswers> }).answers }),
};

/** Changing what was registered, after the proof and before the sample is here. */
export const laboratoryCorrection: Flow = {
  name: 'laboratory-correction',
  version: 2,
  machine: form(correction),
  opens: [],
  patienceMinutes: 15,
  carry(context) {
    // Written by the form, which is handed a `CorrectionHandover` here.
    const { answers, handed } = context as { answers: LaboratoryAnswers; handed: CorrectionHandover };
    return { registrationId: handed.registrationId, answers };
  },
};
