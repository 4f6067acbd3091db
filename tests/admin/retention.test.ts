import { afterEach, beforeEach, expect, test } from 'vitest';
import { caseOf } from '../../src/domain/cases/index.ts';
import { readLab } from '../../src/domain/lab/index.ts';
import { notifications } from '../../src/domain/notifications/table.ts';
import { agreedRun, countOld, notificationAgeing } from '../../src/domain/retention/index.ts';
import { furnished } from '../support/registrations.ts';
import { type Browser, hiddenFieldsOf, type StaffPages, staffPages } from '../support/staff-pages.ts';

let lab: StaffPages;
let admin: Browser;
beforeEach(async () => {
  lab = await staffPages();
  const dewi = await lab.hire('Dewi Lestari', 'administrator');
  lab.db
    .insert(notifications)
    .values({ staffId: dewi.id, kind: 'alarm', subject: '', createdAt: new Date('2025-10-01T03:00:00Z') })
    .run();
  admin = await lab.signedIn(dewi);
});
afterEach(() => lab.close());

const count = () => lab.change((ctx) => countOld(ctx, [notificationAgeing]));
const words = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

test('an administrator sees what is too old, agrees, and may take the word back until the night', async () => {
  expect(words((await admin.get('/admin/retention')).html)).toContain('Tidak ada');
  count();
  const text = words((await admin.get('/admin/retention')).html);
  expect(text).toContain('Menunggu persetujuan');
  expect(text).toContain('Pemberitahuan petugas');
  expect(text).toContain('1 Okt 2025');
  expect(text).toContain('Permenkes 24/2022');
  expect(text).toContain('perlu dipastikan laboratorium');

  const agreed = await admin.fill('/admin/retention', '/admin/retention/1/agree');
  expect(agreed.to).toContain('erasureAgreed');
  expect(agreedRun(lab.db)?.id).toBe(1);
  await admin.fill('/admin/retention', '/admin/retention/1/withdraw');
  expect(agreedRun(lab.db)).toBeUndefined();
});

test('who agrees to figures that were counted anew is shown the new ones first', async () => {
  count();
  const { html } = await admin.get('/admin/retention');
  lab.clock.pass({ minutes: 5 });
  count();
  const key = /name="key" value="([^"]+)"/.exec(html)?.[1] ?? '';
  const answer = await admin.post('/admin/retention/1/agree', { key });
  expect(answer.status).toBe(422);
  expect(answer.html).toContain('Hitungannya sudah diperbarui');
  expect(agreedRun(lab.db)).toBeUndefined();
});

test('months are changed on the page, a slip of the finger is refused at its field', async () => {
  const months = {
    chats: '36',
    chatFiles: '12',
    caseFiles: '300',
    casePersons: '300',
    proofs: '12',
    notifications: '6',
    backupsKept: '14',
  };
  const slip = await admin.fill('/admin/retention', '/admin/retention/months', { ...months, chats: '1' });
  expect(slip.status).toBe(422);
  expect(slip.html).toContain('Paling sedikit 3.');
  await admin.fill('/admin/retention', '/admin/retention/months', months);
  expect(readLab(lab.db, 'Asia/Jakarta')).toMatchObject({
    backupsKept: 14,
    retention: { chats: 36, notifications: 6 },
  });
});

test('a leader holds a registration with a reason and lets it go; others only read that it is held', async () => {
  const { id } = furnished(lab).register();
  const page = `/admin/registrations/${id}`;
  const leader = await lab.signedIn(await lab.hire('Rina Wulandari', 'liaison'));
  const empty = await leader.fill(page, `${page}/hold`, { reason: ' ' });
  expect([empty.status, empty.html.includes('Tulis alasannya')]).toEqual([422, true]);
  await leader.fill(page, `${page}/hold`, { reason: 'Perkara 12/2026' });
  expect(caseOf(lab.db, 'laboratory', id)?.heldReason).toBe('Perkara 12/2026');
  const supervisor = await lab.signedIn(await lab.hire('Joko Prasetyo', 'supervisor'));
  const { html } = await supervisor.get(page);
  expect(html).toContain('Perkara 12/2026');
  expect(html).not.toContain('release-hold');
  await leader.fill(page, `${page}/release-hold`);
  expect(caseOf(lab.db, 'laboratory', id)?.heldReason).toBeNull();
});

test('of two leaders the second is shown what the first has written about a hold, and nothing is lost', async () => {
  const { id } = furnished(lab).register();
  const page = `/admin/registrations/${id}`;
  const first = await lab.signedIn(await lab.hire('Rina Wulandari', 'liaison'));
  const second = await lab.signedIn(await lab.hire('Bagus Santoso', 'liaison'));
  const form = { ...hiddenFieldsOf((await second.get(page)).html, `${page}/hold`), reason: 'Audit dinas' };
  await first.fill(page, `${page}/hold`, { reason: 'Perkara 12/2026' });
  const refused = await second.post(`${page}/hold`, form);
  expect(refused.status).toBe(409);
  expect(refused.html).toContain('ditahan: Audit dinas');
  expect(refused.html).toContain('ditahan: Perkara 12/2026');

  const release = hiddenFieldsOf((await second.get(page)).html, `${page}/release-hold`);
  await first.fill(page, `${page}/hold`, { reason: 'Perkara 12/2026 dan 13/2026' });
  expect((await second.post(`${page}/release-hold`, release)).status).toBe(409);
  expect(caseOf(lab.db, 'laboratory', id)?.heldReason).toBe('Perkara 12/2026 dan 13/2026');
});
