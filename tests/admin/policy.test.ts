import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { routes } from '../../src/admin/policy.ts';
import { CENTRAL } from '../../src/admin/route.ts';
import { createAdmin } from '../../src/admin/server.ts';
import { Browser, type StaffPages, staffPages } from '../support/staff-pages.ts';

let lab: StaffPages;

beforeEach(async () => {
  lab = await staffPages();
});
afterEach(() => lab.close());

/** The path with something in place of each `:name`. */
const example = (path: string): string => `/admin${path}`.replace(/:\w+/g, '999').replace(/\/$/, '');
const staffRoutes = routes.filter(({ may }) => may !== 'anyone');

describe('who may do what', () => {
  test('the server answers on the addresses of the list and on no other', () => {
    const parts = { publicUrl: 'http://lab.example', onFacts: () => () => {} };
    // Only building the router is looked at, and that needs no more than these.
    const router = createAdmin(parts as unknown as Parameters<typeof createAdmin>[0]);
    const reachable = router.stack.flatMap(({ route }) =>
      // Express keeps the methods of a route, but its types do not say so.
      route
        ? Object.keys((route as unknown as { methods: object }).methods).map(
            (method) => `${method} ${route.path}`,
          )
        : [],
    );
    expect(reachable.sort()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort());
    expect(new Set(reachable).size).toBe(routes.length);
  });

  test('only the sign-in page, its form and the style sheets are open to anybody', () => {
    const open = routes.filter(({ may }) => may === 'anyone').map(({ method, path }) => `${method} ${path}`);
    expect(open).toEqual(['get /assets/:name', 'get /sign-in', 'post /sign-in']);
  });

  test.each(staffRoutes.map(({ method, path }) => [method, path] as const))(
    'nobody gets %s %s without signing in',
    async (method, path) => {
      const browser = new Browser(lab.address);
      const answer =
        method === 'get' ? await browser.get(example(path)) : await browser.post(example(path), {});
      expect(answer.status).toBe(303);
      expect(answer.to).toMatch(/^\/admin\/sign-in\?next=%2Fadmin%2F/);
    },
  );

  test('an officer finds none of the administrators’ pages, an administrator finds them all', async () => {
    const officer = await lab.signedIn(await lab.hire('Rina Wulandari', 'liaison'));
    const administrator = await lab.signedIn(await lab.hire('Dewi Lestari', 'administrator'));
    const forAdministrators = staffRoutes.filter(({ may }) => may === CENTRAL);
    for (const { method, path } of forAdministrators) {
      const ask = (browser: Browser) =>
        method === 'get' ? browser.get(example(path)) : browser.post(example(path), {});
      const refused = await ask(officer);
      expect([path, refused.status]).toEqual([path, 404]);
      expect(refused.html).toContain('bukan untuk akun Anda');
      const allowed = await ask(administrator);
      expect([path, allowed.html.includes('bukan untuk akun Anda') && !path.includes(':')]).toEqual([
        path,
        false,
      ]);
    }
  });

  test('an officer reaches every page that is for officers', async () => {
    const officer = await lab.signedIn(await lab.hire('Rina Wulandari', 'liaison'));
    for (const { path } of staffRoutes.filter(
      ({ may, method }) => may.includes('liaison') && method === 'get',
    )) {
      if (path.includes(':') || path === '/events') continue;
      expect([path, (await officer.get(example(path))).status]).toEqual([path, path === '/' ? 303 : 200]);
    }
  });

  test('an address that is not on the list does not exist', async () => {
    const officer = await lab.signedIn(await lab.hire('Rina Wulandari', 'liaison'));
    for (const path of [
      '/admin/tidak-ada',
      '/admin/assets/..%2f..%2fpackage.json',
      '/admin/assets/constructor',
    ]) {
      expect((await officer.get(path)).status).toBe(404);
    }
  });
});

describe('accounts of others', () => {
  test('an officer makes no account that stands above the own, and manages none', async () => {
    const rina = await lab.signedIn(await lab.hire('Rina Wulandari', 'liaison'));
    const dewi = await lab.hire('Dewi Lestari', 'administrator');
    expect(
      (await rina.post(`/admin/staff/${dewi.id}/switch-off`, { key: 'forged-for-the-chief' })).status,
    ).toBe(404);
  });
});
