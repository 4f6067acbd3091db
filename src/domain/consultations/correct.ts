import { changesBetween } from '../changes.ts';
import type { DomainContext } from '../context.ts';
import {
  maySee,
  openForChange,
  personIn,
  type Registration,
  registrationNamed,
  save,
} from '../registrations/index.ts';
import { moveToDay } from './move.ts';
import type { ConsultationAnswers, ConsultationSubmitted } from './values.ts';

/** What a consultation holds, as the form asks for it; only for staff and for a contact with a fresh proof. */
export function answersOf(
  ctx: DomainContext,
  registrationId: number,
): { outcome: 'found'; answers: ConsultationAnswers } | { outcome: 'proofNeeded' } {
  if (!maySee(ctx, registrationId)) return { outcome: 'proofNeeded' };
  const registration = registrationNamed(ctx, registrationId);
  const { personName, visitOn, phone } = registration;
  return { outcome: 'found', answers: { personName, ...personIn(registration), visitOn, phone } };
}

/**
 * Puts a consultation right: staff, or a contact with a fresh proof, until the visit has begun.
 *
 * @returns `done` also when nothing differs; then nothing is recorded
 */
export function correct(
  ctx: DomainContext,
  { registrationId, answers }: { registrationId: number; answers: ConsultationAnswers },
): ConsultationSubmitted {
  const open = openForChange(ctx, registrationId);
  if (open.outcome !== 'open') return open;
  const { registration } = open;
  const moved = moveToDay(ctx, registration, answers.visitOn);
  if (moved.outcome === 'dayGone') return moved;
  const changes = changesBetween(correctable(registration), correctable(answers));
  const fields = Object.keys(changes);
  if (fields.length > 0) {
    save(ctx, moved.registration, correctable(answers));
    ctx.record({ kind: 'registration.corrected', registrationId, fields, changes });
  }
  return { outcome: 'done', code: registration.code };
}

/** What can be corrected, under the names the journal has for it; not the day, which is moved. */
const correctable = ({
  personName,
  nik,
  birthDate,
  phone,
}: Pick<Registration, 'personName' | 'nik' | 'birthDate' | 'phone'>) => ({
  personName,
  nik,
  birthDate,
  phone,
});
