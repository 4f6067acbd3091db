import type { JSX } from 'preact';
import { mayManage, type Person, people } from '../../../domain/staff/index.ts';
import { SelectField } from '../../fields.tsx';
import { Icon } from '../../icons.tsx';
import { Columns } from '../../lists.tsx';
import { Card, Empty, Form } from '../../pieces.tsx';
import type { Page, StaffVisit } from '../../visit.ts';
import { ROLE_NAMES } from '../../words.ts';
import { PersonFields, PostFields } from './form.tsx';
import { STAFF, Status } from './list.tsx';

/** Where the form for somebody new leads. */
export const NEW = `${STAFF}/new`;
/** Where those who have an account already are found. */
const REGISTERED = `${STAFF}/registered`;

/** The form for somebody who has no account yet. */
export const newPersonPage: Page = (visit) => {
  const unitId = Number(visit.query.unit) || visit.staff.unitId;
  return {
    outcome: 'page',
    title: 'Tambah petugas',
    body: (
      <div class="medium">
        <Trail />
        <h1>Tambah petugas</h1>
        <Tabs here={NEW} />
        <Card title="Data petugas" icon="person" id="person">
          <Form visit={visit} action={NEW}>
            <PersonFields visit={visit} action={NEW} />
            <PostFields visit={visit} action={NEW} post={{ unitId, role: 'liaison', services: [] }} />
            <SelectField
              visit={visit}
              action={NEW}
              name="status"
              label="Status"
              value="on"
              choices={[
                ['on', 'Aktif'],
                ['off', 'Akun ditutup'],
              ]}
              required
            />
            <p class="muted small">
              Orang itu memilih kata sandinya sendiri lewat tautan sekali pakai, yang tampil sesudah ini.
            </p>
            <button type="submit">Buat akun</button>
          </Form>
        </Card>
      </div>
    ),
  };
};

/** Somebody who has or had an account is found by name, address or phone, and placed elsewhere. */
export const registeredPage: Page = (visit) => {
  const { words } = visit.query;
  const found = words ? candidates(visit, words) : [];
  return {
    outcome: 'page',
    title: 'Dari pengguna terdaftar',
    body: (
      <div class="medium">
        <Trail />
        <h1>Tambah petugas</h1>
        <Tabs here={REGISTERED} />
        <form class="filters" method="get" action={REGISTERED}>
          <div class="field wide">
            <label for="words">Nama, email, atau nomor HP</label>
            <input id="words" type="search" name="words" value={words} maxLength={100} required />
          </div>
          <div class="row">
            <button type="submit">
              <Icon name="search" /> Cari
            </button>
          </div>
        </form>
        <section class="card" aria-label="Pengguna terdaftar">
          {found.length > 0 ? (
            <Candidates visit={visit} rows={found} />
          ) : words ? (
            <Empty icon="search" title="Tidak ada yang cocok">
              Yang tampil di sini hanya orang dari instansi Anda dan di bawahnya, juga yang akunnya ditutup
              atau dihapus. Orang dari instansi lain dipindahkan oleh administrator.
            </Empty>
          ) : (
            <Empty icon="people" title="Cari orangnya dulu">
              Untuk orang dari instansi lain, yang akunnya ditutup atau dihapus, atau yang perannya berganti.
            </Empty>
          )}
        </section>
      </div>
    ),
  };
};

// Only whom one may manage as they are now: else one could take another unit's officer, or a chief.
const candidates = ({ parts, staff }: StaffVisit, words: string): Person[] =>
  [false, true]
    .flatMap((removed) => people(parts.db, staff, { words, removed }).rows)
    .filter((person) => person.id !== staff.staffId && mayManage(staff, person));

function Candidates({ visit, rows }: { visit: StaffVisit; rows: readonly Person[] }): JSX.Element {
  return (
    <table class="list cards">
      <Columns names={['Nama', 'Nomor HP', 'Sekarang', 'Status']} deeds="Tindakan" />
      <tbody>
        {rows.map((person) => (
          <tr key={person.id}>
            <th scope="row" class="name">
              {person.name}
              <br />
              <span class="muted small">{person.email}</span>
            </th>
            <td data-name="Nomor HP">{person.phone ? `+${person.phone}` : '-'}</td>
            <td data-name="Sekarang">
              {ROLE_NAMES[person.role]}, {person.unitName}
            </td>
            <td>
              <Status visit={visit} person={person} />
            </td>
            <td class="right">
              <a
                class="button secondary"
                href={`${STAFF}/${person.id}/appoint`}
                aria-label={`Jadikan ${person.name} admin`}
              >
                Jadikan admin
              </a>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const Trail = (): JSX.Element => (
  <p class="trail">
    <a href={STAFF}>Petugas</a> <Icon name="next" /> Tambah
  </p>
);

const Tabs = ({ here }: { here: string }): JSX.Element => (
  <nav class="tabs" aria-label="Cara menambah">
    {(
      [
        [NEW, 'Daftar baru'],
        [REGISTERED, 'Dari pengguna terdaftar'],
      ] as const
    ).map(([path, name]) => (
      <a key={path} href={path} aria-current={path === here ? 'page' : undefined}>
        {name}
      </a>
    ))}
  </nav>
);
