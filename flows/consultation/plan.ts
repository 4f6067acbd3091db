import type { ConsultationAnswers, ConsultationSubmitted } from '../../src/domain/consultations/values.ts';
import type { LabDay } from '../../src/domain/values/lab-day.ts';
import type { Ending, FormPlan } from '../form/index.ts';
import { type AnyQuestion, position, type View } from '../form/question.ts';
import { say } from '../kit.ts';
import { knownPerson } from '../questions/known-person.ts';
import { born, identity, personName } from '../questions/person.ts';
import { telephone } from '../questions/phone.ts';
import { visitOn } from '../questions/visit.ts';

type Sight = View<ConsultationAnswers>;

/** What opens a correction: a consultation the person has just proven to be theirs. */
export interface ConsultationHandover {
  registrationId: number;
  answers: ConsultationAnswers;
  editing?: keyof ConsultationAnswers;
}

/** What a consultation asks, in order (REG-CLI-02 to REG-CLI-06). */
const consultationQuestions: readonly AnyQuestion<ConsultationAnswers>[] = [
  personName((view) => say('consultation.askName', position(view))),
  identity,
  born,
  visitOn('consultation'),
  telephone,
];

const review = (view: Sight, complete: boolean) =>
  say('consultation.review', { answers: view.answers, recalled: view.recalled, complete });

/** What becomes of an answer of the lab that asks for the day anew; the rest ends the form. */
export function endingOf<Answers extends { visitOn: LabDay }>(
  found: ConsultationSubmitted,
  done: Ending<Answers>,
): Ending<Answers> {
  switch (found.outcome) {
    case 'done':
      return done;
    case 'dayGone':
      return { outcome: 'again', key: 'visitOn', said: say('asking.dayGone'), draft: found.nearest };
    case 'tooLate':
      return { outcome: 'ended', said: [say('asking.tooLate', { stage: found.stage })] };
    case 'proofNeeded':
      return { outcome: 'ended', said: [say('tracking.proofRanOut')] };
  }
}

/** Registering for a consultation (REG-CLI). */
export const consultationPlan: FormPlan<ConsultationAnswers> = {
  consent: true,
  known: knownPerson,
  intro: (view) => say('consultation.intro', { of: view.of }),
  questions: consultationQuestions,
  review,
  begin: (handed) => {
    const answers = (handed as { answers?: Partial<ConsultationAnswers> } | null)?.answers;
    return answers && { answers, handed: null };
  },
  submit: {
    call: (answers) => ({ effect: 'submitConsultation', input: answers }),
    // The confirmation is the notice of the registration itself, so that every door gives the same one.
    judge: (found) => endingOf(found as ConsultationSubmitted, { outcome: 'ended', said: [] }),
  },
};

/** What a correction keeps of its handover: whose it is, and the day it was on. */
interface Kept {
  registrationId: number;
  before: LabDay;
}

/** Changing what was registered, after the proof and before the visit. */
export const correctionPlan: FormPlan<ConsultationAnswers> = {
  ...consultationPlan,
  consent: false,
  known: undefined,
  intro: () => say('consultation.introCorrection'),
  begin: (handed) => {
    const { registrationId, answers, editing } = handed as ConsultationHandover;
    const kept = { answers, handed: { registrationId, before: answers.visitOn } };
    return editing ? { ...kept, editing } : kept;
  },
  submit: {
    call: (answers, handed) => ({
      effect: 'correctConsultation',
      input: { registrationId: (handed as Kept).registrationId, answers },
    }),
    judge: (found, view) =>
      endingOf(found as ConsultationSubmitted, {
        outcome: 'ended',
        said: [
          say('consultation.correctionSaved', {
            visitOn: view.answers.visitOn ?? view.today,
            isMoved: view.answers.visitOn !== (view.handed as Kept).before,
          }),
        ],
      }),
  },
};
