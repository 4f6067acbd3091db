import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bookings } from '../../src/domain/calendar/table.ts';
import {
  answerProposal,
  correct,
  moveVisit,
  proposeDate,
  submit,
  withdrawProposal,
} from '../../src/domain/consultations/index.ts';
import { cancel, changeStage } from '../../src/domain/registrations/index.ts';
import { registrations } from '../../src/domain/registrations/table.ts';
import { type ConsultationLab, consultationLab } from '../support/consultations.ts';
import { day } from '../support/registrations.ts';

const PER_DAY = 2;
const DAYS = ['2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25'].map(day);
const MONDAY = day('2026-11-23');
const DEEDS = [
  ...['book', 'book', 'book', 'move', 'choose', 'correct', 'propose', 'propose', 'accept', 'decline'],
  ...['withdraw', 'confirm', 'cancel', 'reject', 'pass'],
] as const;

interface Deed {
  what: (typeof DEEDS)[number];
  who: number;
  on: number;
}

const deed: fc.Arbitrary<Deed> = fc.record({
  what: fc.constantFrom(...DEEDS),
  who: fc.nat(7),
  on: fc.nat(DAYS.length - 1),
});

/** Does one deed as its own actor would; what is refused is refused. */
function carryOut(lab: ConsultationLab, { what, who, on }: Deed): void {
  const visitOn = DAYS[on] ?? MONDAY;
  const all = lab.db.select().from(registrations).all();
  if (what === 'book' || all.length === 0) {
    lab.as(lab.siti, (ctx) => submit(ctx, { citizenId: lab.siti.id, answers: lab.wishes({ visitOn }) }));
    return;
  }
  const one = all[who % all.length];
  if (!one) throw new Error('there is one');
  const registrationId = one.id;
  const named = { registrationId, expectedVersion: one.version };
  lab.prove(lab.siti, one);
  switch (what) {
    case 'move':
    case 'correct':
      lab.as(what === 'move' ? lab.siti : lab.ratna, (ctx) =>
        correct(ctx, { registrationId, answers: lab.wishes({ visitOn }) }),
      );
      break;
    case 'choose':
      lab.as(lab.siti, (ctx) => moveVisit(ctx, { registrationId, visitOn }));
      break;
    case 'propose':
      lab.as(lab.ratna, (ctx) => proposeDate(ctx, { ...named, day: visitOn, reason: 'dokter cuti' }));
      break;
    case 'accept':
    case 'decline':
      lab.as(lab.siti, (ctx) => answerProposal(ctx, { registrationId, accepted: what === 'accept' }));
      break;
    case 'withdraw':
      lab.as(lab.ratna, (ctx) => withdrawProposal(ctx, named));
      break;
    case 'confirm':
      lab.as(lab.ratna, (ctx) => changeStage(ctx, { ...named, to: 'confirmed' }));
      break;
    case 'reject':
      lab.as(lab.ratna, (ctx) =>
        changeStage(ctx, { ...named, to: 'rejected', reason: 'bukan layanan kami' }),
      );
      break;
    case 'cancel':
      lab.as(lab.siti, (ctx) => cancel(ctx, { registrationId }));
      break;
    case 'pass':
      lab.clock.pass({ hours: 7 });
      break;
  }
}

test('in whatever order people book, move, cancel and answer and staff propose, no day holds more than its room', () => {
  fc.assert(
    fc.property(fc.array(deed, { minLength: 1, maxLength: 40 }), (deeds) => {
      const lab = consultationLab({ consultationsPerDay: PER_DAY });
      for (const each of deeds) {
        carryOut(lab, each);
        for (const { visitOn } of lab.db.select().from(registrations).all()) {
          const held = lab.db
            .select()
            .from(registrations)
            .where(eq(registrations.visitOn, visitOn))
            .all()
            .filter(({ stage }) => stage !== 'rejected' && stage !== 'cancelled').length;
          const taken = lab.db.select().from(bookings).where(eq(bookings.day, visitOn)).get()?.taken ?? 0;
          // What is counted on a day is who is expected on it.
          expect(taken).toBe(held);
          expect(taken).toBeLessThanOrEqual(PER_DAY);
          expect(visitOn).not.toBe('2026-11-22');
        }
      }
    }),
    { numRuns: 25 },
  );
});
