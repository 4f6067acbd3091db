import { expect, test } from 'vitest';
import { createUnderway } from '../../../src/transports/whatsapp/underway.ts';
import { testLab } from '../../support/lab.ts';

const from = (messageId: string) => ({ messageId, address: '6281200000001@s.whatsapp.net', aliases: [] });

function underway() {
  const { clock } = testLab();
  const messages = createUnderway(clock, 60_000);
  return { clock, messages, givenUp: () => messages.givenUp().map(({ messageId }) => messageId) };
}

test('a message that Baileys says nothing of is given up after a minute', () => {
  const { clock, messages, givenUp } = underway();
  messages.came(from('A'));
  clock.pass({ seconds: 59 });
  expect(givenUp()).toEqual([]);
  clock.pass({ seconds: 2 });
  expect(givenUp()).toEqual(['A']);
  messages.forgotten('A');
  expect(givenUp()).toEqual([]);
});

test('a lab in which somebody always writes notices it too', () => {
  const { clock, messages, givenUp } = underway();
  messages.came(from('passed over'));
  for (let second = 1; second <= 90; second += 1) {
    clock.pass({ seconds: 1 });
    messages.came(from(`${second}`));
    messages.over(`${second}`);
  }
  expect(givenUp()).toEqual(['passed over']);
});

test('what stands behind in a long queue only waits', () => {
  const { clock, messages, givenUp } = underway();
  const ids = Array.from({ length: 90 }, (_, place) => `${place}`);
  for (const id of ids) messages.came(from(id));
  for (const id of ids) {
    clock.pass({ seconds: 1 });
    messages.over(id);
    expect(givenUp()).toEqual([]);
  }
});
