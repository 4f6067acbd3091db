import { z } from 'zod';
import {
  beginSession,
  changePassword,
  hashPassword,
  isStrongEnough,
  passwordHashOf,
  passwordMatches,
} from '../../domain/staff/index.ts';
import { TextField } from '../fields.tsx';
import { Card, Form } from '../pieces.tsx';
import type { Deed, Page } from '../visit.ts';

const ACTION = '/admin/account/password';

/** One's own account: the password. */
export const accountPage: Page = (visit) => {
  const field = { visit, action: ACTION, type: 'password', required: true } as const;
  return {
    outcome: 'page',
    title: 'Akun saya',
    body: (
      <div class="narrow">
        <h1>Akun saya</h1>
        <Card title="Ganti kata sandi" icon="lock">
          <Form visit={visit} action={ACTION}>
            <TextField
              {...field}
              name="current"
              label="Kata sandi sekarang"
              autoComplete="current-password"
            />
            <TextField
              {...field}
              name="wanted"
              label="Kata sandi baru"
              autoComplete="new-password"
              hint="Paling sedikit 12 huruf. Beberapa kata yang tidak berhubungan lebih baik daripada tanda-tanda aneh."
            />
            <TextField {...field} name="again" label="Sekali lagi" autoComplete="new-password" />
            <button type="submit">Ganti kata sandi</button>
          </Form>
        </Card>
      </div>
    ),
  };
};

const passwordForm = z.object({
  current: z.string({ error: 'Isi kata sandi sekarang.' }).min(1, 'Isi kata sandi sekarang.').max(1000),
  wanted: z
    .string({ error: 'Isi kata sandi baru.' })
    .refine(isStrongEnough, 'Pilih paling sedikit 12 huruf.'),
  again: z.string({ error: 'Ulangi kata sandi baru.' }).max(1000),
});

/** Changes one's own password and ends one's other sessions. */
export const changeOwnPassword: Deed<
  z.infer<typeof passwordForm>,
  { currentRight: boolean; passwordHash: string }
> = {
  form: passwordForm,
  page: accountPage,
  back: () => '/admin/account',
  async prepare(visit, form) {
    const currentRight = await passwordMatches(
      form.current,
      passwordHashOf(visit.parts.db, visit.staff.staffId),
    );
    const passwordHash = await hashPassword(form.wanted, visit.parts.clock.chance(16));
    return { currentRight, passwordHash };
  },
  carryOut(ctx, visit, form, { currentRight, passwordHash }) {
    if (!currentRight) return mistake('current', 'Kata sandi sekarang tidak cocok.');
    if (form.again !== form.wanted) return mistake('again', 'Tidak sama dengan kata sandi baru di atas.');
    const { staffId } = visit.staff;
    changePassword(ctx, { staffId, passwordHash });
    return { outcome: 'done', notice: 'password', session: { token: beginSession(ctx, staffId) } };
  },
};

const mistake = (field: string, sentence: string) =>
  ({ outcome: 'mistake', errors: { [field]: sentence } }) as const;
