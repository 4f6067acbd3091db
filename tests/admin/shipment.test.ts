import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { printOrders } from '../../src/domain/papers/table.ts';
import type { Registration } from '../../src/domain/registrations/index.ts';
import { keepCheck } from '../../src/domain/sheets/index.ts';
import { shipmentOf } from '../../src/domain/shipments/index.ts';
import { putShipment } from '../support/other-services.ts';
import { furnished, type RegistrationLab } from '../support/registrations.ts';
import { type Browser, hiddenFieldsOf, type StaffPages, staffPages } from '../support/staff-pages.ts';

let pages: StaffPages;
let lab: RegistrationLab;
let rina: Browser;
let shipment: Registration;
const folder = mkdtempSync(join(tmpdir(), 'sapalab-shipment-'));
const path = join(folder, 'identitas.xlsx');
let admitted: unknown[];

beforeEach(async () => {
  writeFileSync(path, 'x');
  admitted = [];
  pages = await staffPages({
    files: {
      admit: async (_bytes, claim) => {
        admitted.push(claim);
        return claim.name.endsWith('.exe')
          ? { outcome: 'refused', problem: 'wrongKind' }
          : { outcome: 'stored', fileId: lab.fileId, mimeType: 'x' };
      },
      keepOwn: async () => lab.fileId,
      open: () => ({ path, name: 'identitas.xlsx', mimeType: 'application/vnd.ms-excel', sizeBytes: 1 }),
    },
  });
  lab = furnished(pages);
  rina = await pages.signedIn(await pages.hire('Rina Wulandari', 'liaison'));
  shipment = putShipment(lab, { stage: 'registered' });
});
afterEach(async () => {
  await pages.close();
  rmSync(path, { force: true });
});

const home = () => `/admin/registrations/${shipment.id}`;
const documents = () => shipmentOf(lab.db, shipment.id)?.documents ?? [];
const document = (kind: string) => {
  const found = documents().find((one) => one.kind === kind);
  if (!found) throw new Error(`no ${kind}`);
  return found;
};
const at = (kind: string, deed: string) => `${home()}/documents/${document(kind).id}/${deed}`;
const REASON = 'Kolom tanggal kosong pada baris 7';

describe('the page of a shipment', () => {
  test('shows who sends what from where, and its four documents', async () => {
    const { html } = await rina.get(home());
    for (const words of [
      'Puskesmas Contoh',
      'kirim@puskesmas.example',
      'Jalan Melati 3, RT 001 RW 002, Kemirirejo, Magelang Tengah',
      'Kota Magelang, Jawa Tengah',
      'Manusia',
      '3 sampel, 2 kotak',
      '5 sampel, 3 kotak',
      'surat.pdf',
      'nar.xlsx',
    ])
      expect(html).toContain(words);
    expect(html).not.toContain('Surat rujukan');
  });

  test('says what was found in each sheet, cell by cell', async () => {
    lab.change((ctx) =>
      keepCheck(ctx, {
        ...{ fileId: lab.fileId, kind: 'identity', rows: 4, mistakeCount: 1, boxes: null },
        ...{ correctedFileId: lab.fileId, correctedCells: 4 },
        mistakes: [{ sheet: 'Lembar 1', cell: 'C7', column: 'Tanggal ambil', problem: 'empty', found: '' }],
      }),
    );
    const { html } = await rina.get(home());
    expect(html).toContain('4 sampel, 1 kesalahan.');
    expect(html).toContain('Tidak sama dengan pendaftaran: 5 sampel, 3 kotak.');
    expect(html).toContain('C7<small class="muted under">Lembar 1</small>');
    expect(html).toContain('Tanggal ambil kosong.');
    expect(html).toContain('Berkas ini ternyata Identitas Sampel.');
    const copy = at('identity', 'copy');
    expect(html).toContain(`<a href="${copy}">`);
    expect(html).toContain('4 sel ditulis ulang');
    expect((await rina.get(copy)).status).toBe(200);
    expect(lab.facts).toContainEqual(expect.objectContaining({ kind: 'file.opened', fileId: lab.fileId }));
  });

  test('says that an old workbook was looked into by nobody', async () => {
    expect((await rina.get(home())).html).toContain(
      'tidak diperiksa otomatis. Unduh dan periksa isinya sendiri.',
    );
    expect((await rina.get(at('nar', 'copy'))).status).toBe(404);
  });

  test('gives a document only with its name in the journal', async () => {
    expect((await rina.get(`${home()}/documents/${document('nar').id}`)).status).toBe(200);
    expect(lab.facts.filter(({ kind }) => kind === 'file.opened')).toMatchObject([
      { registrationId: shipment.id, fileId: lab.fileId },
    ]);
    const other = putShipment(lab);
    const elsewhere = shipmentOf(lab.db, other.id)?.documents[0]?.id;
    expect((await rina.get(`${home()}/documents/${elsewhere}`)).status).toBe(404);
  });

  test('has labels printed', async () => {
    expect((await rina.fill(home(), `${home()}/label`)).to).toContain('labelOrdered');
    expect(lab.db.select().from(printOrders).all()).toMatchObject([
      { what: 'label', registrationId: shipment.id, citizenId: null, state: 'waiting' },
    ]);
  });
});

describe('the documents of a shipment', () => {
  test('are accepted one by one, and verified together', async () => {
    await rina.fill(home(), at('cover', 'accept'));
    expect(document('cover').verdict).toBe('accepted');
    await rina.fill(home(), `${home()}/documents/verify`);
    expect(documents().map(({ verdict }) => verdict)).toEqual(Array(4).fill('accepted'));
    expect(lab.now(shipment).stage).toBe('awaitingSamples');
    const { html } = await rina.get(home());
    expect(html).not.toContain(`${home()}/documents/verify`);
    // What comes next is said where one looks for it.
    expect(html).toMatch(/id="steps"[\s\S]*Menunggu kotaknya tiba[\s\S]*\/admin\/receiving\?code=/);
  });

  test('that are wrong are noted with a reason, and the sender is asked once for all of them', async () => {
    const refused = await rina.fill(home(), at('identity', 'fix'), { reason: '' });
    expect(refused.html).toMatch(/reason-error[^>]*>Tulis apa yang perlu diperbaiki/);
    await rina.fill(home(), at('identity', 'fix'), { reason: REASON });
    await rina.fill(home(), at('nar', 'fix'), { reason: 'Bukan formulir NAR' });
    expect(lab.now(shipment).stage).toBe('registered');
    expect((await rina.get(home())).html).toContain('Minta perbaikan 2 dokumen');
    await rina.fill(home(), `${home()}/documents/ask`);
    expect(lab.now(shipment)).toMatchObject({
      stage: 'documentsToFix',
      stageReason: `${REASON}; Bukan formulir NAR`,
    });
    expect(lab.facts.filter(({ kind }) => kind === 'registration.stageChanged')).toHaveLength(1);
  });

  test('that came by e-mail are kept as a new version, the old one stays', async () => {
    await rina.fill(home(), at('identity', 'fix'), { reason: REASON });
    const old = document('identity').id;
    const action = at('identity', 'replace');
    const send = async (name: string) =>
      rina.upload(action, hiddenFieldsOf((await rina.get(home())).html, action), new File(['x'], name));
    expect((await send('virus.exe')).html).toContain('Surat pengantar harus PDF, lembar lainnya Excel');
    expect((await send('identitas-2.xlsx')).status).toBe(303);
    expect(admitted.at(-1)).toMatchObject({ origin: 'staff', accepts: ['xlsx', 'xls'] });
    expect(document('identity')).toMatchObject({ version: 2, verdict: 'waiting' });
    const { html } = await rina.get(home());
    expect(html).toContain('Versi lama (1)');
    expect(html).toContain(`${home()}/documents/${old}"`);
    // A verdict on what has been replaced counts for nothing.
    const hidden = hiddenFieldsOf(html, at('identity', 'accept'));
    const late = await rina.post(`${home()}/documents/${old}/accept`, { ...hidden, key: 'k'.repeat(24) });
    expect(late.html).toContain('Pengirim sudah mengirim versi baru');
    expect(document('identity').verdict).toBe('waiting');
  });

  test('judged by two at once are judged by the first, and the second sees what happened', async () => {
    const { html } = await rina.get(home());
    await rina.fill(home(), at('cover', 'accept'));
    const late = await rina.post(at('nar', 'fix'), {
      ...hiddenFieldsOf(html, at('nar', 'fix')),
      reason: REASON,
    });
    expect(late.status).toBe(409);
    expect(late.html).toMatch(new RegExp(`Dokumen</th><td>Formulir NAR: ${REASON}`));
    expect(document('nar').verdict).toBe('waiting');
  });

  test('are not judged by who only reads', async () => {
    const supervisor = await pages.signedIn(await pages.hire('Ratna Kusuma', 'supervisor'));
    const { html } = await supervisor.get(home());
    expect(html).toContain('nar.xlsx');
    expect(html).not.toMatch(/documents\/\d+\/accept|documents\/verify|\/label"/);
    expect((await supervisor.post(at('nar', 'accept'), {})).status).toBe(404);
  });
});

describe('turning samples away', () => {
  const CAUSE = 'Wadah bocor atau pecah';

  test.each(['laboratory', 'shipment'] as const)(
    'in the %s names a reason from the list, what was seen and what to do next',
    async (service) => {
      if (service === 'laboratory') shipment = lab.walk(lab.register(), 'verified', 'sampleReceived');
      else lab.db.$client.exec(`update registrations set stage = 'sampleReceived' where id = ${shipment.id}`);
      const sent = await rina.fill(home(), `${home()}/reject-sample`, {
        cause: CAUSE,
        'seen-words': 'dua tabung, kotak 1',
        next: 'Kirim sampel pengganti',
      });
      expect(sent.status).toBe(303);
      expect(lab.now(shipment)).toMatchObject({
        stage: 'sampleRejected',
        stageReason: 'Wadah bocor atau pecah: dua tabung, kotak 1. Kirim sampel pengganti.',
      });
    },
  );

  test('without a reason of the list, or without saying what to do, is refused', async () => {
    lab.db.$client.exec(`update registrations set stage = 'testing' where id = ${shipment.id}`);
    const action = `${home()}/reject-sample`;
    const { html } = await rina.fill(home(), action, { cause: 'Karena saya mau', next: '' });
    expect(html).toMatch(/next-error[^>]*>Tulis apa yang perlu dilakukan/);
    const other = await rina.fill(home(), action, { cause: 'Karena saya mau', next: 'Kirim lagi' });
    expect(other.html).toMatch(/cause-error[^>]*>Pilih alasannya dari daftar/);
    expect(lab.now(shipment).stage).toBe('testing');
  });

  test('offers the reasons of the settings', async () => {
    lab.db.$client.exec(`update registrations set stage = 'testing' where id = ${shipment.id}`);
    lab.settings.sampleRejections = ['Terlalu panas'];
    expect((await rina.get(home())).html).toContain('<option value="Terlalu panas">');
  });
});
