import { addWorkingDays } from '../calendar/index.ts';
import type { Source } from '../cases/values.ts';
import type { DomainContext } from '../context.ts';
import { register, takePlaces } from '../registrations/index.ts';
import type { LabDay } from '../values/lab-day.ts';
import { offerOf } from './kinds.ts';
import { writeTour } from './rows.ts';
import { groupSizes, lengthOf } from './rules.ts';
import type { TourAnswers, TourOffer, TourSubmitted } from './values.ts';

/**
 * Registers a group for a tour in the name of a contact.
 *
 * The price is that of the kind at this moment, for each visitor. Nothing is written unless the kind is
 * still offered, the group fits it and the hall, and every open day of the stay has room.
 *
 * @param input.citizenId the contact that registers: the citizen who acts, or the one staff serve
 * @param input.source by which way the request came, when staff write it down
 */
export function submit(
  ctx: DomainContext,
  { citizenId, answers, source }: { citizenId: number; answers: TourAnswers; source?: Source },
): TourSubmitted {
  const kind = offerOf(ctx, answers.kind.id);
  if (!kind) return { outcome: 'testGone', name: answers.kind.name };
  const unfit = misfitOf(ctx, answers, kind);
  if (unfit) return unfit;
  const stay = stayIn(answers);
  const place = takePlaces(ctx, stay);
  if (place.outcome === 'dayGone') return place;
  const { personName, institution, email, phone, visitors, letter } = answers;
  const { registrationId, code } = register(
    ctx,
    {
      ...stay,
      placesOn: place.placesOn,
      citizenId,
      personName,
      institution,
      email,
      phone,
      letterFileId: letter.fileId,
      expectedOn: repliedBy(ctx),
      totalRupiah: kind.priceRupiah * visitors,
    },
    { source },
  );
  writeTour(ctx, registrationId, { kindId: kind.id, kindName: kind.name, visitors });
  ctx.record({ kind: 'registration.received', registrationId });
  return { outcome: 'done', code };
}

/** Why a group cannot come as it is, or undefined. */
export function misfitOf(
  ctx: DomainContext,
  { visitors, visitOn, untilOn }: TourAnswers,
  kind: Pick<TourOffer, 'smallestGroup' | 'largestGroup'>,
): Extract<TourSubmitted, { outcome: 'groupUnfit' | 'stayUnfit' }> | undefined {
  const { smallest, largest } = groupSizes(kind, ctx.lab.tourVisitorsPerDay);
  if (!Number.isInteger(visitors) || visitors < smallest || visitors > largest)
    return { outcome: 'groupUnfit', smallest, largest };
  const { tourLongestDays: longestDays } = ctx.lab;
  const length = lengthOf(visitOn, untilOn);
  return length < 1 || length > longestDays ? { outcome: 'stayUnfit', longestDays } : undefined;
}

/** The places a group takes. */
export const stayIn = ({ visitOn, untilOn, visitors }: TourAnswers) =>
  ({
    service: 'tour',
    visitOn,
    untilOn: untilOn === visitOn ? null : untilOn,
    places: visitors,
  }) as const;

/** The day by which the group has its reply letter. */
export const repliedBy = (ctx: DomainContext): LabDay =>
  addWorkingDays(ctx.tx, ctx.today, ctx.lab.tourReplyDays, ctx.lab);
