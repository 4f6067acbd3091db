import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { afterEach, expect, test } from 'vitest';
import { contentOf } from '../../src/backup/content.ts';
import { restore } from '../../src/backup/restore.ts';
import { verifyBackup } from '../../src/backup/unpack.ts';
import { migrate } from '../../src/db/migrate.ts';
import { open, openFileReadOnly } from '../../src/db/open.ts';
import { citizens } from '../../src/domain/citizens/table.ts';
import { backUp, labOnDisk, PASSPHRASE } from './backed-up-lab.ts';

const NOW = new Date('2026-11-20T03:00:00Z');
const roots: string[] = [];
const newLab = (size = {}) => {
  const lab = labOnDisk(size);
  roots.push(lab.root);
  return lab;
};
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

const bringBack = (
  file: string,
  dataDir: string,
  { passphrase = undefined as string | undefined, replace = false } = {},
) => restore({ file, dataDir, passphrase, replace, now: NOW });

function contentIn(dataDir: string) {
  const db = openFileReadOnly(join(dataDir, 'sapalab.db'));
  try {
    return contentOf(db);
  } finally {
    db.close();
  }
}

test('a backup made while the service runs brings everything back as it was, keys and files included', async () => {
  const lab = newLab();
  const { target, made } = await backUp(lab);
  expect(made).toMatchObject({ outcome: 'made', files: 4, missingFiles: 0, changedFiles: 0 });
  const before = contentOf(lab.db.$client);
  lab.db.update(citizens).set({ displayName: 'Later' }).where(eq(citizens.id, 1)).run();
  lab.close();

  const elsewhere = join(lab.root, 'new machine');
  expect(await bringBack(target, elsewhere)).toMatchObject({ outcome: 'restored', aside: undefined });
  expect(contentIn(elsewhere)).toEqual(before);
  expect(before.tables.whatsapp_keys?.rows).toBe(1);
  for (const name of ['letter-0.pdf', 'letter-2.pdf']) {
    const path = join('files/aa/bb', name);
    expect(readFileSync(join(elsewhere, path))).toEqual(readFileSync(join(lab.dataDir, path)));
  }
  const opened = open(elsewhere);
  expect(opened.outcome).toBe('opened');
  if (opened.outcome === 'opened') opened.close();
});

test('nothing is left beside a backup, and nobody else on the machine may read it', async () => {
  const lab = newLab();
  const { target } = await backUp(lab);
  lab.close();
  expect(readdirSync(lab.root).toSorted()).toEqual(['data', 'lab.backup']);
  expect(statSync(target).mode & 0o077).toBe(0);
});

test('an encrypted backup opens with its passphrase alone', async () => {
  const lab = newLab();
  const { target } = await backUp(lab, PASSPHRASE);
  lab.close();
  const folder = join(lab.root, 'look');
  expect(await verifyBackup(target, undefined, folder)).toMatchObject({ outcome: 'locked' });
  expect(await verifyBackup(target, `${PASSPHRASE}!`, folder)).toMatchObject({ outcome: 'wrongPassphrase' });
  expect(await verifyBackup(target, PASSPHRASE, folder)).toMatchObject({ outcome: 'whole' });
  // Behind the header stands what gzip would not begin like.
  expect(readFileSync(target).subarray(512, 514).toString('hex')).not.toBe('1f8b');
});

test.each([
  ['plain', undefined],
  ['encrypted', PASSPHRASE],
] as const)(
  'one bit that changes anywhere in a %s backup is noticed',
  async (_kind, passphrase) => {
    const lab = newLab();
    const { target } = await backUp(lab, passphrase);
    lab.close();
    const whole = readFileSync(target);
    const flipped = join(lab.root, 'flipped');
    // Every part of the header, and places all over the body, its first and last bytes among them.
    const headerLetters = whole.subarray(0, 512).toString('latin1').trimEnd().length;
    const places = new Set([0, 1, 15, 17, 40, headerLetters - 1, headerLetters + 3, 511, 512, 513, 520, 521]);
    for (let place = 530; place < whole.length; place += Math.ceil(whole.length / (passphrase ? 8 : 40)))
      places.add(place);
    for (let back = 1; back <= 8; back += 1) places.add(whole.length - back);
    // The header's own letters cost nothing to read.
    for (let place = 17; place < headerLetters; place += passphrase ? 60 : 7) places.add(place);
    for (const place of places) {
      const bytes = Buffer.from(whole);
      bytes[place] = (bytes[place] ?? 0) ^ (1 << (place % 7));
      writeFileSync(flipped, bytes);
      const found = await verifyBackup(flipped, passphrase, join(lab.root, 'look'));
      expect(found.outcome, `bit at ${place}`).not.toBe('whole');
    }
  },
  60_000,
);

test('a backup that is cut off, or has something behind its end, is not taken for a whole one', async () => {
  const lab = newLab();
  const { target } = await backUp(lab);
  lab.close();
  const whole = readFileSync(target);
  const changed = join(lab.root, 'changed');
  for (const length of [0, 100, 512, 513, whole.length - 1]) {
    writeFileSync(changed, whole.subarray(0, length));
    expect((await verifyBackup(changed, undefined, join(lab.root, 'look'))).outcome, `${length}`).not.toBe(
      'whole',
    );
  }
  writeFileSync(changed, Buffer.concat([whole, Buffer.from('x')]));
  expect((await verifyBackup(changed, undefined, join(lab.root, 'look'))).outcome).toBe('damaged');
});

test('a backup of another format and a file that is none are refused in a sentence, and nothing is touched', async () => {
  const lab = newLab();
  const { target } = await backUp(lab);
  lab.close();
  const other = readFileSync(target);
  other.write('SAPALAB-BACKUP 9', 'latin1');
  writeFileSync(target, other);
  const elsewhere = join(lab.root, 'elsewhere');
  expect(await bringBack(target, elsewhere)).toMatchObject({
    outcome: 'refused',
    problem: expect.stringContaining('format 9'),
  });
  writeFileSync(target, 'not a backup'.repeat(100));
  expect(await bringBack(target, elsewhere)).toMatchObject({
    outcome: 'refused',
    problem: expect.stringContaining('no backup'),
  });
  expect(await bringBack(join(lab.root, 'nowhere'), elsewhere)).toMatchObject({ outcome: 'refused' });
  expect(readdirSync(elsewhere)).toEqual(['lock.db']);
});

test('a restore waits for the service to stop, and moves what it replaces aside', async () => {
  const lab = newLab();
  const { target } = await backUp(lab);
  expect(await bringBack(target, lab.dataDir, { replace: true })).toEqual({ outcome: 'inUse' });
  lab.db.update(citizens).set({ displayName: 'Later' }).run();
  lab.close();
  const later = contentIn(lab.dataDir);
  expect(await bringBack(target, lab.dataDir)).toEqual({ outcome: 'notEmpty' });
  expect(contentIn(lab.dataDir)).toEqual(later);

  const restored = await bringBack(target, lab.dataDir, { replace: true });
  if (restored.outcome !== 'restored') throw new Error(restored.outcome);
  expect(contentIn(lab.dataDir)).not.toEqual(later);
  expect(contentIn(join(lab.dataDir, restored.aside ?? ''))).toEqual(later);
});

test('a restore that was cut off keeps every service out until it is run again', async () => {
  const lab = newLab();
  const { target } = await backUp(lab);
  lab.close();
  const before = contentIn(lab.dataDir);
  writeFileSync(join(lab.dataDir, '.restore-unfinished'), '');
  expect(open(lab.dataDir)).toMatchObject({
    outcome: 'unwritable',
    reason: expect.stringContaining('npm run restore'),
  });
  expect(await bringBack(target, lab.dataDir)).toMatchObject({ outcome: 'restored' });
  expect(contentIn(lab.dataDir)).toEqual(before);
  const opened = open(lab.dataDir);
  expect(opened.outcome).toBe('opened');
  if (opened.outcome === 'opened') opened.close();
});

test('letters that are missing or have changed on the disk are counted, and the rest is backed up', async () => {
  const lab = newLab();
  rmSync(join(lab.dataDir, 'files/aa/bb/letter-0.pdf'));
  writeFileSync(join(lab.dataDir, 'files/aa/bb/letter-1.pdf'), 'rotten');
  const { made } = await backUp(lab);
  lab.close();
  expect(made).toMatchObject({ outcome: 'made', files: 3, missingFiles: 1, changedFiles: 1 });
});

test('what only passes through the data folder is not backed up', async () => {
  const lab = newLab();
  for (const folder of ['backups', 'demo', 'files/incoming', 'before-restore-1'])
    cpSync(join(lab.dataDir, 'files/aa'), join(lab.dataDir, folder), { recursive: true });
  const { made } = await backUp(lab);
  expect(made).toMatchObject({ outcome: 'made', files: 4 });
  lab.close();
  expect(existsSync(join(lab.dataDir, 'backups'))).toBe(true);
});

test('an empty folder has nothing to back up', async () => {
  const lab = newLab();
  lab.close();
  const { made } = await backUp({ root: lab.root, dataDir: join(lab.root, 'nothing') });
  expect(made).toEqual({ outcome: 'noData' });
});

test('a version of SapaLab touches neither a backup nor data of a newer one, and says why', async () => {
  const lab = newLab();
  lab.db.run(sql`insert into __drizzle_migrations (hash, created_at) values ('of tomorrow', 9999999999999)`);
  const { target } = await backUp(lab);
  expect(await bringBack(target, join(lab.root, 'new machine'))).toEqual({
    outcome: 'refused',
    problem: 'it was made by a newer version of SapaLab; install that version, then restore it',
  });
  expect(existsSync(join(lab.root, 'new machine', 'sapalab.db'))).toBe(false);
  expect(() => migrate(lab.db)).toThrow('versi SapaLab yang lebih baru');
  lab.close();
});
