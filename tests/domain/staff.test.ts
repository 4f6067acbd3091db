import { describe, expect, test } from 'vitest';
import {
  addStaff,
  beginSignIn,
  changePassword,
  ensureFirstAdministrator,
  finishSignIn,
  hashPassword,
  initialPassword,
  isStrongEnough,
  listStaff,
  passwordMatches,
  rememberCarriedOut,
  signedInBy,
  signOut,
  stillHere,
  switchOff,
  switchOn,
  wasCarriedOut,
} from '../../src/domain/staff/index.ts';
import { type TestLab, testLab } from '../support/lab.ts';

const CHEAP = { N: 2 ** 4, r: 8, p: 1 };
const SALT = new Uint8Array(16).fill(7);
const RINA = { name: 'Rina Wulandari', email: 'Rina@Labkesmas.example', role: 'liaison' } as const;

function labWithRina(): TestLab & { rina: number } {
  const lab = testLab();
  const added = lab.change((ctx) => addStaff(ctx, { ...RINA, passwordHash: 'scrypt$16$8$1$AA$AA' }));
  if (added.outcome !== 'added') throw new Error('Rina should be new');
  return { ...lab, rina: added.staffId };
}

const from = (address: string, email: string = RINA.email) => ({ email, address });

/** Tries once with a wrong password and says how long the next try has to wait, in seconds. */
function failOnce(lab: TestLab, attempt: { email: string; address: string }): number {
  const begun = lab.change((ctx) => beginSignIn(ctx, attempt));
  expect(begun.outcome).toBe('try');
  lab.change((ctx) => finishSignIn(ctx, { ...attempt, passwordRight: false }));
  return waitFor(lab, attempt);
}

function waitFor(lab: TestLab, attempt: { email: string; address: string }): number {
  let seconds = 0;
  try {
    lab.change((ctx) => {
      const begun = beginSignIn(ctx, attempt);
      if (begun.outcome === 'wait') seconds = (begun.until.getTime() - ctx.now.getTime()) / 1000;
      throw new Error('only looking');
    });
  } catch {
    // Rolled back on purpose.
  }
  return seconds;
}

function signIn(lab: TestLab, attempt = from('10.0.0.1')): string {
  lab.change((ctx) => beginSignIn(ctx, attempt));
  const done = lab.change((ctx) => finishSignIn(ctx, { ...attempt, passwordRight: true }));
  if (done.outcome !== 'signedIn') throw new Error(`not signed in: ${done.outcome}`);
  return done.token;
}

describe('passwords', () => {
  test('the stored form names its scheme, and only the right password matches it', async () => {
    const stored = await hashPassword('kuda-laut-biru-42', SALT, CHEAP);
    expect(stored).toMatch(/^scrypt\$16\$8\$1\$[\w-]+\$[\w-]+$/);
    expect(await passwordMatches('kuda-laut-biru-42', stored)).toBe(true);
    expect(await passwordMatches('kuda-laut-biru-43', stored)).toBe(false);
  });

  test('without an account nothing matches, and the work is that of the full cost', async () => {
    const stored = await hashPassword('kuda-laut-biru-42', SALT);
    const took = async (hash: string | undefined): Promise<number> => {
      const start = performance.now();
      expect(await passwordMatches('salah', hash)).toBe(false);
      return performance.now() - start;
    };
    const [known, missing] = [await took(stored), await took(undefined)];
    expect(missing).toBeGreaterThan(known / 4);
    expect(stored).toMatch(/^scrypt\$131072\$8\$1\$/);
  });

  test('a first password is long and has no letters that are mistaken for others', () => {
    const password = initialPassword(new Uint8Array(16).map((_, index) => index * 17));
    expect(password).toMatch(/^([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}$/);
    expect(isStrongEnough(password)).toBe(true);
    expect(isStrongEnough('pendek')).toBe(false);
  });
});

describe('signing in', () => {
  test('after the third failure the wait grows 1, 2, 4 … seconds and never beyond fifteen minutes', () => {
    const lab = labWithRina();
    const waits: number[] = [];
    for (let failure = 1; failure <= 14; failure += 1) {
      const wait = failOnce(lab, from('10.0.0.1'));
      waits.push(wait);
      lab.clock.pass({ seconds: wait });
    }
    expect(waits.slice(0, 6)).toEqual([0, 0, 1, 2, 4, 8]);
    expect(waits.at(-1)).toBe(900);
  });

  test('guesses side by side are counted before any of them is checked', () => {
    const lab = labWithRina();
    const outcomes = Array.from({ length: 10 }, () =>
      lab.change((ctx) => beginSignIn(ctx, from('10.0.0.1'))),
    );
    expect(outcomes.filter(({ outcome }) => outcome === 'try')).toHaveLength(3);
  });

  test('an account is protected against guesses from many addresses, an address against many accounts', () => {
    const lab = labWithRina();
    for (const address of ['10.0.0.1', '10.0.0.2', '10.0.0.3']) failOnce(lab, from(address));
    expect(waitFor(lab, from('10.0.0.9'))).toBe(1);
    const other = testLab();
    for (const email of ['a@x.example', 'b@x.example', 'c@x.example'])
      failOnce(other, from('10.0.0.1', email));
    expect(waitFor(other, from('10.0.0.1', 'd@x.example'))).toBe(1);
  });

  test('an unknown account waits exactly like a known one', () => {
    const lab = labWithRina();
    const known = [1, 2, 3].map(() => failOnce(lab, from('10.0.0.1')));
    const unknown = [1, 2, 3].map(() => failOnce(lab, from('10.0.0.2', 'tidak.ada@labkesmas.example')));
    expect(unknown).toEqual(known);
  });

  test('the right password clears the account, but not the failures of the address', () => {
    const lab = labWithRina();
    failOnce(lab, from('10.0.0.1'));
    failOnce(lab, from('10.0.0.1'));
    signIn(lab);
    expect(waitFor(lab, from('10.0.0.2'))).toBe(0);
    expect(failOnce(lab, from('10.0.0.1', 'lain@labkesmas.example'))).toBe(1);
  });

  test('the e-mail address is read without regard to case', () => {
    const lab = labWithRina();
    const begun = lab.change((ctx) => beginSignIn(ctx, from('10.0.0.1', ' RINA@labkesmas.example ')));
    expect(begun).toMatchObject({ outcome: 'try', passwordHash: 'scrypt$16$8$1$AA$AA' });
  });
});

describe('sessions', () => {
  test('a session lives while its owner is there, and ends after a quarter of an hour without', () => {
    const lab = labWithRina();
    const token = signIn(lab);
    lab.clock.pass({ minutes: 14 });
    lab.change((ctx) => stillHere(ctx, token));
    lab.clock.pass({ minutes: 14 });
    expect(signedInBy(lab.db, token, lab.clock.now(), 15)?.name).toBe('Rina Wulandari');
    lab.clock.pass({ minutes: 1 });
    expect(signedInBy(lab.db, token, lab.clock.now(), 15)).toBeUndefined();
  });

  test('ten hours end a session however busy it is', () => {
    const lab = labWithRina();
    const token = signIn(lab);
    for (let round = 0; round < 59; round += 1) {
      lab.clock.pass({ minutes: 10 });
      lab.change((ctx) => stillHere(ctx, token));
    }
    expect(signedInBy(lab.db, token, lab.clock.now(), 15)).toBeDefined();
    lab.clock.pass({ minutes: 10 });
    expect(signedInBy(lab.db, token, lab.clock.now(), 15)).toBeUndefined();
  });

  test('the token itself is nowhere in the database', () => {
    const lab = labWithRina();
    const token = signIn(lab);
    const rows = lab.db.$client.prepare('select * from staff_sessions').all();
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  test('signing out, a new password and a closed account each end the session', () => {
    for (const end of ['signOut', 'changePassword', 'switchOff'] as const) {
      const lab = labWithRina();
      const token = signIn(lab);
      lab.change((ctx) => {
        if (end === 'signOut') signOut(ctx, token);
        if (end === 'changePassword') changePassword(ctx, { staffId: lab.rina, passwordHash: 'x' });
        if (end === 'switchOff') switchOff(ctx, { staffId: lab.rina });
      });
      expect(signedInBy(lab.db, token, lab.clock.now(), 15), end).toBeUndefined();
    }
  });
});

describe('accounts', () => {
  test('a closed account cannot sign in until it is opened again', () => {
    const lab = labWithRina();
    lab.change((ctx) => switchOff(ctx, { staffId: lab.rina }));
    expect(lab.change((ctx) => beginSignIn(ctx, from('10.0.0.1')))).toEqual({
      outcome: 'try',
      passwordHash: undefined,
    });
    expect(lab.change((ctx) => finishSignIn(ctx, { ...from('10.0.0.1'), passwordRight: true })).outcome).toBe(
      'refused',
    );
    lab.change((ctx) => switchOn(ctx, { staffId: lab.rina }));
    expect(signIn(lab)).toBeTruthy();
  });

  test('the last administrator cannot be switched off', () => {
    const lab = testLab();
    const first = lab.change((ctx) =>
      ensureFirstAdministrator(ctx, { email: 'kepala@labkesmas.example', passwordHash: 'x' }),
    );
    if (first.outcome !== 'added') throw new Error('expected a first administrator');
    const off = () => lab.change((ctx) => switchOff(ctx, { staffId: first.staffId }));
    expect(off().outcome).toBe('lastAdministrator');
    lab.change((ctx) =>
      addStaff(ctx, { name: 'Bayu', email: 'bayu@x.example', role: 'administrator', passwordHash: 'x' }),
    );
    expect(off().outcome).toBe('switchedOff');
  });

  test('the first administrator is added once and kept as it is afterwards', () => {
    const lab = testLab();
    const ensure = (passwordHash: string) =>
      lab.change((ctx) => ensureFirstAdministrator(ctx, { email: 'Kepala@x.example', passwordHash })).outcome;
    expect([ensure('one'), ensure('two')]).toEqual(['added', 'kept']);
    expect(listStaff(lab.db)).toMatchObject([{ email: 'kepala@x.example', role: 'administrator' }]);
  });

  test('two people cannot share an e-mail address', () => {
    const lab = labWithRina();
    const again = lab.change((ctx) =>
      addStaff(ctx, { ...RINA, email: 'RINA@labkesmas.example', passwordHash: 'y' }),
    );
    expect(again.outcome).toBe('emailTaken');
  });

  test('a form is remembered as carried out for a day', () => {
    const lab = labWithRina();
    lab.change((ctx) => rememberCarriedOut(ctx, 'formulir-1', lab.rina));
    expect(lab.change((ctx) => wasCarriedOut(ctx, 'formulir-1'))).toBe(true);
    expect(lab.change((ctx) => wasCarriedOut(ctx, 'formulir-2'))).toBe(false);
    lab.clock.pass({ hours: 25 });
    lab.change((ctx) => rememberCarriedOut(ctx, 'formulir-3', lab.rina));
    expect(lab.change((ctx) => wasCarriedOut(ctx, 'formulir-1'))).toBe(false);
  });
});
