import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { createGovernor } from '../../../src/transports/whatsapp/governor.ts';
import { heedRestrictions } from '../../../src/transports/whatsapp/restrictions.ts';
import { testLab } from '../../support/lab.ts';

const log = { debug() {}, info() {}, warn() {}, error() {} };
const notice = { address: '6281200000001@s.whatsapp.net', messageId: '3EB0AA', priority: 'notice' as const };

function restricted() {
  const { clock } = testLab();
  const governor = createGovernor(clock, { perSecond: 5, chatPauseMs: 0 });
  const ev = new EventEmitter();
  // Of Baileys' emitter only `on` is used.
  heedRestrictions({ ev: ev as never }, { clock, log, governor });
  return { clock, ev, goes: () => governor.admit([notice]).letters.length === 1 };
}

const until = (timeEnforcementEnds: Date) => ({ reachoutTimeLock: { isActive: true, timeEnforcementEnds } });

test('while WhatsApp limits whom we may write to, no notice goes', () => {
  const { clock, ev, goes } = restricted();
  ev.emit('connection.update', until(new Date(clock.now().getTime() + 120_000)));
  expect(goes()).toBe(false);
  clock.pass({ minutes: 2 });
  expect(goes()).toBe(true);
});

test('a limit whose end cannot be read is over after an hour, not never', () => {
  const { clock, ev, goes } = restricted();
  ev.emit('connection.update', until(new Date(Number.NaN)));
  clock.pass({ minutes: 59 });
  expect(goes()).toBe(false);
  clock.pass({ minutes: 1 });
  expect(goes()).toBe(true);
});

test('a limit that is lifted is over', () => {
  const { clock, ev, goes } = restricted();
  ev.emit('connection.update', until(new Date(clock.now().getTime() + 3_600_000)));
  ev.emit('connection.update', { reachoutTimeLock: { isActive: false } });
  expect(goes()).toBe(true);
});
