import type { JSX } from 'preact';
import { z } from 'zod';
import { beginSignIn, finishSignIn, passwordMatches, signOut } from '../../domain/staff/index.ts';
import { TextField } from '../fields.tsx';
import { words } from '../forms.ts';
import { Icon } from '../icons.tsx';
import { ownPath } from '../origin.ts';
import type { Answer, Deed, Visit } from '../visit.ts';

// One sentence for every failure: it tells nobody which accounts exist or are closed.
const REFUSED =
  'Email, nama pengguna atau kata sandi tidak cocok, atau percobaannya terlalu sering. Tunggu sebentar, lalu coba lagi.';

const signInForm = z.object({
  email: words(200, 'Isi email atau nama pengguna Anda.'),
  password: z.string().min(1).max(1000),
  next: z.string().max(2000).optional(),
});

/** The page that asks who is there. */
export function signInPage(visit: Visit): Answer {
  if (visit.staff) return { outcome: 'redirect', to: ownPath(visit.query.next) };
  return page(visit, visit.query.next);
}

/** Checks a password, between two transactions because hashing is slow. */
export async function signIn(visit: Visit, fields: unknown): Promise<Answer> {
  const form = signInForm.safeParse(fields);
  if (!form.success) return page(visit, undefined, { email: '' });
  const { email, password, next } = form.data;
  const attempt = { email, address: visit.address };
  const visitor = { kind: 'visitor', address: visit.address } as const;
  const begun = visit.parts.transact(visitor, (ctx) => beginSignIn(ctx, attempt));
  if (begun.outcome === 'wait') return page(visit, next, { email });
  const passwordRight = await passwordMatches(password, begun.passwordHash);
  const { browser } = visit;
  const done = visit.parts.transact(visitor, (ctx) =>
    finishSignIn(ctx, { ...attempt, browser, passwordRight }),
  );
  if (done.outcome === 'refused') return page(visit, next, { email });
  const to = ownPath(next);
  return {
    outcome: 'redirect',
    to: done.outcome === 'signedIn' ? to : `/admin/second-factor?next=${encodeURIComponent(to)}`,
    session: { token: done.token },
  };
}

/** Ends the session of this browser. */
export const leave: Deed<unknown> = {
  form: z.unknown(),
  page: (visit) => signInPage(visit),
  back: () => '/admin/sign-in',
  carryOut(ctx, visit) {
    if (visit.token) signOut(ctx, visit.token);
    return { outcome: 'done', session: 'ended' };
  },
};

/** The form; after a refusal with the address that was typed, and never the password. */
function page(visit: Visit, next: string | undefined, refused?: { email: string }): Answer {
  return {
    outcome: 'page',
    title: 'Masuk',
    plain: true,
    ...(refused && { status: 401 }),
    body: <SignIn visit={visit} next={next} refused={refused} />,
  };
}

function SignIn({
  visit,
  next,
  refused,
}: {
  visit: Visit;
  next: string | undefined;
  refused: { email: string } | undefined;
}): JSX.Element {
  const field = { visit, action: '/admin/sign-in', required: true };
  return (
    <div class="card narrow">
      <div class="card-body">
        <p class="brand big">
          <Icon name="flask" /> {visit.lab.shortName}
        </p>
        <h1>Masuk</h1>
        <p class="muted">Halaman petugas. Warga cukup menulis ke WhatsApp kami.</p>
        {refused ? (
          <p class="notice bad" role="alert">
            <Icon name="warning" /> {REFUSED}
          </p>
        ) : null}
        <form method="post" action="/admin/sign-in">
          {next ? <input type="hidden" name="next" value={next} /> : null}
          <TextField
            {...field}
            name="email"
            label="Email atau nama pengguna"
            autoComplete="username"
            maxLength={200}
            value={refused?.email}
            focused={!refused?.email}
          />
          <TextField
            {...field}
            name="password"
            label="Kata sandi"
            type="password"
            autoComplete="current-password"
            focused={Boolean(refused?.email)}
          />
          <button type="submit">Masuk</button>
        </form>
      </div>
    </div>
  );
}
