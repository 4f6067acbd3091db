import { expect, test } from 'vitest';
import { createGovernor } from '../../../src/transports/whatsapp/governor.ts';
import { testClock } from '../../support/lab.ts';

const chat = (number: number) => `62812000000${10 + number}@s.whatsapp.net`;

test('one chat gets a message every two seconds', () => {
  const clock = testClock();
  const governor = createGovernor(clock);
  expect(governor.take(chat(1))).toBe(0);
  expect(governor.take(chat(1))).toBe(2_000);
  clock.pass({ seconds: 1.5 });
  expect(governor.take(chat(1))).toBe(500);
  clock.pass({ seconds: 0.5 });
  expect(governor.take(chat(1))).toBe(0);
});

test('all chats together get five messages a second', () => {
  const clock = testClock();
  const governor = createGovernor(clock);
  for (let number = 0; number < 5; number += 1) {
    expect(governor.take(chat(number))).toBe(0);
    clock.pass({ seconds: 0.1 });
  }
  expect(governor.take(chat(5))).toBe(500);
  clock.pass({ seconds: 0.5 });
  expect(governor.take(chat(5))).toBe(0);
  expect(governor.take(chat(6))).toBe(100);
});

test('asking too early costs nothing', () => {
  const clock = testClock();
  const governor = createGovernor(clock);
  governor.take(chat(1));
  for (let asked = 0; asked < 20; asked += 1) governor.take(chat(1));
  expect(governor.take(chat(2))).toBe(0);
});

test('a clock that is set back an hour does not silence the lab for an hour', () => {
  const clock = testClock();
  const governor = createGovernor(clock);
  for (let number = 0; number < 5; number += 1) governor.take(chat(number));
  clock.pass({ hours: -1 });
  expect(governor.take(chat(1))).toBe(0);
});
