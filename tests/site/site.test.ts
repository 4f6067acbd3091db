import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { journal } from '../../src/domain/journal.ts';
import { shorten } from '../../src/domain/links/index.ts';
import type { Registration } from '../../src/domain/registrations/index.ts';
import { release, sendDue, upload, validate } from '../../src/domain/reports/index.ts';
import { newCode } from '../../src/domain/values/code.ts';
import { perform, submitForm } from '../../src/effects.ts';
import { createFileTokens } from '../../src/files/file-tokens.ts';
import { readSheet } from '../../src/files/read-sheet.ts';
import { printHere } from '../../src/print/here.ts';
import { readHere } from '../../src/reader/index.ts';
import { createSite, type SiteParts } from '../../src/site/server.ts';
import { putCase } from '../support/cases.ts';
import { type RegistrationLab, registrationLab } from '../support/registrations.ts';

let lab: RegistrationLab;
let siti: Registration;
let address: string;
let close: () => Promise<void>;
const logged: string[] = [];

beforeEach(async () => {
  lab = registrationLab();
  siti = lab.register();
  await serve();
});
afterEach(() => close());

async function serve(different: Partial<SiteParts> = {}): Promise<void> {
  const site = createSite({
    perform,
    submitForm,
    fileTokens: createFileTokens(new Uint8Array(32)),
    publicUrl: () => 'http://lab.example',
    transact: lab.transact,
    clock: lab.clock,
    lab: () => lab.settings,
    log: { error: (_about, message) => void logged.push(message) },
    files: {
      admit: async () => ({ outcome: 'refused', problem: 'wrongKind' }),
      open: () => ({ path: import.meta.filename, name: 'x.pdf', mimeType: 'application/pdf', sizeBytes: 1 }),
    },
    published: () => readHere(lab.db).ask('published', { lab: lab.settings, now: lab.clock.now() }),
    print: printHere,
    simulated: false,
    ...different,
  });
  const server = express()
    // As behind a proxy, so that a test can come from many addresses.
    .set('trust proxy', 'loopback')
    .use(site)
    .listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  // A server that listens on a port has an address with one.
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  };
}

interface Answered {
  status: number;
  html: string;
  headers: Headers;
}

async function ask(path: string, init: RequestInit & { from?: string } = {}): Promise<Answered> {
  const headers = { 'x-forwarded-for': init.from ?? '203.0.113.1' };
  const response = await fetch(address + path, { ...init, headers, redirect: 'manual' });
  return { status: response.status, html: await response.text(), headers: response.headers };
}

const prove = (code: string, proof: string, from?: string, path = `/t/${code}`): Promise<Answered> =>
  ask(path, { method: 'POST', body: new URLSearchParams({ proof }), ...(from && { from }) });

/** A report on its way out: two officers and the minutes of second thought. */
function sendReport(registration: Registration): void {
  lab.walk(registration, 'verified', 'sampleReceived', 'testing');
  const { id: registrationId, version: expectedVersion } = lab.now(registration);
  const report = { registrationId, expectedVersion, fileId: lab.fileId, evidence: 'code' } as const;
  const uploaded = lab.as(lab.ratna, (ctx) => upload(ctx, report));
  if (uploaded.outcome !== 'uploaded') throw new Error(`not uploaded: ${uploaded.outcome}`);
  const { reportId } = uploaded;
  const step = () => ({ reportId, expectedVersion: lab.now(registration).version });
  lab.as(lab.joko, (ctx) => validate(ctx, step()));
  lab.as(lab.joko, (ctx) => release(ctx, step()));
  lab.clock.pass({ minutes: 11 });
  lab.change((ctx) => sendDue(ctx));
}

const withoutCodes = (html: string): string => html.replace(/LAB-\w{4}-\w{4}-\w/g, 'LAB');

describe('following a registration', () => {
  test.each(['17-08-1990', '17 Agustus 1990', '17/8/90', '１７-08-1990'])(
    'the birth date may be written %s',
    async (birthDate) => {
      const { status, html } = await prove(siti.code, birthDate);
      expect(status).toBe(200);
      for (const words of [
        'Siti Aminah',
        'Terdaftar',
        'Senin, 23 November 2026',
        'Gula darah puasa',
        'Rp 25.000',
      ]) {
        expect(html).toContain(words);
      }
      expect(html).not.toContain(siti.nik);
    },
  );

  test('the code may be typed in small letters without dashes', async () => {
    const fields = { code: siti.code.toLowerCase().replaceAll('-', ' ') };
    const { status, headers } = await ask('/t', { method: 'POST', body: new URLSearchParams(fields) });
    expect([status, headers.get('location')]).toEqual([303, `/t/${siti.code}`]);
  });

  test('an unknown code and a wrong date give the same page', async () => {
    const unknown = newCode('LAB', new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]));
    const wrong = await prove(siti.code, '17-08-1991', '203.0.113.1');
    const missing = await prove(unknown, '17-08-1991', '203.0.113.2');
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('tidak cocok');
    expect([missing.status, withoutCodes(missing.html)]).toEqual([wrong.status, withoutCodes(wrong.html)]);
  });

  test('a date that no calendar has and a code with a slip cost no try', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { status, html } = await prove(siti.code, '31-02-1990');
      expect([status, html.includes('proof-problem')]).toEqual([422, true]);
    }
    const slip = `${siti.code.slice(0, -1)}${siti.code.endsWith('0') ? '1' : '0'}`;
    expect((await prove(slip, '17-08-1990')).html).toContain('salah ketik');
    expect((await prove(siti.code, '17-08-1990')).status).toBe(200);
  });

  test('five wrong dates lock it for everybody outside, the right one included, until tomorrow', async () => {
    for (let guess = 1; guess <= 5; guess += 1) {
      await prove(siti.code, `0${guess}-01-1980`, `203.0.113.${guess}`);
    }
    const locked = await prove(siti.code, '17-08-1990', '203.0.113.99');
    expect(locked.status).toBe(403);
    expect(locked.html).toContain('dikunci sampai 21 November 2026 pukul 09.00');
    expect(locked.html).not.toContain('Siti Aminah');
    lab.clock.pass({ hours: 24 });
    expect((await prove(siti.code, '17-08-1990', '203.0.113.99')).status).toBe(200);
  });

  test('the birth date is in no address, and no page may be kept or found', async () => {
    const { html, headers } = await prove(siti.code, '17-08-1990');
    expect(html).not.toMatch(/(href|action)="[^"]*1990/);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-robots-tag')).toBe('noindex, nofollow');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('content-security-policy')).not.toContain('script-src');
    expect(html).not.toContain('<script');
  });

  test('fields that come twice and hostile codes are only text', async () => {
    const twice = await ask(`/t/${siti.code}`, {
      method: 'POST',
      body: new URLSearchParams([
        ['proof', '17-08-1990'],
        ['proof', '17-08-1990'],
      ]),
    });
    expect(twice.status).toBe(422);
    const { html } = await ask(`/t/${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(html).not.toContain('<script');
  });

  test('English is one link away and stays', async () => {
    const { html } = await ask(`/t/${siti.code}?lang=en`);
    expect(html).toContain('Follow a registration');
    expect(html).toContain(`action="/t/${siti.code}?lang=en"`);
    const shown = await prove(siti.code, '17 August 1990', undefined, `/t/${siti.code}?lang=en`);
    expect(shown.html).toContain('Registered');
    expect(shown.html).toContain(`href="/t/${siti.code}"`);
  });

  test('who was rejected reads why, and no fee that nobody wants', async () => {
    expect((await prove(siti.code, '17-08-1990')).html).toContain('belum dibayar');
    lab.walk(siti, 'rejected');
    const { html } = await prove(siti.code, '17-08-1990');
    expect(html).toContain('Ditolak');
    expect(html).not.toContain('belum dibayar');
  });
});

describe('the report', () => {
  test('is offered when it is out, asks for the birth date again, and its handing over is recorded', async () => {
    expect((await prove(siti.code, '17-08-1990')).html).not.toContain('/report');
    sendReport(siti);
    expect((await prove(siti.code, '17-08-1990')).html).toContain(`action="/t/${siti.code}/report"`);
    // The same network address has just been verified; a neighbour behind it is not.
    expect((await prove(siti.code, '', undefined, `/t/${siti.code}/report`)).status).toBe(422);
    const file = await prove(siti.code, '1990-08-17', undefined, `/t/${siti.code}/report`);
    expect(file.status).toBe(200);
    expect(file.headers.get('content-disposition')).toBe(`attachment; filename=LHU-${siti.code}.pdf`);
    const kinds = lab.db
      .select()
      .from(journal)
      .all()
      .map(({ data }) => data);
    expect(kinds).toContainEqual(expect.objectContaining({ kind: 'report.handedOver', by: 'page' }));
  });

  test('a result that is handed over in person is never a file', async () => {
    const sensitive = lab.register({ tests: [lab.hiv] });
    sendReport(sensitive);
    expect((await prove(sensitive.code, '17-08-1990')).html).toContain('diserahkan langsung di loket');
    const { status, headers } = await prove(
      sensitive.code,
      '1990-08-17',
      undefined,
      `/t/${sensitive.code}/report`,
    );
    expect([status, headers.get('content-disposition')]).toEqual([409, null]);
  });
});

describe('short links and the front page', () => {
  test('a short link leads on until it expires', async () => {
    const slug = lab.change((ctx) => shorten(ctx, { target: `/t/${siti.code}`, days: 30 }));
    const { status, headers } = await ask(`/s/${slug}`);
    expect([status, headers.get('location')]).toEqual([302, `/t/${siti.code}`]);
    lab.clock.pass({ days: 31 });
    const gone = await ask(`/s/${slug}`);
    expect([gone.status, gone.html.includes('tidak berlaku')]).toEqual([404, true]);
    expect((await ask('/s/tidakada')).status).toBe(404);
  });

  test('the front page leads to WhatsApp, and to the simulator while there is one', async () => {
    const { html } = await ask('/');
    expect(html).toContain('https://wa.me/6282100000000');
    expect(html).toContain('07.30–14.00');
    expect(html).not.toContain('/simulator');
    await close();
    await serve({ simulated: true });
    expect((await ask('/')).html).toContain('href="/simulator"');
  });

  test('what does not exist is said kindly', async () => {
    const { status, html } = await ask('/tidak/ada');
    expect([status, html.includes('Halaman tidak ada')]).toEqual([404, true]);
  });

  test('who asks without end is asked to wait', async () => {
    let last = 200;
    for (let round = 0; round < 45; round += 1)
      last = (await prove('LAB', '17-08-1990', '198.51.100.7')).status;
    expect(last).toBe(429);
  });
});

describe('what everybody may know', () => {
  const october = (count: number, service: 'laboratory' | 'complaint' = 'laboratory') => {
    for (let each = 0; each < count; each += 1)
      putCase(lab.db, {
        service,
        receivedAt: new Date('2026-10-10T09:00:00+07:00'),
        endedAt: new Date('2026-10-12T09:00:00+07:00'),
        phase: 'ended',
        personName: 'Siti Aminah',
      });
  };

  test('is on a page in both languages, without anybody being on it', async () => {
    october(12);
    october(2, 'complaint');
    const page = await ask('/statistik');
    expect(page.status).toBe(200);
    expect(page.html).toContain('<th scope="row">Oktober 2026</th><td>12</td><td>&lt;3</td><td>12+</td>');
    expect(page.html).toContain('≥ 83 %');
    expect(page.html).not.toContain('Siti');
    expect(page.headers.get('cache-control')).toContain('public');
    expect((await ask('/statistik?lang=en')).html).toContain('October 2026');
    expect((await ask('/')).html).toContain('href="/statistik"');
  });

  test('is counted once for all who ask within the hour', async () => {
    let asked = 0;
    await close();
    await serve({
      published: () => {
        asked += 1;
        return readHere(lab.db).ask('published', { lab: lab.settings, now: lab.clock.now() });
      },
    });
    for (let each = 0; each < 5; each += 1) expect((await ask('/statistik')).status).toBe(200);
    expect(asked).toBe(1);
    lab.clock.pass({ hours: 1 });
    await ask('/statistik');
    expect(asked).toBe(2);
  });

  test('is asked for later when it cannot be counted now', async () => {
    await close();
    await serve({ published: () => Promise.reject(new Error('busy')) });
    expect((await ask('/statistik')).status).toBe(503);
  });
});

describe('the empty sheets of a shipment', () => {
  test.each(['identitas-sampel.xlsx', 'formulir-kendali.xlsx', 'formulir-nar.xlsx'])(
    '%s is saved by whoever asks',
    async (name) => {
      const response = await fetch(`${address}/format/${name}`);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-disposition')).toBe(`attachment; filename=${name}`);
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      const bytes = new Uint8Array(await response.arrayBuffer());
      expect(await readSheet(bytes)).toMatchObject({ outcome: 'read' });
    },
  );

  test('there is no other', async () => {
    for (const name of ['__proto__', 'constructor', 'identitas-sampel.xls', '..%2Fsite.css'])
      expect((await ask(`/format/${name}`)).status).toBe(404);
  });

  test('carry the letterhead of today, and are not drawn for everybody who asks', async () => {
    let drawn = 0;
    await close();
    await serve({
      print: (what, data) => {
        drawn += 1;
        return printHere(what, data);
      },
    });
    const letterhead = async () => {
      const response = await fetch(`${address}/format/formulir-nar.xlsx`);
      const read = await readSheet(new Uint8Array(await response.arrayBuffer()));
      return read.outcome === 'read' ? read.sheets[0]?.rows[0]?.cells[0]?.text : read.outcome;
    };
    expect(await letterhead()).toContain(lab.settings.name);
    await letterhead();
    expect(drawn).toBe(1);
    lab.settings.name = 'Balai Laboratorium Contoh';
    expect(await letterhead()).toContain('Balai Laboratorium Contoh');
  });
});
