import { afterAll, beforeAll, expect, test } from 'vitest';
import { caseOf } from '../../src/domain/cases/index.ts';
import { recognise } from '../../src/domain/citizens/index.ts';
import { citizens } from '../../src/domain/citizens/table.ts';
import { registrationById } from '../../src/domain/registrations/index.ts';
import { registrations } from '../../src/domain/registrations/table.ts';
import { furnished, type RegistrationLab } from '../support/registrations.ts';
import { type Browser, type StaffPages, staffPages } from '../support/staff-pages.ts';

const CHOICE = '/admin/registrations/new';
const FORM = `${CHOICE}/laboratory`;

let pages: StaffPages;
let lab: RegistrationLab;
let rina: Browser;

beforeAll(async () => {
  pages = await staffPages();
  lab = furnished(pages);
  rina = await pages.signedIn(await pages.hire('Rina Wulandari', 'liaison'));
});
afterAll(() => pages.close());

/** What an officer types for Bu Siti, who stands at the counter; some of it different. */
const typed = (different: Record<string, string> = {}): Record<string, string> => ({
  source: 'counter',
  personName: 'siti aminah',
  nik: '3308 1057 0890 0001',
  birthDate: '',
  phone: '0812-0000-1111',
  visitOn: '2026-11-20',
  consent: 'on',
  [`tests-test-${lab.glucose.id}`]: 'on',
  ...different,
});

async function send(fields: Record<string, string>) {
  const { html } = await rina.get(FORM);
  const key = /name="key" value="([^"]+)"/.exec(html)?.[1] ?? '';
  return rina.upload(FORM, { key, ...fields }, new File([], ''));
}

test('who stands at the counter is registered for today, and takes a proof home', async () => {
  const sent = await send(typed());
  const slip = sent.to.split('?')[0] ?? '';
  expect(slip).toMatch(/^\/admin\/registrations\/\d+\/slip$/);

  const id = Number(/\d+/.exec(slip)?.[0]);
  expect(registrationById(pages.db, id)).toMatchObject({
    personName: 'Siti Aminah',
    nik: '3308105708900001',
    birthDate: '1990-08-17',
    phone: '6281200001111',
    visitOn: '2026-11-20',
  });
  expect(caseOf(pages.db, 'laboratory', id)?.source).toBe('counter');
  const { html } = await rina.get(slip);
  expect(html).toContain('LACAK LAB-');
  expect(html).toContain('Gula darah puasa');
  expect(html).toContain('aria-label="Kode QR untuk melacak"');
});

test('each slip of the pen is named in the words of the chat, nothing typed is lost and nothing is written', async () => {
  const before = [pages.db.$count(registrations), pages.db.$count(citizens)];
  const wrong = { nik: '33081057', phone: '12', visitOn: '2026-11-22', [`tests-test-${lab.glucose.id}`]: '' };
  const { status, html } = await send(typed(wrong));

  expect(status).toBe(422);
  expect(html).toContain('NIK');
  expect(html).toContain('Pilih paling sedikit satu pemeriksaan.');
  expect(html).toContain('value="siti aminah"');
  const closed = await send(typed({ visitOn: '2026-11-22' }));
  expect(closed.html).toContain('Yang masih bisa:');
  expect(closed.html).toMatch(new RegExp(`name="tests-test-${lab.glucose.id}" checked`));
  const otherBirth = await send(typed({ birthDate: '1990-08-18' }));
  expect(otherBirth.html).toContain('NIK tadi menunjukkan 17 Agustus 1990');
  const ticked = await send(typed({ birthDate: '1990-08-18', 'birthDate-confirmed': 'on', phone: '12' }));
  expect(ticked.html).not.toContain('NIK tadi menunjukkan');
  const { consent: _refused, ...withoutConsent } = typed();
  expect((await send(withoutConsent)).html).toContain('Tanpa persetujuan');
  expect([pages.db.$count(registrations), pages.db.$count(citizens)].join()).toBe(before.join());
});

test('a chat is told only when that phone has written before and the officer says so', async () => {
  const unknown = await send(typed({ tellsChat: 'on', phone: '081200007777' }));
  expect(unknown.html).toContain('belum pernah menulis');

  const writer = pages.change((ctx) =>
    recognise(ctx, {
      transport: 'memory',
      address: '6281200007777',
      aliases: [],
      phone: '6281200007777',
      displayName: 'Budi',
    }),
  );
  const told = await send(typed({ tellsChat: 'on', phone: '081200007777' }));
  const id = Number(/registrations\/(\d+)/.exec(told.to)?.[1]);
  expect(registrationById(pages.db, id)?.citizenId).toBe(writer.id);

  const silent = await send(typed({ phone: '081200007777' }));
  const other = Number(/registrations\/(\d+)/.exec(silent.to)?.[1]);
  expect(registrationById(pages.db, other)?.citizenId).not.toBe(writer.id);
});

test('every service is registered at the counter, from the questions of its chat', async () => {
  const { html } = await rina.get(CHOICE);
  for (const service of ['laboratory', 'consultation', 'tour', 'shipment'])
    expect(html).toContain(`href="${CHOICE}/${service}"`);
  expect((await rina.get(`${CHOICE}/complaint`)).status).toBe(404);

  const { [`tests-test-${lab.glucose.id}`]: _tests, ...person } = typed();
  const form = `${CHOICE}/consultation`;
  const key = /name="key" value="([^"]+)"/.exec((await rina.get(form)).html)?.[1] ?? '';
  const sent = await rina.upload(form, { key, ...person, source: 'phone' }, new File([], ''));
  const id = Number(/registrations\/(\d+)\/slip/.exec(sent.to)?.[1]);
  expect(registrationById(pages.db, id)).toMatchObject({ service: 'consultation', visitOn: '2026-11-20' });
  expect(caseOf(pages.db, 'consultation', id)?.source).toBe('phone');

  const shipment = (await rina.get(`${CHOICE}/shipment`)).html;
  for (const field of [
    'institution',
    'address.0.street',
    'region',
    'identity',
    'samples.0.test',
    'samples.8.boxes',
  ])
    expect(shipment).toContain(`name="${field}"`);
});

test('a supervisor reads and registers nobody', async () => {
  const dewi = await pages.signedIn(await pages.hire('Dewi Lestari', 'supervisor'));
  expect((await dewi.get(FORM)).status).toBe(404);
  expect((await dewi.get(CHOICE)).status).toBe(404);
  expect((await dewi.get('/admin/registrations')).html).not.toContain('Daftarkan pemohon');
});

test('whoever has no chat is told nothing, and the page says so', async () => {
  const sent = await send(typed({ phone: '081200008888' }));
  const home = sent.to.replace(/\/slip.*/, '');
  const moved = await rina.fill(home, `${home}/stage/verified`);
  expect(moved.to).toContain('notice=untold');
  expect((await rina.get(moved.to)).html).toContain('Pemohon tidak menerima pesan');
});
