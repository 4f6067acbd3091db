import { z } from 'zod';
import { hashPassword, isStrongEnough, passwordLinkOf, usePasswordLink } from '../../domain/staff/index.ts';
import { TextField } from '../fields.tsx';
import { mistakesOf } from '../forms.ts';
import { Icon } from '../icons.tsx';
import type { Answer, Visit } from '../visit.ts';

const chosen = z.object({
  wanted: z
    .string({ error: 'Isi kata sandi baru.' })
    .refine(isStrongEnough, 'Pilih paling sedikit 12 huruf, paling banyak 200.'),
  again: z.string({ error: 'Ulangi kata sandi baru.' }).max(1000),
});

/** Where somebody who has a link chooses a password. Only looking does not use the link up. */
export function passwordLinkPage(visit: Visit): Answer {
  return page(visit, {});
}

/** Sets the password; from then on the link is worth nothing. */
export async function choosePassword(visit: Visit, fields: unknown): Promise<Answer> {
  // Before anything is hashed: whoever has no link costs us nothing.
  if (!linkOf(visit)) return spent();
  const form = chosen.safeParse(fields);
  if (!form.success) return page(visit, mistakesOf(form.error));
  if (form.data.again !== form.data.wanted)
    return page(visit, { again: 'Tidak sama dengan kata sandi baru di atas.' });
  const { parts } = visit;
  const passwordHash = await hashPassword(form.data.wanted, parts.clock.chance(16));
  const used = parts.transact({ kind: 'visitor', address: visit.address }, (ctx) =>
    usePasswordLink(ctx, { token: tokenIn(visit), passwordHash }),
  );
  if (used.outcome === 'unknown') return spent();
  return { outcome: 'redirect', to: '/admin/sign-in?notice=passwordChosen', session: 'ended' };
}

const tokenIn = (visit: Visit): string => visit.params.token ?? '';
const linkOf = (visit: Visit) => passwordLinkOf(visit.parts.db, tokenIn(visit), visit.now);

function page(given: Visit, errors: Record<string, string>): Answer {
  const link = linkOf(given);
  if (!link) return spent();
  const isTried = Object.keys(errors).length > 0;
  const action = `/admin/set-password/${tokenIn(given)}`;
  const visit = { ...given, tried: isTried ? { action, values: {}, errors } : undefined };
  const field = { visit, action, type: 'password', autoComplete: 'new-password', required: true } as const;
  return {
    outcome: 'page',
    title: 'Buat kata sandi',
    plain: true,
    ...(isTried && { status: 422 }),
    body: (
      <div class="card narrow">
        <div class="card-body">
          <p class="brand big">
            <Icon name="flask" /> {visit.lab.shortName}
          </p>
          <h1>Buat kata sandi</h1>
          <p>
            Untuk akun <strong>{link.name}</strong> ({link.email}).
          </p>
          <form method="post" action={action}>
            {/* So that the browser keeps the password with its account. */}
            <input type="hidden" name="email" autoComplete="username" value={link.email} />
            <TextField
              {...field}
              name="wanted"
              label="Kata sandi baru"
              hint="Paling sedikit 12 huruf. Beberapa kata yang tidak berhubungan lebih baik daripada tanda-tanda aneh."
              focused
            />
            <TextField {...field} name="again" label="Sekali lagi" />
            <button type="submit">Simpan kata sandi</button>
          </form>
        </div>
      </div>
    ),
  };
}

// Unknown, used and too old look alike.
const spent = (): Answer => ({
  outcome: 'page',
  title: 'Tautan tidak berlaku',
  plain: true,
  status: 404,
  body: (
    <div class="card narrow">
      <div class="card-body">
        <h1>Tautan ini tidak berlaku lagi</h1>
        <p>
          Tautan untuk membuat kata sandi hanya bisa dipakai sekali, paling lama tiga hari. Mintalah tautan
          baru kepada atasan Anda atau administrator.
        </p>
        <p>
          <a class="button" href="/admin/sign-in">
            Ke halaman masuk
          </a>
        </p>
      </div>
    </div>
  ),
});
