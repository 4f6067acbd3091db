import { expect, test } from 'vitest';
import { createGovernor } from '../../../src/transports/cloud/limits.ts';
import { testClock } from '../../support/lab.ts';

const letters = (count: number, priority: 'reply' | 'notice' | 'digest') =>
  Array.from({ length: count }, (_, index) => ({
    address: `62812${priority === 'reply' ? 0 : 1}${String(index).padStart(6, '0')}`,
    messageId: `${priority}-${index}`,
    priority,
  }));

test('eighty a second may go, replies first, and a tenth of the room is the notices’', () => {
  const governor = createGovernor(testClock());
  const { letters: going, againInMs } = governor.admit([...letters(200, 'reply'), ...letters(200, 'notice')]);
  expect(going.filter(({ priority }) => priority === 'reply')).toHaveLength(72);
  expect(going.filter(({ priority }) => priority === 'notice')).toHaveLength(8);
  expect(againInMs).toBeGreaterThan(0);
  // Only what is handed over counts.
  expect(governor.admit(letters(80, 'reply')).letters).toHaveLength(80);
});

test('digests have only the room that notices leave', () => {
  const governor = createGovernor(testClock());
  const waiting = [...letters(20, 'digest'), ...letters(6, 'notice'), ...letters(200, 'reply')];
  const { letters: going } = governor.admit(waiting);
  expect(going.filter(({ priority }) => priority === 'notice')).toHaveLength(6);
  expect(going.filter(({ priority }) => priority === 'digest')).toHaveLength(2);
});

test('when all room is taken nothing may go before the second is over', () => {
  const clock = testClock();
  const governor = createGovernor(clock);
  for (const { address } of letters(80, 'reply')) expect(governor.take(address)).toBe(0);
  expect(governor.admit(letters(1, 'notice'))).toEqual({ letters: [], againInMs: 1_000 });
  clock.pass({ seconds: 1 });
  expect(governor.admit(letters(1, 'notice')).letters).toHaveLength(1);
});

test('who has had enough for now waits, and nobody else does', () => {
  const clock = testClock();
  const governor = createGovernor(clock);
  const [siti, budi] = letters(2, 'reply');
  if (!siti || !budi) throw new Error('two letters are needed');
  governor.rest({ address: siti.address }, 6_000);
  expect(governor.admit([siti, budi])).toEqual({ letters: [budi], againInMs: 1_000 });
  clock.pass({ seconds: 6 });
  expect(governor.admit([siti, budi]).letters).toHaveLength(2);
});

test('a clock that is set back locks nothing for long', () => {
  const clock = testClock();
  const governor = createGovernor(clock);
  governor.rest('everywhere', 1_000);
  for (const { address } of letters(80, 'reply')) governor.take(address);
  clock.set('2026-11-01T09:00:00+07:00');
  expect(governor.admit(letters(1, 'reply')).againInMs).toBeLessThanOrEqual(3_600_000);
  clock.pass({ hours: 1 });
  expect(governor.admit(letters(1, 'reply')).letters).toHaveLength(1);
});
