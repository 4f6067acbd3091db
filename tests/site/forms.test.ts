import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cases } from '../../src/domain/cases/table.ts';
import { citizens, consents } from '../../src/domain/citizens/table.ts';
import { REGENCIES } from '../../src/domain/regions/index.ts';
import { type Registration, registrationByCode } from '../../src/domain/registrations/index.ts';
import { registrations } from '../../src/domain/registrations/table.ts';
import { shipmentOf } from '../../src/domain/shipments/index.ts';
import { seedTourKinds } from '../../src/domain/tours/index.ts';
import type { LabSettings } from '../../src/domain/values/lab-settings.ts';
import { perform, submitForm } from '../../src/effects.ts';
import { createFileTokens } from '../../src/files/file-tokens.ts';
import { createFileStore } from '../../src/files/store.ts';
import { createSheetLook } from '../../src/sheets/index.ts';
import { createSite } from '../../src/site/server.ts';
import { pdf, picture, scriptedPdf } from '../files/made-files.ts';
import { type RegistrationLab, registrationLab } from '../support/registrations.ts';
import { filledTemplate, GOOD_ROW, TODAY } from '../support/sheets.ts';

let lab: RegistrationLab;
let folder: string;
let address: string;
let close: () => Promise<void>;
let changed: Partial<LabSettings> = {};

beforeEach(async () => {
  lab = registrationLab();
  changed = {};
  folder = mkdtempSync(join(tmpdir(), 'sapalab-forms-'));
  const { db, clock, transact } = lab;
  lab.change((ctx) => seedTourKinds(ctx));
  const lookIntoSheet = createSheetLook({ today: () => TODAY, lab: () => lab.settings });
  const site = createSite({
    perform,
    submitForm,
    fileTokens: createFileTokens(new Uint8Array(32)),
    publicUrl: () => 'http://lab.example',
    transact,
    clock,
    lab: () => ({ ...lab.settings, ...changed }),
    log: {
      error: (about) => {
        throw new Error(`a page failed: ${JSON.stringify(about)}`);
      },
    },
    files: createFileStore({ dataDir: folder, db, clock, transact, lookIntoSheet }),
    published: () => Promise.reject(new Error('nobody counts here')),
    print: () => Promise.reject(new Error('nothing is printed here')),
    simulated: false,
  });
  const server = express().use(site).listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  // A server that listens on a port has an address with one.
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  };
});
afterEach(async () => {
  await close();
  rmSync(folder, { recursive: true, force: true });
});

interface Answered {
  status: number;
  to: string;
  html: string;
}
type Fields = Record<string, string | File>;

async function answered(response: Response): Promise<Answered> {
  return { status: response.status, to: response.headers.get('location') ?? '', html: await response.text() };
}

const get = async (path: string): Promise<Answered> =>
  answered(await fetch(address + path, { redirect: 'manual' }));

async function post(
  path: string,
  fields: Fields,
  headers: Record<string, string> = FROM_US,
): Promise<Answered> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  return answered(await fetch(address + path, { method: 'POST', body, headers, redirect: 'manual' }));
}

const FROM_US = { 'sec-fetch-site': 'same-origin' };

const unescaped = (html: string): string =>
  html.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');

/** Every hidden field of the form that is on the page. */
const hiddenIn = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']): [string, string] => [name, unescaped(value)],
    ),
  );

const wrongIn = (html: string): string[] =>
  [...html.matchAll(/<p id="([\w.]+)-problem"/g)].map(([, key = '']) => key);

/** Opens a form, fills it in and looks at what is said back. */
async function check(path: string, fields: Fields): Promise<Answered> {
  const { html } = await get(path);
  return post(path, { ...hiddenIn(html), deed: 'check', ...fields });
}

/** The same and sends it. */
async function register(
  path: string,
  fields: Fields,
): Promise<{ receipt: Answered; registration: Registration }> {
  const read = await check(path, fields);
  if (read.status !== 200) throw new Error(`mistakes: ${wrongIn(read.html)} ${read.html}`);
  const sent = await post(path, { ...hiddenIn(read.html), consent: '2', deed: 'send' });
  expect(sent.status).toBe(303);
  const receipt = await get(sent.to);
  const code = /[A-Z]{3}-\w{4}-\w{4}-\w/.exec(receipt.html)?.[0] ?? '';
  const registration = registrationByCode(lab.db, code);
  if (!registration) throw new Error(`no registration ${code}`);
  return { receipt, registration };
}

const file = (bytes: Buffer, name: string, type = 'application/pdf'): File =>
  new File([new Uint8Array(bytes)], name, { type });
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const LABORATORY = '/daftar/pemeriksaan';
const siti = (different: Fields = {}): Fields => ({
  personName: 'siti aminah',
  nik: '3308 1057 0890 0001',
  birthDate: '',
  visitOn: '2026-11-23',
  phone: '0812-0000-1111',
  [`tests-test-${lab.glucose.id}`]: 'on',
  ...different,
});

describe('the laboratory form', () => {
  test('is read back in words, sent once, and ends in a receipt with the code and what comes next', async () => {
    const letter = file(await pdf('Surat rujukan'), 'rujukan.pdf');
    const read = await check(LABORATORY, siti({ letter }));
    expect(read.status).toBe(200);
    for (const words of ['Siti Aminah', 'Jumat, 17 Agustus 1990', 'Senin, 23 November 2026', 'rujukan.pdf'])
      expect(read.html).toContain(words);
    expect(read.html).toContain('Rp 25.000');
    expect(await lab.db.$count(registrations)).toBe(0);

    const ready = { ...hiddenIn(read.html), consent: '2', deed: 'send' };
    const [first, second] = await Promise.all([post(LABORATORY, ready), post(LABORATORY, ready)]);
    const again = await post(LABORATORY, ready);
    expect([first.status, second.status, again.status]).toEqual([303, 303, 303]);
    expect(new Set([first.to, second.to, again.to]).size).toBe(1);
    expect(await lab.db.$count(registrations)).toBe(1);

    const receipt = await get(first.to);
    expect(receipt.html).toMatch(/LAB-\w{4}-\w{4}-\w/);
    expect(receipt.html).toContain('https://wa.me/6282100000000?text=LACAK%20LAB-');
    expect(receipt.html).not.toContain('Siti');
  });

  test('keeps the consent and the way it came with the citizen, whom no chat knows', async () => {
    const { registration } = await register(LABORATORY, siti());
    expect(registration).toMatchObject({
      personName: 'Siti Aminah',
      nik: '3308105708900001',
      birthDate: '1990-08-17',
      phone: '6281200001111',
      visitOn: '2026-11-23',
      totalRupiah: 25_000,
    });
    expect(lab.db.select().from(cases).all()).toMatchObject([{ source: 'website' }]);
    const [consent] = lab.db.select().from(consents).all();
    expect(consent).toMatchObject({ citizenId: registration.citizenId, decision: 'given', version: 2 });
  });

  test('names every mistake at its field and keeps what was typed, ticked and sent', async () => {
    const letter = file(await picture(), 'rujukan.png', 'image/png');
    const wrong = { nik: '33081057', phone: '12', visitOn: '2026-11-22', letter };
    const { status, html } = await check(LABORATORY, siti(wrong));
    expect(status).toBe(422);
    expect(wrongIn(html)).toEqual(['nik', 'visitOn', 'phone']);
    expect(html).toContain('value="siti aminah"');
    expect(html).toContain('Yang masih bisa');
    expect(html).not.toContain('Balas');
    expect(html).toMatch(new RegExp(`name="tests-test-${lab.glucose.id}" checked`));
    expect(html).toContain('rujukan.png');

    const mended = { ...siti(), ...hiddenIn(html), deed: 'check' };
    const read = await post(LABORATORY, mended);
    expect(read.status).toBe(200);
    expect(read.html).toContain('rujukan.png');
  });

  test('takes no file of another kind, none that acts, and none of another form', async () => {
    const unsafe = await check(
      LABORATORY,
      siti({ letter: file(await scriptedPdf({ packed: false }), 'a.pdf') }),
    );
    expect(wrongIn(unsafe.html)).toEqual(['letter']);
    const text = await check(LABORATORY, siti({ letter: file(Buffer.from('halo'), 'a.pdf') }));
    expect(wrongIn(text.html)).toEqual(['letter']);
    const large = file(Buffer.alloc(11 * 1024 * 1024, 1), 'besar.pdf');
    expect(wrongIn((await check(LABORATORY, siti({ letter: large }))).html)).toEqual(['letter']);

    const mine = await check(LABORATORY, siti({ letter: file(await pdf('x'), 'milik-siti.pdf') }));
    const token = hiddenIn(mine.html)['letter-token'] ?? '';
    expect(token).not.toBe('');
    const stolen = await check(LABORATORY, siti({ 'letter-token': token }));
    expect(stolen.html).not.toContain('milik-siti.pdf');
    lab.clock.pass({ hours: 4 });
    const late = await post(LABORATORY, { ...hiddenIn(mine.html), deed: 'check' });
    expect(late.html).not.toContain('milik-siti.pdf');
  });

  test('asks for a tick at a birth date other than that of the NIK, and takes it then', async () => {
    const other = await check(LABORATORY, siti({ birthDate: '18-08-1990' }));
    expect(wrongIn(other.html)).toEqual(['birthDate']);
    expect(other.html).toContain('name="birthDate-confirmed"');
    const { registration } = await register(
      LABORATORY,
      siti({ birthDate: '18-08-1990', 'birthDate-confirmed': 'on' }),
    );
    expect(registration.birthDate).toBe('1990-08-18');
  });

  test('sends nothing without consent, from elsewhere, or without its key', async () => {
    const read = await check(LABORATORY, siti());
    const unasked = await post(LABORATORY, { ...hiddenIn(read.html), deed: 'send' });
    expect([unasked.status, wrongIn(unasked.html)]).toEqual([422, ['consent']]);
    const older = await post(LABORATORY, { ...hiddenIn(read.html), deed: 'send', consent: '1' });
    expect(older.status).toBe(422);
    const ready = { ...hiddenIn(read.html), deed: 'send', consent: '2' };
    expect((await post(LABORATORY, ready, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await post(LABORATORY, ready, {})).status).toBe(403);
    expect((await post(LABORATORY, { ...ready, form: '' })).status).toBe(422);
    expect([await lab.db.$count(registrations), await lab.db.$count(citizens)]).toEqual([0, 2]);
  });

  test('goes back to the form with everything in it', async () => {
    const read = await check(LABORATORY, siti());
    const back = await post(LABORATORY, { ...hiddenIn(read.html), deed: 'change' });
    expect(back.html).toContain('value="siti aminah"');
    expect(back.html).toMatch(new RegExp(`name="tests-test-${lab.glucose.id}" checked`));
  });

  test('speaks English to who asks for it, and remembers that', async () => {
    const { registration, receipt } = await register(`${LABORATORY}?lang=en`, siti());
    expect(receipt.html).toContain('We have your registration');
    const found = lab.db
      .select()
      .from(citizens)
      .all()
      .find(({ id }) => id === registration.citizenId);
    expect(found?.language).toBe('en');
  });

  test('takes so many registrations an hour from one address, and no more', async () => {
    const statuses: number[] = [];
    const read = await check(LABORATORY, siti());
    const ready = { ...hiddenIn(read.html), consent: '2', deed: 'send' };
    for (let round = 0; round < 32; round += 1) statuses.push((await post(LABORATORY, ready)).status);
    expect(statuses.filter((status) => status === 303)).toHaveLength(30);
    expect(statuses.at(-1)).toBe(429);
  });
});

test('a form that does not say how large it is is not taken in', async () => {
  const body = new ReadableStream({
    start(stream) {
      stream.enqueue(new TextEncoder().encode('--x\r\n'));
      stream.close();
    },
  });
  const headers = { ...FROM_US, 'content-type': 'multipart/form-data; boundary=x' };
  const streamed = { method: 'POST', headers, body, duplex: 'half' } as const;
  expect((await fetch(`${address}${LABORATORY}`, streamed)).status).toBe(413);
});

test('a form that the lab has switched off leads to the chat and the counter', async () => {
  changed = { webForms: { ...lab.settings.webForms, consultation: false } };
  const off = await get('/daftar/konsultasi');
  expect(off.status).toBe(503);
  expect(off.html).toContain('wa.me');
  expect((await post('/daftar/konsultasi', { form: 'x'.repeat(20), deed: 'send' })).status).toBe(503);
  const choose = await get('/daftar');
  expect(choose.html).toContain('/daftar/pemeriksaan');
  expect(choose.html).not.toContain('/daftar/konsultasi');
});

test('a consultation is registered for the day that has room', async () => {
  const { registration } = await register('/daftar/konsultasi', {
    personName: 'Budi Santoso',
    nik: '3308101203850002',
    birthDate: '',
    visitOn: '2026-11-23',
    phone: '081200002222',
  });
  expect(registration).toMatchObject({ service: 'consultation', visitOn: '2026-11-23', totalRupiah: 50_000 });
});

describe('the form of a tour', () => {
  const kind = 'Laboratorium mikrobiologi';
  const school = async (different: Fields = {}): Promise<Fields> => ({
    personName: 'Sri Wahyuni',
    institution: 'SMA Negeri Contoh',
    email: 'sri@contoh.sch.id',
    phone: '081200003333',
    kind,
    visitors: '20',
    visitOn: '2026-12-07',
    untilOn: '2026-12-07',
    letter: file(await pdf('Surat pengantar'), 'pengantar.pdf'),
    ...different,
  });
  const choices = async (): Promise<string[]> =>
    [...(await get('/daftar/wisata')).html.matchAll(/<option value="([^"]+)"/g)].map(([, word = '']) => word);

  test('registers a group with its letter', async () => {
    const [first = ''] = await choices();
    const { registration } = await register('/daftar/wisata', await school({ kind: first }));
    expect(registration).toMatchObject({ service: 'tour', places: 20, institution: 'SMA Negeri Contoh' });
  });

  test('says what is wrong with the days, the number and the letter', async () => {
    const [first = ''] = await choices();
    const ends = await check('/daftar/wisata', await school({ kind: first, untilOn: '2026-12-04' }));
    expect(wrongIn(ends.html)).toEqual(['untilOn']);
    const crowd = await check('/daftar/wisata', await school({ kind: first, visitors: '500' }));
    expect(wrongIn(crowd.html)).toEqual(['visitors']);
    const bare = await check('/daftar/wisata', await school({ kind: '', letter: new File([], '') }));
    expect(wrongIn(bare.html)).toEqual(['kind', 'letter']);
    const picked = file(await picture(), 'surat.png', 'image/png');
    const photo = await check('/daftar/wisata', await school({ kind: first, letter: picked }));
    expect(wrongIn(photo.html)).toEqual(['letter']);
  });
});

describe('the form of a shipment', () => {
  const shipper = async (different: Fields = {}): Promise<Fields> => ({
    institution: 'Puskesmas Contoh',
    personName: 'Dewi Lestari',
    phone: '081200004444',
    email: 'dewi@puskesmas.example',
    'address.0.street': 'Jalan Melati 3',
    'address.0.rt': '1',
    'address.0.rw': '2',
    'address.0.village': 'Kemirirejo',
    'address.0.subdistrict': 'Magelang Tengah',
    region: 'Kota Magelang, Jawa Tengah',
    category: 'manusia',
    cover: file(await pdf('Surat pengantar'), 'surat.pdf'),
    identity: file(await filledTemplate('identity', [GOOD_ROW.identity]), 'identitas.xlsx', XLSX),
    control: file(await filledTemplate('control', [GOOD_ROW.control]), 'kendali.xlsx', XLSX),
    nar: file(await filledTemplate('nar', [GOOD_ROW.nar]), 'nar.xlsx', XLSX),
    'samples.0.test': 'HIV',
    'samples.0.sampleType': 'serum',
    'samples.0.samples': '1',
    'samples.0.boxes': '1',
    ...different,
  });

  test('registers samples with their four documents, and gives the label', async () => {
    const { registration, receipt } = await register('/daftar/kirim-sampel', await shipper());
    expect(registration).toMatchObject({ service: 'shipment', institution: 'Puskesmas Contoh' });
    expect(receipt.html).toContain('/label/a4');
    const label = /\/daftar\/bukti\/[\w-]+\/label\/a4/.exec(receipt.html)?.[0] ?? '';
    // It is printed by another thread, so the first look may come before it.
    expect((await get(label)).status).toBe(503);
    // Whoever finds the address later, in a browser that others use, has to prove the shipment.
    lab.clock.pass({ hours: 3, minutes: 1 });
    expect(await get(label)).toMatchObject({ status: 303, to: `/t/${registration.code}` });
  });

  test('keeps the name of a file out of every address', async () => {
    const named = 'Hasil Siti Aminah.xlsx';
    const repaired = { ...GOOD_ROW.identity, sex: 'perempuan', name: '' };
    const sheet = await filledTemplate('identity', [repaired]);
    const wrong = await check('/daftar/kirim-sampel', await shipper({ identity: file(sheet, named, XLSX) }));
    const copies = [...wrong.html.matchAll(/\/daftar\/salinan\/[\w-]+\/([\w-]+)\.[\w-]+/g)];
    expect(copies.length).toBeGreaterThan(0);
    for (const [, token = ''] of copies)
      expect(Buffer.from(token, 'base64url').toString()).not.toContain('Siti');
  });

  test('keeps a document under the name the store gave it, whatever the browser called it', async () => {
    const named = '../Hasil 3308105708900001 Siti.pdf';
    const cover = file(await pdf('Surat pengantar'), named);
    const { registration } = await register('/daftar/kirim-sampel', await shipper({ cover }));
    expect(shipmentOf(lab.db, registration.id)?.documents[0]).toMatchObject({
      kind: 'cover',
      fileName: 'Hasil 3308••••••••0001 Siti.pdf',
    });
  });

  test('adds a row without losing what was typed or sent', async () => {
    const { html } = await get('/daftar/kirim-sampel');
    const more = await post('/daftar/kirim-sampel', {
      ...hiddenIn(html),
      ...(await shipper()),
      deed: 'addRow',
    });
    expect(more.html).toContain('name="samples.1.test"');
    expect(more.html).toContain('value="Jalan Melati 3"');
    expect(more.html).toContain('identitas.xlsx');
  });

  test('names the mistakes of a sheet by its cells, an unknown place and an empty row', async () => {
    const { collectedOn: _left, ...row } = GOOD_ROW.identity;
    const sheet = await filledTemplate('identity', [{ ...row, [Object.keys(row)[0] ?? '']: '' }]);
    const wrong = await check(
      '/daftar/kirim-sampel',
      await shipper({
        identity: file(sheet, 'identitas.xlsx', XLSX),
        region: 'Provinsi Antah Berantah',
        'samples.0.test': '',
        'samples.0.sampleType': '',
        'samples.0.samples': '',
        'samples.0.boxes': '',
      }),
    );
    expect(wrongIn(wrong.html)).toEqual(['region', 'identity', 'samples']);
    expect(wrong.html).toContain('identity-choice');
    const asIs = await post('/daftar/kirim-sampel', {
      ...hiddenIn(wrong.html),
      ...withoutFiles(await shipper()),
      'identity-choice': 'apa adanya',
      deed: 'check',
    });
    expect(wrongIn(asIs.html)).toEqual([]);
  });

  test('keeps what was said about a sheet with mistakes, until another takes its place', async () => {
    const wrongSheet = file(
      await filledTemplate('identity', [{ ...GOOD_ROW.identity, name: '' }]),
      'a.xlsx',
      XLSX,
    );
    const typed = withoutFiles(await shipper({ region: 'Provinsi Antah Berantah' }));
    const wrong = await check('/daftar/kirim-sampel', await shipper({ identity: wrongSheet }));
    const elsewhere = await post('/daftar/kirim-sampel', {
      ...hiddenIn(wrong.html),
      ...typed,
      'identity-choice': 'apa adanya',
      deed: 'check',
    });
    expect(wrongIn(elsewhere.html)).toEqual(['region']);
    const again = { ...hiddenIn(elsewhere.html), ...withoutFiles(await shipper()), deed: 'check' };
    expect(wrongIn((await post('/daftar/kirim-sampel', again)).html)).toEqual([]);
    const replaced = await post('/daftar/kirim-sampel', { ...again, identity: wrongSheet });
    expect(wrongIn(replaced.html)).toEqual(['identity']);
  });

  test('offers what can be done about a sheet once, and no numbers to reply with', async () => {
    const repaired = await filledTemplate('identity', [{ ...GOOD_ROW.identity, sex: 'perempuan', name: '' }]);
    const wrong = await check(
      '/daftar/kirim-sampel',
      await shipper({ identity: file(repaired, 'a.xlsx', XLSX), region: 'magelang' }),
    );
    expect(wrongIn(wrong.html)).toEqual(['region', 'identity']);
    expect(wrong.html).not.toMatch(/\n1\. |>1\. |terlampir/);
    expect(wrong.html).toContain('• Kota Magelang, Jawa Tengah');
    expect(wrong.html.match(/yang sudah dibetulkan/g)).toHaveLength(2);
  });

  test('knows every regency and city by the words that are offered for it', async () => {
    const read = REGENCIES.filter(({ name, province }) => {
      const words = `${name}, ${province.name}`;
      const found = lab.change((ctx) => perform(ctx, 'findPlaces', { words, provinceCode: null }));
      const { provinces, regencies } = found as { provinces: unknown[]; regencies: { name: string }[] };
      return provinces.length === 0 && regencies.length === 1 && regencies[0]?.name === name;
    });
    expect(REGENCIES.filter((one) => !read.includes(one)).map(({ name }) => name)).toEqual([]);
  });
});

const withoutFiles = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => typeof value === 'string'));
