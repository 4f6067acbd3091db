import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Registration } from '../../src/domain/registrations/index.ts';
import { furnished, type RegistrationLab } from '../support/registrations.ts';
import { type Browser, type StaffPages, staffPages } from '../support/staff-pages.ts';

let pages: StaffPages;
let lab: RegistrationLab;
let rina: Browser;
let first: Registration;
let second: Registration;

beforeEach(async () => {
  pages = await staffPages();
  lab = furnished(pages);
  rina = await pages.signedIn(await pages.hire('Rina Wulandari', 'liaison'));
  first = lab.register();
  second = lab.register({}, lab.budi);
});
afterEach(() => pages.close());

const at = ({ id }: Registration): string => `/admin/registrations/${id}`;

test('a leader ends a request that was asked twice, and brings it back', async () => {
  const { html } = await rina.get(at(second));
  expect(html).toContain('Mungkin orang yang sama');
  expect(html).toContain(`href="${at(first)}"`);

  const marked = await rina.fill(at(second), `${at(second)}/duplicate`);
  expect(marked.to).toContain(at(second));
  expect(lab.now(second).stage).toBe('cancelled');
  expect((await rina.get(at(second))).html).toContain('Ditandai ganda dari');

  await rina.fill(at(second), `${at(second)}/duplicate/undo`);
  expect(lab.now(second).stage).toBe('registered');
});

test('a request that looks like no other says nothing of it', async () => {
  const other = lab.register({ personName: 'Budi Santoso', nik: '3308101505800002', phone: '6281200009999' });
  expect((await rina.get(at(other))).html).not.toContain('Mungkin orang yang sama');
});

test('an officer who leads nobody sees that they look alike, and asks a leader', async () => {
  const officer = await pages.hire('Bayu Nugroho', 'supervisor');
  const { html } = await (await pages.signedIn(officer)).get(at(second));
  expect(html).toContain('Mungkin orang yang sama');
  expect(html).not.toContain('Ya, tandai ganda');
});

test('what was changed meanwhile is compared first', async () => {
  const form = await rina.get(at(second));
  const version = /name="version" value="(\d+)"/.exec(form.html)?.[1] ?? '';
  lab.walk(second, 'verified');
  const fields = { key: 'a-key-of-a-test-0001', version, seen: '0', of: String(first.id) };
  expect((await rina.post(`${at(second)}/duplicate`, fields)).status).toBe(409);
  expect(lab.now(second).stage).toBe('verified');
});
