import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { meaningOf } from '../../../src/transports/cloud/errors.ts';
import { answerOf } from '../../../src/transports/cloud/graph.ts';
import { trustIn } from '../../../src/transports/cloud/media.ts';
import type { Person } from '../../support/graph/index.ts';
import { type CloudLab, cloudLab } from './cloud-lab.ts';

const SITI = '6281200000001';
const template = { name: 'perubahan_tahap', language: 'id' };

let lab: CloudLab;
let siti: Person;
beforeEach(async () => {
  lab = await cloudLab();
  siti = lab.graph.person({ name: 'Siti', phone: SITI });
  await vi.waitFor(() => expect(lab.cloud.state().status).toBe('connected'));
});
afterEach(() => lab.close());

const meets = (code: number, more: object = {}) => {
  lab.graph.failNext('/messages', { code, ...more });
  return lab.sends({ address: SITI });
};

describe('a message that meets an error', () => {
  test.each([131026, 131021, 131030, 130497, 131051, 131009, 100])(
    '%i is refused, in words',
    async (code) => {
      expect(await meets(code)).toMatchObject({
        outcome: 'refused',
        problem: expect.stringContaining(`${code}`),
      });
      expect(lab.cloud.state().status).toBe('connected');
    },
  );

  test.each([132000, 132001, 132005, 132007, 132012, 132015, 132016, 132099])(
    '%i is refused as a fault of the template',
    async (code) => {
      expect(await meets(code)).toMatchObject({
        outcome: 'refused',
        problem: expect.stringContaining('Templat'),
      });
    },
  );

  test.each([131049, 130472, 131042])('%i waits for the person', async (code) => {
    const lastHeardAt = new Date(lab.lab.clock.now().getTime() - 25 * 3_600_000);
    lab.graph.failNext('/messages', { code });
    expect(await lab.sends({ address: SITI, lastHeardAt, template })).toEqual({
      outcome: 'awaitsPerson',
      invited: false,
      problem: expect.stringContaining(`Kode ${code}.`),
    });
  });

  test('131000 is tried again a few times, with no promise when', async () => {
    const sent = await meets(131000, { httpStatus: 500 });
    expect(sent).toMatchObject({ outcome: 'notNow' });
    expect(sent).not.toHaveProperty('afterMs');
  });

  test.each([1, 2, 131016, 131057])('%i is Meta’s own trouble and costs no try', async (code) => {
    expect(await meets(code, { httpStatus: 503 })).toMatchObject({
      outcome: 'notNow',
      afterMs: expect.any(Number),
    });
    expect(await lab.sends({ address: SITI })).toEqual({ outcome: 'handedOver' });
  });

  test('130429 lets everything rest, and Retry-After says for how long', async () => {
    expect(await meets(130429, { httpStatus: 429, retryAfterSeconds: 30 })).toMatchObject({
      afterMs: 30_000,
    });
    lab.graph.person({ phone: '6281200000002' });
    expect(await lab.sends({ address: '6281200000002' })).toMatchObject({ afterMs: 30_000 });
    lab.lab.clock.pass({ seconds: 30 });
    expect(await lab.sends({ address: SITI })).toEqual({ outcome: 'handedOver' });
  });

  test('131056 lets one person rest for six seconds, and nobody else', async () => {
    expect(await meets(131056)).toMatchObject({ outcome: 'notNow', afterMs: 6_000 });
    expect(await lab.sends({ address: SITI })).toMatchObject({ outcome: 'notNow', afterMs: 6_000 });
    lab.graph.person({ phone: '6281200000002' });
    expect(await lab.sends({ address: '6281200000002' })).toEqual({ outcome: 'handedOver' });
    lab.lab.clock.pass({ seconds: 6 });
    expect(await lab.sends({ address: SITI })).toEqual({ outcome: 'handedOver' });
  });

  test('131048 is about spam: the number rests for a quarter of an hour', async () => {
    expect(await meets(131048)).toMatchObject({ outcome: 'notNow', afterMs: 15 * 60_000 });
  });

  test.each([
    [190, 'stopped'],
    [10, 'stopped'],
    [200, 'stopped'],
    [131005, 'stopped'],
    [131037, 'stopped'],
    [368, 'banned'],
    [131031, 'banned'],
    [133010, 'unpaired'],
    [2635, 'tooOld'],
  ])('%i stops everything, which is then %s, until a message goes through', async (code, status) => {
    expect(await meets(code, { httpStatus: 400 })).toMatchObject({ outcome: 'notNow', afterMs: 60_000 });
    expect(lab.cloud.state()).toMatchObject({ status, detail: expect.stringContaining(`${code}`) });
    const calls = lab.graph.calls.length;
    expect(await lab.sends({ address: SITI })).toMatchObject({ outcome: 'notNow' });
    expect(lab.graph.calls).toHaveLength(calls);

    lab.lab.clock.pass({ seconds: 60 });
    expect(await lab.sends({ address: SITI })).toEqual({ outcome: 'handedOver' });
    expect(lab.cloud.state().status).toBe('connected');
  });

  test('a phone number ID that is not ours says so', async () => {
    await meets(100, { subcode: 33 });
    expect(lab.cloud.state()).toMatchObject({
      status: 'unpaired',
      detail: expect.stringContaining('CLOUD_PHONE_NUMBER_ID'),
    });
  });

  test('a code nobody has heard of is refused with Meta’s words and nobody’s number', async () => {
    const sent = await meets(139999, { details: 'a new rule for 6281200000001' });
    expect(sent).toEqual({
      outcome: 'refused',
      problem: 'Meta menolak pesan ini. Kode 139999: a new rule for ….',
    });
    expect(await meets(139998, { httpStatus: 502 })).toMatchObject({
      outcome: 'notNow',
      afterMs: expect.any(Number),
    });
  });
});

describe('when nobody knows', () => {
  test('a line that drops after Meta took the message leaves it unknown, and its status finds it', async () => {
    lab.graph.failNext('/messages', { drops: true, afterTaking: true });
    expect(await lab.sends({ address: SITI, messageId: '3EB0A' })).toMatchObject({ outcome: 'unknown' });
    await lab.graph.status(siti.heard[0]?.metaId ?? '', 'delivered');
    expect(lab.receipts).toEqual([{ messageId: '3EB0A', state: 'delivered' }]);
  });

  test('a page instead of an answer is unknown, unless it says that nothing was let in', async () => {
    for (const [httpStatus, outcome] of [
      [200, 'unknown'],
      [502, 'unknown'],
      [504, 'unknown'],
      [503, 'notNow'],
      [403, 'notNow'],
    ] as const) {
      lab.graph.failNext('/messages', { page: '<h1>Sorry</h1>', httpStatus });
      expect(await lab.sends({ address: SITI }), String(httpStatus)).toMatchObject({ outcome });
    }
    lab.graph.failNext('/messages', { page: 'slow down', httpStatus: 429 });
    expect(await lab.sends({ address: SITI })).toMatchObject({ outcome: 'notNow', afterMs: 5_000 });
  });

  test('an answer without a message in it is unknown', () => {
    expect(answerOf(200, '{"success":true}')).toMatchObject({ outcome: 'answered' });
    expect(answerOf(200, '')).toMatchObject({ outcome: 'unknown' });
    expect(answerOf(500, '{"error":{"code":131000,"message":"x"}}')).toMatchObject({ outcome: 'error' });
  });

  test('Meta out of reach costs no try and waits longer each time', async () => {
    await lab.graph.stop();
    const waits: unknown[] = [];
    for (let attempt = 0; attempt < 4; attempt += 1) {
      const sent = await lab.sends({ address: SITI });
      expect(sent.outcome).toBe('notNow');
      waits.push('afterMs' in sent && sent.afterMs);
      lab.lab.clock.pass({ seconds: 100 });
    }
    expect(waits).toEqual([2_000, 4_000, 8_000, 16_000]);
    expect(lab.cloud.state().status).toBe('connecting');
  });
});

test('after trouble one letter tries the way for all, and then all may go', async () => {
  const waiting = ['1', '2', '3'].map((messageId) => ({
    address: SITI,
    messageId,
    priority: 'reply' as const,
  }));
  const admitted = () => lab.cloud.admit?.(waiting).letters.length;
  expect(admitted()).toBe(3);
  await meets(131031);
  expect(admitted()).toBe(0);
  lab.lab.clock.pass({ seconds: 60 });
  expect(admitted()).toBe(1);
  expect(await lab.sends({ address: SITI })).toEqual({ outcome: 'handedOver' });
  expect(admitted()).toBe(3);
});

test('only Meta gets the token, and files are fetched from nowhere else', () => {
  const meta = 'https://graph.facebook.com/v23.0';
  const trust = (url: string, api = meta) => trustIn(new URL(url), api);
  expect(trust('https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1')).toBe('withToken');
  expect(trust('https://scontent.xx.fbcdn.net/v/t1')).toBe('without');
  for (const stranger of [
    'http://lookaside.fbsbx.com/a',
    'https://lookaside.fbsbx.com.attacker.example/a',
    'https://fbcdn.net.attacker.example/a',
    'https://evilfbcdn.net/a',
    'https://user@lookaside.fbsbx.com/a',
    'https://lookaside.fbsbx.com:8443/a',
    'http://127.0.0.1/a',
    'http://169.254.169.254/latest',
  ]) {
    expect(trust(stranger), stranger).toBeUndefined();
  }
  expect(trust('http://127.0.0.1:9/a', 'http://127.0.0.1:8/v23.0')).toBe('withToken');
});

test('every meaning has words for staff and the code to look up', () => {
  for (const code of [0, 3, 33, 80007, 131008, 131045, 131052, 131062, 999]) {
    expect(meaningOf({ code, details: '', httpStatus: 400 }).words).toMatch(
      // Staff are shown what begins and ends as a sentence.
      new RegExp(`^[A-Z].* Kode ${code}.*\\.$`),
    );
  }
});
