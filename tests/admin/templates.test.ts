import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readLab } from '../../src/domain/lab/index.ts';
import { TEMPLATE_NAMES } from '../../src/domain/values/message-templates.ts';
import { toApprove } from '../../templates/messages/to-approve.ts';
import { type Browser, type StaffPages, staffPages } from '../support/staff-pages.ts';

const PAGE = '/admin/settings/templates';
const FORM = PAGE;
const CODES = { 'code-id': 'id', 'code-en': 'en' };

let lab: StaffPages;
let dewi: Browser;
let transport: string;

beforeEach(async () => {
  transport = 'cloud';
  lab = await staffPages({
    transport: () => ({ name: transport, state: { status: 'connected', detail: 'Menyala.' } }),
  });
  dewi = await lab.signedIn(await lab.hire('Dewi Lestari', 'administrator'));
});
afterEach(() => lab.close());

const kept = () => readLab(lab.db, 'Asia/Jakarta');

describe('the templates WhatsApp has approved', () => {
  test('are kept by notice and language, and the journal says so', async () => {
    const fields = {
      ...CODES,
      'stageChanged-id': ' kabar_tahap ',
      'invitation-en': 'news_2',
      'code-en': 'en_US',
    };
    expect((await dewi.fill(PAGE, FORM, fields)).status).toBe(303);
    expect(kept().templates.stageChanged).toEqual({ id: 'kabar_tahap', en: '' });
    expect(kept().templates.invitation).toEqual({ id: '', en: 'news_2' });
    expect(kept().templateLanguages).toEqual({ id: 'id', en: 'en_US' });
    expect(lab.facts.at(-1)).toMatchObject({
      kind: 'lab.changed',
      fields: ['templateLanguages', 'templates'],
    });
  });

  test.each([
    ['stageChanged-id', 'Kabar Tahap'],
    ['moved-en', 'kabar-tahap'],
    ['invitation-id', 'x'.repeat(513)],
    ['code-en', 'english'],
    ['code-id', ''],
  ])('a mistake in %s is told at its field, with the form open and nothing saved', async (field, typed) => {
    const right = { ...CODES, 'corrected-id': 'data_benar' };
    const { status, html } = await dewi.fill(PAGE, FORM, { ...right, [field]: typed });
    expect(status).toBe(422);
    expect(html).toContain(`admin-settings-templates-${field}-error`);
    expect(html).toMatch(/<details class="act" open[^>]*>\s*<summary>[\s\S]*?Isi nama templat/);
    expect(html).toContain('value="data_benar"');
    expect(kept().templates.corrected.id).toBe('');
  });

  test('say whether they matter here', async () => {
    expect((await dewi.get(PAGE)).html).toContain(`0 dari ${TEMPLATE_NAMES.length} diisi`);
    transport = 'whatsapp';
    expect((await dewi.get(PAGE)).html).toContain('Tidak dipakai');
  });

  test('are an administrator’s matter', async () => {
    const rina = await lab.signedIn(await lab.hire('Rina Wulandari', 'liaison'));
    expect((await rina.post(FORM, CODES)).status).toBe(404);
  });

  test.each(TEMPLATE_NAMES)(
    'the suggestion for %s is one WhatsApp takes, and stands on the page',
    async (name) => {
      const { html } = await dewi.get(PAGE);
      expect(toApprove[name].name).toMatch(/^[a-z0-9_]+$/);
      for (const language of ['id', 'en'] as const) {
        const text = toApprove[name][language]('Labkesmas Magelang');
        expect(html).toContain(text);
        expect(text.length).toBeLessThanOrEqual(1_024);
        // One place for our words, neither first nor last; an invitation has none.
        expect(text.match(/\{\{\d\}\}/g) ?? []).toEqual(name === 'invitation' ? [] : ['{{1}}']);
        expect(text).not.toMatch(/^\{\{|\}\}\W*$/);
      }
    },
  );

  test('every suggestion has a name of its own', () => {
    expect(new Set(Object.values(toApprove).map(({ name }) => name)).size).toBe(TEMPLATE_NAMES.length);
  });
});

describe('two administrators at the settings', () => {
  test.each([
    [FORM, { 'stageChanged-id': 'kabar_tahap' }, { 'moved-id': 'jadwal' }, 'kabar_tahap'],
    [
      '/admin/settings/lab',
      { shortName: 'Labkesmas Satu' },
      { shortName: 'Labkesmas Dua' },
      'Labkesmas Satu',
    ],
  ])(
    'the later one at %s sees what the earlier one saved, and changes nothing back',
    async (form, first, second, saved) => {
      const { html } = await dewi.get(form === FORM ? PAGE : '/admin/settings');
      const shown = shownIn(html, form);
      expect((await dewi.post(form, { ...shown, ...first })).status).toBe(303);
      const late = await dewi.post(form, { ...shown, ...second, key: 'another-key-of-this-tab' });
      expect(late.status).toBe(409);
      expect(late.html).toContain('Sudah diubah sejak halaman ini dibuka');
      expect(late.html).toContain(saved);
      expect(JSON.stringify(kept())).toContain(saved);
      expect(JSON.stringify(kept())).not.toContain(Object.values(second)[0]);
    },
  );
});

/** What a form holds as it stands. */
function shownIn(html: string, action: string): Record<string, string> {
  const form = html.split(`action="${action}"`)[1]?.split('</form>')[0] ?? '';
  const inputs = Array.from(form.matchAll(/<input[^>]* name="([\w-]+)"[^>]*? value="([^"]*)"/g));
  const address = /<textarea[^>]* name="address"[^>]*>([^<]*)</.exec(form)?.[1];
  return {
    ...Object.fromEntries(inputs.map(([, name = '', value = '']) => [name, value])),
    ...(address === undefined ? {} : { address }),
  };
}
