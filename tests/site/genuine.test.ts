import { afterEach, beforeEach, expect, test } from 'vitest';
import { addFile } from '../../src/domain/files/index.ts';
import { drawPaperCode, issuePaper, keepPaper, replacePapers } from '../../src/domain/papers/index.ts';
import type { Registration } from '../../src/domain/registrations/index.ts';
import { type RegistrationLab, registrationLab } from '../support/registrations.ts';
import { type OpenSite, openSite } from '../support/site.ts';

let lab: RegistrationLab;
let site: OpenSite;
let siti: Registration;
let code: string;

beforeEach(async () => {
  lab = registrationLab();
  site = await openSite(lab);
  siti = lab.register();
  code = lab.change((ctx) => {
    const file = { storedAs: 'x', name: 'x.pdf', mimeType: 'application/pdf', sizeBytes: 1, sha256: 'x' };
    const drawn = drawPaperCode(ctx);
    const fileId = addFile(ctx, { ...file, origin: 'lab' });
    keepPaper(ctx, { code: drawn, kind: 'report', registrationId: siti.id, fileId });
    issuePaper(ctx, { registrationId: siti.id, fileIds: [fileId] });
    return drawn;
  });
});
afterEach(() => site.close());

test('a genuine paper is said to be so: its kind, its day and the lab, and nobody in it', async () => {
  const { status, html } = await site.get(`/v/${code.toLowerCase()}`);
  expect(status).toBe(200);
  for (const words of ['Asli dan berlaku', code, 'Laporan hasil uji', '20 November 2026', lab.settings.name])
    expect(html).toContain(words);
  for (const personal of [siti.personName, siti.code, siti.phone, 'Siti', 'Gula'])
    expect(html).not.toContain(personal);
});

test('a paper that was replaced is said to be no longer valid, in English too', async () => {
  lab.clock.pass({ days: 3 });
  lab.change((ctx) => replacePapers(ctx, { registrationId: siti.id, kind: 'report' }));
  expect((await site.get(`/v/${code}`)).html).toContain('Tidak berlaku lagi');
  const { html } = await site.get(`/v/${code}?lang=en`);
  expect(html).toContain('No longer valid');
  expect(html).toContain('23 November 2026');
});

test('a code we never gave is not known, and a slip is told from it', async () => {
  const unknown = await site.get('/v/2222-2222-G');
  expect(unknown.status).toBe(404);
  expect(unknown.html).toContain('Tidak kami kenal');
  const slip = await site.get(`/v/${code.slice(0, -1)}${code.endsWith('7') ? '8' : '7'}`);
  expect(slip.status).toBe(422);
  expect(slip.html).toContain('salah ketik');
  expect((await site.get('/v/%3Cscript%3Ealert(1)%3C%2Fscript%3E')).html).not.toContain('<script>alert');
});

test('a code typed into the page leads to an address that can be passed on', async () => {
  expect((await site.get('/v')).html).toContain('Contoh: 7K2M-9QXP-C');
  const { status, headers } = await site.get(`/v?code=${encodeURIComponent(` ${code} `)}&lang=en`);
  expect(status).toBe(302);
  expect(headers.get('location')).toBe(`/v/${code}?lang=en`);
});

test('who asks too often has to wait a minute', async () => {
  let status = 200;
  for (let asked = 0; asked < 260 && status !== 429; asked += 1)
    ({ status } = await site.get('/v/2222-2222-G', '203.0.113.9'));
  expect(status).toBe(429);
  expect((await site.get(`/v/${code}`, '203.0.113.10')).status).toBe(200);
});
