import type { Source } from '../cases/values.ts';
import type { DomainContext } from '../context.ts';
import { chooseTests, expectedFor, register, takePlaces, totalOf } from '../registrations/index.ts';
import type { Submitted } from '../registrations/values.ts';
import type { LaboratoryAnswers } from './values.ts';

/**
 * Registers somebody for laboratory tests in the name of a contact.
 *
 * The prices and days are those of the catalogue at this moment. Nothing is written unless the day
 * still has room and every test is still offered.
 *
 * @param input.citizenId the contact that registers: the citizen who acts, or the one staff serve
 * @param input.source by which way the request came, when staff write it down
 */
export function submit(
  ctx: DomainContext,
  { citizenId, answers, source }: { citizenId: number; answers: LaboratoryAnswers; source?: Source },
): Submitted {
  const chosen = chooseTests(ctx, answers.tests, []);
  if (chosen.outcome === 'testGone') return chosen;
  const stay = { service: 'laboratory', visitOn: answers.visitOn, untilOn: null, places: 1 } as const;
  const place = takePlaces(ctx, stay);
  if (place.outcome === 'dayGone') return place;
  const { personName, nik, birthDate, visitOn, phone, letter } = answers;
  const { registrationId, code } = register(
    ctx,
    {
      ...stay,
      citizenId,
      personName,
      nik,
      birthDate,
      phone,
      letterFileId: letter?.fileId ?? null,
      expectedOn: expectedFor(ctx, visitOn, chosen.tests),
      totalRupiah: totalOf(chosen.tests),
    },
    { tests: chosen.tests, source },
  );
  ctx.record({ kind: 'registration.received', registrationId });
  return { outcome: 'done', code };
}
