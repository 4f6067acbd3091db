import { expect, test } from 'vitest';
import { citizenById } from '../../src/domain/citizens/index.ts';
import { grant, isVerified } from '../../src/domain/proofs/index.ts';
import { post, reachedAt } from '../../src/engine/outbox.ts';
import type { Inbound } from '../../src/transports/transport.ts';
import { lettersIn, messagesIn } from '../support/stored.ts';
import { type World, world } from '../support/world.ts';

const NUMBER = { address: '6281200000090@s.whatsapp.net', phone: '6281200000090' };
const ACCOUNT = '93750000000001@lid';
const OTHER_ACCOUNT = '93750000000002@lid';

const byAccount = { address: ACCOUNT, aliases: [NUMBER.address], phone: NUMBER.phone };
const byNumber = { ...NUMBER, aliases: [ACCOUNT] };

async function writes(lab: World, from: Pick<Inbound, 'address'> & Partial<Inbound>, text: string) {
  const before = lab.transport.sent.length;
  lab.clock.pass({ seconds: 5 });
  await lab.transport.deliver({ ...from, text });
  await lab.engine.settle();
  return lab.transport.sent.slice(before);
}
const writers = (lab: World) => [...new Set(messagesIn(lab.db).map(({ citizenId }) => citizenId))];

/** A lab in which Siti has begun a form and been proven. */
async function withSiti(): Promise<World> {
  const lab = await world();
  for (const text of ['daftar', 'ya', 'Siti Aminah']) await writes(lab, byAccount, text);
  lab.change((ctx) => grant(ctx, 1, 'citizen:1'));
  return lab;
}

test.each([
  ['its new account', { address: OTHER_ACCOUNT, aliases: [NUMBER.address], phone: NUMBER.phone }],
  ['the number itself', { ...NUMBER, aliases: [OTHER_ACCOUNT] }],
])('the next holder of a number is somebody else, writing from %s', async (_where, from) => {
  const lab = await withSiti();
  const [answer] = await writes(lab, from, 'lanjut');

  expect(writers(lab)).toEqual([1, 2]);
  expect(answer?.address).toBe(from.address);
  expect(answer?.text).toContain('Tidak ada');
  // Staff who call that number do not ask for Siti.
  const phones = [1, 2].map((id) => lab.change((ctx) => citizenById(ctx.tx, id))?.phone);
  expect(phones).toEqual([null, NUMBER.phone]);
  await lab.stop();
});

test('what is meant for the earlier holder goes to their account, never to the number', async () => {
  const lab = await world();
  await writes(lab, byNumber, 'daftar');
  const letter = {
    text: 'Hasil Anda siap',
    language: 'id',
    priority: 'notice',
    notice: 'stageChanged',
  } as const;
  lab.change((ctx) => post(ctx, { citizenId: 1, transport: 'memory', address: NUMBER.address }, letter));
  await lab.transport.deliver({ ...NUMBER, aliases: [OTHER_ACCOUNT], text: 'halo' });
  await lab.engine.settle();

  expect(lettersIn(lab.db).find(({ text }) => text === letter.text)?.state).toBe('held');
  expect(lab.change((ctx) => reachedAt(ctx, 1))?.address).toBe(ACCOUNT);
  expect(lab.change((ctx) => reachedAt(ctx, 2))?.address).toBe(NUMBER.address);
  await lab.stop();
});

test('an account that changes its number stays the same person', async () => {
  const lab = await withSiti();
  const phone = '6281200000091';
  await writes(lab, { ...byAccount, aliases: [`${phone}@s.whatsapp.net`], phone }, 'lanjut');

  expect(writers(lab)).toEqual([1]);
  expect(lab.change((ctx) => citizenById(ctx.tx, 1))?.phone).toBe(phone);
  await lab.stop();
});

test('somebody whose account is learned later stays the same person', async () => {
  const lab = await world();
  await writes(lab, NUMBER, 'halo');
  await writes(lab, byAccount, 'halo');
  await writes(lab, byNumber, 'halo');

  expect(writers(lab)).toEqual([1]);
  expect(lab.change((ctx) => citizenById(ctx.tx, 2))).toBeUndefined();
  await lab.stop();
});

test('a new identity holds every letter of that person, and starts without form and proof', async () => {
  const lab = await withSiti();
  const letter = {
    text: 'Hasil Anda siap',
    language: 'id',
    priority: 'notice',
    notice: 'stageChanged',
  } as const;
  lab.change((ctx) => post(ctx, { citizenId: 1, transport: 'memory', address: NUMBER.address }, letter));
  lab.transport.identityChanged(ACCOUNT);
  const answers = await writes(lab, byAccount, 'lanjut');

  expect(lettersIn(lab.db).find(({ text }) => text === letter.text)?.state).toBe('held');
  expect(answers.map(({ text }) => text).join()).not.toContain('Siti');
  expect(answers[0]?.text).toContain('Tidak ada');
  expect(lab.change((ctx) => isVerified(ctx.as({ kind: 'citizen', id: 1 }), 1))).toBe(false);
  await lab.stop();
});
