import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { saveHoliday } from '../../src/domain/calendar/index.ts';
import { drawPaperCode, genuineness, keepPaper } from '../../src/domain/papers/index.ts';
import {
  cancel,
  knownSenders,
  markDuplicate,
  registrationById,
  timeline,
  undoDuplicate,
} from '../../src/domain/registrations/index.ts';
import { handOver, reportFor, reportsOf, upload } from '../../src/domain/reports/index.ts';
import {
  answersOf,
  correct,
  listTourKinds,
  retireTourKind,
  saveTourKind,
  submit,
  tourDay,
  tourOf,
  tourStay,
  toursOffered,
} from '../../src/domain/tours/index.ts';
import type { TourAnswers } from '../../src/domain/tours/values.ts';
import { track } from '../../src/domain/tracking/index.ts';
import { addDays } from '../../src/domain/values/lab-day.ts';
import { day } from '../support/registrations.ts';
import { type TourLab, tourLab } from '../support/tours.ts';

const sends = (lab: TourLab, different: Partial<TourAnswers> = {}) =>
  lab.as(lab.siti, (ctx) => submit(ctx, { citizenId: lab.siti.id, answers: lab.group(different) }));

/** Siti proves that a group is hers, and changes it. */
function corrects(lab: TourLab, code: string, different: Partial<TourAnswers>) {
  return lab.as(lab.siti, (ctx) => {
    track(ctx, { code, proof: { kind: 'lastFive', digits: '02222' } });
    const registrationId = lab.now({ code }).id;
    return correct(ctx, { registrationId, answers: lab.group(different) });
  });
}

describe('a group that registers', () => {
  test('is kept with all it told, at the price of the day for each visitor', () => {
    const lab = tourLab();
    const made = lab.asks({ untilOn: day('2026-12-10') });
    expect(made).toMatchObject({
      service: 'tour',
      personName: 'Budi Santoso',
      institution: 'SMA Negeri 1 Contoh',
      email: 'budi@contoh.sch.id',
      phone: '6281200002222',
      visitOn: '2026-12-08',
      untilOn: '2026-12-10',
      places: 30,
      totalRupiah: 450_000,
      letterFileId: lab.fileId,
      stage: 'registered',
      // Friday, and three working days.
      expectedOn: '2026-11-25',
    });
    expect(tourOf(lab.db, made.id)).toMatchObject({ kindName: 'Laboratorium mikrobiologi', visitors: 30 });
    expect(['2026-12-08', '2026-12-09', '2026-12-10'].map(lab.taken)).toEqual([30, 30, 30]);
  });

  test.each([
    ['smaller than its tour is for', { visitors: 9 }, 'groupUnfit'],
    ['larger than its tour is for', { visitors: 41 }, 'groupUnfit'],
    ['of a part of a person', { visitors: 10.5 }, 'groupUnfit'],
    ['that leaves before it comes', { untilOn: day('2026-12-07') }, 'stayUnfit'],
    ['that stays longer than one may', { untilOn: day('2026-12-13') }, 'stayUnfit'],
    ['on a Sunday', { visitOn: day('2026-12-06'), untilOn: day('2026-12-06') }, 'dayGone'],
    ['too soon', { visitOn: day('2026-11-23'), untilOn: day('2026-11-23') }, 'dayGone'],
  ] as const)('is not taken when it is one %s', (_what, different, outcome) => {
    const lab = tourLab();
    expect(sends(lab, different).outcome).toBe(outcome);
    expect(lab.taken('2026-12-08')).toBe(0);
  });

  test('is never larger than the hall, whatever its tour is for', () => {
    const lab = tourLab({ tourVisitorsPerDay: 25 });
    expect(sends(lab)).toEqual({ outcome: 'groupUnfit', smallest: 10, largest: 25 });
    expect(lab.change(toursOffered).kinds.every(({ largestGroup }) => largestGroup <= 25)).toBe(true);
  });

  test('hears that its tour is gone', () => {
    const lab = tourLab();
    const { kind } = lab.group();
    lab.as(lab.ratna, (ctx) => retireTourKind(ctx, { id: kind.id, expectedVersion: 1 }));
    expect(sends(lab)).toEqual({ outcome: 'testGone', name: 'Laboratorium mikrobiologi' });
  });

  test('takes no place when one of its days is full', () => {
    const lab = tourLab();
    lab.asks({ visitOn: day('2026-12-09'), untilOn: day('2026-12-09'), visitors: 40 });
    lab.asks({ visitOn: day('2026-12-09'), untilOn: day('2026-12-09'), visitors: 40 });
    expect(sends(lab, { untilOn: day('2026-12-10') }).outcome).toBe('dayGone');
    expect(['2026-12-08', '2026-12-10'].map(lab.taken)).toEqual([0, 0]);
  });

  test('takes no place on a closed day between two others', () => {
    const lab = tourLab();
    lab.change((ctx) => saveHoliday(ctx, { day: '2026-12-09', name: 'Pemadaman', kind: 'tutup' }));
    lab.asks({ untilOn: day('2026-12-10') });
    expect(['2026-12-08', '2026-12-09', '2026-12-10'].map(lab.taken)).toEqual([30, 0, 30]);
  });
});

describe('what is possible', () => {
  const stay = (lab: TourLab, visitOn: string, untilOn: string, visitors = 30, registrationId?: number) =>
    lab.as(lab.siti, (ctx) =>
      tourStay(ctx, {
        visitOn: day(visitOn),
        untilOn: day(untilOn),
        visitors,
        ...(registrationId !== undefined && { registrationId }),
      }),
    );

  test('is said of a stay in one word for each obstacle', () => {
    const lab = tourLab();
    lab.asks({ visitOn: day('2026-12-09'), untilOn: day('2026-12-09'), visitors: 40 });
    expect(stay(lab, '2026-12-08', '2026-12-10')).toMatchObject({ outcome: 'open', days: 3 });
    expect(stay(lab, '2026-12-08', '2026-12-07').outcome).toBe('endsBefore');
    expect(stay(lab, '2026-12-07', '2026-12-12')).toEqual({ outcome: 'tooLong', longestDays: 5 });
    expect(stay(lab, '2026-12-10', '2026-12-12')).toMatchObject({
      outcome: 'closed',
      day: '2026-12-12',
      nearest: ['2026-12-10', '2026-12-11', '2026-12-14'],
    });
    expect(stay(lab, '2026-12-08', '2026-12-10', 50)).toMatchObject({ outcome: 'full', day: '2026-12-09' });
  });

  test('counts the places a group has already as free for itself, also when its day is near', () => {
    const lab = tourLab();
    const made = lab.asks({ visitors: 40 });
    lab.asks({ visitors: 40 });
    const asks = (visitors: number, registrationId?: number) =>
      lab.as(lab.siti, (ctx) =>
        tourDay(ctx, { day: day('2026-12-08'), visitors, ...(registrationId && { registrationId }) }),
      ).outcome;
    expect([asks(40), asks(40, made.id), asks(41, made.id)]).toEqual(['full', 'open', 'full']);
    lab.clock.set('2026-12-07T09:00:00+07:00');
    expect(asks(30, made.id)).toBe('open');
  });
});

describe('a change by the group', () => {
  test('of its size keeps its days and takes only what it needs more', () => {
    const lab = tourLab();
    const made = lab.asks({ visitors: 40 });
    lab.asks({ visitors: 40 });
    expect(corrects(lab, made.code, { visitors: 35 }).outcome).toBe('done');
    expect(lab.taken('2026-12-08')).toBe(75);
    expect(lab.now(made)).toMatchObject({ places: 35, totalRupiah: 525_000 });
  });

  test('to a day without room loses nothing', () => {
    const lab = tourLab();
    const made = lab.asks();
    lab.asks({ visitOn: day('2026-12-09'), untilOn: day('2026-12-09'), visitors: 40 });
    lab.asks({ visitOn: day('2026-12-09'), untilOn: day('2026-12-09'), visitors: 40 });
    const moved = corrects(lab, made.code, { untilOn: day('2026-12-09') });
    expect(moved.outcome).toBe('dayGone');
    expect(['2026-12-08', '2026-12-09'].map(lab.taken)).toEqual([30, 80]);
    expect(lab.now(made)).toMatchObject({ visitOn: '2026-12-08', untilOn: null });
  });

  test('of an approved visit is looked at anew, and its letter counts no more', () => {
    const lab = tourLab();
    const made = lab.asks();
    lab.decides(made, 'approved');
    lab.sends(made);
    expect(reportFor(lab.db, made.id)).toBe('ready');
    corrects(lab, made.code, { visitors: 35 });
    expect(lab.now(made)).toMatchObject({ stage: 'reviewing', expectedOn: '2026-11-25' });
    expect(reportFor(lab.db, made.id)).toBe('none');
    expect(reportsOf(lab.db, made.id)[0]?.standing).toBe('withdrawn');
  });

  test('that calls the visit off ends what its letter counts for, until it is brought back', () => {
    const lab = tourLab();
    const [made, twin] = [lab.asks(), lab.asks({ visitors: 20 })];
    const code = lab.change((ctx) => drawPaperCode(ctx));
    lab.decides(made, 'approved');
    lab.change((ctx) =>
      keepPaper(ctx, { code, kind: 'replyLetter', registrationId: made.id, fileId: lab.fileId }),
    );
    const asked = () => genuineness(lab.db, code, 'Asia/Jakarta');
    lab.releases(made);
    expect(asked().outcome).toBe('unknown');
    lab.minutesPass();
    expect(asked().outcome).toBe('genuine');
    const named = () => ({ registrationId: made.id, expectedVersion: lab.now(made).version });
    const standing = { role: 'administrator', unitId: 1, unitPath: '/1/', services: [] } as const;
    lab.as(lab.ratna, (ctx) => markDuplicate(ctx, { ...named(), of: twin.id, standing }));
    expect(asked()).toMatchObject({ outcome: 'replaced', replacedOn: '2026-11-20' });
    lab.as(lab.ratna, (ctx) => undoDuplicate(ctx, named()));
    expect(asked().outcome).toBe('genuine');
    lab.as(lab.ratna, (ctx) => cancel(ctx, { registrationId: made.id }));
    expect(asked().outcome).toBe('replaced');
  });

  test('of who is in charge changes neither the stage nor the letter', () => {
    const lab = tourLab();
    const made = lab.asks();
    lab.decides(made, 'approved');
    lab.sends(made);
    corrects(lab, made.code, { personName: 'Sri Wahyuni' });
    expect(lab.now(made)).toMatchObject({ stage: 'approved', personName: 'Sri Wahyuni' });
    expect(reportFor(lab.db, made.id)).toBe('ready');
  });

  test('stops a letter that waits to go out', () => {
    const lab = tourLab();
    const made = lab.asks();
    lab.decides(made, 'approved');
    lab.releases(made);
    expect(reportsOf(lab.db, made.id)[0]?.standing).toBe('released');
    corrects(lab, made.code, { visitors: 12 });
    lab.minutesPass();
    expect(lab.now(made).stage).toBe('reviewing');
    expect(reportFor(lab.db, made.id)).toBe('none');
  });

  test('is only for who has proven it', () => {
    const lab = tourLab();
    const made = lab.asks();
    const asked = lab.as(lab.siti, (ctx) => answersOf(ctx, made.id));
    expect(asked).toEqual({ outcome: 'proofNeeded' });
    const answers = lab.as(lab.ratna, (ctx) => answersOf(ctx, made.id));
    const letter = { fileId: lab.fileId, name: 'hasil.pdf' };
    expect(answers).toEqual({ outcome: 'found', answers: lab.group({ letter }) });
  });
});

describe('the decision on a group', () => {
  test('stands once its letter has gone out, and the visit is what is due next', () => {
    const lab = tourLab();
    const made = lab.asks({ untilOn: day('2026-12-09') });
    expect(lab.decides(made, 'approved').outcome).toBe('uploaded');
    expect(lab.now(made).stage).toBe('reviewing');
    lab.sends(made);
    expect(lab.now(made)).toMatchObject({ stage: 'approved', expectedOn: '2026-12-09' });
    const letter = lab.as(lab.siti, (ctx) => {
      track(ctx, { code: made.code, proof: { kind: 'lastFive', digits: '02222' } });
      return handOver(ctx, { registrationId: made.id, by: 'chat' });
    });
    expect(letter).toMatchObject({ outcome: 'ready', name: `SuratBalasan-${made.code}.pdf` });
    expect(lab.facts.some(({ kind }) => kind === 'report.handedOver')).toBe(true);
  });

  test('against it needs a reason, gives its places back and tells the reason', () => {
    const lab = tourLab();
    const made = lab.asks();
    expect(lab.decides(made, 'rejected')).toEqual({ outcome: 'reasonNeeded' });
    lab.decides(made, 'rejected', 'sedang akreditasi');
    lab.sends(made);
    expect(lab.now(made)).toMatchObject({ stage: 'rejected', stageReason: 'sedang akreditasi' });
    expect(lab.taken('2026-12-08')).toBe(0);
  });

  test('can be turned around: the places are taken again where they are left', () => {
    const lab = tourLab();
    const made = lab.asks({ visitors: 40 });
    lab.decides(made, 'rejected', 'sedang akreditasi');
    lab.sends(made);
    lab.decides(made, 'approved');
    expect(lab.taken('2026-12-08')).toBe(40);
    lab.sends(made);
    expect(lab.now(made).stage).toBe('approved');
    expect(reportsOf(lab.db, made.id).map(({ standing }) => standing)).toEqual(['out', 'withdrawn']);
  });

  test('cannot be turned around once others have the places', () => {
    const lab = tourLab();
    const made = lab.asks({ visitors: 40 });
    lab.decides(made, 'rejected', 'sedang akreditasi');
    lab.sends(made);
    lab.asks({ visitors: 40 });
    lab.asks({ visitors: 20 });
    expect(lab.decides(made, 'approved')).toEqual({ outcome: 'noRoom' });
    expect(lab.taken('2026-12-08')).toBe(60);
  });

  test('against it can be put in better words without giving back what it has not', () => {
    const lab = tourLab();
    const made = lab.asks();
    lab.decides(made, 'rejected', 'sedang akreditasi');
    lab.sends(made);
    lab.asks();
    lab.decides(made, 'rejected', 'laboratorium sedang diakreditasi');
    lab.sends(made);
    expect(lab.taken('2026-12-08')).toBe(30);
    expect(lab.now(made).stageReason).toBe('laboratorium sedang diakreditasi');
  });

  test('invites nobody any more once the group has called off', () => {
    const lab = tourLab();
    const made = lab.asks();
    lab.decides(made, 'approved');
    lab.sends(made);
    const asked = lab.as(lab.siti, (ctx) => {
      track(ctx, { code: made.code, proof: { kind: 'lastFive', digits: '02222' } });
      cancel(ctx, { registrationId: made.id });
      return handOver(ctx, { registrationId: made.id, by: 'chat' });
    });
    expect(asked).toEqual({ outcome: 'notReady' });
    expect(lab.taken('2026-12-08')).toBe(0);
  });

  test('is not for a laboratory, and no laboratory report is for a group', () => {
    const lab = tourLab();
    const made = lab.asks();
    const plain = { registrationId: made.id, expectedVersion: made.version, fileId: lab.fileId };
    expect(() => lab.as(lab.ratna, (ctx) => upload(ctx, { ...plain, evidence: 'code' }))).toThrow(
      /no letter/,
    );
  });

  test('is not taken by one officer alone', () => {
    const lab = tourLab();
    const made = lab.asks();
    lab.decides(made, 'approved');
    expect(timeline(lab.db, made.id).map(({ stage }) => stage)).toEqual(['registered', 'reviewing']);
  });
});

describe('the kinds of tours', () => {
  const fields = {
    name: 'Tur malam',
    nameEn: 'Night tour',
    about: 'Melihat laboratorium malam hari.',
    aboutEn: 'The laboratory at night.',
    hours: '2',
    smallestGroup: '5',
    largestGroup: '20',
    priceRupiah: 'Rp 12.500',
  };

  test('are added, changed and retired, and every change is written down', () => {
    const lab = tourLab();
    const added = lab.as(lab.ratna, (ctx) => saveTourKind(ctx, { fields }));
    if (added.outcome !== 'saved') throw new Error(added.outcome);
    const { id } = added;
    const change = (expectedVersion: number, more: object) =>
      lab.as(lab.ratna, (ctx) => saveTourKind(ctx, { id, expectedVersion, fields: { ...fields, ...more } }));
    expect(change(1, { priceRupiah: '15.000' })).toEqual({ outcome: 'saved', id });
    expect(change(1, { hours: '3' })).toMatchObject({ outcome: 'stale', current: { priceRupiah: 15_000 } });
    lab.as(lab.ratna, (ctx) => retireTourKind(ctx, { id, expectedVersion: 2 }));
    expect(listTourKinds(lab.db, { retired: true }).map(({ name }) => name)).toEqual(['Tur malam']);
    const changed = lab.facts.filter(({ kind }) => kind === 'tourKind.changed');
    expect(changed).toMatchObject([
      { tourKindId: id },
      { fields: ['priceRupiah'], changes: { priceRupiah: { from: 12_500, to: 15_000 } } },
      { fields: ['retiredAt'] },
    ]);
  });

  test('refuse what makes no sense, in a sentence at the field', () => {
    const lab = tourLab();
    const problems = (more: object) => {
      const saved = lab.as(lab.ratna, (ctx) => saveTourKind(ctx, { fields: { ...fields, ...more } }));
      return saved.outcome === 'invalid' ? saved.problems.map(({ field }) => field) : [];
    };
    expect(problems({ largestGroup: '4' })).toEqual(['largestGroup']);
    expect(problems({ priceRupiah: 'mahal' })).toEqual(['priceRupiah']);
    expect(problems({ name: 'laboratorium MIKROBIOLOGI' })).toEqual(['name']);
    expect(problems({ name: '', about: '' })).toEqual(['name', 'about']);
  });

  test('are at most eight on offer, so that each has its number', () => {
    const lab = tourLab();
    const add = (name: string) =>
      lab.as(lab.ratna, (ctx) => saveTourKind(ctx, { fields: { ...fields, name } }));
    expect(['Tur satu', 'Tur dua', 'Tur tiga'].map((name) => add(name).outcome)).toEqual([
      'saved',
      'saved',
      'saved',
    ]);
    expect(add('Tur empat').outcome).toBe('invalid');
  });
});

test('the institutions of a chat are known again, the newest first and each once', () => {
  const lab = tourLab();
  lab.asks();
  lab.asks({ institution: 'Puskesmas Contoh', personName: 'Sri Wahyuni', email: 'sri@contoh.example' });
  lab.asks({ visitors: 10 });
  const known = lab.as(lab.siti, knownSenders).senders;
  expect(known.map(({ called }) => called)).toEqual([
    'SMA Negeri 1 Contoh, Budi S.',
    'Puskesmas Contoh, Sri W.',
  ]);
  expect(lab.as(lab.budi, knownSenders).senders).toEqual([]);
});

test('no sequence of requests, changes, decisions and cancellations overfills the hall or frees what is taken', () => {
  const action = fc.record({
    what: fc.constantFrom('asks', 'asks', 'changes', 'cancels', 'approves', 'rejects', 'sends'),
    which: fc.nat(3),
    from: fc.nat(6),
    days: fc.nat(4),
    visitors: fc.integer({ min: 10, max: 40 }),
  });
  let held = 0;
  fc.assert(
    fc.property(fc.array(action, { minLength: 10, maxLength: 40 }), (actions) => {
      const lab = tourLab({ releaseUndoMinutes: 0 });
      const codes: string[] = [];
      for (const { what, which, from, days, visitors } of actions) {
        const visitOn = addDays(day('2026-12-04'), from);
        const stay = { visitOn, untilOn: addDays(visitOn, days), visitors };
        const code = codes[which];
        if (what === 'asks') {
          const sent = sends(lab, stay);
          if (sent.outcome === 'done') codes.push(sent.code);
        } else if (code !== undefined) {
          const target = lab.now({ code });
          if (what === 'changes') corrects(lab, code, stay);
          if (what === 'cancels') lab.as(lab.ratna, (ctx) => cancel(ctx, { registrationId: target.id }));
          if (what === 'approves') lab.decides(target, 'approved');
          if (what === 'rejects') lab.decides(target, 'rejected', 'tidak ada pemandu');
          if (what === 'sends' && reportsOf(lab.db, target.id).length > 0) lab.sends(target);
        }
        expect(bookedDays(lab)).toEqual(heldDays(lab, codes));
      }
      held += [...heldDays(lab, codes).values()].length;
    }),
    { numRuns: 40 },
  );
  // Otherwise the law would hold of empty halls.
  expect(held).toBeGreaterThan(0);
}, 120_000);

function bookedDays(lab: TourLab): Map<string, number> {
  const rows = lab.db.$client
    .prepare("select day, taken from bookings where service = 'tour' and taken > 0 order by day")
    .all() as { day: string; taken: number }[];
  expect(rows.every(({ taken }) => taken <= lab.settings.tourVisitorsPerDay)).toBe(true);
  return new Map(rows.map((row) => [row.day, row.taken]));
}

/** What the hall must hold, counted from the requests themselves. */
function heldDays(lab: TourLab, codes: readonly string[]): Map<string, number> {
  const days = new Map<string, number>();
  for (const code of codes) {
    const { id } = lab.now({ code });
    const made = registrationById(lab.db, id);
    if (!made || made.stage === 'rejected' || made.stage === 'cancelled') continue;
    for (let on = made.visitOn; on <= (made.untilOn ?? made.visitOn); on = addDays(on, 1)) {
      const weekday = new Date(`${on}T00:00:00Z`).getUTCDay();
      if (weekday > 0 && weekday < 6 && made.places > 0) days.set(on, (days.get(on) ?? 0) + made.places);
    }
  }
  return new Map([...days].sort(([a], [b]) => (a < b ? -1 : 1)));
}
