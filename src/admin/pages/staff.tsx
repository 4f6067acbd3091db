import type { JSX } from 'preact';
import { z } from 'zod';
import {
  addStaff,
  hashPassword,
  initialPassword,
  listStaff,
  mayManage,
  rolesGivenBy,
  type StaffMember,
  switchOff,
  switchOn,
} from '../../domain/staff/index.ts';
import { ROLES } from '../../domain/staff/values.ts';
import { SelectField, TextField } from '../fields.tsx';
import { oneOf, words } from '../forms.ts';
import { Icon } from '../icons.tsx';
import { instantWords } from '../instants.ts';
import { Badge, Card, Form } from '../pieces.tsx';
import type { Answer, Deed, Done, Page, StaffVisit } from '../visit.ts';
import { ROLE_NAMES } from '../words.ts';

const ACTION = '/admin/staff';

/** Who works here and may sign in. */
export const staffPage: Page = (visit) => ({
  outcome: 'page',
  title: 'Petugas',
  body: (
    <>
      <div class="page-head">
        <h1>Petugas</h1>
      </div>
      <div class="two">
        <section class="card" aria-label="Daftar petugas">
          <table class="list cards">
            <thead>
              <tr>
                <th scope="col">Nama</th>
                <th scope="col">Peran</th>
                <th scope="col">Terakhir masuk</th>
                <th scope="col">
                  <span class="unseen">Tindakan</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {listStaff(visit.parts.db).map((member) => (
                <Row key={member.id} visit={visit} member={member} />
              ))}
            </tbody>
          </table>
        </section>
        <AddForm visit={visit} />
      </div>
    </>
  ),
});

function Row({ visit, member }: { visit: StaffVisit; member: StaffMember }): JSX.Element {
  const home = `${ACTION}/${member.id}`;
  return (
    <tr>
      <th scope="row" class="name">
        {member.name}
        <br />
        <span class="muted small">{member.email}</span>
      </th>
      <td>
        <Badge tone={member.active ? 'teal' : 'grey'}>
          {member.active ? ROLE_NAMES[member.role] : 'Akun ditutup'}
        </Badge>
      </td>
      <td class="muted" data-name="Terakhir masuk">
        {member.lastSignedInAt ? instantWords(visit, member.lastSignedInAt) : 'belum pernah'}
      </td>
      <td class="right">
        {member.id === visit.staff.staffId ? (
          <span class="muted">Anda</span>
        ) : (
          <Form visit={visit} action={`${home}/${member.active ? 'switch-off' : 'switch-on'}`}>
            <button
              type="submit"
              class="secondary"
              aria-label={`${member.active ? 'Tutup' : 'Buka'} akun ${member.name}`}
            >
              {member.active ? 'Tutup akun' : 'Buka akun'}
            </button>
          </Form>
        )}
      </td>
    </tr>
  );
}

function AddForm({ visit }: { visit: StaffVisit }): JSX.Element {
  const field = { visit, action: ACTION, required: true };
  return (
    <Card title="Tambah petugas" icon="plus" id="add">
      <Form visit={visit} action={ACTION}>
        <TextField {...field} name="name" label="Nama" maxLength={100} />
        <TextField {...field} name="email" label="Email" type="email" maxLength={200} />
        <SelectField
          {...field}
          name="role"
          label="Peran"
          value="liaison"
          choices={rolesGivenBy(visit.staff.role).map((role) => [role, ROLE_NAMES[role]] as const)}
        />
        <p class="muted small">Kata sandi pertama dibuat acak dan ditampilkan satu kali.</p>
        <button type="submit">Tambah</button>
      </Form>
    </Card>
  );
}

const addForm = z.object({
  name: words(100, 'Isi namanya.').min(2, 'Isi nama lengkapnya.'),
  email: words(200, 'Isi alamat emailnya.').pipe(
    z.email('Alamat email ini tidak lengkap. Contoh: rina@labkesmas.example.'),
  ),
  role: oneOf(ROLES, 'Pilih perannya.'),
});

/** Opens an account and shows its first password once. */
export const addStaffDeed: Deed<z.infer<typeof addForm>, { password: string; passwordHash: string }> = {
  form: addForm,
  page: staffPage,
  back: () => ACTION,
  async prepare({ parts }) {
    const password = initialPassword(parts.clock.chance(16));
    return { password, passwordHash: await hashPassword(password, parts.clock.chance(16)) };
  },
  carryOut(ctx, { staff }, form, { password, passwordHash }): Done {
    if (!mayManage(staff, { role: form.role, unitPath: staff.unitPath }))
      return { outcome: 'mistake', errors: { role: 'Peran ini hanya bisa diberikan oleh atasan Anda.' } };
    const added = addStaff(ctx, { ...form, unitId: staff.unitId, passwordHash });
    if (added.outcome === 'emailTaken') {
      return { outcome: 'mistake', errors: { email: 'Email ini sudah punya akun.' } };
    }
    return { outcome: 'shown', answer: firstPassword(form, password) };
  },
};

function firstPassword({ name, email }: { name: string; email: string }, password: string): Answer {
  return {
    outcome: 'page',
    title: 'Petugas ditambahkan',
    body: (
      <div class="medium">
        <h1>{name} sekarang punya akun</h1>
        <Card title="Kata sandi pertama" icon="lock" id="password">
          <p>Sampaikan langsung kepada orangnya, lalu minta ia menggantinya di halaman akunnya.</p>
          <dl class="facts">
            <dt>Email</dt>
            <dd>{email}</dd>
          </dl>
          <p class="secret code">{password}</p>
          <p class="notice calm">
            <Icon name="eye" /> Kata sandi ini hanya ditampilkan sekali.
          </p>
        </Card>
        <p>
          <a class="button" href={ACTION}>
            Sudah dicatat
          </a>
        </p>
      </div>
    ),
  };
}

/** Closes an account; the last administrator's stays open. */
export const switchOffDeed: Deed<unknown> = {
  form: z.unknown(),
  page: staffPage,
  back: () => ACTION,
  carryOut(ctx, visit) {
    const result = switchOff(ctx, { staffId: Number(visit.params.id) });
    if (result.outcome === 'notFound') return result;
    return result.outcome === 'switchedOff'
      ? { outcome: 'done', notice: 'switchedOff' }
      : { outcome: 'mistake', errors: { key: 'Administrator terakhir tidak bisa ditutup akunnya.' } };
  },
};

/** Opens a closed account again. */
export const switchOnDeed: Deed<unknown> = {
  form: z.unknown(),
  page: staffPage,
  back: () => ACTION,
  carryOut(ctx, visit) {
    const result = switchOn(ctx, { staffId: Number(visit.params.id) });
    return result.outcome === 'notFound' ? result : { outcome: 'done', notice: 'switchedOn' };
  },
};
