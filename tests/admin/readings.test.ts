import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BACKGROUND_HEADER, backgroundMark } from '../../src/admin/background.ts';
import { routes } from '../../src/admin/policy.ts';
import { addressOfOwn, type PolicyLab, personIn, phoneIn, policyLab } from '../support/policy-lab.ts';

let lab: PolicyLab;

beforeAll(async () => {
  lab = await policyLab();
}, 60_000);
afterAll(() => lab.close());

const looks = routes.filter(
  ({ method, may, path }) => method === 'get' && may !== 'anyone' && path !== '/events',
);

/** Files that say nothing of a single person, each with what it holds. */
const IMPERSONAL: Readonly<Record<string, string>> = {
  '/catalogue/export': 'prices',
  '/statistics/chart.svg': 'counts',
  '/statistics/chart.xlsx': 'counts',
};

const addressOf = (path: string): string => addressOfOwn(lab, path, 'administrator');

describe('who reads what of a person is written down', () => {
  test.each(looks.map(({ path }) => path))('%s', async (path) => {
    const browser = lab.as('administrator', 'own');
    const before = lab.factsOf('administrator');
    const { status, html, headers } = await browser.get(addressOf(path));
    const isFile = status === 200 && !headers.get('content-type')?.includes('html') && !IMPERSONAL[path];
    const isPersonal = [personIn('own'), phoneIn('own'), NIK].some((told) => html.includes(told));
    const recorded = lab.factsOf('administrator') - before;
    if (isFile || isPersonal)
      expect(recorded, 'record a fact when somebody opens this; see readList').toBeGreaterThan(0);
  });

  test('a page that refreshes itself is read by nobody', async () => {
    const browser = lab.as('administrator', 'below');
    for (const path of looks.map(({ path }) => path)) {
      const before = lab.factsOf('administrator');
      const { html } = await browser.refresh(addressOf(path));
      // Others never refresh themselves.
      if (html.includes(`hx-get="${addressOf(path)}"`))
        expect([path, lab.factsOf('administrator') - before]).toEqual([path, 0]);
    }
  });

  test('who only says that nobody is reading is written down as a reader', async () => {
    const browser = lab.as('administrator', 'own');
    const page = addressOf('/registrations/:id');
    const ofAnother = backgroundMark(browser.cookie.split('=')[1] ?? '', '/admin/registrations');
    for (const mark of ['1', ofAnother]) {
      const before = lab.factsOf('administrator');
      await browser.get(page, { [BACKGROUND_HEADER]: mark });
      expect(lab.factsOf('administrator') - before).toBeGreaterThan(0);
    }
  });

  test('a page that is shown again after a mistake is read once more', async () => {
    const browser = lab.as('administrator', 'own');
    const page = addressOfOwn(lab, '/cases/:caseId/assign', 'administrator');
    const before = lab.factsOf('administrator');
    const { status, html } = await browser.post(page, {});
    expect([status, html.includes(personIn('own'))]).toEqual([422, true]);
    expect(lab.factsOf('administrator') - before).toBeGreaterThan(0);
  });

  test('what was looked for is kept, with a NIK masked', async () => {
    await lab.as('liaison', 'own').get(`/admin/registrations?words=${NIK}`);
    expect(lab.lastFactOf('liaison')).toEqual({
      kind: 'cases.searched',
      search: 'registrations words=3308••••••••0001',
      found: 2,
    });
  });
});

const NIK = '3308105708900001';
