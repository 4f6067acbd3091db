import { afterEach, beforeEach, expect, test } from 'vitest';
import { tappable } from '../../src/engine/outbox.ts';
import { lettersIn } from '../support/stored.ts';
import { phoneOf, type World, world } from '../support/world.ts';

let lab: World;
beforeEach(async () => {
  lab = await world();
});
afterEach(() => lab.stop());

/** The newest message of the bot in which the words stand, as somebody taps on it. */
function tapped(words: RegExp) {
  const found = lettersIn(lab.db).findLast(({ text }) => words.test(text));
  return found && tappable(lab.db, found.messageId);
}

test('a choice is an answer while nothing has been said since', async () => {
  await lab.says('siti', 'daftar gula darah puasa');
  const [question] = lettersIn(lab.db);
  const ofQuestion = () => tappable(lab.db, question?.messageId ?? '');
  expect(ofQuestion()).toMatchObject({ isOutdated: false, isByStaff: false });
  await lab.says('siti', 'ya');
  expect(ofQuestion()?.isOutdated).toBe(true);
});

test('of two answers in one moment, only the choices of the last can still be tapped', async () => {
  const address = phoneOf('siti');
  const both = [
    lab.transport.deliver({ address, text: 'menu' }),
    lab.transport.deliver({ address, text: 'daftar gula darah puasa' }),
  ];
  await lab.engine.settle();
  await Promise.all(both);
  const [menu, next] = lettersIn(lab.db);
  expect(menu?.createdAt).toEqual(next?.createdAt);
  expect(tappable(lab.db, menu?.messageId ?? '')?.isOutdated).toBe(true);
  expect(tappable(lab.db, next?.messageId ?? '')?.isOutdated).toBe(false);
});

test('whoever taps twice before the bot has answered has answered once', async () => {
  await lab.says('siti', 'daftar gula darah puasa');
  expect(tapped(/^1\. /m)?.isOutdated).toBe(false);
  const first = lab.transport.deliver({ address: phoneOf('siti'), text: '1' });
  // Written down; the turn has not been taken.
  await first;
  expect(tapped(/^1\. /m)?.isOutdated).toBe(true);
});

test('what another person writes meanwhile makes no choice old', async () => {
  await lab.says('siti', 'daftar gula darah puasa');
  await lab.transport.deliver({ address: phoneOf('budi'), text: 'halo' });
  expect(tapped(/^1\. /m)?.isOutdated).toBe(false);
});
