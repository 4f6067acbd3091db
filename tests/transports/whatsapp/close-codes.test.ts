import { expect, test } from 'vitest';
import { afterClose, backoffMs, type Closing } from '../../../src/transports/whatsapp/close-codes.ts';

const closing = (code: number | undefined, rest: Partial<Closing> = {}) =>
  afterClose({ code, isNetwork: false, isPaired: true, wasPairing: false, ...rest });

test.each([428, 408, 503, 500])('code %i is waited out in silence', (code) => {
  expect(closing(code)).toEqual({ action: 'backoff' });
});

test('a restart that WhatsApp asks for is done at once', () => {
  expect(closing(515)).toEqual({ action: 'again' });
});

test.each([401, 403, 405, 411])('code %i stops the transport and alarms staff', (code) => {
  const rule = closing(code);
  expect(rule.action).toBe('stop');
  expect(rule.alarm).toBeTruthy();
});

test('only a removed device loses its keys', () => {
  const losing = [401, 403, 405, 408, 411, 428, 440, 500, 503, 515, 599].filter(
    (code) => closing(code).forgetKeys,
  );
  expect(losing).toEqual([401]);
});

test('a second program on the same keys is never fought with', () => {
  const rule = closing(440);
  expect(rule).toMatchObject({ action: 'backoff', atLeastMs: 300_000 });
  expect(rule.alarm).toBeTruthy();
});

test('an unknown code is waited out and told to staff', () => {
  expect(closing(499)).toMatchObject({ action: 'backoff', alarm: expect.any(String) });
});

test("a proxy's 401 is trouble of the network and costs no keys", () => {
  expect(closing(401, { isNetwork: true })).toEqual({ action: 'backoff' });
});

test('a code nobody scans is not shown for ever, an unreachable server is tried again', () => {
  expect(closing(408, { isPaired: false, wasPairing: true })).toMatchObject({
    action: 'stop',
    status: 'unpaired',
  });
  expect(closing(408, { isPaired: false, wasPairing: false })).toEqual({ action: 'backoff' });
});

test('pauses double from about a second to about five minutes', () => {
  const middle = () => Uint8Array.of(127);
  const pauses = [0, 1, 2, 3, 8, 9, 500].map((failures) => Math.round(backoffMs(failures, middle) / 1000));
  expect(pauses).toEqual([1, 2, 4, 8, 256, 300, 300]);
});

test('a pause is never shorter or longer than by a quarter', () => {
  expect(backoffMs(0, () => Uint8Array.of(0))).toBe(750);
  expect(backoffMs(99, () => Uint8Array.of(255))).toBe(375_000);
});
