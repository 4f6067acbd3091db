import { expect, test } from 'vitest';
import { openIncidents } from '../../src/domain/incidents/index.ts';
import { perform } from '../../src/effects.ts';
import { messagesIn } from '../support/stored.ts';
import { phoneOf, type World, world } from '../support/world.ts';

const APOLOGY = /Maaf/;

/** A lab in which whoever asks for "gula" makes the search fail. */
const labWithFault = (): Promise<World> =>
  world({
    perform(ctx, name, input) {
      if (name === 'findTests' && JSON.stringify(input).includes('gula'))
        throw new Error('a fault in the search');
      return perform(ctx, name, input);
    },
  });

const writes = (lab: World, who: string, text: string) =>
  lab.transport.deliver({ address: phoneOf(who), text });

async function later(lab: World, seconds: number): Promise<void> {
  lab.clock.pass({ seconds });
  lab.engine.tick();
  await lab.engine.settle();
}

test('a message that fails harms nobody who wrote at the same moment', async () => {
  const lab = await labWithFault();
  const written = ['ani', 'budi', 'siti'].map((who) =>
    writes(lab, who, who === 'budi' ? 'cek gula' : 'halo'),
  );
  await lab.engine.settle();
  await Promise.all(written);

  expect(lab.heard('ani')).toHaveLength(1);
  expect(lab.heard('siti')).toHaveLength(1);
  expect(lab.heard('budi')).toEqual([]);
  expect(messagesIn(lab.db).map(({ state, tries }) => [state, tries])).toEqual([
    ['done', 0],
    ['pending', 1],
    ['done', 0],
  ]);
  await lab.stop();
});

test('the third failure sets the message aside, with one apology and one matter for staff', async () => {
  const lab = await labWithFault();
  expect(await lab.says('budi', 'cek gula')).toEqual([]);
  await later(lab, 2);
  expect(lab.heard('budi')).toEqual([]);
  await later(lab, 3);

  expect(lab.heard('budi')).toEqual([expect.stringMatching(APOLOGY)]);
  expect(messagesIn(lab.db)[0]).toMatchObject({ state: 'quarantined', tries: 3 });
  expect(openIncidents(lab.db, { limit: 10 })).toMatchObject([{ kind: 'messageFailed', citizenId: 1 }]);
  expect(lab.errors).toHaveLength(3);
  await later(lab, 600);
  expect(lab.heard('budi')).toHaveLength(1);
  await lab.stop();
});

test('what the person wrote meanwhile waits, then goes on in order; nobody else waits', async () => {
  const lab = await labWithFault();
  for (const text of ['cek gula', 'daftar', 'ya']) await lab.sends('budi', { text });
  expect(lab.heard('budi')).toEqual([]);
  expect(await lab.sends('siti', { text: 'halo' })).toHaveLength(1);
  await later(lab, 2);
  expect(lab.heard('budi')).toEqual([]);
  await later(lab, 3);

  expect(lab.heard('budi')).toEqual([
    expect.stringMatching(APOLOGY),
    expect.stringContaining('Setuju?'),
    expect.stringContaining('(1/7)'),
  ]);
  await lab.stop();
});

test('a fault that is over by the second try is never noticed', async () => {
  // Once in the batch, once alone.
  let faults = 2;
  const lab = await world({
    perform(ctx, name, input) {
      if (name === 'consent' && faults-- > 0) throw new Error('a passing fault');
      return perform(ctx, name, input);
    },
  });
  expect(await lab.says('budi', 'daftar')).toEqual([]);
  await later(lab, 2);
  expect(lab.heard('budi')).toEqual([expect.stringContaining('Setuju?')]);
  expect(openIncidents(lab.db, { limit: 10 })).toEqual([]);
  await lab.stop();
});

test('where not even the apology can be written, the message is set aside without one', async () => {
  const lab = await world();
  lab.db.$client.exec(`create trigger no_letters before insert on outbox when new.address = '${phoneOf('budi')}'
    begin select raise(abort, 'a fault in the outbox'); end`);
  await lab.says('budi', 'halo');
  await later(lab, 2);
  await later(lab, 3);

  expect(messagesIn(lab.db)[0]).toMatchObject({ state: 'quarantined' });
  expect(openIncidents(lab.db, { limit: 10 })).toMatchObject([{ kind: 'messageFailed', citizenId: null }]);
  expect(await lab.says('siti', 'halo')).toHaveLength(1);
  await lab.stop();
});

test('a flood of one person does not hold up anybody else', async () => {
  const lab = await world();
  const flood = Array.from({ length: 900 }, (_, number) => writes(lab, 'budi', `pesan ${number}`));
  const question = writes(lab, 'siti', 'halo');
  await lab.engine.settle();
  await Promise.all([...flood, question]);

  // Turn and turn about: only the flooder's first message was answered before hers.
  expect(lab.transport.sent.findIndex(({ address }) => address === phoneOf('siti'))).toBeLessThanOrEqual(1);
  expect(messagesIn(lab.db).every(({ state }) => state === 'done')).toBe(true);
  await lab.stop();
});
