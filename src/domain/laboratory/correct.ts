import { changesBetween } from '../changes.ts';
import type { DomainContext } from '../context.ts';
import { fileById } from '../files/index.ts';
import {
  type Changes,
  changePlaces,
  chooseTests,
  expectedFor,
  maySee,
  openForChange,
  personIn,
  type RegisteredTest,
  type Registration,
  registrationNamed,
  save,
  testsOf,
  totalOf,
  writeTests,
} from '../registrations/index.ts';
import type { Submitted } from '../registrations/values.ts';
import type { LaboratoryAnswers } from './values.ts';

/** What a registration holds, as the form asks for it; only for staff and for a contact with a fresh proof. */
export function answersOf(
  ctx: DomainContext,
  registrationId: number,
): { outcome: 'found'; answers: LaboratoryAnswers } | { outcome: 'proofNeeded' } {
  if (!maySee(ctx, registrationId)) return { outcome: 'proofNeeded' };
  const registration = registrationNamed(ctx, registrationId);
  const { personName, visitOn, phone, letterFileId } = registration;
  const { nik, birthDate } = personIn(registration);
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
    const place = changePlaces(ctx, registration, { ...registration, visitOn: answers.visitOn });
    if (place.outcome === 'dayGone') return place;
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
