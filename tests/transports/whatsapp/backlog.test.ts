import { expect, test } from 'vitest';
import { createBacklog } from '../../../src/transports/whatsapp/backlog.ts';

function followed() {
  const told: string[] = [];
  return { told, backlog: createBacklog({ backlog: (state) => void told.push(state) }) };
}
const last = (told: readonly string[]) => told.at(-1);

test.each([
  ['before the line is open', ['sent', 'open']],
  ['after it', ['open', 'sent']],
])('a backlog that is all sent %s is over with its last message', (_when, order) => {
  const { told, backlog } = followed();
  const changed = backlog.lineBegins();
  backlog.came('3A01');
  backlog.came('3A02');
  for (const step of order)
    changed(step === 'open' ? { connection: 'open' } : { receivedPendingNotifications: true });
  backlog.dealtWith('3A01');
  expect(last(told)).toBe('coming');
  backlog.dealtWith('3A02');
  expect(last(told)).toBe('over');
});

test('a line that opens is silent until WhatsApp says that nothing waits', () => {
  const { told, backlog } = followed();
  const changed = backlog.lineBegins();
  changed({ connection: 'open' });
  expect(told).toEqual(['coming']);
  changed({ receivedPendingNotifications: true });
  expect(told).toEqual(['coming', 'over']);
});

test('a line that breaks in the middle holds nobody up', () => {
  const { told, backlog } = followed();
  const changed = backlog.lineBegins();
  backlog.came('3A01');
  changed({ connection: 'close' });
  expect(last(told)).toBe('over');
});

test('live messages are no backlog', () => {
  const { told, backlog } = followed();
  const changed = backlog.lineBegins();
  backlog.dealtWith('3A01');
  changed({ qr: 'x' });
  expect(told).toEqual([]);
});

test('the last word of an earlier line says nothing about this one', () => {
  const { told, backlog } = followed();
  const earlier = backlog.lineBegins();
  const changed = backlog.lineBegins();
  changed({ connection: 'open' });
  earlier({ connection: 'close' });
  expect(last(told)).toBe('coming');
});
