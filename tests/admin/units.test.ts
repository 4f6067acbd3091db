import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { unitById, unitPath } from '../../src/domain/units/index.ts';
import { type Browser, hiddenFieldsOf, type StaffPages, staffPages } from '../support/staff-pages.ts';

let lab: StaffPages;
let dewi: Browser;

beforeEach(async () => {
  lab = await staffPages();
  dewi = await lab.signedIn(await lab.hire('Dewi Lestari', 'administrator'));
});
afterEach(() => lab.close());

const NEW = '/admin/units/new';

/** Makes a unit by its form and returns its address. */
async function made(name: string, parentId = 1, more: Record<string, string> = {}): Promise<string> {
  const { to } = await dewi.fill(`${NEW}?parent=${parentId}`, NEW, {
    name,
    parentId: String(parentId),
    ...more,
  });
  return to.split('?')[0] ?? '';
}
const idOf = (address: string): number => Number(address.split('/').at(-1));

describe('units', () => {
  test('are made, each below its parent, and shown with people and units counted', async () => {
    const kimia = await made('Kimia', 1, {
      alias: 'KK',
      phone: '(0293) 555-0111',
      website: 'https://kimia.example',
    });
    await made('Urin', idOf(kimia));
    const { html } = await dewi.get(kimia);
    for (const part of ['KK', '(0293) 555-0111', 'href="https://kimia.example"', 'Urin'])
      expect(html).toContain(part);
    const list = (await dewi.get('/admin/units?words=kimia')).html;
    expect(list).toContain('Kimia');
    expect(list).not.toContain('>Urin<');
  });

  test('refuse an address of the web that is none, at its field and with all that was typed', async () => {
    const refused = await dewi.fill(NEW, NEW, {
      name: 'Kimia',
      parentId: '1',
      website: 'javascript:alert(1)',
    });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('website-error');
    expect(refused.html).toContain('value="Kimia"');
  });

  test('are moved with everything below, and never below themselves', async () => {
    const [kimia, mikro] = [await made('Kimia'), await made('Mikrobiologi')];
    const urin = await made('Urin', idOf(kimia));
    const edit = `${kimia}/edit`;
    const form = (await dewi.get(edit)).html.split('name="parentId"')[1]?.split('</select>')[0] ?? '';
    expect(form).not.toContain('Urin');
    const forged = await dewi.fill(edit, edit, { name: 'Kimia', parentId: String(idOf(urin)) });
    expect(forged.status).toBe(422);
    await dewi.fill(edit, edit, { name: 'Kimia', parentId: String(idOf(mikro)) });
    expect(unitPath(lab.db, idOf(urin))).toBe(`/1/${idOf(mikro)}/${idOf(kimia)}/${idOf(urin)}/`);
  });

  test('are not overwritten by who was second', async () => {
    const kimia = await made('Kimia');
    const edit = `${kimia}/edit`;
    const older = hiddenFieldsOf((await dewi.get(edit)).html, edit);
    await dewi.fill(edit, edit, { name: 'Kimia', parentId: '1', phone: '0293' });
    const stale = await dewi.post(edit, { ...older, name: 'Kimia klinik', parentId: '1' });
    expect([stale.status, stale.html.includes('Kimia klinik')]).toEqual([409, true]);
    expect(unitById(lab.db, idOf(kimia))).toMatchObject({ name: 'Kimia', phone: '0293' });
  });

  test('go after a question, and not while something hangs on them', async () => {
    const kimia = await made('Kimia');
    await made('Urin', idOf(kimia));
    const refused = await dewi.get(`${kimia}/remove`);
    expect(refused.html).toContain('1 instansi langsung di bawahnya');
    expect(refused.html).not.toContain('Ya, hapus');
    const forged = await dewi.post(`${kimia}/remove`, { key: 'forged-for-a-parent' });
    expect([forged.status, forged.html.includes('masih ada 1 instansi')]).toEqual([422, true]);
    const mikro = await made('Mikrobiologi');
    expect((await dewi.fill(`${mikro}/remove`, `${mikro}/remove`)).to).toBe(
      '/admin/units?notice=unitRemoved',
    );
  });

  test('say where new cases go only to who sees all of them', async () => {
    const kimia = await made('Kimia', 1, { 'service-laboratory': 'on' });
    expect(unitById(lab.db, idOf(kimia))?.services).toEqual(['laboratory']);
    const rina = await lab.hire('Rina Wulandari', 'coordinator');
    lab.db.$client.prepare('update staff set unit_id = ? where id = ?').run(idOf(kimia), rina.id);
    const below = await lab.signedIn(rina);
    const edit = `${kimia}/edit`;
    expect((await below.get(edit)).html).not.toContain('service-laboratory');
    const saved = await below.fill(edit, edit, { name: 'Kimia', 'service-tour': 'on' });
    expect(saved.status).toBe(303);
    expect(unitById(lab.db, idOf(kimia))?.services).toEqual(['laboratory']);
  });
});
