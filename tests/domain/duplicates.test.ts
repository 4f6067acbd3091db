import { describe, expect, test } from 'vitest';
import { addresses } from '../../src/domain/citizens/table.ts';
import { submit as consultation } from '../../src/domain/consultations/index.ts';
import {
  duplicateOf,
  lookalikes,
  markDuplicate,
  type Registration,
  undoDuplicate,
} from '../../src/domain/registrations/index.ts';
import type { Standing } from '../../src/domain/staff/values.ts';
import { ROOT_UNIT_ID } from '../../src/domain/units/table.ts';
import { outbox } from '../../src/engine/tables.ts';
import { notify } from '../../src/notices/index.ts';
import { createTransact } from '../../src/transact.ts';
import { testLab } from '../support/lab.ts';
import { furnished, type RegistrationLab, registrationLab, TUESDAY } from '../support/registrations.ts';

const leader: Standing = { role: 'liaison', unitId: ROOT_UNIT_ID, unitPath: '/1/', services: [] };
const NIK_OF_BUDI = '3308101505800002';

/** Siti has registered twice for Monday, the second time from Budi's phone. */
function twice(): { lab: RegistrationLab; first: Registration; second: Registration } {
  const lab = registrationLab();
  return { lab, first: lab.register(), second: lab.register({}, lab.budi) };
}

const found = (lab: RegistrationLab, one: Registration) =>
  lookalikes(lab.db, lab.now(one), leader).map(({ registration, likeness, by }) => [
    registration.code,
    likeness,
    by,
  ]);

const mark = (lab: RegistrationLab, one: Registration, of: Registration) => {
  const { id: registrationId, version: expectedVersion } = lab.now(one);
  return lab.as(lab.ratna, (ctx) =>
    markDuplicate(ctx, { registrationId, expectedVersion, of: of.id, standing: leader }),
  );
};
const undo = (lab: RegistrationLab, one: Registration) => {
  const { id: registrationId, version: expectedVersion } = lab.now(one);
  return lab.as(lab.ratna, (ctx) => undoDuplicate(ctx, { registrationId, expectedVersion }));
};

describe('requests that look alike', () => {
  test('the same NIK on the same day is pointed at from both sides', () => {
    const { lab, first, second } = twice();
    expect(found(lab, first)).toEqual([[second.code, 'sameRequest', 'nik']]);
    expect(found(lab, second)).toEqual([[first.code, 'sameRequest', 'nik']]);
  });

  test('so is the same name with the same number, however it is written', () => {
    const lab = registrationLab();
    const first = lab.register();
    const second = lab.register({ personName: 'SITI AMINAH', nik: NIK_OF_BUDI });
    expect(found(lab, second)).toEqual([[first.code, 'sameRequest', 'nameAndPhone']]);
  });

  test('another day from the same chat is nobody new, from another chat it may be the same person', () => {
    const lab = registrationLab();
    const first = lab.register();
    const again = lab.register({ visitOn: TUESDAY });
    expect(found(lab, again)).toEqual([]);
    const elsewhere = lab.register({ visitOn: TUESDAY, phone: '6281200009999' }, lab.budi);
    expect(found(lab, elsewhere)).toEqual([
      [again.code, 'sameRequest', 'nik'],
      [first.code, 'samePerson', 'nik'],
    ]);
  });

  test('relatives who share a phone are different people', () => {
    const lab = registrationLab();
    lab.register();
    const brother = lab.register({ personName: 'Budi Santoso', nik: NIK_OF_BUDI });
    expect(found(lab, brother)).toEqual([]);
  });

  test('nobody sees those beyond the own reach', () => {
    const { lab, first } = twice();
    const elsewhere: Standing = { role: 'liaison', unitId: 9, unitPath: '/1/9/', services: [] };
    expect(lookalikes(lab.db, first, elsewhere)).toEqual([]);
  });
});

describe('marking a duplicate', () => {
  test('ends it as cancelled, gives its place back, and tells the citizen no code of anybody else', () => {
    const { lab, first, second } = twice();
    expect(mark(lab, second, first).outcome).toBe('changed');
    const marked = lab.now(second);
    expect(marked).toMatchObject({ stage: 'cancelled', stageReason: expect.stringContaining('ganda') });
    expect(marked.stageReason).not.toContain(first.code);
    expect(duplicateOf(lab.db, marked)).toMatchObject({ of: { code: first.code }, mayUndo: true });
    expect(lab.facts).toContainEqual({
      kind: 'registration.markedDuplicate',
      registrationId: second.id,
      of: first.code,
    });
    expect(lab.now(first).stage).toBe('registered');
  });

  test('is only for what looks the same and can still be cancelled', () => {
    const lab = registrationLab();
    const first = lab.register();
    const other = lab.register({ personName: 'Budi Santoso', nik: NIK_OF_BUDI, phone: '6281200009999' });
    expect(mark(lab, other, first).outcome).toBe('notAllowed');
    const second = lab.register({}, lab.budi);
    lab.walk(second, 'verified', 'sampleReceived');
    expect(mark(lab, second, first)).toEqual({ outcome: 'notAllowed', stage: 'sampleReceived' });
  });

  test('is taken back to the stage it had, with a place on its day', () => {
    const { lab, first, second } = twice();
    lab.walk(second, 'verified');
    mark(lab, second, first);
    expect(undo(lab, second).outcome).toBe('changed');
    expect(lab.now(second)).toMatchObject({ stage: 'verified', stageReason: null });
    expect(lab.facts.at(-1)).toMatchObject({
      kind: 'registration.stageChanged',
      from: 'cancelled',
      to: 'verified',
    });
    expect(duplicateOf(lab.db, lab.now(second))).toBeUndefined();
    expect(undo(lab, second)).toEqual({ outcome: 'notMarked' });
  });

  test('stays when its day has passed', () => {
    const { lab, first, second } = twice();
    mark(lab, second, first);
    lab.clock.pass({ days: 4 });
    expect(undo(lab, second)).toEqual({ outcome: 'dayGone' });
    expect(lab.now(second).stage).toBe('cancelled');
  });

  test('somebody who was faster is seen first', () => {
    const { lab, first, second } = twice();
    const input = {
      registrationId: second.id,
      expectedVersion: second.version,
      of: first.id,
      standing: leader,
    };
    lab.walk(second, 'verified');
    expect(lab.as(lab.ratna, (ctx) => markDuplicate(ctx, input)).outcome).toBe('stale');
  });
});

test('a consultation that is brought back is told to whoever had heard that it was off', () => {
  const bare = testLab();
  const transact = createTransact({
    db: bare.db,
    clock: bare.clock,
    lab: () => bare.settings,
    notice: (ctx, fact) =>
      notify(ctx, fact, { lab: bare.settings, publicUrl: 'http://lab.example', simulated: true }),
    committed: () => {},
  });
  const lab = furnished({ ...bare, transact, change: (work) => transact({ kind: 'system' }, work) });
  bare.db
    .insert(addresses)
    .values({ transport: 'memory', address: 'siti', citizenId: lab.siti.id, createdAt: lab.clock.now() })
    .run();
  const said = () =>
    bare.db
      .select()
      .from(outbox)
      .all()
      .map(({ text }) => text);
  const answers = { ...lab.answers(), phone: '6281200001111' };
  const consult = (): Registration => {
    const sent = lab.as(lab.siti, (ctx) => consultation(ctx, { citizenId: lab.siti.id, answers }));
    return lab.now({ code: sent.outcome === 'done' ? sent.code : '' });
  };
  const [first, second] = [consult(), consult()];
  mark(lab, second, first);
  const before = said().length;
  undo(lab, second);
  expect(said().slice(before)).toEqual([expect.stringContaining(second.code)]);
});
