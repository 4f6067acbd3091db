import type { JSX } from 'preact';
import { z } from 'zod';
import { finishSecondFactor, halfSignedInBy } from '../../domain/staff/index.ts';
import { TextField } from '../fields.tsx';
import { words } from '../forms.ts';
import { Icon } from '../icons.tsx';
import { ownPath } from '../origin.ts';
import type { Answer, Visit } from '../visit.ts';

const ACTION = '/admin/second-factor';
const REFUSED =
  'Kode ini tidak cocok, sudah dipakai, atau percobaannya terlalu sering. Tunggu kode berikutnya di aplikasi, lalu coba lagi.';

const codeForm = z.object({ code: words(60), next: z.string().max(2000).optional() });

/** The second step of signing in: asks for the code of the app on the phone. */
export function secondFactorPage(visit: Visit): Answer {
  const { next } = visit.query;
  if (visit.staff) return { outcome: 'redirect', to: ownPath(next) };
  return isHalfWay(visit) ? page(visit, next, false) : anew(next);
}

/** Takes the code, or a recovery code. */
export function giveSecondFactor(visit: Visit, fields: unknown): Answer {
  const form = codeForm.safeParse(fields);
  const next = form.success ? form.data.next : undefined;
  if (!visit.token || !isHalfWay(visit)) return anew(next);
  const given = {
    token: visit.token,
    code: form.success ? form.data.code : '',
    address: visit.address,
    browser: visit.browser,
  };
  const done = visit.parts.transact({ kind: 'visitor', address: visit.address }, (ctx) =>
    finishSecondFactor(ctx, given),
  );
  if (done.outcome === 'over') return anew(next);
  if (done.outcome !== 'signedIn') return page(visit, next, true);
  return { outcome: 'redirect', to: ownPath(next), session: { token: done.token } };
}

const isHalfWay = ({ parts, token, now }: Visit): boolean =>
  token !== undefined && halfSignedInBy(parts.db, token, now) !== undefined;

const anew = (next: string | undefined): Answer => ({
  outcome: 'redirect',
  to: `/admin/sign-in?next=${encodeURIComponent(ownPath(next))}`,
});

const page = (visit: Visit, next: string | undefined, isRefused: boolean): Answer => ({
  outcome: 'page',
  title: 'Verifikasi dua langkah',
  plain: true,
  ...(isRefused && { status: 401 }),
  body: <Asking visit={visit} next={next} isRefused={isRefused} />,
});

function Asking({
  visit,
  next,
  isRefused,
}: {
  visit: Visit;
  next: string | undefined;
  isRefused: boolean;
}): JSX.Element {
  return (
    <div class="card narrow">
      <div class="card-body">
        <p class="brand big">
          <Icon name="flask" /> {visit.lab.shortName}
        </p>
        <h1>Satu langkah lagi</h1>
        <p class="muted">Buka aplikasi autentikator di HP Anda, lalu ketik 6 angka yang tampil di sana.</p>
        {isRefused ? (
          <p class="notice bad" role="alert">
            <Icon name="warning" /> {REFUSED}
          </p>
        ) : null}
        <form method="post" action={ACTION}>
          {next ? <input type="hidden" name="next" value={next} /> : null}
          <TextField
            visit={visit}
            action={ACTION}
            name="code"
            label="Kode"
            autoComplete="one-time-code"
            hint="HP tidak ada? Ketik salah satu kode cadangan Anda."
            maxLength={60}
            required
            focused
          />
          <button type="submit">Lanjut</button>
        </form>
        <p>
          <a href="/admin/sign-in">Masuk dengan akun lain</a>
        </p>
      </div>
    </div>
  );
}
