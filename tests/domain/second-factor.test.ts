import { eq } from 'drizzle-orm';
import { Secret, TOTP } from 'otpauth';
import { describe, expect, test } from 'vitest';
import {
  addStaff,
  beginSecondFactor,
  beginSession,
  beginSignIn,
  confirmSecondFactor,
  finishSecondFactor,
  finishSignIn,
  halfSignedInBy,
  makeRecoveryCodes,
  pendingFactor,
  recoveryCodesLeft,
  resetSecondFactor,
  signedInBy,
  turnOffSecondFactor,
} from '../../src/domain/staff/index.ts';
import { staff } from '../../src/domain/staff/table.ts';
import { units } from '../../src/domain/units/table.ts';
import { type TestLab, testLab } from '../support/lab.ts';

const EMAIL = 'rina@lab.example';
const BROWSER = { address: '10.0.0.1', browser: 'uji' };

/** What the app on the phone shows for `secret`, so many seconds from now. */
function shown(lab: TestLab, secret: string, seconds = 0): string {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  return totp.generate({ timestamp: lab.clock.now().getTime() + seconds * 1000 });
}

/** A lab with Rina, whose second factor is on. */
function labWithFactor() {
  const lab = testLab();
  const account = { name: 'Rina', email: EMAIL, role: 'liaison', passwordHash: 'x' } as const;
  const added = lab.change((ctx) => addStaff(ctx, account));
  if (added.outcome !== 'added') throw new Error('Rina should be new');
  const { staffId } = added;
  lab.change((ctx) => beginSecondFactor(ctx, { staffId }));
  const secret = pendingFactor(lab.db, staffId, 'Lab')?.secret ?? '';
  const on = lab.change((ctx) => confirmSecondFactor(ctx, { staffId, code: shown(lab, secret) }));
  if (on.outcome !== 'on') throw new Error(`not on: ${on.outcome}`);
  lab.clock.pass({ minutes: 2 });
  return { ...lab, staffId, secret, codes: on.codes };
}

function passwordGiven(lab: TestLab): string {
  const attempt = { email: EMAIL, address: BROWSER.address };
  lab.change((ctx) => beginSignIn(ctx, attempt));
  const done = lab.change((ctx) => finishSignIn(ctx, { ...attempt, passwordRight: true }));
  if (done.outcome !== 'secondFactorWanted') throw new Error(`expected the second step: ${done.outcome}`);
  return done.token;
}

const gives = (lab: TestLab, token: string, code: string) =>
  lab.change((ctx) => finishSecondFactor(ctx, { token, code, ...BROWSER }));

describe('setting it up', () => {
  test('counts only once a code has shown that the phone knows the secret', () => {
    const lab = testLab();
    const account = { name: 'Rina', email: EMAIL, role: 'liaison', passwordHash: 'x' } as const;
    const added = lab.change((ctx) => addStaff(ctx, account));
    const staffId = added.outcome === 'added' ? added.staffId : 0;
    lab.change((ctx) => beginSecondFactor(ctx, { staffId }));
    const pending = pendingFactor(lab.db, staffId, 'Lab Contoh');
    expect(pending?.uri).toContain('otpauth://totp/Lab%20Contoh:rina%40lab.example');
    expect(lab.change((ctx) => confirmSecondFactor(ctx, { staffId, code: '000000' })).outcome).toBe('wrong');
    const attempt = { email: EMAIL, address: '10.0.0.1' };
    expect(lab.change((ctx) => finishSignIn(ctx, { ...attempt, passwordRight: true })).outcome).toBe(
      'signedIn',
    );
    const code = shown(lab, pending?.secret ?? '');
    const on = lab.change((ctx) => confirmSecondFactor(ctx, { staffId, code }));
    expect(on.outcome === 'on' && on.codes).toHaveLength(10);
    expect(pendingFactor(lab.db, staffId, 'Lab')).toBeUndefined();
    expect(lab.change((ctx) => beginSecondFactor(ctx, { staffId })).outcome).toBe('isOn');
  });

  test('neither the secret nor a recovery code is in the journal, and codes are kept as hashes', () => {
    const lab = labWithFactor();
    const journal = JSON.stringify(lab.db.$client.prepare('select * from journal').all());
    const kept = JSON.stringify(lab.db.$client.prepare('select * from recovery_codes').all());
    for (const word of [lab.secret, ...lab.codes]) expect(journal + kept).not.toContain(word);
  });
});

describe('signing in in two steps', () => {
  test('the password alone opens nothing', () => {
    const lab = labWithFactor();
    const token = passwordGiven(lab);
    expect(signedInBy(lab.db, token, lab.clock.now(), 15)).toBeUndefined();
    expect(halfSignedInBy(lab.db, token, lab.clock.now())?.staffId).toBe(lab.staffId);
    expect(lab.facts.some(({ kind }) => kind === 'staff.signedIn')).toBe(false);
  });

  test('the code opens a session of its own, and the half one is over', () => {
    const lab = labWithFactor();
    const half = passwordGiven(lab);
    const done = gives(lab, half, shown(lab, lab.secret));
    const token = done.outcome === 'signedIn' ? done.token : '';
    expect(signedInBy(lab.db, token, lab.clock.now(), 15)).toMatchObject({
      name: 'Rina',
      hasSecondFactor: true,
    });
    expect(gives(lab, half, shown(lab, lab.secret)).outcome).toBe('over');
  });

  test('no code counts twice, nor one that is older than the last', () => {
    const lab = labWithFactor();
    const [earlier, code] = [shown(lab, lab.secret, -30), shown(lab, lab.secret)];
    expect(gives(lab, passwordGiven(lab), code).outcome).toBe('signedIn');
    expect(gives(lab, passwordGiven(lab), code).outcome).toBe('refused');
    expect(gives(lab, passwordGiven(lab), earlier).outcome).toBe('refused');
  });

  test.each([
    [-30, 'signedIn'],
    [30, 'signedIn'],
    [-60, 'refused'],
    [60, 'refused'],
  ])('a phone that is %i seconds off is %s', (seconds, outcome) => {
    const lab = labWithFactor();
    expect(gives(lab, passwordGiven(lab), shown(lab, lab.secret, seconds)).outcome).toBe(outcome);
  });

  test('wrong codes make one wait, longer and longer, from whatever address', () => {
    const lab = labWithFactor();
    const token = passwordGiven(lab);
    const guess = (address: string) =>
      lab.change((ctx) => finishSecondFactor(ctx, { token, code: '000000', address, browser: '' })).outcome;
    expect(['10.0.0.2', '10.0.0.3', '10.0.0.4', '10.0.0.5'].map(guess)).toEqual([
      'refused',
      'refused',
      'refused',
      'wait',
    ]);
    expect(gives(lab, token, shown(lab, lab.secret)).outcome).toBe('wait');
    lab.clock.pass({ seconds: 1 });
    expect(gives(lab, token, shown(lab, lab.secret)).outcome).toBe('signedIn');
  });

  test('after ten minutes the password has to be given anew', () => {
    const lab = labWithFactor();
    const token = passwordGiven(lab);
    lab.clock.pass({ minutes: 10 });
    expect(gives(lab, token, shown(lab, lab.secret)).outcome).toBe('over');
  });
});

describe('without the phone', () => {
  test('a recovery code opens once, and that is written down', () => {
    const lab = labWithFactor();
    const [code = ''] = lab.codes;
    expect(code).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){2}$/);
    expect(gives(lab, passwordGiven(lab), ` ${code.toUpperCase()} `).outcome).toBe('signedIn');
    expect(lab.facts).toContainEqual({
      kind: 'staff.changed',
      staffId: lab.staffId,
      what: 'recoveryCodeUsed',
    });
    expect(gives(lab, passwordGiven(lab), code).outcome).toBe('refused');
    expect(recoveryCodesLeft(lab.db, lab.staffId)).toBe(9);
  });

  test('new recovery codes take the place of the old ones', () => {
    const lab = labWithFactor();
    lab.change((ctx) => makeRecoveryCodes(ctx, { staffId: lab.staffId }));
    expect(gives(lab, passwordGiven(lab), lab.codes[0] ?? '').outcome).toBe('refused');
    expect(recoveryCodesLeft(lab.db, lab.staffId)).toBe(10);
  });

  test('an officer of the same rank does not reset it: one could become two', () => {
    const lab = labWithFactor();
    const hire = (role: 'liaison' | 'coordinator') => {
      const account = { name: role, email: `${role}@lab.example`, role, passwordHash: 'x' };
      const added = lab.change((ctx) => addStaff(ctx, account));
      return added.outcome === 'added' ? added.staffId : 0;
    };
    const resets = (id: number) =>
      lab.transact({ kind: 'staff', id }, (ctx) => resetSecondFactor(ctx, { staffId: lab.staffId })).outcome;
    expect([resets(hire('liaison')), resets(hire('coordinator'))]).toEqual(['notAllowed', 'off']);
  });

  test('nor does a coordinator that of another in the same unit, but of one below', () => {
    const lab = labWithFactor();
    const account = {
      name: 'Dewi',
      email: 'dewi@lab.example',
      role: 'coordinator',
      passwordHash: 'x',
    } as const;
    const added = lab.change((ctx) => addStaff(ctx, account));
    const id = added.outcome === 'added' ? added.staffId : 0;
    const createdAt = lab.clock.now();
    lab.db
      .insert(units)
      .values({ id: 2, parentId: 1, path: '/1/2/', name: 'Puskesmas Melati', createdAt })
      .run();
    const place = (unitId: number) =>
      lab.db.update(staff).set({ role: 'coordinator', unitId }).where(eq(staff.id, lab.staffId)).run();
    const resets = () =>
      lab.transact({ kind: 'staff', id }, (ctx) => resetSecondFactor(ctx, { staffId: lab.staffId })).outcome;
    place(1);
    expect(resets()).toBe('notAllowed');
    place(2);
    expect(resets()).toBe('off');
  });

  test('whoever turns it off, or has it reset, signs in with the password again', () => {
    for (const end of [turnOffSecondFactor, resetSecondFactor]) {
      const lab = labWithFactor();
      const session = lab.change((ctx) => beginSession(ctx, lab.staffId));
      lab.change((ctx) => end(ctx, { staffId: lab.staffId }));
      const done = lab.change((ctx) =>
        finishSignIn(ctx, { email: EMAIL, address: '10.0.0.1', passwordRight: true }),
      );
      expect(done.outcome).toBe('signedIn');
      expect(recoveryCodesLeft(lab.db, lab.staffId)).toBe(0);
      // A reset by somebody else ends what is open; one's own choice does not.
      const isOpen = signedInBy(lab.db, session, lab.clock.now(), 15) !== undefined;
      expect(isOpen).toBe(end === turnOffSecondFactor);
    }
  });
});
