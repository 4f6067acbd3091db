import { expect, test } from 'vitest';
import type { Waiting } from '../../../src/transports/transport.ts';
import { createGovernor, type Limits } from '../../../src/transports/whatsapp/governor.ts';
import { testClock } from '../../support/lab.ts';

const LIMITS = { perSecond: 5, chatPauseMs: 2_000 };
const MINUTE = 60;

function office(limits: Partial<Limits> = {}) {
  const clock = testClock();
  const governor = createGovernor(clock, { ...LIMITS, ...limits });
  return { clock, governor };
}

const letter = (chat: number, priority: 'reply' | 'notice' | 'digest' = 'reply', id = 0): Waiting => ({
  address: `62812${String(10_000_000 + chat)}@s.whatsapp.net`,
  messageId: `${priority}-${chat}-${id}`,
  priority,
});
const letters = (count: number, from = 0, priority: 'reply' | 'notice' = 'reply') =>
  Array.from({ length: count }, (_, place) => letter(from + place, priority));
const idsOf = (admitted: { letters: Waiting[] }) => admitted.letters.map(({ messageId }) => messageId);

/** Empties a waiting room as the outbox does, second by second; says when each letter went. */
function empty({ clock, governor }: ReturnType<typeof office>, waiting: Waiting[], seconds: number) {
  const went: { id: string; second: number }[] = [];
  let left = waiting;
  for (let second = 0; second < seconds; second += 1) {
    const gone = new Set(idsOf(governor.admit(left)));
    for (const id of gone) went.push({ id, second });
    left = left.filter(({ messageId }) => !gone.has(messageId));
    clock.pass({ seconds: 1 });
  }
  return { went, left };
}

test('one chat gets a message every two seconds', () => {
  const { clock, governor } = office();
  expect(governor.admit([letter(1)])).toEqual({ letters: [letter(1)] });
  expect(governor.admit([letter(1, 'reply', 2)])).toEqual({ letters: [], againInMs: 2_000 });
  clock.pass({ seconds: 1.5 });
  expect(governor.admit([letter(1, 'reply', 2)])).toEqual({ letters: [], againInMs: 500 });
  clock.pass({ seconds: 0.5 });
  expect(governor.admit([letter(1, 'reply', 2)]).letters).toHaveLength(1);
});

test('two letters for one chat never go together', () => {
  const { governor } = office();
  expect(idsOf(governor.admit([letter(1), letter(1, 'notice')]))).toEqual(['reply-1-0']);
});

test('all chats together get five messages in any second', () => {
  const { clock, governor } = office();
  expect(governor.admit(letters(4)).letters).toHaveLength(4);
  clock.pass({ seconds: 0.4 });
  expect(governor.admit(letters(9, 10))).toMatchObject({ letters: letters(1, 10), againInMs: 600 });
  clock.pass({ seconds: 0.6 });
  expect(governor.admit(letters(9, 20)).letters).toHaveLength(4);
});

test('a lab that sends one message in four seconds sends one message in four seconds', () => {
  const { clock, governor } = office({ perSecond: 0.25 });
  expect(governor.admit(letters(3)).letters).toHaveLength(1);
  expect(governor.admit(letters(3, 10))).toEqual({ letters: [], againInMs: 4_000 });
  clock.pass({ seconds: 4 });
  expect(governor.admit(letters(3, 10)).letters).toHaveLength(1);
});

test('at nought nothing goes', () => {
  const { governor } = office({ perSecond: 0 });
  expect(governor.admit(letters(3))).toEqual({ letters: [] });
});

test('a digest goes after replies and notices, and not while notices rest', () => {
  const { clock, governor } = office();
  const waiting = [letter(1, 'digest'), letter(2, 'notice'), letter(3, 'reply')];
  expect(idsOf(governor.admit(waiting))).toEqual(['reply-3-0', 'notice-2-0', 'digest-1-0']);
  clock.pass({ seconds: 10 });
  governor.pauseNotices(new Date(clock.now().getTime() + 60_000));
  expect(idsOf(governor.admit(waiting))).toEqual(['reply-3-0']);
});

test('replies go before notices', () => {
  const { governor } = office();
  const waiting = [...letters(3, 0, 'notice'), ...letters(4, 10)];
  expect(idsOf(governor.admit(waiting))).toEqual([
    'reply-10-0',
    'reply-11-0',
    'reply-12-0',
    'reply-13-0',
    'notice-0-0',
  ]);
});

test.each([5, 1, 0.25])(
  'at %f a second a flood of replies keeps no notice waiting for more than a minute',
  (perSecond) => {
    const lab = office({ perSecond });
    const { went } = empty(lab, [...letters(2_000, 1_000), ...letters(3, 0, 'notice')], 4 * MINUTE);
    const notices = went.filter(({ id }) => id.startsWith('notice'));
    expect(notices[0]?.second).toBeLessThanOrEqual(MINUTE);
    for (const [place, { second }] of notices.entries())
      expect(second - (notices[place - 1]?.second ?? 0)).toBeLessThanOrEqual(MINUTE);
    expect(notices).toHaveLength(3);
  },
);

test('whoever was answered just now lets the others go first', () => {
  const { clock, governor } = office({ perSecond: 1, chatPauseMs: 0 });
  const turns: string[] = [];
  for (let second = 0; second < 6; second += 1) {
    // Chat 1 always has the oldest letter in the outbox.
    const [chosen] = governor.admit([letter(1, 'reply', second), letter(2), letter(3)]).letters;
    turns.push(chosen?.address.slice(-16, -15) ?? '');
    clock.pass({ seconds: 1 });
  }
  expect(turns).toEqual(['1', '2', '3', '1', '2', '3']);
});

test('asking too early costs nothing', () => {
  const { governor } = office();
  governor.admit([letter(1)]);
  for (let asked = 0; asked < 20; asked += 1) governor.admit([letter(1, 'reply', 2)]);
  expect(governor.admit(letters(4, 10)).letters).toHaveLength(4);
});

test('a clock that is set back an hour does not silence the lab for an hour', () => {
  const { clock, governor } = office();
  governor.admit(letters(5));
  governor.slowDown(30_000);
  clock.pass({ hours: -1 });
  expect(governor.admit([letter(1)]).letters).toHaveLength(0);
  clock.pass({ minutes: 2 });
  expect(governor.admit([letter(1)]).letters).toHaveLength(1);
});

test('a complaint halves the speed, several at once count once, and it comes back slowly', () => {
  const { clock, governor } = office({ perSecond: 4 });
  governor.slowDown();
  governor.slowDown();
  expect(governor.speed()).toMatchObject({ perSecond: 2, isSlowed: true });
  clock.pass({ minutes: 5 });
  governor.slowDown();
  expect(governor.speed().perSecond).toBe(1);
  clock.pass({ minutes: 14 });
  expect(governor.speed().perSecond).toBe(1);
  clock.pass({ minutes: 1 });
  expect(governor.speed().perSecond).toBe(2);
  clock.pass({ minutes: 15 });
  expect(governor.speed()).toEqual({ perSecond: 4, isSlowed: false });
});

test('however often WhatsApp complains, somebody is still answered', () => {
  const { clock, governor } = office();
  for (let minute = 0; minute < 60; minute += 1) {
    governor.slowDown();
    clock.pass({ minutes: 1 });
  }
  expect(governor.speed().perSecond).toBe(5 / 16);
  expect(governor.admit([letter(1)]).letters).toHaveLength(1);
});

test('after a complaint nothing is sent unasked for ten minutes, but questions are answered', () => {
  const { clock, governor } = office();
  governor.slowDown();
  expect(idsOf(governor.admit([letter(1, 'notice'), letter(2)]))).toEqual(['reply-2-0']);
  expect(governor.speed().noticesPausedUntil).toEqual(new Date(clock.now().getTime() + 600_000));
  clock.pass({ minutes: 10 });
  expect(governor.admit([letter(1, 'notice')]).letters).toHaveLength(1);
});

test('too many at once lets everything rest for half a minute', () => {
  const { clock, governor } = office();
  governor.slowDown(30_000);
  expect(governor.admit([letter(1)])).toEqual({ letters: [], againInMs: 30_000 });
  clock.pass({ seconds: 30 });
  expect(governor.admit([letter(1)]).letters).toHaveLength(1);
});
