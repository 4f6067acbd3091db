import { release } from '../calendar/index.ts';
import { changesBetween } from '../changes.ts';
import type { DomainContext } from '../context.ts';
import { fileById } from '../files/index.ts';
import { isVerified } from '../proofs/index.ts';
import {
  type Changes,
  type RegisteredTest,
  type Registration,
  registrationNamed,
  save,
  testsOf,
  writeTests,
} from './rows.ts';
import { isChangeable } from './rules.ts';
import { moveTo } from './stages.ts';
import { chooseTests, expectedFor, takePlace, totalOf } from './submit.ts';
import type { LaboratoryAnswers, Submitted } from './values.ts';

/** What a registration holds, as the form asks for it; only for staff and for a contact with a fresh proof. */
export function answersOf(
  ctx: DomainContext,
  registrationId: number,
): { outcome: 'found'; answers: LaboratoryAnswers } | { outcome: 'proofNeeded' } {
  if (!maySee(ctx, registrationId)) return { outcome: 'proofNeeded' };
  const { personName, nik, birthDate, visitOn, phone, letterFileId } = registrationNamed(ctx, registrationId);
  const letter = letterFileId === null ? undefined : fileById(ctx.tx, letterFileId);
  const tests = testsOf(ctx.tx, registrationId).map(({ testId, name, priceRupiah }) => ({
    id: testId,
    name,
    priceRupiah,
  }));
  return {
    outcome: 'found',
    answers: {
      personName,
      nik,
      birthDate,
      visitOn,
      tests,
      phone,
      letter: letter ? { fileId: letter.id, name: letter.name } : null,
    },
  };
}

/**
 * Puts a registration right: staff, or a contact with a fresh proof, while the sample is not here.
 *
 * Another day takes the new place before it leaves the old one, so that a full day loses nothing.
 * Tests that stay keep the price and the days they were registered with. The expected day is
 * computed anew unless staff have set it for a reason and it still lies after the visit.
 *
 * @returns `done` also when nothing differs; then nothing is recorded
 */
export function correct(
  ctx: DomainContext,
  { registrationId, answers }: { registrationId: number; answers: LaboratoryAnswers },
): Submitted {
  const open = openForChange(ctx, registrationId);
  if (open.outcome !== 'open') return open;
  const { registration } = open;
  const before = testsOf(ctx.tx, registrationId);
  const chosen = chooseTests(ctx, answers.tests, before);
  if (chosen.outcome === 'testGone') return chosen;
  const isMoved = answers.visitOn !== registration.visitOn;
  const changes = changesBetween(
    correctable(registration, before),
    correctable({ ...answers, letterFileId: answers.letter?.fileId ?? null }, chosen.tests),
  );
  const fields = Object.keys(changes);
  if (!isMoved && fields.length === 0) return { outcome: 'done', code: registration.code };
  if (isMoved) {
    const place = takePlace(ctx, answers.visitOn);
    if (place.outcome === 'dayGone') return place;
    release(ctx, 'laboratory', registration.visitOn);
  }
  if (fields.includes('tests')) writeTests(ctx, registrationId, chosen.tests);
  const { personName, nik, birthDate, visitOn, phone, letter } = answers;
  save(ctx, registration, {
    personName,
    nik,
    birthDate,
    visitOn,
    phone,
    letterFileId: letter?.fileId ?? null,
    totalRupiah: totalOf(chosen.tests),
    ...(isMoved || fields.includes('tests') ? expectedAnew(ctx, registration, answers, chosen.tests) : {}),
  });
  if (isMoved) {
    ctx.record({ kind: 'registration.moved', registrationId, from: registration.visitOn, to: visitOn });
  }
  if (fields.length > 0) ctx.record({ kind: 'registration.corrected', registrationId, fields, changes });
  return { outcome: 'done', code: registration.code };
}

/** Ends a registration before its sample is here and gives its place to somebody else. */
export function cancel(ctx: DomainContext, { registrationId }: { registrationId: number }): Submitted {
  const open = openForChange(ctx, registrationId);
  if (open.outcome !== 'open') return open;
  moveTo(ctx, open.registration, 'cancelled');
  return { outcome: 'done', code: open.registration.code };
}

type OpenForChange =
  | { outcome: 'open'; registration: Registration }
  | Extract<Submitted, { outcome: 'proofNeeded' | 'tooLate' }>;

function openForChange(ctx: DomainContext, registrationId: number): OpenForChange {
  if (!maySee(ctx, registrationId)) return { outcome: 'proofNeeded' };
  const registration = registrationNamed(ctx, registrationId);
  const by = ctx.actor.kind === 'staff' ? 'staff' : 'citizen';
  return isChangeable(registration, ctx.today, by)
    ? { outcome: 'open', registration }
    : { outcome: 'tooLate', stage: registration.stage };
}

const maySee = (ctx: DomainContext, registrationId: number): boolean =>
  ctx.actor.kind === 'staff' || isVerified(ctx, registrationId);

function expectedAnew(
  ctx: DomainContext,
  registration: Registration,
  { visitOn }: LaboratoryAnswers,
  chosen: readonly RegisteredTest[],
): Changes {
  const setByStaff = registration.expectedReason !== null;
  if (setByStaff && registration.expectedOn >= visitOn) return {};
  return { expectedOn: expectedFor(ctx, visitOn, chosen), expectedReason: null };
}

/** What can be corrected, under the names the journal has for it; not the day, which is moved. */
function correctable(
  { personName, nik, birthDate, phone, letterFileId }: Pick<Registration, CorrectedField>,
  chosen: readonly RegisteredTest[],
): Record<string, unknown> {
  const tests = chosen.map(({ name }) => name).sort();
  return { personName, nik, birthDate, phone, tests, letter: letterFileId };
}

type CorrectedField = 'personName' | 'nik' | 'birthDate' | 'phone' | 'letterFileId';
