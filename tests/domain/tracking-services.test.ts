import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cases } from '../../src/domain/cases/table.ts';
import { addWalkIn, recognise } from '../../src/domain/citizens/index.ts';
import type { Actor } from '../../src/domain/context.ts';
import { ownRequests, type Registration, registrationById } from '../../src/domain/registrations/index.ts';
import { registrations } from '../../src/domain/registrations/table.ts';
import { isVerified, track, wanted } from '../../src/domain/tracking/index.ts';
import type { Proof, Tracked, TrackedRegistration } from '../../src/domain/tracking/values.ts';
import { codePrefixesSchema, defaultPrefix, newCode } from '../../src/domain/values/code.ts';
import { REGISTRATION_SERVICES, type RegistrationService } from '../../src/domain/values/services.ts';
import { putConsultation, putShipment, putTour } from '../support/other-services.ts';
import { day, type RegistrationLab, registrationLab } from '../support/registrations.ts';

const BORN = { kind: 'birthDate', day: day('1990-08-17') } as const;
const stranger = (name: string | number): Actor => ({ kind: 'visitor', address: `10.0.0.${name}` });

/** One request of each kind, each of Budi but the laboratory's. */
const put: Record<RegistrationService, (lab: RegistrationLab) => Registration> = {
  laboratory: (lab) => lab.register(),
  consultation: (lab) => putConsultation(lab, { birthDate: BORN.day }),
  tour: (lab) => putTour(lab),
  shipment: (lab) => putShipment(lab),
};
// The phone of those requests is 6281200002222.
const RIGHT: Record<RegistrationService, Proof | null> = {
  laboratory: BORN,
  consultation: BORN,
  tour: null,
  shipment: { kind: 'lastFive', digits: '02222' },
};
const WRONG: Record<RegistrationService, Proof | null> = {
  laboratory: { kind: 'birthDate', day: day('1991-01-01') },
  consultation: { kind: 'birthDate', day: day('1991-01-01') },
  tour: { kind: 'lastFive', digits: '02221' },
  shipment: { kind: 'lastFive', digits: '02221' },
};

function tries(lab: RegistrationLab, actor: Actor, code: string, proof: Proof | null): Tracked {
  return lab.as(actor, (ctx) => track(ctx, { code, proof }));
}

function shownTo(lab: RegistrationLab, actor: Actor, code: string, proof: Proof | null): TrackedRegistration {
  const tracked = tries(lab, actor, code, proof);
  if (tracked.outcome !== 'verified') throw new Error(`not shown: ${tracked.outcome}`);
  return tracked.registration;
}

const unknownCode = (service: RegistrationService, seed = 1): string =>
  newCode(defaultPrefix(service), new Uint8Array([seed, 2, 3, 4, 5, 6, 7, 8]));

describe.each(REGISTRATION_SERVICES)('a %s', (service) => {
  test('is opened by its own proof and shows what it is about', () => {
    const lab = registrationLab();
    const { id, code } = put[service](lab);
    const shown = shownTo(lab, stranger(1), code, RIGHT[service]);
    expect(shown.registrationId).toBe(id);
    expect(shown.particulars.service).toBe(service);
    expect(lab.as(stranger(1), (ctx) => isVerified(ctx, id))).toBe(service !== 'tour');
  });

  test('wants the same of whoever asks, whether its code is known or not', () => {
    const lab = registrationLab();
    const ask = (code: string, actor: Actor) => lab.as(actor, (ctx) => wanted(ctx, { code }));
    const known = ask(put[service](lab).code, stranger(1));
    expect(ask(unknownCode(service), stranger(1))).toEqual(known);
    expect(known).toEqual({ service, proof: RIGHT[service]?.kind ?? null, whose: null });
  });

  test('is opened by no proof of another kind, and by nothing', () => {
    const lab = registrationLab();
    const { code } = put[service](lab);
    const others = Object.values(RIGHT).filter((proof) => proof?.kind !== RIGHT[service]?.kind);
    const opening = others.filter(
      (proof, who) => tries(lab, stranger(who), code, proof).outcome === 'verified',
    );
    // The code of a tour opens it, and the last five digits open it further.
    expect(opening).toEqual(service === 'tour' ? [RIGHT.shipment] : []);
  });

  test('answers any sequence of wrong proofs as an unknown code of its kind does', () => {
    const guess = fc.record({ who: fc.nat(5), hours: fc.nat(30), viaChat: fc.boolean() });
    fc.assert(
      fc.property(fc.array(guess, { minLength: 1, maxLength: 30 }), (guesses) => {
        const heard = [true, false].map((exists) => {
          const lab = registrationLab();
          const code = exists ? put[service](lab).code : unknownCode(service);
          return guesses.map(({ who, hours, viaChat }) => {
            lab.clock.pass({ hours });
            // Whoever registered has a budget of its own.
            const chat = service === 'laboratory' ? lab.budi : lab.siti;
            return tries(lab, viaChat ? chat : stranger(who), code, WRONG[service]);
          });
        });
        expect(heard[1]).toEqual(heard[0]);
      }),
      { numRuns: 10 },
    );
  });

  test('answers a wrong proof in the same time as an unknown code does, within five milliseconds in the median', () => {
    const lab = registrationLab({ visitsPerDay: 1_000 });
    const known = Array.from({ length: 60 }, () => put[service](lab).code);
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
    known.forEach((code, index) => {
      const absent = newCode(defaultPrefix(service), lab.clock.chance(8));
      for (const [kind, asked] of [
        ['known', code],
        ['unknown', absent],
      ] as const) {
        const began = performance.now();
        lab.as(stranger(`${kind}${index}`), (ctx) => wanted(ctx, { code: asked }));
        tries(lab, stranger(`${kind}${index}`), asked, WRONG[service]);
        times[kind].push(performance.now() - began);
      }
    });
    const median = (values: number[]) => values.sort((a, b) => a - b)[30] ?? 0;
    expect(Math.abs(median(times.known) - median(times.unknown))).toBeLessThanOrEqual(5);
  });

  test('is locked for strangers after five wrong proofs, the right one included, and not for its owner', () => {
    const lab = registrationLab();
    const { code, citizenId } = put[service](lab);
    for (const who of [1, 2, 3, 4, 5]) tries(lab, stranger(who), code, WRONG[service]);
    expect(tries(lab, stranger(6), code, RIGHT[service]).outcome).toBe('locked');
    expect(tries(lab, { kind: 'citizen', id: citizenId }, code, RIGHT[service]).outcome).toBe('verified');
  });
});

describe('one contact', () => {
  test('has five wrong proofs a day over codes of every kind, known or not', () => {
    const lab = registrationLab();
    const guesses: [string, Proof | null][] = [
      [put.laboratory(lab).code, WRONG.laboratory],
      [unknownCode('tour'), null],
      [put.shipment(lab).code, WRONG.shipment],
      [unknownCode('consultation'), WRONG.consultation],
    ];
    const left = guesses.map(([code, proof]) => tries(lab, stranger(1), code, proof));
    expect(left).toEqual([4, 3, 2, 1].map((triesLeft) => ({ outcome: 'mismatch', triesLeft })));
    expect(tries(lab, stranger(1), unknownCode('tour', 9), null).outcome).toBe('locked');
    for (const service of REGISTRATION_SERVICES)
      expect(tries(lab, stranger(1), put[service](lab).code, RIGHT[service]).outcome).toBe('locked');
  });

  test('hears whose birth date is meant of its own requests, and of no others', () => {
    const lab = registrationLab();
    const { code } = lab.register();
    const whose = (actor: Actor) => lab.as(actor, (ctx) => wanted(ctx, { code })).whose;
    expect([whose(lab.siti), whose(lab.budi), whose(stranger(1))]).toEqual(['S.A.', null, null]);
  });
});

describe('the code of a tour alone', () => {
  test('shows how it stands without a name, a reason or a paper', () => {
    const lab = registrationLab();
    const { id, code } = putTour(lab);
    lab.db
      .update(registrations)
      .set({ stage: 'cancelled', stageReason: 'Bu Rahma sakit', expectedReason: 'Pak Joko cuti' })
      .run();
    const shown = shownTo(lab, stranger(1), code, null);
    expect(shown).toMatchObject({
      proven: false,
      personName: null,
      institution: null,
      stage: 'cancelled',
      particulars: { service: 'tour', kind: 'Laboratorium air', kindEn: 'Water laboratory', visitors: 30 },
    });
    expect(JSON.stringify(shown)).not.toMatch(/Budi|SMA|Rahma|Joko/);
    expect(lab.facts.some(({ kind }) => kind === 'registration.verifiedProof')).toBe(false);
    expect(lab.as(stranger(1), (ctx) => isVerified(ctx, id))).toBe(false);
  });

  test('and the last five digits of the phone show the rest', () => {
    const lab = registrationLab();
    const { id, code } = putTour(lab);
    const shown = shownTo(lab, stranger(1), code, { kind: 'lastFive', digits: '02222' });
    expect(shown).toMatchObject({ proven: true, personName: 'Budi Santoso', institution: 'SMA Contoh 1' });
    expect(lab.as(stranger(1), (ctx) => isVerified(ctx, id))).toBe(true);
  });

  test('is worn out by whoever tries codes', () => {
    const lab = registrationLab();
    const { code } = putTour(lab);
    for (const seed of [1, 2, 3, 4, 5]) tries(lab, stranger(1), unknownCode('tour', seed), null);
    expect(tries(lab, stranger(1), code, null).outcome).toBe('locked');
    expect(tries(lab, stranger(2), code, null).outcome).toBe('verified');
  });
});

test('a lab that calls its codes anew still asks what each kind asks, of old codes and new', () => {
  const codePrefixes = codePrefixesSchema.parse({ shipment: 'PKT' });
  const lab = registrationLab({ codePrefixes });
  const ask = (code: string) => lab.as(stranger(1), (ctx) => wanted(ctx, { code })).proof;
  const bytes = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]);
  expect([ask(newCode('PKT', bytes)), ask(newCode('KRM', bytes))]).toEqual(['lastFive', 'lastFive']);
  // Letters that mean nothing ask for what is hardest to guess.
  expect([ask(newCode('XYZ', bytes)), ask('bukan kode')]).toEqual(['birthDate', 'birthDate']);
});

describe('a request that was made without a chat', () => {
  const PHONE = '6281200001111';
  const LID = '123456789012345@lid';

  /** Registered at the counter; whoever it belongs to has never written. */
  function walkIn(lab: RegistrationLab): Registration {
    const made = lab.register();
    const citizenId = lab.change((ctx) => addWalkIn(ctx, { name: 'Siti Aminah', phone: PHONE }));
    lab.db.update(registrations).set({ citizenId }).run();
    lab.db.update(cases).set({ citizenId }).run();
    return lab.now(made);
  }

  /** Somebody writes: known by a number, or by WhatsApp's own name alone. */
  function writer(lab: RegistrationLab, phone: string | null): Actor & { kind: 'citizen' } {
    const address = phone === null ? LID : `${phone}@s.whatsapp.net`;
    const sender = { transport: 'memory', address, aliases: [], phone, displayName: null };
    return { kind: 'citizen', id: lab.change((ctx) => recognise(ctx, sender)).id };
  }

  test('goes to the chat that proves it from the phone in the form', () => {
    const lab = registrationLab();
    const made = walkIn(lab);
    const siti = writer(lab, PHONE);
    expect(shownTo(lab, siti, made.code, BORN).chatFound).toBe(true);
    expect(lab.now(made)).toMatchObject({ citizenId: siti.id, version: made.version + 1 });
    expect(lab.db.select().from(cases).all()[0]?.citizenId).toBe(siti.id);
    expect(lab.facts.at(-1)).toEqual({
      kind: 'registration.chatFound',
      registrationId: made.id,
      citizenId: siti.id,
      from: made.citizenId,
    });
    expect(lab.as(siti, (ctx) => ownRequests(ctx)).requests.map(({ code }) => code)).toEqual([made.code]);
    // Told once.
    expect(shownTo(lab, siti, made.code, BORN).chatFound).toBe(false);
  });

  test.each([
    ['with a wrong birth date', PHONE, WRONG.laboratory, 'mismatch'],
    ['from another phone', '6281200009999', BORN, 'verified'],
    ['from a contact that shows no phone', null, BORN, 'verified'],
  ] as const)('stays where it is %s', (_why, phone, proof, outcome) => {
    const lab = registrationLab();
    const made = walkIn(lab);
    const actor = writer(lab, phone);
    const tracked = tries(lab, actor, made.code, proof);
    expect(tracked.outcome).toBe(outcome);
    if (tracked.outcome === 'verified') expect(tracked.registration.chatFound).toBe(false);
    expect(registrationById(lab.db, made.id)).toEqual(made);
    expect(lab.facts.some(({ kind }) => kind === 'registration.chatFound')).toBe(false);
  });

  test('stays where it is by its phone alone, before any proof', () => {
    const lab = registrationLab();
    const made = walkIn(lab);
    const siti = writer(lab, PHONE);
    lab.as(siti, (ctx) => wanted(ctx, { code: made.code }));
    expect(lab.as(siti, (ctx) => ownRequests(ctx)).requests).toEqual([]);
    expect(lab.now(made)).toEqual(made);
  });

  test('stays with the chat that made it, whoever proves it from the phone in the form', () => {
    const lab = registrationLab();
    const mother = writer(lab, '6281200008888');
    const made = lab.register({ phone: PHONE }, mother);
    expect(shownTo(lab, writer(lab, PHONE), made.code, BORN).chatFound).toBe(false);
    expect(lab.now(made).citizenId).toBe(mother.id);
  });

  test("stays where it is when the page is read, which is nobody's chat", () => {
    const lab = registrationLab();
    const made = walkIn(lab);
    expect(shownTo(lab, stranger(1), made.code, BORN).chatFound).toBe(false);
    expect(lab.now(made)).toEqual(made);
  });
});
