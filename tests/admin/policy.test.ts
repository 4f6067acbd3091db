import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routes } from '../../src/admin/policy.ts';
import type { Route } from '../../src/admin/route.ts';
import { createAdmin } from '../../src/admin/server.ts';
import {
  ACTORS,
  type ActorName,
  EXAMPLES,
  type PolicyLab,
  personIn,
  phoneIn,
  policyLab,
  WANTED_QUERIES,
  WHERES,
  type Where,
} from '../support/policy-lab.ts';
import { Browser } from '../support/staff-pages.ts';

let lab: PolicyLab;

beforeAll(async () => {
  lab = await policyLab();
}, 60_000);
afterAll(() => lab.close());

type StaffRoute = Route & { may: Exclude<Route['may'], 'anyone'> };
const isForStaff = (route: Route): route is StaffRoute => route.may !== 'anyone';
const staffRoutes = routes.filter(isForStaff);
const nameOf = ({ method, path }: Route): string => `${method} ${path}`;
const named = (wanted: readonly StaffRoute[]) => wanted.map((route) => [nameOf(route), route] as const);

const PARAMETER = /([\w-]+\/)(:\w+)/g;
/** The parameters of a path, each with the word before it: `registrations/:id`. */
const parametersOf = (path: string): string[] => Array.from(path.matchAll(PARAMETER), ([whole]) => whole);
const parameterized = staffRoutes.filter(({ path }) => path.includes(':'));

/** The example for a parameter; `of: 'part'` when the test that asks for a line has failed already. */
const exampleFor = (parameter: string) => EXAMPLES[parameter] ?? { of: 'part', value: () => 1 };

/** What a route is about: the first of its parameters that is not a part of another thing. */
const subjectOf = (path: string) => exampleFor(parametersOf(path)[0] ?? '');

/** The address of a route for the things of one unit. */
function addressIn(path: string, where: Where, actor: ActorName): string {
  const query: string[] = [WANTED_QUERIES[path] ?? []].flat();
  const filled = path.replace(PARAMETER, (whole, before: string) => {
    const example = exampleFor(whole);
    const isMine = example.of === 'officer' && where === 'own';
    const value =
      example.of === 'lab'
        ? example.value
        : isMine
          ? example.mine(lab.own[actor])
          : example.value(lab.things[where]);
    const [id = '', more] = String(value).split('?');
    if (more) query.push(more);
    return before + id;
  });
  return `/admin${filled}${query.length > 0 ? `?${query.join('&')}` : ''}`.replace(/\/$/, '');
}

/** The same address for something that never was. */
const addressOfNothing = (path: string): string =>
  `/admin${path}`.replace(PARAMETER, (_whole, before: string) => `${before}99999999`).replace(/\/$/, '');

interface Answered {
  status: number;
  html: string;
}

/** Asks without carrying anything out: a form without its key comes back with a sentence. */
async function ask(browser: Browser, { method }: Route, address: string): Promise<Answered> {
  const hangUp = new AbortController();
  const response = await fetch(browser.address + address, {
    method,
    redirect: 'manual',
    signal: hangUp.signal,
    headers: { cookie: browser.cookie, 'sec-fetch-site': 'same-origin' },
    ...(method === 'post' && { body: new URLSearchParams({ nothing: 'x' }) }),
  });
  const html = response.status === 404 ? await response.text() : '';
  // A live page goes on for ever.
  hangUp.abort();
  return { status: response.status, html };
}

/** The rule as the staff guide has it, written down once more: who may reach what. */
function reaches(
  actor: ActorName,
  where: Where,
  of: 'case' | 'unit' | 'unitAlone' | 'officer' | 'part' | 'lab',
): boolean {
  if (of === 'lab') return true;
  if (of === 'officer' || of === 'unitAlone') return where === 'own';
  if (actor === 'administrator') return true;
  if (where === 'beside' || where === 'above') return false;
  return !(actor === 'otherServiceOfficer' && of === 'case');
}

const roleOf = (actor: ActorName) => (actor === 'otherServiceOfficer' ? 'serviceOfficer' : actor);

describe('the list of routes', () => {
  test('the server answers on its addresses and on no other', () => {
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
    expect(reachable.sort()).toEqual(routes.map(nameOf).sort());
    expect(new Set(reachable).size).toBe(routes.length);
  });

  test('a route that does not say who may use it keeps the pages from starting', () => {
    const parts = { publicUrl: 'http://lab.example', onFacts: () => () => {} };
    const [one] = routes;
    const start = (may: unknown) =>
      // As above; and the route is wrong on purpose.
      createAdmin(parts as unknown as Parameters<typeof createAdmin>[0], [{ ...one, may } as Route]);
    for (const may of [undefined, [], 'everybody', ['janitor']])
      expect(() => start(may)).toThrow('who may use');
    expect(() => start('anyone')).not.toThrow();
  });

  test('every parameter has an example to be tried with', () => {
    const missing = new Set(
      parameterized
        .flatMap(({ path }) => parametersOf(path))
        .filter((name) => !Object.hasOwn(EXAMPLES, name)),
    );
    expect(
      [...missing],
      'add one line for each of these to EXAMPLES in tests/support/policy-lab.ts: what it is, and whose',
    ).toEqual([]);
  });

  test('every route about something of somebody looks whether that is within reach', () => {
    const forgotten = parameterized
      .filter(({ path, object }) => object === undefined && subjectOf(path).of !== 'lab')
      .map(nameOf);
    expect(
      forgotten,
      'give these an `object` in src/admin/policy.ts; or, if a thing is the whole lab’s, say so with `of: "lab"` and why in EXAMPLES',
    ).toEqual([]);
  });
});

describe('before signing in', () => {
  test.each(named(staffRoutes))('nobody gets %s', async (_name, route) => {
    const stranger = new Browser(lab.as('administrator', 'anywhere').address);
    const address = addressOfNothing(route.path);
    const answer = await (route.method === 'get' ? stranger.get(address) : stranger.post(address, {}));
    expect(answer.status).toBe(303);
    expect(answer.to).toMatch(/^\/admin\/sign-in\?next=%2Fadmin%2F?/);
  });
});

describe('who may do what', () => {
  test.each(named(staffRoutes.filter(({ path }) => !path.includes(':'))))(
    '%s is there for its roles and for nobody else',
    async (_name, route) => {
      for (const actor of ACTORS) {
        const browser = lab.as(actor, 'anywhere');
        const { status, html } = await ask(browser, route, addressOfNothing(route.path));
        const isAllowed = route.may.includes(roleOf(actor));
        expect([actor, status === 404 ? 'refused' : 'allowed']).toEqual([
          actor,
          isAllowed ? 'allowed' : 'refused',
        ]);
        if (!isAllowed) expect(html).toContain('bukan untuk akun Anda');
      }
    },
  );

  test.each(named(parameterized))(
    '%s reaches what is one’s own and below, and elsewhere it was never there',
    async (_name, route) => {
      const found: Record<string, string> = {};
      const wanted: Record<string, string> = {};
      for (const actor of ACTORS) {
        const never = await ask(lab.as(actor, 'anywhere'), route, addressOfNothing(route.path));
        for (const where of WHERES) {
          const { status, html } = await ask(
            lab.as(actor, where),
            route,
            addressIn(route.path, where, actor),
          );
          const isAllowed =
            route.may.includes(roleOf(actor)) && reaches(actor, where, subjectOf(route.path).of);
          wanted[`${actor}, ${where}`] = isAllowed ? 'allowed' : 'refused';
          found[`${actor}, ${where}`] = status === 404 ? 'refused' : status < 500 ? 'allowed' : `${status}`;
          // Not a word may say that it is there for somebody else.
          if (!isAllowed && subjectOf(route.path).of !== 'lab') expect(html).toBe(never.html);
        }
      }
      expect(found).toEqual(wanted);
    },
  );

  test('no page names or numbers a person beyond the reach of who opens it', async () => {
    for (const actor of ACTORS) {
      const browser = lab.as(actor, 'anywhere');
      for (const route of staffRoutes) {
        if (route.method !== 'get' || route.path === '/events') continue;
        const { html } = await browser.get(addressIn(route.path, 'own', actor));
        const told = WHERES.filter(
          (where) => html.includes(personIn(where)) || html.includes(phoneIn(where)),
        );
        expect([actor, route.path, told.filter((where) => !reaches(actor, where, 'case'))]).toEqual([
          actor,
          route.path,
          [],
        ]);
      }
    }
  });

  test('an address that is not on the list does not exist', async () => {
    const officer = lab.as('liaison', 'anywhere');
    for (const path of [
      '/admin/tidak-ada',
      '/admin/assets/..%2f..%2fpackage.json',
      '/admin/assets/constructor',
    ]) {
      expect((await officer.get(path)).status).toBe(404);
    }
  });
});
