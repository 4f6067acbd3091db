import type { ConsultationAnswers } from '../../src/domain/consultations/values.ts';
import type { Flow } from '../flow.ts';
import { form } from '../form/index.ts';
import { type ConsultationHandover, consultationPlan, correctionPlan } from './plan.ts';

export { consultationPlan } from './plan.ts';

/** Registering for a consultation with a doctor of the clinic (REG-CLI). */
export const consultation: Flow = {
  name: 'consultation',
  version: 1,
  machine: form(consultationPlan),
  opens: [
    'konsultasi',
    'konsul',
    'konsultasi klinik',
    'konsultasi dokter',
    'konsul dokter',
    'berkonsultasi',
    'ketemu dokter',
    'bertemu dokter',
    'janji dokter',
    'consultation',
    'see a doctor',
    'talk to a doctor',
  ],
  keeps: true,
  patienceMinutes: 30,
  carry: (context) => ({ answers: (context as { answers: Partial<ConsultationAnswers> }).answers }),
};

/** Changing what was registered, after the proof and before the visit. */
export const consultationCorrection: Flow = {
  name: 'consultation-correction',
  version: 1,
  machine: form(correctionPlan),
  opens: [],
  patienceMinutes: 15,
  carry(context) {
    // Written by the form, which is handed a `ConsultationHandover` here.
    const { answers, handed } = context as { answers: ConsultationAnswers; handed: ConsultationHandover };
    return { registrationId: handed.registrationId, answers };
  },
};
