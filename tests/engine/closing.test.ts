import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { handBack, reply, takeOver } from '../../src/domain/citizens/index.ts';
import { openIncidents, resolve } from '../../src/domain/incidents/index.ts';
import { templatesSchema } from '../../src/domain/values/message-templates.ts';
import { answerWindow } from '../../src/engine/answer-window.ts';
import { closingWindows } from '../../src/jobs/closing-windows.ts';
import { type World, world } from '../support/world.ts';

const OFFICER = 1;

let lab: World;
beforeEach(async () => {
  // Monday; the lab is open from 07:30 to 14:00.
  lab = await world();
  lab.transport.answersWithinMs = 86_400_000;
  lab.clock.set('2026-11-23T09:00:00+07:00');
});
afterEach(() => lab.stop());

const job = () => lab.change((ctx) => closingWindows([lab.transport]).run(ctx));
const notes = () => openIncidents(lab.db, { limit: 10 }).filter(({ kind }) => kind === 'windowClosing');

/** What the job says every five minutes until `instant`, as the lab's clock shows it. */
function until(instant: string): string[] {
  const told: string[] = [];
  while (lab.clock.now() < new Date(instant)) {
    lab.clock.pass({ minutes: 5 });
    if (Number(job()) > 0)
      told.push(new Date(lab.clock.now().getTime() + 7 * 3_600_000).toISOString().slice(0, 16));
  }
  return told;
}

describe('before the 24 hours are over', () => {
  test('one note comes three hours before, once, for somebody who asked for a person', async () => {
    await lab.says('siti', 'petugas');
    expect(until('2026-11-24T10:00:00+07:00')).toEqual(['2026-11-24T06:00']);
    expect(notes()).toMatchObject([{ citizenId: 1, about: expect.stringContaining('24 November 2026') }]);
  });

  test('seen to by hand, it does not come back for the same window', async () => {
    await lab.says('siti', 'petugas');
    until('2026-11-24T07:00:00+07:00');
    lab.staff(OFFICER, (ctx) => resolve(ctx, notes()[0]?.id ?? 0));
    expect(until('2026-11-24T10:00:00+07:00')).toEqual([]);
  });

  test('it is gone once an officer has replied', async () => {
    await lab.says('siti', 'petugas');
    until('2026-11-24T08:00:00+07:00');
    lab.staff(OFFICER, (ctx) => reply(ctx, 1, 'Ada yang bisa kami bantu?'));
    expect(notes()).toEqual([]);
    expect(until('2026-11-24T10:00:00+07:00')).toEqual([]);
  });

  test('it is gone once they have written again, and comes anew for the new window', async () => {
    await lab.says('siti', 'petugas');
    until('2026-11-24T08:00:00+07:00');
    await lab.says('siti', 'halo, ada orang?');
    job();
    expect(notes()).toEqual([]);
    // At 08:00 the lab has been open for half an hour, which is not enough.
    expect(until('2026-11-25T09:00:00+07:00')).toEqual(['2026-11-24T11:30']);
  });

  test('it comes while somebody is there to read it, when nobody will be later', async () => {
    lab.clock.set('2026-11-23T17:00:00+07:00');
    await lab.says('siti', 'petugas');
    // The window closes at 17:00; the lab at 14:00.
    expect(until('2026-11-24T18:00:00+07:00')).toEqual(['2026-11-24T11:00']);
  });

  test('a question in a chat that an officer holds counts, an answered one does not', async () => {
    for (const who of ['siti', 'budi']) await lab.says(who, 'halo');
    for (const citizenId of [1, 2]) lab.staff(OFFICER, (ctx) => takeOver(ctx, citizenId));
    for (const who of ['siti', 'budi']) await lab.says(who, 'kapan hasilnya?');
    lab.clock.pass({ minutes: 10 });
    lab.staff(OFFICER, (ctx) => reply(ctx, 2, 'Besok siang.'));
    expect(until('2026-11-24T10:00:00+07:00')).toHaveLength(1);
    expect(notes()).toMatchObject([{ citizenId: 1 }]);
    lab.staff(OFFICER, (ctx) => handBack(ctx, 1));
    job();
    expect(notes()).toEqual([]);
  });

  test('nobody is told of those whom the bot answers, or where there is no such limit', async () => {
    await lab.says('budi', 'halo');
    expect(until('2026-11-24T10:00:00+07:00')).toEqual([]);
    delete lab.transport.answersWithinMs;
    await lab.says('siti', 'petugas');
    expect(until('2026-11-25T12:00:00+07:00')).toEqual([]);
  });
});

describe('an officer who writes is told beforehand', () => {
  const window = (citizenId = 1) =>
    answerWindow(lab.db, citizenId, {
      lab: lab.settings,
      transports: [lab.transport],
      now: lab.clock.now(),
    });

  test('until when words go as they are', async () => {
    await lab.says('siti', 'halo');
    const until = new Date(lab.clock.now().getTime() + 86_400_000);
    expect(window()).toEqual({ outcome: 'open', until, waiting: 0 });
    delete lab.transport.answersWithinMs;
    expect(window()).toBeUndefined();
  });

  test('and what becomes of them afterwards', async () => {
    await lab.says('siti', 'halo');
    await lab.says('budi', 'berhenti');
    lab.clock.pass({ hours: 25 });
    expect(window()).toEqual({ outcome: 'waits', waiting: 0 });
    lab.settings.templates = templatesSchema.parse({ invitation: { id: 'ajakan' } });
    expect(window()).toEqual({ outcome: 'afterInvitation', waiting: 0 });
    expect(window(2)).toEqual({ outcome: 'waits', waiting: 0 });
    for (const citizenId of [1, 2]) lab.staff(OFFICER, (ctx) => reply(ctx, citizenId, 'Sudah jadi.'));
    await lab.engine.settle();
    // That an officer has come was to be said too; Budi wants to hear no such thing.
    expect(window()).toEqual({ outcome: 'afterInvitation', waiting: 2 });
    expect(window(2)).toEqual({ outcome: 'waits', waiting: 1 });
    lab.settings.templates = templatesSchema.parse({ staffReply: { id: 'jawaban' } });
    expect(window()).toEqual({ outcome: 'asTemplate', waiting: 2 });
  });
});
