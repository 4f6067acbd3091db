import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { getDocumentProxy } from 'unpdf';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { genuineness, papersOf } from '../../src/domain/papers/index.ts';
import type { Registration } from '../../src/domain/registrations/index.ts';
import { release, reportsOf, validate } from '../../src/domain/reports/index.ts';
import { createFileStore, type FileStore } from '../../src/files/store.ts';
import { furnished, type RegistrationLab } from '../support/registrations.ts';
import { type Browser, hiddenFieldsOf, type StaffPages, staffPages } from '../support/staff-pages.ts';

let pages: StaffPages;
let lab: RegistrationLab;
let files: FileStore;
let rina: Browser;
let siti: Registration;
let dataDir: string;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'papers-'));
  // The store needs the lab that the pages bring along.
  pages = await staffPages({
    files: {
      admit: (bytes, claim) => files.admit(bytes, claim),
      keepOwn: (bytes, about) => files.keepOwn(bytes, about),
      open: (fileId) => files.open(fileId),
    },
  });
  const { db, clock, transact } = pages;
  const inspect = async () => ({ outcome: 'ok', pages: 1, text: '' }) as const;
  files = createFileStore({ dataDir, db, clock, transact, inspect });
  Object.assign(pages.settings, { releaseUndoMinutes: 0 });
  lab = furnished(pages);
  rina = await pages.signedIn(await pages.hire('Rina Wulandari', 'liaison'));
  siti = lab.register();
  lab.walk(siti, 'verified', 'sampleReceived', 'testing');
});
afterEach(async () => {
  await pages.close();
  rmSync(dataDir, { recursive: true });
});

async function report(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.addPage([595, 842]).drawText('Hasil: normal', { x: 50, y: 20 });
  return document.save();
}

const asFile = (bytes: Uint8Array, name = 'hasil.pdf') =>
  new File([Buffer.from(bytes)], name, { type: 'application/pdf' });

async function upload(bytes: Uint8Array): Promise<string> {
  const at = `/admin/registrations/${siti.id}`;
  const { html } = await rina.get(at);
  const answer = await rina.upload(`${at}/reports`, hiddenFieldsOf(html, `${at}/reports`), asFile(bytes));
  return answer.html;
}

async function compare(bytes: Uint8Array, code = ''): Promise<string> {
  const { html } = await rina.get('/admin/papers');
  const fields = { ...hiddenFieldsOf(html, '/admin/papers/compare'), code };
  return (await rina.upload('/admin/papers/compare', fields, asFile(bytes))).html;
}

function goOut(): void {
  const reportId = reportsOf(lab.db, siti.id)[0]?.id ?? 0;
  const version = () => lab.now(siti).version;
  lab.as(lab.joko, (ctx) =>
    validate(ctx, { reportId, expectedVersion: version(), mismatchReason: 'dicocokkan dengan buku' }),
  );
  lab.as(lab.joko, (ctx) => release(ctx, { reportId, expectedVersion: version() }));
}

/** The file the citizen gets, and its code. */
function given(): { bytes: Uint8Array; code: string } {
  const [newest] = reportsOf(lab.db, siti.id);
  const file = files.open(newest?.fileId ?? 0);
  const [paper] = papersOf(lab.db, siti.id);
  if (!file || !paper) throw new Error('there is no report');
  return { bytes: readFileSync(file.path), code: paper.code };
}

test('a report that is uploaded is marked at once, and that very file is checked and handed over', async () => {
  await upload(await report());
  const { bytes, code } = given();
  const document = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
  const { items } = await (await document.getPage(1)).getTextContent();
  const text = items.map((item) => ('str' in item ? item.str : '')).join('\n');
  expect(text).toContain(`Keaslian: lab.example/v/${code}`);
  expect(text).toContain('Hasil: normal');
  expect(genuineness(lab.db, code, 'Asia/Jakarta')).toMatchObject({ outcome: 'unknown' });
  goOut();
  expect(genuineness(lab.db, code, 'Asia/Jakarta')).toMatchObject({ outcome: 'genuine' });
  expect(given().code).toBe(code);
  // The one without the mark is gone: nobody can be given the wrong one.
  const unmarked = "select count(*) from files where origin = 'staff' and id <> ?";
  expect(lab.db.$client.prepare(unmarked).pluck().get(lab.fileId)).toBe(0);
});

test('a PDF that cannot be marked is refused with a sentence', async () => {
  expect(await upload(Buffer.from('%PDF-1.7\nnothing more'))).toContain('tidak bisa diberi kode keaslian');
  expect(reportsOf(lab.db, siti.id)).toEqual([]);
});

test('one that is signed electronically stays as it is, and its code is known all the same', async () => {
  const signed = Buffer.concat([Buffer.from(await report()), Buffer.from('\n% /ByteRange [0 1 2 3]')]);
  await upload(signed);
  goOut();
  const { bytes, code } = given();
  expect(Buffer.from(bytes).equals(signed)).toBe(true);
  expect(genuineness(lab.db, code, 'Asia/Jakarta')).toMatchObject({ outcome: 'genuine' });
  expect(await compare(signed)).toContain('Sama persis');
});

test('staff look a paper up by its code, and compare a file with it', async () => {
  await upload(await report());
  goOut();
  const { bytes, code } = given();
  const found = (await rina.get(`/admin/papers?words=${code.toLowerCase()}`)).html;
  expect(found).toContain(code);
  expect(found).toContain('Berlaku');
  expect((await rina.get('/admin/papers?words=2222-2222-G')).html).toContain('Tidak ada dokumen');
  expect(await compare(bytes, code)).toContain('Sama persis');
  expect(await compare(bytes)).toContain('Sama persis');
  expect(await compare(await report(), code)).toContain('Berbeda dari berkas');
  expect(await compare(await report())).toContain('Tidak sama dengan dokumen mana pun');
  expect(await compare(bytes, '2222-2222-F')).toContain('salah ketik');
  // What was only compared is not kept.
  expect(lab.db.$client.prepare('select count(*) from files').pluck().get()).toBe(2);
});
