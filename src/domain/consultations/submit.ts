import type { Source } from '../cases/values.ts';
import type { DomainContext } from '../context.ts';
import { register, takePlaces } from '../registrations/index.ts';
import type { ConsultationAnswers, ConsultationSubmitted } from './values.ts';

/**
 * Registers somebody for a consultation in the name of a contact, for the fee of this moment. Nothing is
 * written unless the day still has room.
 *
 * @param input.citizenId the contact that registers: the citizen who acts, or the one staff serve
 * @param input.source by which way the request came, when staff write it down
 */
export function submit(
  ctx: DomainContext,
  { citizenId, answers, source }: { citizenId: number; answers: ConsultationAnswers; source?: Source },
): ConsultationSubmitted {
  const { personName, nik, birthDate, visitOn, phone } = answers;
  const stay = { service: 'consultation', visitOn, untilOn: null, places: 1 } as const;
  const place = takePlaces(ctx, stay);
  if (place.outcome === 'dayGone') return place;
  const { registrationId, code } = register(
    ctx,
    {
      ...stay,
      citizenId,
      personName,
      nik,
      birthDate,
      phone,
      letterFileId: null,
      // It is over when the visit is.
      expectedOn: visitOn,
      totalRupiah: ctx.lab.consultationFeeRupiah,
    },
    { source },
  );
  ctx.record({ kind: 'registration.received', registrationId });
  return { outcome: 'done', code };
}
