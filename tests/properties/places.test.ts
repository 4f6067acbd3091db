import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { removeHoliday, saveHoliday } from '../../src/domain/calendar/index.ts';
import { bookings } from '../../src/domain/calendar/table.ts';
import { correct as correctVisit, submit as register } from '../../src/domain/laboratory/index.ts';
import { cancel, changeStage, markDuplicate, undoDuplicate } from '../../src/domain/registrations/index.ts';
import { holdsPlace } from '../../src/domain/registrations/rules.ts';
import { registrations } from '../../src/domain/registrations/table.ts';
import { correct, submit, tourDay } from '../../src/domain/tours/index.ts';
import { addDays, type LabDay } from '../../src/domain/values/lab-day.ts';
import { day } from '../support/registrations.ts';
import { type TourLab, tourLab } from '../support/tours.ts';

const [MON, TUE, WED, THU] = ['2026-12-07', '2026-12-08', '2026-12-09', '2026-12-10'].map(day) as [
  LabDay,
  LabDay,
  LabDay,
  LabDay,
];

const closes = (lab: TourLab, on: LabDay) =>
  lab.as(lab.ratna, (ctx) => saveHoliday(ctx, { day: on, name: 'Tutup', kind: 'tutup' }));
const opens = (lab: TourLab, on: LabDay) => lab.as(lab.ratna, (ctx) => removeHoliday(ctx, on));

describe('a group whose stay has a day on which the lab was closed', () => {
  test('gives back only what it has taken, when that day has been opened and given to others since', () => {
    const lab = tourLab();
    closes(lab, WED);
    const first = lab.asks({ visitOn: TUE, untilOn: THU });
    opens(lab, WED);
    lab.asks({ visitOn: WED, untilOn: WED });
    lab.as(lab.ratna, (ctx) => cancel(ctx, { registrationId: first.id }));
    expect([TUE, WED, THU].map(lab.taken)).toEqual([0, 30, 0]);
  });

  test('gives back a day that was closed after it had been taken', () => {
    const lab = tourLab();
    const first = lab.asks({ visitOn: TUE, untilOn: THU });
    closes(lab, WED);
    lab.as(lab.ratna, (ctx) => cancel(ctx, { registrationId: first.id }));
    expect([TUE, WED, THU].map(lab.taken)).toEqual([0, 0, 0]);
  });

  test('has no place of its own on that day, and its name is put right although others fill it', () => {
    const lab = tourLab({ tourVisitorsPerDay: 30 });
    closes(lab, WED);
    const first = lab.asks({ visitOn: TUE, untilOn: THU });
    opens(lab, WED);
    lab.asks({ visitOn: WED, untilOn: WED });
    const about = { registrationId: first.id, visitors: 30 };
    expect(lab.as(lab.siti, (ctx) => tourDay(ctx, { ...about, day: WED })).outcome).toBe('full');
    expect(lab.as(lab.siti, (ctx) => tourDay(ctx, { ...about, day: TUE })).outcome).toBe('open');
    const answers = lab.group({ visitOn: TUE, untilOn: THU, personName: 'Budi Santosa' });
    const registrationId = first.id;
    expect(lab.as(lab.ratna, (ctx) => correct(ctx, { registrationId, answers })).outcome).toBe('done');
    expect([TUE, WED, THU].map(lab.taken)).toEqual([30, 30, 30]);
  });
});

const DEEDS = [
  ...['tour', 'tour', 'tour', 'visit', 'visit', 'changeTour', 'changeTour', 'changeVisit', 'cancel'],
  ...[
    'close',
    'close',
    'open',
    'open',
    'duplicate',
    'duplicate',
    'undo',
    'undo',
    'reject',
    'approve',
    'send',
  ],
] as const;
const deed = fc.record({
  what: fc.constantFrom(...DEEDS),
  which: fc.nat(9),
  on: fc.nat(8),
  days: fc.nat(4),
  visitors: fc.constantFrom(20, 30),
});
type Deed = ReturnType<typeof deed.generate>['value'];

/** Carries a deed out as its own actor would; what is refused is refused. */
function carryOut(lab: TourLab, { what, which, on, days, visitors }: Deed): void {
  const visitOn = addDays(MON, on);
  const stay = { visitOn, untilOn: addDays(visitOn, days), visitors };
  const all = lab.db.select().from(registrations).all();
  const one = all[which % Math.max(1, all.length)];
  const registrationId = one?.id ?? 0;
  const named = { registrationId, expectedVersion: one?.version ?? 0 };
  const standing = { role: 'administrator', unitId: 1, unitPath: '/1/', services: [] } as const;
  switch (what) {
    case 'tour':
      lab.as(lab.siti, (ctx) => submit(ctx, { citizenId: lab.siti.id, answers: lab.group(stay) }));
      return;
    case 'visit':
      lab.as(lab.siti, (ctx) => register(ctx, { citizenId: lab.siti.id, answers: lab.answers({ visitOn }) }));
      return;
    case 'close':
      closes(lab, visitOn);
      return;
    case 'open':
      opens(lab, visitOn);
      return;
    default:
  }
  if (!one) return;
  if (what === 'changeTour' && one.service === 'tour')
    lab.as(lab.ratna, (ctx) => correct(ctx, { registrationId, answers: lab.group(stay) }));
  if (what === 'changeVisit' && one.service === 'laboratory')
    lab.as(lab.ratna, (ctx) => correctVisit(ctx, { registrationId, answers: lab.answers({ visitOn }) }));
  if (what === 'cancel') lab.as(lab.ratna, (ctx) => cancel(ctx, { registrationId }));
  if (what === 'duplicate') {
    const twin = all.find(
      (each) => each.id !== one.id && each.service === one.service && each.visitOn === one.visitOn,
    );
    if (twin) lab.as(lab.ratna, (ctx) => markDuplicate(ctx, { ...named, of: twin.id, standing }));
  }
  if (what === 'undo') lab.as(lab.ratna, (ctx) => undoDuplicate(ctx, named));
  if (what === 'reject' && one.service === 'tour') lab.decides(one, 'rejected', 'tidak ada pemandu');
  if (what === 'reject' && one.service === 'laboratory')
    lab.as(lab.ratna, (ctx) => changeStage(ctx, { ...named, to: 'rejected', reason: 'salah lab' }));
  if (what === 'approve' && one.service === 'tour') lab.decides(one, 'approved');
  if (what === 'send' && one.service === 'tour' && one.stage === 'reviewing') lab.sends(one);
}

/** What is counted on each day, and what the registrations say of it: the same, or the counter has drifted. */
function ledgers(lab: TourLab): { counted: string[]; held: string[] } {
  const sums = new Map<string, number>();
  for (const one of lab.db.select().from(registrations).all()) {
    if (!holdsPlace(one.stage)) continue;
    for (const on of one.placesOn.length > 0 ? one.placesOn : [one.visitOn]) {
      const key = `${one.service} ${on}`;
      sums.set(key, (sums.get(key) ?? 0) + one.places);
    }
  }
  const said = (rows: [string, number][]) =>
    rows
      .filter(([, taken]) => taken !== 0)
      .map(([key, taken]) => `${key}: ${taken}`)
      .toSorted();
  const rows = lab.db.select().from(bookings).all();
  return {
    counted: said(rows.map(({ service, day: on, taken }) => [`${service} ${on}`, taken])),
    held: said([...sums]),
  };
}

test('whatever is booked, changed, closed, opened, marked twice and brought back, what is counted is what is held', () => {
  let kept = 0;
  fc.assert(
    fc.property(fc.array(deed, { minLength: 10, maxLength: 50 }), (deeds) => {
      const lab = tourLab({ releaseUndoMinutes: 0, tourVisitorsPerDay: 60, visitsPerDay: 3 });
      for (const each of deeds) {
        carryOut(lab, each);
        const { counted, held } = ledgers(lab);
        expect(counted).toEqual(held);
      }
      kept += ledgers(lab).counted.length;
      // Nobody comes any more: nothing may be left over, and nothing missing.
      for (const { id } of lab.db.select().from(registrations).all())
        lab.as(lab.ratna, (ctx) => cancel(ctx, { registrationId: id }));
      expect(ledgers(lab).counted).toEqual(ledgers(lab).held);
    }),
    { numRuns: 20 },
  );
  // Otherwise the law would hold of empty days.
  expect(kept).toBeGreaterThan(0);
}, 120_000);
