import { addWorkingDays, book, nextVisitDays } from '../calendar/index.ts';
import type { Source } from '../cases/values.ts';
import { testsByIds } from '../catalogue/index.ts';
import type { DomainContext } from '../context.ts';
import { newCode } from '../values/code.ts';
import type { LabDay } from '../values/lab-day.ts';
import { insert, type RegisteredTest, registrationByCode } from './rows.ts';
import type { LaboratoryAnswers, Submitted } from './values.ts';

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
  if (ctx.actor.kind === 'citizen' && ctx.actor.id !== citizenId) {
    throw new Error(`citizen ${ctx.actor.id} cannot register in the name of citizen ${citizenId}`);
  }
  const chosen = chooseTests(ctx, answers.tests, []);
  if (chosen.outcome === 'testGone') return chosen;
  const place = takePlace(ctx, answers.visitOn);
  if (place.outcome === 'dayGone') return place;
  const code = freshCode(ctx);
  const { personName, nik, birthDate, visitOn, phone, letter } = answers;
  const registrationId = insert(
    ctx,
    {
      code,
      citizenId,
      personName,
      nik,
      birthDate,
      visitOn,
      phone,
      letterFileId: letter?.fileId ?? null,
      expectedOn: expectedFor(ctx, visitOn, chosen.tests),
      totalRupiah: totalOf(chosen.tests),
    },
    chosen.tests,
    source ?? (ctx.actor.kind === 'staff' ? 'counter' : 'whatsapp'),
  );
  ctx.record({ kind: 'registration.received', registrationId });
  return { outcome: 'done', code };
}

/** Books a visit, or says which days are nearest. */
export function takePlace(
  ctx: DomainContext,
  visitOn: LabDay,
): { outcome: 'booked' } | Extract<Submitted, { outcome: 'dayGone' }> {
  const booked = book(ctx, 'laboratory', visitOn);
  if (booked.outcome === 'booked') return { outcome: 'booked' };
  return { outcome: 'dayGone', nearest: 'nearest' in booked ? booked.nearest : nextVisitDays(ctx) };
}

/** More tests than the whole price list of a large lab has. */
const MAX_TESTS = 200;

/**
 * Prices the chosen tests. Those in `kept` stay as they were priced, even when retired since: the
 * lab has promised them.
 */
export function chooseTests(
  ctx: DomainContext,
  wanted: LaboratoryAnswers['tests'],
  kept: readonly RegisteredTest[],
): { outcome: 'chosen'; tests: RegisteredTest[] } | Extract<Submitted, { outcome: 'testGone' }> {
  const ids = [...new Set(wanted.map((test) => test.id))];
  if (ids.length === 0 || ids.length > MAX_TESTS) throw new Error(`a registration with ${ids.length} tests`);
  const known = new Map(kept.map((test) => [test.testId, test]));
  const added = ids.filter((id) => !known.has(id));
  for (const offer of added.length > 0 ? testsByIds(ctx.tx, added, ctx.today) : []) {
    const { id: testId, name, priceRupiah, turnaroundDays, inPerson } = offer;
    known.set(testId, { testId, name, priceRupiah, turnaroundDays, inPerson });
  }
  const gone = wanted.find((test) => !known.has(test.id));
  if (gone) return { outcome: 'testGone', name: gone.name };
  return { outcome: 'chosen', tests: ids.flatMap((id) => known.get(id) ?? []) };
}

/** What all tests cost together. */
export function totalOf(chosen: readonly RegisteredTest[]): number {
  return chosen.reduce((sum, test) => sum + test.priceRupiah, 0);
}

/** The day by which the slowest test is ready, counted in working days from the visit. */
export function expectedFor(ctx: DomainContext, visitOn: LabDay, chosen: readonly RegisteredTest[]): LabDay {
  const slowest = Math.max(0, ...chosen.map((test) => test.turnaroundDays));
  return addWorkingDays(ctx.tx, visitOn, slowest, ctx.lab);
}

const RANDOM_BYTES = 8;
const MAX_DRAWS = 5;

function freshCode(ctx: DomainContext): string {
  for (let draw = 0; draw < MAX_DRAWS; draw += 1) {
    const code = newCode(ctx.lab.codePrefixes.laboratory, ctx.chance(RANDOM_BYTES));
    if (!registrationByCode(ctx.tx, code)) return code;
  }
  throw new Error(`${MAX_DRAWS} codes in a row are taken: is the source of chance broken?`);
}
