import { beforeEach, describe, expect, test } from 'vitest';
import { type Case, caseOf, checklistOf, itemsFor, notesOf, tick } from '../../src/domain/cases/index.ts';
import { takeOver } from '../../src/domain/citizens/index.ts';
import { applyMacro, macroProblem, macrosFor } from '../../src/domain/macros/index.ts';
import type { Registration } from '../../src/domain/registrations/index.ts';
import { type Macro, macroSchema } from '../../src/domain/values/case-settings.ts';
import { type RegistrationLab, registrationLab } from '../support/registrations.ts';

const COME_AGAIN = 'Sampel kurang: minta datang lagi';
let lab: RegistrationLab;
let registration: Registration;

beforeEach(() => {
  lab = registrationLab();
  registration = lab.register();
});

const folder = (): Case => {
  const found = caseOf(lab.db, 'laboratory', registration.id);
  if (!found) throw new Error('every registration has a case');
  return found;
};
const offered = () =>
  macrosFor(lab.db, folder(), { staffId: lab.ratna.id, now: lab.clock.now(), lab: lab.settings });
const named = (name: string) => {
  const found = offered().find(({ macro }) => macro.name === name);
  if (!found) throw new Error(`no macro ${name}`);
  return found;
};
const press = (name: string, more: Partial<{ expectedVersion: number; shown: string }> = {}) =>
  lab.as(lab.ratna, (ctx) =>
    applyMacro(ctx, {
      caseId: folder().id,
      expectedVersion: folder().version,
      name,
      shown: named(name).reply,
      ...more,
    }),
  );

describe('one press', () => {
  test('answers, takes the next step and leaves a note', () => {
    lab.walk(registration, 'verified', 'sampleReceived');
    expect(named(COME_AGAIN)).toMatchObject({ barrier: undefined, stage: 'sampleRejected' });
    expect(named(COME_AGAIN).reply).toContain(`Yth. Siti Aminah, sampel untuk ${registration.code}`);
    const before = lab.facts.length;
    expect(press(COME_AGAIN)).toEqual({ outcome: 'done' });
    expect(lab.now(registration)).toMatchObject({
      stage: 'sampleRejected',
      stageReason: 'Jumlah sampel belum cukup',
    });
    expect(notesOf(lab.db, folder().id)).toMatchObject([{ staffId: lab.ratna.id, name: 'ratna' }]);
    expect(lab.facts.slice(before).map(({ kind }) => kind)).toEqual([
      'chat.takenOver',
      'chat.replied',
      'registration.stageChanged',
      'case.noteAdded',
    ]);
  });

  test('it is barred where its stage does not follow, and then nothing of it happens', () => {
    expect(named(COME_AGAIN).barrier).toBe('noSuchStep');
    const before = lab.facts.length;
    expect(press(COME_AGAIN)).toEqual({ outcome: 'barred', why: 'noSuchStep' });
    expect(lab.facts.length).toBe(before);
  });

  test('it does not speak into a chat that a colleague holds', () => {
    lab.walk(registration, 'verified', 'sampleReceived');
    lab.as(lab.joko, (ctx) => takeOver(ctx, lab.siti.id));
    expect(press(COME_AGAIN)).toEqual({ outcome: 'barred', why: 'heldByColleague' });
    expect(lab.now(registration).stage).toBe('sampleReceived');
  });

  test('from an older page it is refused', () => {
    lab.walk(registration, 'verified');
    const shown = folder().version;
    lab.walk(registration, 'sampleReceived');
    expect(press(COME_AGAIN, { expectedVersion: shown })).toMatchObject({ outcome: 'stale' });
  });

  test('the citizen reads what the officer was shown, even when the settings changed meanwhile', () => {
    lab.walk(registration, 'verified', 'sampleReceived');
    expect(press(COME_AGAIN, { shown: 'yang lama' })).toEqual({ outcome: 'changed' });
    expect(lab.now(registration).stage).toBe('sampleReceived');
  });

  test('a service sees its own only', () => {
    lab.settings.macros = [macro({ service: 'tour', stage: '' })];
    expect(offered()).toEqual([]);
  });
});

const macro = (more: Partial<Macro>): Macro =>
  macroSchema.parse({ name: 'Percobaan', service: 'laboratory', reply: 'Yth. {nama}', ...more });

describe('what an administrator may save', () => {
  test.each([
    ['a variable that means nothing', { reply: 'Yth. {nma}' }, 'reply'],
    ['a stage nobody can choose', { stage: 'completed' }, 'stage'],
    ['a stage for another service', { stage: 'verified', service: 'tour' as const }, 'stage'],
    ['a stage that wants a reason, without one', { stage: 'rejected' }, 'reason'],
  ])('not %s', (_what, more, field) => {
    expect(macroProblem(macro(more))?.field).toBe(field);
  });

  test('what the lab has from the start', () => {
    expect(lab.settings.macros.map(macroProblem)).toEqual(lab.settings.macros.map(() => undefined));
  });

  test('a macro that does nothing is none', () => {
    expect(macroSchema.safeParse({ name: 'Kosong', service: 'laboratory' }).success).toBe(false);
  });
});

describe('the list of things to do', () => {
  const first = 'Identitas dicocokkan dengan KTP atau KK';
  const ticks = (item: string, done: boolean) =>
    lab.as(lab.ratna, (ctx) => tick(ctx, { caseId: folder().id, item, done }));
  const list = () => checklistOf(lab.db, folder(), lab.settings);

  test('is what the settings of its service say, with who ticked what and when', () => {
    expect(list()).toHaveLength(itemsFor(lab.settings, 'laboratory').length);
    expect(ticks(first, true)).toEqual({ outcome: 'ticked' });
    expect(list()[0]).toEqual({ item: first, done: { name: 'ratna', at: lab.clock.now() } });
    expect(lab.facts.at(-1)).toEqual({ kind: 'case.checked', caseId: folder().id, item: first, done: true });
  });

  test('two who tick at once do not stand in each other’s way', () => {
    ticks(first, true);
    const before = lab.facts.length;
    expect(ticks(first, true)).toEqual({ outcome: 'ticked' });
    expect(lab.facts.length).toBe(before);
  });

  test('a tick is taken away again', () => {
    ticks(first, true);
    ticks(first, false);
    expect(list()[0]?.done).toBeUndefined();
  });

  test('nothing else can be ticked, and what was ticked stays when the settings change', () => {
    expect(ticks('Sesuatu yang lain', true)).toEqual({ outcome: 'notOnTheList' });
    ticks(first, true);
    lab.settings.checklists = { laboratory: ['Yang baru'] };
    expect(list().map(({ item }) => item)).toEqual(['Yang baru', first]);
    ticks(first, false);
    expect(list().map(({ item }) => item)).toEqual(['Yang baru']);
  });
});
