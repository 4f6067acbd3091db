import type { JSX } from 'preact';
import { type Person, personById } from '../../../domain/staff/index.ts';
import { labDayAt } from '../../../domain/values/lab-day.ts';
import { TextField } from '../../fields.tsx';
import { Icon } from '../../icons.tsx';
import { instantWords, tinyDay } from '../../instants.ts';
import { Card, Form } from '../../pieces.tsx';
import type { Page, StaffVisit } from '../../visit.ts';
import { ROLE_NAMES } from '../../words.ts';
import { ChatCard, WishesCard } from './chat.tsx';
import { SessionsCard } from './sessions.tsx';

const ACCOUNT = '/admin/account';

/** One's own account: who one is, the password, the second factor, the sessions, the chat. */
export const accountPage: Page = (visit) => {
  const person = personById(visit.parts.db, visit.staff.staffId);
  if (!person) return { outcome: 'notFound' };
  return {
    outcome: 'page',
    title: 'Akun saya',
    body: person.mustChangePassword ? (
      <div class="medium">
        <h1>Akun saya</h1>
        <p class="notice calm" role="status">
          <Icon name="lock" /> Ganti kata sandi Anda dulu. Sesudah itu semua halaman terbuka lagi.
        </p>
        <PasswordCard visit={visit} person={person} />
      </div>
    ) : (
      <div class="medium">
        <h1>Akun saya</h1>
        <ProfileCard visit={visit} person={person} />
        <AwayCard visit={visit} person={person} />
        <ChatCard visit={visit} person={person} />
        {person.citizenId === null ? null : <WishesCard visit={visit} person={person} />}
        <PasswordCard visit={visit} person={person} />
        <FactorCard visit={visit} person={person} />
        <SessionsCard visit={visit} />
      </div>
    ),
  };
};

type Shown = { visit: StaffVisit; person: Person };

function ProfileCard({ visit, person }: Shown): JSX.Element {
  const action = `${ACCOUNT}/profile`;
  const field = { visit, action };
  return (
    <Card title="Profil" icon="person">
      <dl class="facts">
        <dt>Instansi</dt>
        <dd>{person.unitName}</dd>
        <dt>Peran</dt>
        <dd>{ROLE_NAMES[person.role]}</dd>
        <dt>Terdaftar</dt>
        <dd>{instantWords(visit, person.createdAt)}</dd>
      </dl>
      <Form visit={visit} action={action}>
        <div class="pair">
          <TextField
            {...field}
            name="name"
            label="Nama lengkap"
            value={person.name}
            maxLength={100}
            required
          />
          <TextField
            {...field}
            name="phone"
            label="Nomor HP"
            type="tel"
            inputMode="tel"
            value={person.phone && `+${person.phone}`}
            hint="Contoh: 0812 0000 1234"
            maxLength={40}
          />
          <TextField
            {...field}
            name="username"
            label="Nama pengguna"
            value={person.username ?? ''}
            hint="Untuk masuk tanpa menulis email. Contoh: rina.w"
            maxLength={40}
          />
          <TextField
            {...field}
            name="email"
            label="Email"
            type="email"
            value={person.email}
            maxLength={200}
            required
          />
        </div>
        <TextField
          {...field}
          name="current"
          label="Kata sandi sekarang, bila email diganti"
          type="password"
          autoComplete="current-password"
        />
        <button type="submit">Simpan profil</button>
      </Form>
    </Card>
  );
}

function AwayCard({ visit, person }: Shown): JSX.Element {
  const action = `${ACCOUNT}/away`;
  const isAway = person.awayUntil !== null && person.awayUntil > visit.now;
  // Kept as the first instant at which one is back.
  const lastDay =
    isAway && person.awayUntil
      ? labDayAt(new Date(person.awayUntil.getTime() - 1), visit.lab.timeZone)
      : undefined;
  return (
    <Card title="Tidak di tempat" icon="calendar" id="away">
      {lastDay ? (
        <p class="notice calm">
          <Icon name="calendar" /> Tidak di tempat sampai {tinyDay(lastDay)}. Pekerjaan baru tidak diberikan
          kepada Anda.
        </p>
      ) : (
        <p>Cuti, sakit, atau dinas luar? Pekerjaan Anda yang belum selesai kembali ke antrean.</p>
      )}
      <Form visit={visit} action={action}>
        <TextField
          visit={visit}
          action={action}
          name="until"
          label="Tidak di tempat sampai dengan"
          type="date"
          value={lastDay}
          hint="Kosongkan bila Anda sudah kembali."
        />
        <button type="submit" class="secondary">
          Simpan
        </button>
      </Form>
    </Card>
  );
}

function PasswordCard({ visit }: Shown): JSX.Element {
  const action = `${ACCOUNT}/password`;
  const field = { visit, action, type: 'password', required: true } as const;
  return (
    <Card title="Ganti kata sandi" icon="lock">
      <Form visit={visit} action={action}>
        <TextField {...field} name="current" label="Kata sandi sekarang" autoComplete="current-password" />
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
  );
}

function FactorCard({ visit, person }: Shown): JSX.Element {
  return (
    <Card title="Verifikasi dua langkah" icon="lock" id="factor">
      <p>
        {person.secondFactorSince
          ? `Aktif sejak ${instantWords(visit, person.secondFactorSince)}. Selain kata sandi, masuk memerlukan kode dari HP Anda.`
          : 'Belum aktif. Dengan kode dari HP, kata sandi yang bocor saja tidak cukup untuk masuk.'}
      </p>
      <p>
        <a class="button secondary" href={`${ACCOUNT}/second-factor`}>
          {person.secondFactorSince ? 'Atur verifikasi dua langkah' : 'Aktifkan verifikasi dua langkah'}
        </a>
      </p>
    </Card>
  );
}
