import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join, relative } from 'node:path';
import { Readable } from 'node:stream';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { files } from '../../src/domain/files/table.ts';
import { createFileStore, type FileClaim, type FileStore, MAX_FILE_BYTES } from '../../src/files/store.ts';
import { type TestLab, testLab } from '../support/lab.ts';
import {
  bombOfObjects,
  lockedPdf,
  longPdf,
  pdf,
  pdfWithAttachment,
  phonePhoto,
  picture,
  pictureClaiming,
  scriptedPdf,
} from './made-files.ts';

let dataDir: string;
let lab: TestLab;
let store: FileStore;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'sapalab-files-'));
  lab = testLab();
  store = createFileStore({ dataDir, db: lab.db, clock: lab.clock, transact: lab.transact });
});

afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const claim = (name: string, more: Partial<FileClaim> = {}): FileClaim => ({
  name,
  origin: 'citizen',
  accepts: ['pdf', 'jpeg', 'png'],
  ...more,
});

const refused = (problem: string) => ({ outcome: 'refused', problem });
const rows = () => lab.db.select().from(files).all();
const onDisk = () =>
  readdirSync(join(dataDir, 'files'), { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );

async function stored(bytes: Buffer, said: FileClaim) {
  const admitted = await store.admit(bytes, said);
  if (admitted.outcome !== 'stored') throw new Error(`refused: ${admitted.problem}`);
  const opened = store.open(admitted.fileId);
  if (!opened) throw new Error('stored, and yet there is no such file');
  return { ...opened, bytes: readFileSync(opened.path) };
}

test('a folder named from where the service was started is one that pages can serve from', async () => {
  const nearby = createFileStore({
    dataDir: relative(process.cwd(), dataDir),
    db: lab.db,
    clock: lab.clock,
    transact: lab.transact,
  });
  const admitted = await nearby.admit(await pdf('Laporan'), claim('laporan.pdf'));
  if (admitted.outcome !== 'stored') throw new Error(admitted.problem);

  // Express serves from absolute paths alone.
  expect(isAbsolute(nearby.open(admitted.fileId)?.path ?? '')).toBe(true);
});

test('a NIK in the name of a file is masked before the name is kept', async () => {
  const kept = await stored(await pdf('Surat rujukan'), claim('KTP_3308 1057 0890 0001.pdf'));

  expect(kept.name).toBe('KTP_3308••••••••0001.pdf');
  expect(rows()[0]?.name).toBe(kept.name);
});

test('a referral letter is kept byte for byte, under a name that tells nothing', async () => {
  const letter = await pdf('Surat rujukan');

  const kept = await stored(letter, claim('Surat Rujukan Siti.pdf', { mimeType: 'application/pdf' }));

  expect(kept.bytes.equals(letter)).toBe(true);
  expect(kept).toMatchObject({ name: 'Surat Rujukan Siti.pdf', mimeType: 'application/pdf' });
  expect(kept.path).not.toContain('Siti');
  expect(rows()[0]).toMatchObject({
    storedAs: expect.stringMatching(/^([0-9a-f]{2})\/([0-9a-f]{2})\/\1\2[0-9a-f]{28}\.pdf$/),
    sha256: createHash('sha256').update(letter).digest('hex'),
    sizeBytes: letter.length,
    origin: 'citizen',
  });
  expect(statSync(kept.path).mode & 0o077).toBe(0);
});

test('the same file five times is five files, none in the way of another', async () => {
  const letter = await pdf('lagi');

  const kept = await Promise.all([1, 2, 3, 4, 5].map(() => stored(letter, claim('lagi.pdf'))));

  expect(new Set(kept.map((file) => file.path)).size).toBe(5);
  expect(new Set(rows().map((row) => row.sha256)).size).toBe(1);
});

test('a photo loses its place, owner and telephone, and stands upright', async () => {
  const kept = await stored(await phonePhoto(), claim('foto.jpg', { mimeType: 'image/jpeg' }));

  const seen = await sharp(kept.bytes).metadata();
  expect(seen).toMatchObject({ format: 'jpeg', width: 32, height: 64 });
  expect(seen.exif).toBeUndefined();
  expect(kept.bytes.includes('Siti Contoh')).toBe(false);
  expect(rows()[0]?.sha256).toBe(createHash('sha256').update(kept.bytes).digest('hex'));
});

test('what is hidden behind the end of a photo does not come in with it', async () => {
  const twoFaced = Buffer.concat([await picture(), Buffer.from('PK\u0003\u0004 program')]);

  const kept = await stored(twoFaced, claim('foto.png'));

  expect(kept.bytes.includes('program')).toBe(false);
});

test.each([
  ['a program', Buffer.from('MZ\u0090\u0000\u0003 This program cannot be run in DOS mode.')],
  ['a web page', Buffer.from('<!doctype html><script>alert(1)</script>')],
  ['a zip', Buffer.from('UEsDBBQAAAAAAAAAIQAAAAAAAAAAAAAAAAAFAAAAYS50eHQ=', 'base64')],
  [
    'a drawing with a script',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
  ],
  [
    'an iPhone photo',
    Buffer.from('\u0000\u0000\u0000\u0018ftypheic\u0000\u0000\u0000\u0000mif1heic', 'latin1'),
  ],
  [
    'a WebP picture',
    Buffer.from('RIFF\u001a\u0000\u0000\u0000WEBPVP8L\r\u0000\u0000\u0000/\u0000\u0000\u0000', 'latin1'),
  ],
])('%s that calls itself a PDF is not taken', async (_kind, bytes) => {
  expect(await store.admit(bytes, claim('surat.pdf'))).toEqual(refused('wrongKind'));
  expect(onDisk()).toEqual([]);
});

test.each([
  ['surat.exe', undefined],
  ['surat.pdf.exe', undefined],
  ['surat.png', undefined],
  ['surat\u202Efdp.exe', undefined],
  ['surat.pdf', 'image/png'],
  ['surat.pdf', 'text/html'],
])('a PDF that is called %s and said to be %s contradicts itself', async (name, mimeType) => {
  const more = mimeType ? { mimeType } : {};
  expect(await store.admit(await pdf('halo'), claim(name, more))).toEqual(refused('wrongKind'));
});

test('a photo is not taken where only a PDF will do', async () => {
  expect(await store.admit(await picture(), claim('surat.png', { accepts: ['pdf'] }))).toEqual(
    refused('wrongKind'),
  );
});

test('nothing at all is empty', async () => {
  expect(await store.admit(Buffer.alloc(0), claim('surat.pdf'))).toEqual(refused('empty'));
  expect(onDisk()).toEqual([]);
});

test('half a PDF, half a JPEG and half a PNG are damaged', async () => {
  const halves = [
    [await pdf('surat yang putus di tengah jalan'), 'surat.pdf'],
    [await phonePhoto(), 'foto.jpg'],
    [await picture(), 'foto.png'],
  ] as const;
  for (const [whole, name] of halves) {
    const half = whole.subarray(0, Math.floor(whole.length * 0.6));
    expect(await store.admit(half, claim(name))).toEqual(refused('damaged'));
  }
  expect(onDisk()).toEqual([]);
});

test('a locked PDF is named as locked, so that its owner can unlock it', async () => {
  expect(await store.admit(await lockedPdf(), claim('surat.pdf'))).toEqual(refused('encrypted'));
});

test('a PDF that can act, carries a file, has no end or swells is unsafe', async () => {
  const traps = [
    await scriptedPdf({ packed: true }),
    await scriptedPdf({ packed: false }),
    await pdfWithAttachment(),
    await longPdf(501),
    bombOfObjects(64),
  ];
  for (const trap of traps) expect(await store.admit(trap, claim('surat.pdf'))).toEqual(refused('unsafe'));
  expect(onDisk()).toEqual([]);
  expect(rows()).toEqual([]);
});

test('a picture whose header claims 50,000 by 50,000 is refused before it is unfolded', async () => {
  const before = process.memoryUsage().rss;

  const answer = await store.admit(await pictureClaiming(50_000, 50_000), claim('foto.png'));

  expect(answer).toEqual(refused('tooLarge'));
  expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000);
});

test('ten megabytes are taken from a citizen, one byte more is not, and staff may bring twenty', async () => {
  const letter = await pdf('besar');
  const ofSize = (size: number) => {
    const end = letter.lastIndexOf('startxref');
    const filling = Buffer.alloc(size - letter.length, '%');
    filling[0] = 0x0a;
    filling[filling.length - 1] = 0x0a;
    return Buffer.concat([letter.subarray(0, end), filling, letter.subarray(end)]);
  };
  const limit = MAX_FILE_BYTES.citizen;

  expect(await store.admit(ofSize(limit), claim('besar.pdf'))).toMatchObject({ outcome: 'stored' });
  expect(await store.admit(ofSize(limit + 1), claim('besar.pdf'))).toEqual(refused('tooLarge'));
  expect(await store.admit(ofSize(limit + 1), claim('besar.pdf', { origin: 'staff' }))).toMatchObject({
    outcome: 'stored',
  });
});

test('an endless stream is cut off at the limit', async () => {
  let given = 0;
  const endless = new Readable({
    read() {
      given += 65_536;
      this.push(Buffer.alloc(65_536));
    },
  });

  expect(await store.admit(endless, claim('besar.pdf'))).toEqual(refused('tooLarge'));

  expect(endless.destroyed).toBe(true);
  expect(given).toBeLessThan(MAX_FILE_BYTES.citizen + 1_000_000);
  expect(onDisk()).toEqual([]);
});

test('a sender who hangs up halfway leaves nothing behind', async () => {
  async function* broken() {
    yield Buffer.from('%PDF-1.7');
    throw new Error('connection lost');
  }

  await expect(store.admit(Readable.from(broken()), claim('surat.pdf'))).rejects.toThrow('connection lost');

  expect(onDisk()).toEqual([]);
});

test('when the row cannot be written the file goes as well', async () => {
  const failing = createFileStore({
    dataDir,
    db: lab.db,
    clock: lab.clock,
    transact: () => {
      throw new Error('database or disk is full');
    },
  });

  await expect(failing.admit(await pdf('halo'), claim('surat.pdf'))).rejects.toThrow('disk is full');

  expect(onDisk()).toEqual([]);
});

test('a name with a path in it is only a name', async () => {
  const kept = await stored(await picture(), claim('../../../../etc/foto.png'));

  expect(kept.name).toBe('foto.png');
  expect(kept.path.startsWith(join(dataDir, 'files'))).toBe(true);
});

test('what a crash left in the entrance is swept away, and nothing else', async () => {
  const kept = await stored(await pdf('halo'), claim('surat.pdf'));
  writeFileSync(join(dataDir, 'files', 'incoming', 'abandoned.part'), 'x');

  expect(await store.sweep()).toBe(1);

  expect(onDisk()).toHaveLength(1);
  expect(readFileSync(kept.path).length).toBe(kept.sizeBytes);
});

test('sweeping a lab that never had a file is no trouble', async () => {
  expect(await store.sweep()).toBe(0);
});

test('a file that does not exist is not opened', () => {
  expect(store.open(404)).toBeUndefined();
});

test('visitors of the website leave the lab room on its disk; a chat may go on', async () => {
  const { db, clock, transact } = lab;
  const full = createFileStore({ dataDir, db, clock, transact, freeBytes: async () => 2 * 1024 ** 3 - 1 });
  const letter = await pdf('halo');
  expect(await full.admit(letter, claim('surat.pdf', { origin: 'website' }))).toEqual({
    outcome: 'refused',
    problem: 'notFetched',
  });
  expect(onDisk()).toEqual([]);
  expect(await full.admit(letter, claim('surat.pdf'))).toMatchObject({ outcome: 'stored' });
});

test('visitors who send what takes long to look into keep no chat waiting, and not without end', async () => {
  const { db, clock, transact } = lab;
  let opened = 0;
  let release = () => {};
  const slow = new Promise<void>((done) => {
    release = done;
  });
  const busy = createFileStore({
    ...{ dataDir, db, clock, transact },
    async inspect() {
      opened += 1;
      if (opened === 1) await slow;
      return { outcome: 'ok', pages: 1, text: '' };
    },
  });
  const letter = await pdf('halo');
  const website = claim('surat.pdf', { origin: 'website' });
  const outcomes: string[] = [];
  const visitors = Array.from({ length: 33 }, async () => {
    outcomes.push((await busy.admit(letter, website)).outcome);
  });
  await expect.poll(() => outcomes).toEqual(['refused', 'refused', 'refused']);
  expect(await busy.admit(letter, claim('surat.pdf'))).toMatchObject({ outcome: 'stored' });
  expect(opened).toBe(2);
  release();
  await Promise.all(visitors);
  expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(30);
});
