import { expect, test } from 'vitest';
import { createMemoryTransport } from '../../src/transports/memory/index.ts';
import { testClock } from '../support/lab.ts';
import { hearingDoor } from './hearing-door.ts';

const clock = testClock();
const reply = (text: string) => ({ address: '6281200000001', messageId: `out-${text}`, text });

test('what a test says arrives as a message of its own, or again when it has the same id', async () => {
  const door = hearingDoor();
  const memory = createMemoryTransport(clock.now);
  await memory.start(door);

  await memory.deliver({ address: '6281200000001', text: 'halo' });
  const first = await memory.deliver({ address: '6281200000001', text: 'menu', messageId: 'm' });
  const again = await memory.deliver({ address: '6281200000001', text: 'menu', messageId: 'm' });

  expect([first.outcome, again.outcome]).toEqual(['recorded', 'duplicate']);
  expect(door.heard.map(({ text }) => text)).toEqual(['halo', 'menu']);
});

test('sends fail as often as they were told to, and then go through', async () => {
  const memory = createMemoryTransport(clock.now);
  memory.failNext({ outcome: 'notNow', problem: 'no line' }, 2);

  const outcomes = [];
  for (const text of ['a', 'b', 'c']) outcomes.push((await memory.send(reply(text))).outcome);

  expect(outcomes).toEqual(['notNow', 'notNow', 'handedOver']);
  expect(memory.sentTo('6281200000001').map(({ text }) => text)).toEqual(['c']);
});

test('a transport that was not started says so instead of losing a message', () => {
  expect(() => createMemoryTransport(clock.now).deliver({ address: '6281200000001' })).toThrow('started');
});
