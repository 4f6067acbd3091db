import { expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { ACCESS, environmentAt } from './support/graph/payloads.ts';

const CLOUD = environmentAt('https://graph.facebook.com/v23.0');

test('what surrounds a copied secret is no part of it', () => {
  const read = readConfig({
    ...CLOUD,
    CLOUD_ACCESS_TOKEN: ` ${ACCESS.accessToken}\n`,
    CLOUD_APP_SECRET: `${ACCESS.appSecret} `,
    CLOUD_VERIFY_TOKEN: `\t${ACCESS.verifyToken}`,
    CLOUD_PHONE_NUMBER_ID: ` ${ACCESS.phoneNumberId} `,
  });
  expect(read).toMatchObject({ outcome: 'config', config: { cloud: ACCESS } });
});

test('a token that cannot be sent is refused at the start, and not repeated', () => {
  for (const token of ['EAAJ first\nsecond', 'EAAJ tengah', 'EAAJ…']) {
    const read = readConfig({ ...CLOUD, CLOUD_ACCESS_TOKEN: token });
    expect(read).toEqual({ outcome: 'wrong', problems: [expect.stringMatching(/^CLOUD_ACCESS_TOKEN: /)] });
    expect(JSON.stringify(read)).not.toContain('EAAJ');
  }
});

test('the token goes to nobody but Meta, or to this machine', () => {
  for (const url of [
    'https://graph.facebook.com.luar.example/v23.0',
    'https://graph.facebook.com@luar.example/v23.0',
    'http://graph.facebook.com/v23.0',
    'http://localhost.luar.example/v23.0',
    'http://127.0.0.1@luar.example/',
  ])
    expect(readConfig({ ...CLOUD, CLOUD_API_URL: url }), url).toMatchObject({ outcome: 'wrong' });
  expect(readConfig({ ...CLOUD, CLOUD_API_URL: 'http://127.0.0.1:8080/v23.0' }).outcome).toBe('config');
});

test('each variable the Cloud API needs is named when it is missing', () => {
  for (const name of [
    'CLOUD_PHONE_NUMBER_ID',
    'CLOUD_ACCESS_TOKEN',
    'CLOUD_APP_SECRET',
    'CLOUD_VERIFY_TOKEN',
  ])
    expect(readConfig({ ...CLOUD, [name]: '' })).toEqual({
      outcome: 'wrong',
      problems: [expect.stringContaining(`${name}: needed`)],
    });
});

test('a wrong address is answered with one that is right', () => {
  const wrong = { PUBLIC_URL: 'sapa.example', SMTP_URL: 'mail.example', MAIL_FROM: 'Lab <lab@lab.example>' };
  const read = readConfig(wrong);
  if (read.outcome !== 'wrong') throw new Error('taken');
  expect(read.problems).toHaveLength(3);
  for (const problem of read.problems) expect(problem).toMatch(/^\w+: .*such as/);
});

test('a sender without a mail server is a mistake: nobody would be told that WhatsApp is down', () => {
  expect(readConfig({ MAIL_FROM: 'lab@labkesmas.example' })).toEqual({
    outcome: 'wrong',
    problems: [expect.stringMatching(/^MAIL_FROM: .*SMTP_URL/)],
  });
});
