import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { citizens } from '../../src/domain/citizens/table.ts';
import { beginExport, exportById, requestExport } from '../../src/domain/exports/index.ts';
import { incidentById, raise } from '../../src/domain/incidents/index.ts';
import { registrations } from '../../src/domain/registrations/table.ts';
import { staff } from '../../src/domain/staff/table.ts';
import type { Role } from '../../src/domain/staff/values.ts';
import { units } from '../../src/domain/units/table.ts';
import type { Service } from '../../src/domain/values/services.ts';
import { putCase } from '../support/cases.ts';
import { type Browser, type StaffPages, staffPages } from '../support/staff-pages.ts';

const HEALTH_POST = 2;

let lab: StaffPages;
let admin: Browser;
let desk: Browser;
let below: Browser;
let reader: Browser;
let belowId: number;

beforeAll(async () => {
  lab = await staffPages();
  const createdAt = lab.clock.now();
  lab.db
    .insert(units)
    .values({ id: HEALTH_POST, parentId: 1, path: '/1/2/', name: 'Puskesmas Melati', createdAt })
    .run();
  admin = (await at('Dewi Lestari', 'administrator', 1)).browser;
  desk = (await at('Rina Wulandari', 'liaison', 1)).browser;
  reader = (await at('Sri Hartati', 'supervisor', 1)).browser;
  ({ browser: below, id: belowId } = await at('Bagus Santoso', 'liaison', HEALTH_POST));
});
afterAll(() => lab.close());

async function at(name: string, role: Role, unitId: number, services: Service[] = []) {
  const person = await lab.hire(name, role);
  lab.db.update(staff).set({ unitId, services }).where(eq(staff.id, person.id)).run();
  return { id: person.id, browser: await lab.signedIn(person) };
}

/** The number beside "Perlu perhatian" in the navigation. */
const counted = (html: string): string =>
  /<a[^>]*href="\/admin\/attention"[^>]*>.*?<\/a>/s
    .exec(html)?.[0]
    .replace(/<[^>]+>/g, ' ')
    .replace(/\D+/g, '') ?? 'no link';

describe('what wants an eye', () => {
  test('is counted for those who may see it, and for nobody else', async () => {
    const { id: citizenId } = lab.db
      .insert(citizens)
      .values({ displayName: 'Siti Aminah', phone: '6281200001111', createdAt: lab.clock.now() })
      .returning({ id: citizens.id })
      .get();
    lab.change((ctx) => raise(ctx, { kind: 'personWanted', citizenId, about: 'Ingin bicara' }));
    expect(counted((await desk.get('/admin/account')).html)).toBe('1');
    expect(counted((await admin.get('/admin/account')).html)).toBe('1');
    expect(counted((await below.get('/admin/account')).html)).toBe('');
  });

  test('about the lab itself is ticked off at its own desk, not in a unit below', async () => {
    const { id } = lab.change((ctx) => raise(ctx, { kind: 'backupOld', about: 'Sudah dua hari' }));
    const resolve = `/admin/attention/${id}/resolve`;
    expect((await below.get('/admin/attention')).html).not.toContain(resolve);
    expect((await below.post(resolve, { key: 'k'.repeat(24) })).status).toBe(404);
    expect(incidentById(lab.db, id)?.resolvedAt).toBeNull();
    expect((await reader.get('/admin/attention')).html).not.toContain(resolve);
    expect((await desk.fill('/admin/attention', resolve)).to).toContain('resolved');
  });
});

describe('whoever is moved to another unit', () => {
  test('does not take along a file that was made of the old one', async () => {
    const actor = { kind: 'staff', id: belowId } as const;
    const wanted = { search: {}, sort: 'newest', about: '' } as const;
    const asked = lab.transact(actor, (ctx) => requestExport(ctx, { format: 'csv', wanted }));
    const id = asked.outcome === 'requested' ? asked.id : 0;
    lab.change(beginExport);
    const moved = await admin.fill(`/admin/staff/${belowId}/appoint`, `/admin/staff/${belowId}/appoint`, {
      unitId: '1',
      role: 'serviceOfficer',
      'service-complaints': 'on',
    });
    expect(moved.to).toContain('appointed');
    expect(exportById(lab.db, id)?.state).toBe('removed');
  });
});

describe('a registration at the counter', () => {
  test('is made where it is handled, so that whoever makes it can open it', async () => {
    const form = '/admin/registrations/new';
    expect((await desk.get('/admin/registrations')).html).toContain(form);
    const elsewhere = (await at('Putri Anjani', 'liaison', HEALTH_POST)).browser;
    expect((await elsewhere.get('/admin/registrations')).html).not.toContain(form);
    const page = await elsewhere.get(form);
    expect(page.html).toContain('Pendaftaran ditangani unit lain');
    expect(page.html).not.toContain('name="nik"');
    const sent = { key: 'k'.repeat(24), source: 'counter', visitOn: '2026-11-23', consent: 'on' };
    const fields = { ...sent, personName: 'Siti Aminah', nik: '3308105708900001', phone: '081200001111' };
    const sending = `${form}/laboratory`;
    expect((await elsewhere.get(sending)).html).not.toContain('name="nik"');
    const refused = await elsewhere.upload(sending, fields, new File([], ''));
    expect([refused.status, refused.html.includes('Layanan ini ditangani unit lain.')]).toEqual([422, true]);
    expect(lab.db.select().from(registrations).all()).toEqual([]);
  });
});

describe('a search', () => {
  test('tells nothing of a case, a unit or an officer out of reach by its number', async () => {
    const receivedAt = lab.clock.now();
    const mine = putCase(lab.db, { receivedAt, unitId: HEALTH_POST, personName: 'Agus Widodo' });
    const other = putCase(lab.db, { receivedAt, unitId: 1, personName: 'Wahyu Lestari' });
    const elsewhere = (await at('Maya Sari', 'liaison', HEALTH_POST)).browser;
    const from = async (id: number) =>
      (await elsewhere.get(`/admin/search?service=laboratory&sort=name&after=${id}`)).html;
    expect(await from(mine)).not.toContain('Agus Widodo');
    // Of a name that comes later one would read that Agus comes before it.
    expect(await from(other)).toContain('Agus Widodo');

    const dewi = lab.db.select().from(staff).where(eq(staff.name, 'Dewi Lestari')).get()?.id;
    const offered = await elsewhere.get(`/admin/exports/new?officer=${dewi}&unit=1`);
    expect(offered.html).toContain('petugas lain');
    expect(offered.html).not.toContain('Dewi Lestari');
  });

  test('from the page of a chat carries no phone number in its address', async () => {
    const { html } = await desk.get('/admin/chats/1');
    expect(html).toContain('/admin/registrations?sealed=');
    expect(html).not.toContain('words=6281200001111');
  });
});
