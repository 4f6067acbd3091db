import { changesBetween } from '../changes.ts';
import type { DomainContext } from '../context.ts';
import { fileById } from '../files/index.ts';
import {
  changePlaces,
  maySee,
  openForChange,
  type Registration,
  registrationNamed,
  save,
  stepByService,
} from '../registrations/index.ts';
import { withdraw } from '../reports/index.ts';
import { offerOf, tourKindById } from './kinds.ts';
import { type Tour, tourNamed, writeTour } from './rows.ts';
import { touchesTheVisit } from './rules.ts';
import { misfitOf, repliedBy, stayIn } from './submit.ts';
import type { TourAnswers, TourSubmitted } from './values.ts';

/** What a tour holds, as the form asks for it; only for staff and for a contact with a fresh proof. */
export function answersOf(
  ctx: DomainContext,
  registrationId: number,
): { outcome: 'found'; answers: TourAnswers } | { outcome: 'proofNeeded' } {
  if (!maySee(ctx, registrationId)) return { outcome: 'proofNeeded' };
  const registration = registrationNamed(ctx, registrationId);
  const { personName, phone, visitOn, untilOn } = registration;
  const { institution, email, letterFileId } = groupIn(registration);
  const { kindId, kindName, kindNameEn, visitors } = tourNamed(ctx, registrationId);
  const letter = fileById(ctx.tx, letterFileId);
  return {
    outcome: 'found',
    answers: {
      personName,
      institution,
      email,
      phone,
      kind: { id: kindId, name: kindName, nameEn: kindNameEn, priceRupiah: priceOf(registration, visitors) },
      visitors,
      visitOn,
      untilOn: untilOn ?? visitOn,
      letter: { fileId: letterFileId, name: letter?.name ?? 'surat.pdf' },
    },
  };
}

/**
 * Puts a tour right: staff, or a contact with a fresh proof, until the visit has begun.
 *
 * A kind that stays keeps the price it was registered with. Another kind, size or day of an approved
 * visit is to be looked at once more: the letter counts no more, and a new one is due.
 *
 * @returns `done` also when nothing differs; then nothing is recorded
 */
export function correct(
  ctx: DomainContext,
  { registrationId, answers }: { registrationId: number; answers: TourAnswers },
): TourSubmitted {
  const open = openForChange(ctx, registrationId);
  if (open.outcome !== 'open') return open;
  const { registration } = open;
  const before = tourNamed(ctx, registrationId);
  const staysKind = answers.kind.id === before.kindId;
  const offered = offerOf(ctx, answers.kind.id);
  const kind = offered ?? (staysKind ? tourKindById(ctx.tx, before.kindId) : undefined);
  if (!kind) return { outcome: 'testGone', name: answers.kind.name };
  const stay = stayIn(answers);
  const kindName = staysKind ? before.kindName : kind.name;
  const changes = changesBetween(
    correctable(registration, before),
    correctable(
      { ...registration, ...answers, ...stay, letterFileId: answers.letter.fileId },
      { kindName, visitors: answers.visitors },
    ),
  );
  const fields = Object.keys(changes);
  if (fields.length === 0) return { outcome: 'done', code: registration.code };
  const isOther = touchesTheVisit(fields);
  const unfit = isOther ? misfitOf(ctx, answers, kind) : undefined;
  if (unfit) return unfit;
  // Who corrects a name alone keeps the days as they were booked, whatever the calendar says by now.
  const taken = isOther ? changePlaces(ctx, registration, stay) : undefined;
  if (taken?.outcome === 'dayGone') return taken;
  const { personName, institution, email, phone, visitors, letter } = answers;
  const price = staysKind ? priceOf(registration, before.visitors) : kind.priceRupiah;
  writeTour(ctx, registrationId, { kindId: kind.id, kindName, visitors });
  const saved = save(ctx, registration, {
    personName,
    institution,
    email,
    phone,
    letterFileId: letter.fileId,
    visitOn: stay.visitOn,
    untilOn: stay.untilOn,
    ...(taken && { places: stay.places, placesOn: taken.placesOn }),
    totalRupiah: price * visitors,
    ...(isOther && registration.stage !== 'registered'
      ? { expectedOn: repliedBy(ctx), expectedReason: null }
      : {}),
  });
  if (isOther) withdraw(ctx, registrationId);
  const { visitOn: moved, ...others } = changes;
  if (moved) {
    const { visitOn: from } = registration;
    ctx.record({ kind: 'registration.moved', registrationId, from, to: stay.visitOn });
  }
  if (Object.keys(others).length > 0) {
    const left = fields.filter((field) => field !== 'visitOn');
    ctx.record({ kind: 'registration.corrected', registrationId, fields: left, changes: others });
  }
  if (isOther && registration.stage === 'approved') stepByService(ctx, saved, 'reviewing');
  return { outcome: 'done', code: registration.code };
}

/** What only groups are asked for. Every tour holds it. */
export function groupIn({ code, institution, email, letterFileId }: Registration): {
  institution: string;
  email: string;
  letterFileId: number;
} {
  if (institution === null || email === null || letterFileId === null)
    throw new Error(`${code} is no request of a group`);
  return { institution, email, letterFileId };
}

// Kept as a total alone; a group was never charged for a part of a visitor.
const priceOf = ({ totalRupiah }: Registration, visitors: number): number =>
  Math.round(totalRupiah / Math.max(1, visitors));

/** What can be corrected, under the names the journal has for it. */
function correctable(
  { personName, institution, email, phone, letterFileId, visitOn, untilOn }: Registration,
  { kindName, visitors }: Pick<Tour, 'kindName' | 'visitors'>,
): Record<string, unknown> {
  return {
    personName,
    institution,
    email,
    phone,
    letter: letterFileId,
    kind: kindName,
    visitors,
    visitOn,
    untilOn,
  };
}
