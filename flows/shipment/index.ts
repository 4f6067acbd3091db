import type { Submitted } from '../../src/domain/registrations/values.ts';
import type { ShipmentAnswers } from '../../src/domain/shipments/values.ts';
import type { Flow } from '../flow.ts';
import { type Ending, type FormPlan, form } from '../form/index.ts';
import type { AnyQuestion } from '../form/question.ts';
import { say } from '../kit.ts';
import { address } from './address-question.ts';
import { category } from './category-question.ts';
import { documentQuestions } from './document-questions.ts';
import { knownShipper } from './known-shipper.ts';
import { region } from './region-question.ts';
import { begin } from './samples-draft.ts';
import { samples } from './samples-question.ts';
import type { Sight } from './section.ts';
import { senderQuestions } from './sender-questions.ts';

/** What opens a correction: a shipment the person has just proven to be theirs. */
export interface ShipmentCorrectionHandover {
  registrationId: number;
  answers: ShipmentAnswers;
  editing?: keyof ShipmentAnswers;
}

/** What a shipment asks, in the order of the manual's sections (REG-SHIP-01 to 23). */
const questions: readonly AnyQuestion<ShipmentAnswers>[] = [
  ...senderQuestions,
  address,
  region,
  category,
  ...documentQuestions,
  samples,
];

const review = (view: Sight, complete: boolean) =>
  say('shipment.review', { answers: view.answers, recalled: view.recalled, complete });

function endingOf(found: Submitted, view: Sight, done: Ending<ShipmentAnswers>): Ending<ShipmentAnswers> {
  switch (found.outcome) {
    case 'done':
      return done;
    case 'testGone':
      return {
        outcome: 'again',
        key: 'samples',
        said: say('laboratory.testGone', { name: found.name }),
        draft: begin((view.answers.samples ?? []).filter(({ testName }) => testName !== found.name)),
      };
    case 'tooLate':
      return { outcome: 'ended', said: [say('asking.tooLate', { stage: found.stage })] };
    case 'proofNeeded':
      return { outcome: 'ended', said: [say('tracking.proofRanOut')] };
    case 'dayGone':
      // Samples take no place on any day.
      return { outcome: 'ended', said: [] };
  }
}

/** Registering a shipment of samples. */
export const shipmentPlan: FormPlan<ShipmentAnswers> = {
  consent: true,
  known: knownShipper,
  intro: (view) => say('shipment.intro', { of: view.of }),
  questions,
  review,
  begin: (handed) => {
    // Answers of an earlier version of the form, as `carry` has handed them over.
    const answers = (handed as { answers?: Partial<ShipmentAnswers> } | null)?.answers;
    return answers && { answers, handed: null };
  },
  submit: {
    call: (answers) => ({ effect: 'submitShipment', input: answers }),
    // The confirmation is the notice of the registration itself, so that every door gives the same one.
    judge: (found, view) => endingOf(found as Submitted, view, { outcome: 'ended', said: [] }),
  },
};

const correction: FormPlan<ShipmentAnswers> = {
  ...shipmentPlan,
  consent: false,
  known: undefined,
  intro: () => say('laboratory.introCorrection'),
  begin: (handed) => {
    const { registrationId, answers, editing } = handed as ShipmentCorrectionHandover;
    const kept = { answers, handed: { registrationId } };
    return editing ? { ...kept, editing } : kept;
  },
  submit: {
    call: (answers, handed) => ({
      effect: 'correctShipment',
      input: { registrationId: (handed as ShipmentCorrectionHandover).registrationId, answers },
    }),
    judge: (found, view) =>
      endingOf(found as Submitted, view, { outcome: 'ended', said: [say('shipment.correctionSaved')] }),
  },
};

/** Registering a sample shipment (REG-SHIP). */
export const shipment: Flow = {
  name: 'shipment',
  version: 1,
  machine: form(shipmentPlan),
  opens: [
    'kirim sampel',
    'mengirim sampel',
    'pengiriman sampel',
    'kirim spesimen',
    'pengiriman spesimen',
    'kirim contoh',
    'daftar pengiriman',
    'send sample',
    'send samples',
    'sample shipment',
    'ship samples',
  ],
  keeps: true,
  patienceMinutes: 60,
  carry: (context) => ({ answers: (context as { answers: Partial<ShipmentAnswers> }).answers }),
};

/** Changing what was registered, after the proof and before the samples are here. */
export const shipmentCorrection: Flow = {
  name: 'shipment-correction',
  version: 1,
  machine: form(correction),
  opens: [],
  patienceMinutes: 30,
  carry(context) {
    // Written by the form, which is handed a `ShipmentCorrectionHandover` here.
    const { answers, handed } = context as { answers: ShipmentAnswers; handed: ShipmentCorrectionHandover };
    return { registrationId: handed.registrationId, answers };
  },
};
