import type { JSX } from 'preact';
import { changesOf } from '../../../domain/journal.ts';
import { mayResetFactor, type Person, personById, sessionsOf } from '../../../domain/staff/index.ts';
import { browserWords } from '../../browser-words.ts';
import { Icon } from '../../icons.tsx';
import { instantWords } from '../../instants.ts';
import { Card, Form } from '../../pieces.tsx';
import type { Page, StaffVisit } from '../../visit.ts';
import { ROLE_NAMES } from '../../words.ts';
import { PersonFields, PostFields } from './form.tsx';
import { STAFF, Status } from './list.tsx';

type Shown = { visit: StaffVisit; person: Person };

/** The account a route is about. */
export function personIn(visit: StaffVisit): Person | undefined {
  const id = Number(visit.params.id);
  return Number.isSafeInteger(id) && id > 0 ? personById(visit.parts.db, id) : undefined;
}

/** Where an account's own page is. */
export const homeOf = (person: { id: number }): string => `${STAFF}/${person.id}`;

/** The newest fact about somebody that the page knows. */
const lastChange = (visit: StaffVisit, { id }: Person): number =>
  changesOf(visit.parts.db, `staff:${id}`).at(-1)?.id ?? 0;

/** One person: the data, and all that can be done to the account. */
export const personPage: Page = (visit) => {
  const person = personIn(visit);
  if (!person) return { outcome: 'notFound' };
  if (person.id === visit.staff.staffId) return { outcome: 'redirect', to: '/admin/account' };
  if (person.removedAt) return { outcome: 'redirect', to: `${homeOf(person)}/appoint` };
  const home = homeOf(person);
  return {
    outcome: 'page',
    title: person.name,
    body: (
      <div class="medium">
        <p class="trail">
          <a href={STAFF}>Petugas</a> <Icon name="next" /> {person.name}
        </p>
        <div class="page-head">
          <h1>{person.name}</h1>
          <Status visit={visit} person={person} />
        </div>
        <Card title="Data petugas" icon="person" id="person">
          <dl class="facts">
            <dt>Terdaftar</dt>
            <dd>{instantWords(visit, person.createdAt)}</dd>
            <dt>Terakhir masuk</dt>
            <dd>{person.lastSignedInAt ? instantWords(visit, person.lastSignedInAt) : 'belum pernah'}</dd>
            <dt>Verifikasi dua langkah</dt>
            <dd>{person.secondFactorSince ? 'aktif' : 'belum aktif'}</dd>
          </dl>
          <Form visit={visit} action={home} version={person.version} seen={lastChange(visit, person)}>
            <PersonFields visit={visit} action={home} person={person} />
            <PostFields visit={visit} action={home} post={person} />
            <button type="submit">Simpan</button>
          </Form>
        </Card>
        <PasswordCard visit={visit} person={person} />
        <SessionsCard visit={visit} person={person} />
        <Leaving visit={visit} person={person} />
      </div>
    ),
  };
};

function PasswordCard({ visit, person }: Shown): JSX.Element {
  const home = homeOf(person);
  return (
    <Card title="Kata sandi" icon="lock" id="password">
      <p>
        Lupa kata sandi, atau tautan pertamanya kedaluwarsa? Buat tautan baru. Kata sandi yang lama tetap
        berlaku sampai yang baru dipilih.
      </p>
      <div class="on-one-line">
        <Form visit={visit} action={`${home}/link`}>
          <button type="submit" class="secondary">
            Buat tautan baru
          </button>
        </Form>
        {person.hasPassword && !person.mustChangePassword ? (
          <Form visit={visit} action={`${home}/force-password`}>
            <button type="submit" class="secondary">
              Paksa ganti kata sandi
            </button>
          </Form>
        ) : null}
      </div>
      {person.mustChangePassword ? (
        <p class="muted">Sudah diminta mengganti kata sandi pada klik berikutnya.</p>
      ) : null}
      {person.secondFactorSince && mayResetFactor(visit.staff, person) ? (
        <details class="act grave">
          <summary>HP dan kode cadangannya hilang</summary>
          <div>
            <p>
              <strong>Pastikan dulu orangnya, bertemu langsung.</strong> Verifikasi dua langkahnya dimatikan
              dan semua sesinya diakhiri. Ia bisa mengaktifkannya lagi dengan HP baru.
            </p>
            <Form visit={visit} action={`${home}/second-factor/reset`}>
              <button type="submit" class="danger">
                Ya, matikan verifikasi dua langkah
              </button>
            </Form>
          </div>
        </details>
      ) : null}
    </Card>
  );
}

function SessionsCard({ visit, person }: Shown): JSX.Element {
  const sessions = sessionsOf(visit.parts.db, person.id, {
    now: visit.now,
    idleMinutes: visit.lab.staffIdleMinutes,
  });
  return (
    <Card title="Sesi" icon="eye" id="sessions">
      {sessions.length === 0 ? (
        <p class="muted">Sedang tidak masuk di mana pun.</p>
      ) : (
        <>
          <ul>
            {sessions.map((session) => (
              <li key={session.name}>
                {browserWords(session.browser)}
                {session.address ? `, jaringan ${session.address}` : ''}, sejak{' '}
                {instantWords(visit, session.createdAt)}, terakhir {instantWords(visit, session.lastSeenAt)}
              </li>
            ))}
          </ul>
          <Form visit={visit} action={`${homeOf(person)}/sessions/end`}>
            <button type="submit" class="secondary">
              Akhiri semua sesinya
            </button>
          </Form>
        </>
      )}
    </Card>
  );
}

function Leaving({ visit, person }: Shown): JSX.Element {
  const home = homeOf(person);
  return (
    <Card title="Akun" icon="exit" id="account">
      <p>
        {person.active
          ? 'Pindah tugas atau cuti panjang? Tutup akunnya pada hari itu juga: semua sesinya berakhir dan pekerjaannya kembali ke antrean.'
          : 'Akun ini ditutup. Bila dibuka kembali, kata sandinya yang dulu berlaku lagi.'}
      </p>
      <div class="on-one-line">
        <Form visit={visit} action={`${home}/${person.active ? 'switch-off' : 'switch-on'}`}>
          <button type="submit" class="secondary">
            {person.active ? 'Tutup akun' : 'Buka akun'}
          </button>
        </Form>
        <a href={`${home}/remove`}>Hapus akun…</a>
      </div>
    </Card>
  );
}

/** Asks once more before somebody is taken off the list. */
export const removePersonPage: Page = (visit) => {
  const person = personIn(visit);
  if (!person || person.removedAt) return { outcome: 'notFound' };
  const home = homeOf(person);
  return {
    outcome: 'page',
    title: `Hapus akun ${person.name}`,
    body: (
      <div class="medium">
        <p class="trail">
          <a href={STAFF}>Petugas</a> <Icon name="next" /> <a href={home}>{person.name}</a>
        </p>
        <h1>Hapus akun {person.name}?</h1>
        <Card title="Yang terjadi" icon="warning" id="remove">
          <ul>
            <li>Orang ini tidak bisa masuk lagi; semua sesinya berakhir sekarang juga.</li>
            <li>Pekerjaannya yang belum selesai kembali ke antrean.</li>
            <li>
              Email {person.email} dan nama penggunanya boleh dipakai akun lain. Verifikasi dua langkah dan
              hubungan WhatsApp-nya dihapus.
            </li>
            <li>Riwayat tetap menyebut namanya, sebab apa yang pernah ia kerjakan tidak dihapus.</li>
          </ul>
          <Form visit={visit} action={`${home}/remove`}>
            <div class="on-one-line">
              <button type="submit" class="danger">
                Ya, hapus akun
              </button>
              <a href={home}>Tidak, kembali</a>
            </div>
          </Form>
        </Card>
      </div>
    ),
  };
};

/** Where somebody who has or had an account is placed in a unit. */
export const appointPage: Page = (visit) => {
  const person = personIn(visit);
  if (!person || person.id === visit.staff.staffId) return { outcome: 'notFound' };
  const action = `${homeOf(person)}/appoint`;
  return {
    outcome: 'page',
    title: `Jadikan admin: ${person.name}`,
    body: (
      <div class="medium">
        <p class="trail">
          <a href={STAFF}>Petugas</a> <Icon name="next" />{' '}
          <a href={`${STAFF}/registered`}>Dari pengguna terdaftar</a>
        </p>
        <div class="page-head">
          <h1>Jadikan {person.name} admin</h1>
          <Status visit={visit} person={person} />
        </div>
        <Card title="Penempatan" icon="people" id="post">
          <dl class="facts">
            <dt>Email</dt>
            <dd>{person.email}</dd>
            <dt>Nomor HP</dt>
            <dd>{person.phone ? `+${person.phone}` : '-'}</dd>
            <dt>{person.removedAt ? 'Dulu' : 'Sekarang'}</dt>
            <dd>
              {ROLE_NAMES[person.role]}, {person.unitName}
            </dd>
          </dl>
          <Form visit={visit} action={action}>
            <PostFields
              visit={visit}
              action={action}
              post={{ unitId: visit.staff.unitId, role: 'liaison', services: person.services }}
            />
            <p class="muted small">
              {person.removedAt
                ? 'Akun yang dihapus dibuka kembali tanpa kata sandi: sesudah ini tampil tautan untuk membuatnya.'
                : 'Pekerjaannya di tempat lama kembali ke antrean di sana.'}
            </p>
            <button type="submit">Jadikan admin</button>
          </Form>
        </Card>
      </div>
    ),
  };
};
