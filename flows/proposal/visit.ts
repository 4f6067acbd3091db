import type { ConsultationSubmitted } from '../../src/domain/consultations/values.ts';
import type { LabDay } from '../../src/domain/values/lab-day.ts';
import { endingOf } from '../consultation/plan.ts';
import type { Flow } from '../flow.ts';
import { type FormPlan, form } from '../form/index.ts';
import { say } from '../kit.ts';
import { visitOn } from '../questions/visit.ts';

/** What opens the choice of another day: whose visit it is, and why the proposed day was not taken. */
export interface VisitHandover {
  registrationId: number;
  /** The day it is on until another is chosen. */
  visitOn: LabDay;
  /** The proposed day, when it was accepted but has filled up or closed since. */
  gone: LabDay | null;
  /** Days with room, to be chosen by number. */
  nearest: LabDay[];
}

interface VisitAnswers {
  visitOn: LabDay;
}

const question = visitOn('consultation');
const handover = (handed: unknown): VisitHandover => handed as VisitHandover;

/** The one question of it. Who holds the phone has proven nothing, so nothing of the request is shown. */
const plan: FormPlan<VisitAnswers> = {
  consent: false,
  intro: ({ handed }) => {
    const { visitOn: on, gone } = handover(handed);
    return gone === null
      ? say('consultation.declined', { visitOn: on })
      : say('consultation.proposalGone', { visitOn: on, gone });
  },
  questions: [
    {
      ...question,
      ask: (view) => question.ask({ ...view, changing: true }),
      start: ({ handed }) => handover(handed).nearest,
    },
  ],
  review: () => say('consultation.dayToChoose'),
  sendsAtOnce: true,
  submit: {
    call: ({ visitOn: day }, handed) => ({
      effect: 'moveVisit',
      input: { registrationId: handover(handed).registrationId, visitOn: day },
    }),
    judge: (found, { answers, today }) =>
      endingOf(found as ConsultationSubmitted, {
        outcome: 'ended',
        said: [say('consultation.dayChosen', { visitOn: answers.visitOn ?? today })],
      }),
  },
};

/** Choosing another day for a visit whose proposed day did not suit. */
export const visitCorrection: Flow = {
  name: 'visit-correction',
  version: 1,
  machine: form(plan),
  opens: [],
  patienceMinutes: 60,
  carry: (context) => (context as { handed: VisitHandover }).handed,
};
