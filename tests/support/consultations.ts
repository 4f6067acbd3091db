import { submit } from '../../src/domain/consultations/index.ts';
import type { ConsultationAnswers } from '../../src/domain/consultations/values.ts';
import type { Actor } from '../../src/domain/context.ts';
import { contactOf, grant } from '../../src/domain/proofs/index.ts';
import type { Registration } from '../../src/domain/registrations/index.ts';
import type { LabSettings } from '../../src/domain/values/lab-settings.ts';
import { day, MONDAY, type RegistrationLab, registrationLab } from './registrations.ts';

/** A lab of two citizens and two officers, with short ways to consultations. */
export interface ConsultationLab extends RegistrationLab {
  /** Siti's answers for Monday. */
  wishes(different?: Partial<ConsultationAnswers>): ConsultationAnswers;
  /** Registers for a consultation and gives the row. */
  consult(different?: Partial<ConsultationAnswers>, by?: Actor & { kind: 'citizen' }): Registration;
  /** As if the birth date had just been said. */
  prove(actor: Actor, registration: Registration): void;
}

/** Opens such a lab. */
export function consultationLab(settings: Partial<LabSettings> = {}): ConsultationLab {
  const lab = registrationLab(settings);
  const wishes = (different: Partial<ConsultationAnswers> = {}): ConsultationAnswers => ({
    personName: 'Siti Aminah',
    nik: '3308105708900001',
    birthDate: day('1990-08-17'),
    visitOn: MONDAY,
    phone: '6281200001111',
    ...different,
  });
  return {
    ...lab,
    wishes,
    consult(different = {}, by = lab.siti) {
      const sent = lab.as(by, (ctx) => submit(ctx, { citizenId: by.id, answers: wishes(different) }));
      if (sent.outcome !== 'done') throw new Error(`not registered: ${sent.outcome}`);
      return lab.now(sent);
    },
    prove(actor, { id }) {
      lab.as(actor, (ctx) => {
        const contact = contactOf(ctx.actor);
        if (contact === undefined) throw new Error(`${actor.kind} needs no proof`);
        grant(ctx, id, contact);
      });
    },
  };
}
