import { rememberCarriedOut, wasCarriedOut } from '../domain/staff/index.ts';
import { ROLES, type Role } from '../domain/staff/values.ts';
import { KEY_FIELD, mistakesOf } from './forms.ts';
import type { InReach } from './objects.ts';
import type { Answer, Deed, Done, Page, SentFile, StaffVisit, Visit } from './visit.ts';

/** Who may use a route: everybody, or who has one of these roles. */
export type May = 'anyone' | readonly Role[];

/** Everybody who works here. */
export const READS = ROLES;
/** Who works on cases; a supervisor only reads. */
export const WORKS = ['administrator', 'coordinator', 'liaison', 'serviceOfficer'] as const satisfies Role[];
/** Who manages people and units, the own and those below. */
export const LEADS = ['administrator', 'coordinator', 'liaison'] as const satisfies Role[];
/** Who stands above those who work on cases, and acts. */
export const COORDINATES = ['administrator', 'coordinator'] as const satisfies Role[];
/** The lab as a whole: its settings, its line, its journal. */
export const CENTRAL = ['administrator'] as const satisfies Role[];

/** One address of the staff pages, and who may use it. */
export interface Route {
  method: 'get' | 'post';
  /** Below `/admin`. */
  path: string;
  may: May;
  /** What it is about, when that is not everybody's: outside one's reach it is not there. */
  object?: InReach | undefined;
  /** How often one address may ask; `signingIn` is for what guessing would try. */
  rate: 'looking' | 'doing' | 'signingIn';
  /** Whether its form carries a file, or several. */
  takesFile: boolean | 'several';
  /** Open too to who must first choose a password or set up a second factor. */
  unsettled?: true;
  answer(visit: Visit, fields: unknown, file: SentFile | undefined): Answer | Promise<Answer>;
}

/** A page at `path`. */
export function show(path: string, may: readonly Role[], page: Page, object?: InReach): Route {
  return {
    method: 'get',
    path,
    may,
    object,
    rate: 'looking',
    takesFile: false,
    answer: (visit) => page(signedIn(visit)),
  };
}

/** A form sent to `path`. */
export function act<Form, Prepared = undefined>(
  path: string,
  may: readonly Role[],
  deed: Deed<Form, Prepared>,
  options: { takesFile?: boolean | 'several'; object?: InReach } = {},
): Route {
  return {
    method: 'post',
    path,
    may,
    object: options.object,
    rate: 'doing',
    takesFile: options.takesFile ?? false,
    answer: (visit, fields, file) => carry(deed, signedIn(visit), fields, file),
  };
}

/** The same route, open too to who must first choose a password or set up a second factor. */
export function evenUnsettled(route: Route): Route {
  return { ...route, unsettled: true };
}

/** A question sent as a form, so that what is asked stands in no address; it changes nothing. */
export function ask(
  path: string,
  may: readonly Role[],
  answer: (visit: StaffVisit, fields: Record<string, string>) => Answer,
): Route {
  return {
    method: 'post',
    path,
    may,
    rate: 'looking',
    takesFile: false,
    answer: (visit, fields) => answer(signedIn(visit), textsIn(fields)),
  };
}

/** A word of the browser to the server that changes nothing anybody keeps. */
export function tell(path: string, may: readonly Role[], answer: Answer): Route {
  return { method: 'post', path, may, rate: 'doing', takesFile: false, answer: () => answer };
}

/** A route that is open before anybody has signed in. */
export function open(
  method: 'get' | 'post',
  path: string,
  answer: (visit: Visit, fields: unknown) => Answer | Promise<Answer>,
): Route {
  return {
    method,
    path,
    may: 'anyone',
    rate: method === 'get' ? 'looking' : 'signingIn',
    takesFile: false,
    answer,
  };
}

async function carry<Form, Prepared>(
  deed: Deed<Form, Prepared>,
  visit: StaffVisit,
  fields: unknown,
  file: SentFile | undefined,
): Promise<Answer> {
  const key = keyIn(fields);
  const parsed = deed.form.safeParse(fields);
  if (!key || !parsed.success) {
    const errors = parsed.success
      ? { [KEY_FIELD]: 'Muat ulang halaman, lalu coba sekali lagi.' }
      : mistakesOf(parsed.error);
    return again(deed, visit, fields, errors);
  }
  // Only a deed without `prepare` has the type Prepared = undefined.
  const prepared = (await deed.prepare?.(visit, parsed.data, file)) as Prepared;
  const done = visit.parts.transact({ kind: 'staff', id: visit.staff.staffId }, (ctx): Done => {
    if (wasCarriedOut(ctx, key)) return { outcome: 'done' };
    const result = deed.carryOut(ctx, visit, parsed.data, prepared);
    if (result.outcome === 'done' || result.outcome === 'shown')
      rememberCarriedOut(ctx, key, visit.staff.staffId);
    return result;
  });
  switch (done.outcome) {
    case 'done':
      done.afterwards?.();
      return {
        outcome: 'redirect',
        to: withNotice(done.to ?? deed.back(visit), done.notice),
        ...(done.session && { session: done.session }),
      };
    case 'mistake':
      return again(deed, visit, fields, done.errors);
    case 'stale':
      return done.comparison;
    case 'shown':
      done.afterwards?.();
      return done.answer;
    case 'notFound':
      return done;
  }
}

/** The page of a form once more, with what was typed and what is wrong with it. */
async function again(
  { page, back }: { page: Page; back(visit: StaffVisit): string },
  visit: StaffVisit,
  fields: unknown,
  errors: Record<string, string>,
): Promise<Answer> {
  const action = visit.url.split('?')[0] ?? visit.url;
  // The page refreshes itself from its own address, not from the form's.
  const url = back(visit).split('#')[0] ?? '';
  const answer = await page({ ...visit, url, tried: { action, values: textsIn(fields), errors } });
  if (answer.outcome !== 'page') return answer;
  // The field may be far below, or in another card.
  const problem = errors[KEY_FIELD] ?? 'Belum disimpan. Perbaiki dulu isian yang ditandai.';
  return { ...answer, status: 422, problem };
}

function withNotice(to: string, notice: string | undefined): string {
  if (!notice) return to;
  const [path = '', anchor] = to.split('#');
  return `${path}${path.includes('?') ? '&' : '?'}notice=${notice}${anchor ? `#${anchor}` : ''}`;
}

function textsIn(fields: unknown): Record<string, string> {
  if (typeof fields !== 'object' || fields === null) return {};
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function keyIn(fields: unknown): string | undefined {
  const key = textsIn(fields)[KEY_FIELD];
  return key && /^[\w-]{16,64}$/.test(key) ? key : undefined;
}

function signedIn(visit: Visit): StaffVisit {
  if (!visit.staff) throw new Error(`${visit.url.split('?')[0]}: nobody is signed in on a route for staff`);
  return { ...visit, staff: visit.staff };
}
