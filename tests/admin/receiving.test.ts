import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { drawPaperCode, keepPaper } from '../../src/domain/papers/index.ts';
import type { Registration } from '../../src/domain/registrations/index.ts';
import { shipmentOf } from '../../src/domain/shipments/index.ts';
import { putShipment } from '../support/other-services.ts';
import { furnished, type RegistrationLab } from '../support/registrations.ts';
import { type Browser, hiddenFieldsOf, type StaffPages, staffPages } from '../support/staff-pages.ts';

let pages: StaffPages;
let lab: RegistrationLab;
let rina: Browser;
let shipment: Registration;

beforeEach(async () => {
  pages = await staffPages();
  lab = furnished(pages);
  rina = await pages.signedIn(await pages.hire('Rina Wulandari', 'serviceOfficer'));
  pages.db.$client.exec(
    `update staff set services = '["laboratory","shipment"]' where role = 'serviceOfficer'`,
  );
  shipment = putShipment(lab);
});
afterEach(() => pages.close());

const DESK = '/admin/receiving';
const scan = (typed: string) => rina.get(`${DESK}?code=${encodeURIComponent(typed)}`);
const action = () => `/admin/receiving/${shipment.id}`;
const AS_ANNOUNCED = { boxes1: '2', samples1: '3', boxes2: '1', samples2: '2' };
const SHORT = { ...AS_ANNOUNCED, boxes1: '1', samples1: '2' };

async function receive(fields: Record<string, string>) {
  const { html } = await scan(shipment.code);
  return rina.post(action(), { ...hiddenFieldsOf(html, action()), ...fields });
}
const received = () => lab.facts.filter(({ kind }) => kind === 'shipment.received');

describe('what stands in the field of the desk', () => {
  test.each([
    ['the code as it is printed', (code: string) => code],
    ['in small letters without dashes', (code: string) => code.toLowerCase().replaceAll('-', '')],
    ['the tracking page, as the QR has it', (code: string) => `https://lab.example/t/${code}`],
    ['the same with what a browser adds', (code: string) => `https://lab.example/t/${code}?utm=x#top `],
    ['the link into the chat', (code: string) => `https://wa.me/6282100000000?text=LACAK%20${code}`],
    ['what a citizen writes', (code: string) => `lacak ${code}`],
  ])('%s finds the shipment', async (_what, typedFor) => {
    const { html } = await scan(typedFor(shipment.code));
    expect(html).toContain('Puskesmas Contoh');
    expect(html).toContain('Diumumkan 2 kotak, 3 sampel');
    // Nothing is filled in that nobody has counted, and one counts at once.
    expect(html).toMatch(/<input[^>]*name="boxes1"[^>]*autofocus/);
    expect(html).not.toMatch(/name="boxes1"[^>]* value="2"/);
  });

  test('the code by which a label says that it is genuine finds its shipment', async () => {
    const code = lab.change((ctx) => {
      const drawn = drawPaperCode(ctx);
      keepPaper(ctx, { kind: 'label', registrationId: shipment.id, fileId: lab.fileId, code: drawn });
      return drawn;
    });
    expect((await scan(`https://lab.example/v/${code}`)).html).toContain('Puskesmas Contoh');
  });

  test('a registration of the laboratory leads to its own page', async () => {
    const siti = lab.register();
    expect((await scan(siti.code)).to).toBe(`/admin/registrations/${siti.id}`);
  });

  test.each([
    [
      'a slip of the hand',
      (code: string) => `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`,
      'keliru',
    ],
    ['a code nobody has', () => 'KRM-0000-0000-0', 'tidak ada di daftar Anda'],
    ['a word', () => 'kotak merah', 'bukan kode pendaftaran'],
    ['something broken', () => '%E0%A4%A', 'bukan kode pendaftaran'],
  ])('%s gets one clear sentence, and what was typed stays', async (_what, typedFor, sentence) => {
    const { status, html } = await scan(typedFor(shipment.code));
    expect(status).toBe(200);
    expect(html).toMatch(new RegExp(`id="scan-error"[^>]*>[^<]*${sentence}`));
    expect(html).toMatch(/id="scan"[^>]*value="[^"]+"/);
  });

  test('what another unit or service has is as if it were not there', async () => {
    pages.db.$client.exec(`update staff set services = '["laboratory"]' where role = 'serviceOfficer'`);
    expect((await scan(shipment.code)).html).toContain('tidak ada di daftar Anda');
    expect((await rina.get(DESK)).html).not.toContain('Puskesmas Contoh');
    expect((await rina.post(action(), AS_ANNOUNCED)).status).toBe(404);
  });
});

describe('taking a shipment in', () => {
  test('as announced needs no second look', async () => {
    const { to } = await receive({ ...AS_ANNOUNCED, note: 'Suhu 6 °C' });
    expect(to).toMatch(/^\/admin\/receiving\?notice=/);
    expect(lab.now(shipment).stage).toBe('sampleReceived');
    const kept = shipmentOf(lab.db, shipment.id);
    expect(kept?.receivedNote).toBe('Suhu 6 °C');
    expect(kept?.samples.map((row) => [row.receivedBoxes, row.receivedSamples])).toEqual([
      [2, 3],
      [1, 2],
    ]);
    expect(received()).toMatchObject([{ differs: false }]);
    const { html } = await rina.get(DESK);
    expect(html).toMatch(/Diterima hari ini[\s\S]*Puskesmas Contoh[\s\S]*5 sampel, 3 kotak/);
  });

  test('with one button when everything is right', async () => {
    expect((await receive({ all: 'on' })).to).toContain(DESK);
    expect(shipmentOf(lab.db, shipment.id)?.samples.map((row) => row.receivedSamples)).toEqual([3, 2]);
  });

  test('with a difference shows it first, and the confirmation holds for these numbers alone', async () => {
    const shown = await receive(SHORT);
    expect(shown.status).toBe(422);
    expect(shown.html).toContain('Belum diterima: hitungannya tidak sama');
    expect(shown.html).toContain('Gula darah puasa, Darah: 1 kotak dari 2, 2 sampel dari 3');
    expect(shown.html).not.toContain('Kolesterol total, Usap: 1 kotak');
    expect(lab.now(shipment).stage).toBe('awaitingSamples');
    // One stands where it has to be counted again.
    expect(shown.html).toMatch(/<input[^>]*name="boxes1"[^>]*autofocus/);
    const confirmed = /name="confirmed" value="([^"]+)"/.exec(shown.html)?.[1] ?? '';
    const hidden = hiddenFieldsOf(shown.html, action());
    const other = await rina.post(action(), { ...hidden, ...SHORT, boxes1: '0', confirmed });
    expect(other.status).toBe(422);
    expect((await rina.post(action(), { ...hidden, ...SHORT, confirmed })).status).toBe(303);
    expect(received()).toMatchObject([{ differs: true }]);
    expect((await rina.get(DESK)).html).toContain('Selisih');
  });

  test('wants a number in every field', async () => {
    const { html } = await receive({ ...AS_ANNOUNCED, boxes2: 'dua', samples2: '' });
    expect(html).toMatch(/boxes2-error[^>]*>Tulis angkanya/);
    expect(html).toMatch(/samples2-error[^>]*>Tulis angkanya/);
    expect(html).toMatch(/name="boxes2"[^>]*value="dua"/);
    expect(received()).toEqual([]);
  });

  test('twice is refused: the page says when it came and who took it in', async () => {
    await receive({ all: 'on' });
    const { html } = await scan(shipment.code);
    expect(html).toContain('sudah diterima hari ini 09.00 oleh Rina Wulandari');
    expect(html).not.toContain('name="boxes1"');
    // The next one can be scanned at once.
    expect(html).toMatch(/id="scan"[^>]*autofocus/);
  });

  test('by two officers at once is done by the first, and the second is told', async () => {
    const { html } = await scan(shipment.code);
    const hidden = hiddenFieldsOf(html, action());
    await receive({ all: 'on' });
    const refused = await rina.post(action(), { ...hidden, ...AS_ANNOUNCED });
    expect(refused.status).toBe(409);
    // Only what happened since the page was opened.
    expect(refused.html).toContain('Menerima kiriman');
    expect(refused.html).not.toMatch(/Mendaftar\s*</);
    expect(received()).toHaveLength(1);
  });

  test('whose documents are not checked says so; one that was cancelled is not taken in', async () => {
    lab.db.$client.exec(`update registrations set stage = 'registered' where service = 'shipment'`);
    expect((await scan(shipment.code)).html).toContain('Dokumennya belum diperiksa');
    lab.db.$client.exec(`update registrations set stage = 'cancelled' where service = 'shipment'`);
    const { html } = await scan(shipment.code);
    expect(html).toContain('sudah dibatalkan. Jangan diterima');
    expect(html).not.toContain('name="boxes1"');
  });
});

test('who opened a shipment at the desk is kept, and who looked at its lists', async () => {
  await rina.get(DESK);
  await scan(shipment.code);
  expect(lab.facts.filter(({ kind }) => kind === 'registration.opened')).toHaveLength(1);
  expect(lab.facts.filter(({ kind }) => kind === 'cases.searched')).toMatchObject([{ search: 'receiving' }]);
});

test('what was expected on a day that has passed is still waited for', async () => {
  expect((await rina.get(DESK)).html).not.toContain(shipment.code);
  lab.clock.pass({ days: 4 });
  rina = await pages.signedIn({ email: 'rina.wulandari@labkesmas.example' });
  expect((await rina.get(DESK)).html).toMatch(/Diharapkan tiba[\s\S]*Puskesmas Contoh[\s\S]*sejak 23 Nov/);
});
