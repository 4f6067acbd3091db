import { proto } from '@whiskeysockets/baileys';
import { expect, test } from 'vitest';
import type { Db } from '../../../src/db/open.ts';
import { type KeyNews, openKeys } from '../../../src/transports/whatsapp/keys.ts';
import { testLab } from '../../support/lab.ts';

const unheard: KeyNews = {
  identityChanged: (address) => expect.unreachable(`identity of ${address.length} characters changed`),
  numberLearned: () => {},
};
const rows = (db: Db) =>
  db.$client.prepare<[], { type: string; id: string; value: string }>('SELECT * FROM whatsapp_keys').all();
const pairKeys = (db: Db) => {
  const keys = openKeys(db, unheard);
  Object.assign(keys.auth().creds, {
    me: { id: '6281200000001:3@s.whatsapp.net' },
    account: { details: Buffer.of(1) },
  });
  keys.saveCreds();
  return keys;
};

test('a restarted lab is the same device', () => {
  const { db } = testLab();
  const before = pairKeys(db).auth().creds;
  const again = openKeys(db, unheard);
  expect(again.isPaired()).toBe(true);
  expect(again.auth().creds.me).toEqual(before.me);
  expect(Buffer.from(again.auth().creds.noiseKey.private)).toEqual(Buffer.from(before.noiseKey.private));
});

test('keys of every type come back as they were, after a restart too', async () => {
  const { db } = testLab();
  const session = Buffer.from([0, 1, 255]);
  const syncKey = proto.Message.AppStateSyncKeyData.fromObject({ keyData: Buffer.of(7), timestamp: 12 });
  await pairKeys(db)
    .auth()
    .keys.set({
      session: { '6281200000009.0': session },
      'pre-key': { 1: { public: Buffer.of(1), private: Buffer.of(2) } },
      'app-state-sync-key': { AAAA: syncKey },
      'lid-mapping': { '6281200000009': '100000000000009' },
      'device-list': { '6281200000009': ['0', '3'] },
    });
  const { keys } = openKeys(db, unheard).auth();
  expect(await keys.get('session', ['6281200000009.0', 'nobody'])).toEqual({ '6281200000009.0': session });
  expect((await keys.get('pre-key', ['1']))['1']?.private).toEqual(Buffer.of(2));
  expect(await keys.get('lid-mapping', ['6281200000009'])).toEqual({ '6281200000009': '100000000000009' });
  expect(await keys.get('device-list', ['6281200000009'])).toEqual({ '6281200000009': ['0', '3'] });
  const { AAAA: found } = await keys.get('app-state-sync-key', ['AAAA']);
  expect(found).toBeInstanceOf(proto.Message.AppStateSyncKeyData);
  expect(Buffer.from(found?.keyData ?? [])).toEqual(Buffer.of(7));
});

test('null deletes, and leaves no row behind', async () => {
  const { db } = testLab();
  const { keys } = pairKeys(db).auth();
  await keys.set({ session: { a: Buffer.of(1), b: Buffer.of(2) } });
  await keys.set({ session: { a: null, c: Buffer.of(3) } });
  expect(Object.keys(await keys.get('session', ['a', 'b', 'c']))).toEqual(['b', 'c']);
  expect(rows(db).filter((row) => row.type === 'session').length).toBe(2);
});

test('what one call sets is stored whole or not at all', async () => {
  const { db } = testLab();
  const { keys } = pairKeys(db).auth();
  await keys.set({ session: { a: Buffer.of(1) } });
  db.$client.exec(`CREATE TEMP TRIGGER disk_full BEFORE INSERT ON whatsapp_keys WHEN NEW.id = 'z'
    BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
  expect(() =>
    keys.set({ session: { a: null }, 'pre-key': { 2: null }, 'sender-key': { z: Buffer.of(9) } }),
  ).toThrow();
  expect(await keys.get('session', ['a'])).toEqual({ a: Buffer.of(1) });
});

test('damaged keys stop the start instead of becoming a new device', () => {
  const { db } = testLab();
  pairKeys(db);
  const whole = rows(db)[0]?.value ?? '';
  for (const torn of [whole.slice(0, 100), '{}', whole.replace('"noiseKey"', '"noise"')]) {
    db.$client.prepare("UPDATE whatsapp_keys SET value = ? WHERE type = 'creds'").run(torn);
    expect(() => openKeys(db, unheard)).toThrow(/keys are damaged \(creds\)/);
    expect(rows(db)[0]?.value).toBe(torn);
  }
});

test('sessions without the account they belong to are damage, and the message names no number', async () => {
  const { db } = testLab();
  await pairKeys(db)
    .auth()
    .keys.set({ session: { '6281200000009.0': Buffer.of(1) } });
  db.$client.exec("DELETE FROM whatsapp_keys WHERE type = 'creds'");
  expect(() => openKeys(db, unheard)).toThrow(/damaged \(creds\)/);
  db.$client.exec("UPDATE whatsapp_keys SET value = '{'");
  expect(() => openKeys(db, unheard)).toThrow(/^(?!.*6281200000009).*damaged \(session\)/);
});

test('wiping forgets the account, and a socket of the old one can write nothing any more', async () => {
  const { db } = testLab();
  const keys = pairKeys(db);
  const old = keys.auth();
  keys.wipe();
  await old.keys.set({ session: { a: Buffer.of(1) } });
  expect(keys.isPaired()).toBe(false);
  expect(rows(db).map((row) => row.type)).toEqual(['creds']);
  expect(keys.auth().creds.advSecretKey).not.toBe(old.creds.advSecretKey);
});

test('a pairing that was begun and not finished starts anew', () => {
  const { db } = testLab();
  const keys = openKeys(db, unheard);
  keys.auth().creds.me = { id: '6281200000001@s.whatsapp.net' };
  keys.saveCreds();
  expect(keys.auth().creds.me).toBeUndefined();
});

test("a new identity of a person's own phone is told, that of a linked device is not", async () => {
  const { db } = testLab();
  pairKeys(db);
  const changed: string[] = [];
  const { keys } = openKeys(db, {
    ...unheard,
    identityChanged: (address) => void changed.push(address),
  }).auth();
  const ids = ['6281200000009.0', '100000000000009_1.0', '6281200000009.4'];
  const all = (byte: number) => Object.fromEntries(ids.map((id) => [id, Buffer.of(byte)]));
  await keys.set({ 'identity-key': all(1) });
  await keys.set({ 'identity-key': all(1) });
  expect(changed).toEqual([]);
  await keys.set({ 'identity-key': all(2) });
  expect(changed).toEqual(['6281200000009@s.whatsapp.net', '100000000000009@lid']);
});

test('a change of identity that could not be told is not stored, so that it is found again', async () => {
  const { db } = testLab();
  pairKeys(db);
  let isFull = true;
  const { keys } = openKeys(db, {
    ...unheard,
    identityChanged() {
      if (isFull) throw new Error('disk full');
    },
  }).auth();
  await keys.set({ 'identity-key': { '6281200000009.0': Buffer.of(1) } });
  expect(() => keys.set({ 'identity-key': { '6281200000009.0': Buffer.of(2) } })).toThrow('disk full');
  isFull = false;
  expect(await keys.get('identity-key', ['6281200000009.0'])).toEqual({ '6281200000009.0': Buffer.of(1) });
});

test('an identity that is used for a message is told before it is stored', async () => {
  const { db } = testLab();
  pairKeys(db);
  const changed: string[] = [];
  const keys = openKeys(db, { ...unheard, identityChanged: (address) => void changed.push(address) });
  keys.identityUsed('100000000000009_1.0', Buffer.of(1));
  await keys.auth().keys.set({ 'identity-key': { '100000000000009_1.0': Buffer.of(1) } });
  keys.identityUsed('100000000000009_1.0', Buffer.of(1));
  expect(changed).toEqual([]);
  keys.identityUsed('100000000000009_1.0', Buffer.of(2));
  expect(changed).toEqual(['100000000000009@lid']);
  // Stored after its message: the answer is on its way, and must not be held for it.
  await keys.auth().keys.set({ 'identity-key': { '100000000000009_1.0': Buffer.of(2) } });
  expect(changed).toHaveLength(1);
});

test('the number of an account is told when it is learned, and when it is another one', async () => {
  const { db } = testLab();
  pairKeys(db);
  const learned: string[] = [];
  const { keys } = openKeys(db, {
    ...unheard,
    numberLearned: (...pair) => void learned.push(pair.join(' ')),
  }).auth();
  const pairs = (lid: string) => ({ '6281200000009': lid, [`${lid}_reverse`]: '6281200000009' });
  await keys.set({ 'lid-mapping': pairs('100000000000009') });
  await keys.set({ 'lid-mapping': pairs('100000000000009') });
  await keys.set({ 'lid-mapping': pairs('100000000000008') });
  expect(learned).toEqual([
    '100000000000009@lid 6281200000009@s.whatsapp.net',
    // Whose it was is told once more, or somebody known by the number alone would become the next holder.
    '100000000000009@lid 6281200000009@s.whatsapp.net',
    '100000000000008@lid 6281200000009@s.whatsapp.net',
  ]);
});

test('a new phone behind a number is noticed, though its account was never heard before', async () => {
  const { db } = testLab();
  pairKeys(db);
  const changed: string[] = [];
  const opened = openKeys(db, { ...unheard, identityChanged: (address) => void changed.push(address) });
  const { keys } = opened.auth();
  const pairs = { '6281200000009': '100000000000009', '100000000000009_reverse': '6281200000009' };
  await keys.set({ 'identity-key': { '6281200000009.0': Buffer.of(1) } });
  await keys.set({ 'lid-mapping': pairs });
  opened.identityUsed('100000000000009_1.0', Buffer.of(1));
  expect(changed).toEqual([]);
  opened.identityUsed('100000000000009_1.0', Buffer.of(2));
  expect(changed).toEqual(['100000000000009@lid', '6281200000009@s.whatsapp.net']);
});
