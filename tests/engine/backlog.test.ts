import { afterEach, expect, test, vi } from 'vitest';
import { phoneOf, type World, world } from '../support/world.ts';

const labs: World[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const lab of labs.splice(0)) await lab.stop();
});
async function opened(): Promise<World> {
  const lab = await world();
  labs.push(lab);
  return lab;
}
const writes = (lab: World, text: string) => lab.transport.deliver({ address: phoneOf('siti'), text });
/** The engine has had its say, if it has one. */
async function turns(): Promise<void> {
  for (let tick = 0; tick < 20; tick += 1) await new Promise((next) => setImmediate(next));
}

test('while an outage comes in nobody is answered; then everybody is', async () => {
  const lab = await opened();
  const door = lab.transport.door();
  door.backlog('coming');
  await writes(lab, 'halo');
  await turns();
  expect(lab.heard('siti')).toEqual([]);

  door.backlog('over');
  await vi.waitFor(() => expect(lab.heard('siti')).toHaveLength(1));
});

test('an outage that does not come to its end holds nobody up for longer than five seconds', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const lab = await opened();
  const door = lab.transport.door();
  door.backlog('coming');
  await writes(lab, 'halo');
  vi.advanceTimersByTime(4_000);
  door.backlog('coming');
  await turns();
  expect(lab.heard('siti')).toEqual([]);

  vi.advanceTimersByTime(1_100);
  lab.engine.tick();
  await turns();
  expect(lab.heard('siti')).toHaveLength(1);
});

test('what an officer wrote on the phone at the end of an outage is known before anybody is answered', async () => {
  const lab = await opened();
  const door = lab.transport.door();
  door.backlog('coming');
  await writes(lab, 'halo');
  door.writtenOnPhone({
    address: phoneOf('siti'),
    messageId: 'phone-1',
    text: 'Halo Bu',
    sentAt: lab.clock.now(),
  });
  door.backlog('over');
  await turns();

  expect(lab.heard('siti')).toEqual([]);
});
