import { expect, test, vi } from 'vitest';
import { openIncidents } from '../../src/domain/incidents/index.ts';
import { createDelivery } from '../../src/engine/deliver.ts';
import type { Sent } from '../../src/transports/transport.ts';
import { chanceFrom } from '../support/chance.ts';
import { lettersIn } from '../support/stored.ts';
import { phoneOf, type World, world } from '../support/world.ts';

const notNow: Sent = { outcome: 'notNow', problem: 'the line is down' };

async function later(lab: World, seconds: number): Promise<void> {
  lab.clock.pass({ seconds });
  lab.engine.tick();
  await lab.engine.settle();
}

const stateOf = (lab: World, place: number) => lettersIn(lab.db)[place]?.state;
const idOf = (lab: World, place: number) => lettersIn(lab.db)[place]?.messageId ?? '';

test('whatever the line does, each person hears every answer once and in order', async () => {
  const seed = 20_261_120;
  const dialog = ['halo', 'daftar', 'ya', 'siti aminah', 'kembali', 'batal'];
  const quiet = await world();
  await quiet.says('siti', ...dialog);
  const wanted = quiet.heard('siti');
  const chance = chanceFrom(seed);
  const lab = await world();
  for (const text of dialog) {
    for (const who of ['siti', 'budi', 'ani']) {
      if (chance() < 0.6) lab.transport.failNext(notNow);
      await lab.sends(who, { text });
    }
    if (chance() < 0.5) await later(lab, 1);
  }
  for (let minute = 0; minute < 10; minute += 1) await later(lab, 60);

  for (const who of ['siti', 'budi', 'ani']) expect(lab.heard(who), `seed ${seed}`).toEqual(wanted);
  await Promise.all([quiet.stop(), lab.stop()]);
});

test('a disk that cannot say where a file is costs the letter a try, and never the service', async () => {
  const lab = await world();
  await lab.says('siti', 'halo');
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const delivery = createDelivery({
    transports: new Map([['memory', lab.transport]]),
    file: () => {
      throw new Error('disk I/O error');
    },
    wake() {},
    log,
  });
  lab.db.$client.exec("update outbox set state = 'sending', file_id = 7");
  delivery.send({ due: lettersIn(lab.db), written: 0 });
  await delivery.quiet();
  lab.change((ctx) => delivery.finish(ctx));
  expect(lettersIn(lab.db)).toMatchObject([{ state: 'queued', attempts: 1 }]);
  await lab.stop();
});

test('a letter that is slow to go holds up nobody else', async () => {
  const lab = await world();
  const { promise: line, resolve: restored } = Promise.withResolvers<Sent>();
  const send = lab.transport.send.bind(lab.transport);
  lab.transport.send = (letter) => (letter.address === phoneOf('siti') ? line : send(letter));
  const slow = lab.sends('siti', { text: 'halo' });
  const quick = lab.sends('budi', { text: 'halo' });

  await vi.waitFor(() => expect(lab.heard('budi')).toHaveLength(1));
  expect(stateOf(lab, 0)).toBe('sending');
  restored({ outcome: 'handedOver' });
  await Promise.all([slow, quick]);
  expect(stateOf(lab, 0)).toBe('handedOver');
  await lab.stop();
});

test('each failed try waits twice as long; after the eighth staff are told', async () => {
  const lab = await world();
  lab.transport.failNext(notNow, 100);
  await lab.says('siti', 'halo');
  const pauses: number[] = [];
  while (stateOf(lab, 0) === 'queued') {
    const [letter] = lettersIn(lab.db);
    pauses.push(((letter?.notBefore.getTime() ?? 0) - lab.clock.now().getTime()) / 1_000);
    await later(lab, pauses.at(-1) ?? 0);
  }

  expect(pauses).toEqual([2, 4, 8, 16, 32, 64, 128]);
  expect(stateOf(lab, 0)).toBe('failed');
  expect(openIncidents(lab.db, { limit: 10 })).toMatchObject([{ kind: 'undelivered', citizenId: 1 }]);
  await lab.stop();
});

test('a line that says when to come back is asked then, and that is no failed try', async () => {
  const lab = await world();
  lab.transport.failNext({ outcome: 'notNow', problem: 'too fast', afterMs: 30_000 }, 20);
  await lab.says('siti', 'halo');
  for (let round = 0; round < 20; round += 1) await later(lab, 30);

  expect(lab.heard('siti')).toHaveLength(1);
  expect(lettersIn(lab.db)[0]).toMatchObject({ state: 'handedOver', attempts: 0 });
  await lab.stop();
});

test('a refused letter is given up at once, staff are told, and the next one goes', async () => {
  const lab = await world();
  lab.transport.failNext({ outcome: 'refused', problem: 'no such number' });
  await lab.says('siti', 'halo');
  expect(stateOf(lab, 0)).toBe('failed');
  expect(openIncidents(lab.db, { limit: 10 })).toMatchObject([{ kind: 'undelivered' }]);
  expect(await lab.says('siti', 'menu')).toHaveLength(1);
  await lab.stop();
});

test('a line that breaks in the middle of a letter is tried again under the same id', async () => {
  const lab = await world();
  const send = lab.transport.send.bind(lab.transport);
  const tried: string[] = [];
  lab.transport.send = async (letter) => {
    tried.push(letter.messageId);
    if (tried.length === 1) throw new Error('socket hang up');
    return send(letter);
  };
  await lab.says('siti', 'halo');
  await later(lab, 2);
  expect(lab.heard('siti')).toHaveLength(1);
  expect(new Set(tried).size).toBe(1);
  await lab.stop();
});

test('ticks come in any order, and a letter never goes back', async () => {
  const lab = await world();
  await lab.says('siti', 'halo');
  for (const state of ['delivered', 'acknowledged', 'read', 'delivered', 'uncertain', 'failed'] as const) {
    lab.transport.receipt({ messageId: idOf(lab, 0), state });
  }
  expect(stateOf(lab, 0)).toBe('read');
  expect(openIncidents(lab.db, { limit: 10 })).toEqual([]);
  lab.transport.receipt({ messageId: 'never sent by us', state: 'read' });
  await lab.stop();
});

test('a tick that overtakes the end of its sending counts', async () => {
  const lab = await world();
  const send = lab.transport.send.bind(lab.transport);
  lab.transport.send = (letter) => {
    lab.transport.receipt({ messageId: letter.messageId, state: 'delivered' });
    return send(letter);
  };
  await lab.says('siti', 'halo');
  expect(lettersIn(lab.db)[0]).toMatchObject({ state: 'delivered', handedOverAt: lab.clock.now() });
  await lab.stop();
});

test('what WhatsApp could not deliver after all becomes a matter for staff', async () => {
  const lab = await world();
  await lab.says('siti', 'halo');
  lab.transport.receipt({ messageId: idOf(lab, 0), state: 'failed', problem: 'number blocked' });
  expect(lettersIn(lab.db)[0]).toMatchObject({ state: 'failed', lastProblem: 'number blocked' });
  expect(openIncidents(lab.db, { limit: 10 })).toMatchObject([{ kind: 'undelivered' }]);
  await lab.stop();
});

test('a letter written before the number changed hands is held, and staff are told; the new holder is answered', async () => {
  const lab = await world();
  lab.transport.failNext(notNow);
  await lab.says('siti', 'halo');
  lab.transport.identityChanged(phoneOf('siti'));
  await later(lab, 60);
  expect(lab.heard('siti')).toEqual([]);
  expect(stateOf(lab, 0)).toBe('held');
  expect(openIncidents(lab.db, { limit: 10 })).toMatchObject([{ kind: 'undelivered', citizenId: 1 }]);

  expect(await lab.says('siti', 'menu')).toHaveLength(1);
  expect(stateOf(lab, 1)).toBe('handedOver');
  await lab.stop();
});

test('a letter is held for the change of its own address, not of anybody else’s', async () => {
  const lab = await world();
  await lab.says('budi', 'halo');
  await lab.says('siti', 'halo');
  lab.transport.failNext({ outcome: 'notNow', problem: 'busy', afterMs: 30_000 }, 2);
  await lab.says('budi', 'menu');
  await lab.says('siti', 'menu');
  lab.transport.identityChanged(phoneOf('siti'));
  await later(lab, 60);

  expect(lab.heard('budi')).toHaveLength(2);
  expect(lab.heard('siti')).toHaveLength(1);
  expect([stateOf(lab, 2), stateOf(lab, 3)]).toEqual(['handedOver', 'held']);
  await lab.stop();
});

test('what came of a letter is written down once the database can be written again', async () => {
  const lab = await world();
  lab.db.$client.exec(`create trigger no_ticks before update of handed_over_at on outbox
    begin select raise(abort, 'a fault'); end`);
  await lab.says('siti', 'halo');
  expect(lab.engine.trouble()).toBe('a fault');
  expect(stateOf(lab, 0)).toBe('sending');
  lab.db.$client.exec('drop trigger no_ticks');
  await later(lab, 1);
  expect(stateOf(lab, 0)).toBe('handedOver');
  expect(lab.heard('siti')).toHaveLength(1);
  await lab.stop();
});
