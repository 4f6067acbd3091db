import type { JSX } from 'preact';
import { mayManage, type Person, people } from '../../../domain/staff/index.ts';
import { Icon } from '../../icons.tsx';
import { instantWords } from '../../instants.ts';
import { SearchBox } from '../../lists.tsx';
import { Badge, Empty, Form } from '../../pieces.tsx';
import type { Page, StaffVisit } from '../../visit.ts';
import { ROLE_NAMES } from '../../words.ts';

/** Where people are listed. */
export const STAFF = '/admin/staff';

/** Who works here and may sign in: the own unit and those below. */
export const staffPage: Page = (visit) => {
  const { words, page } = visit.query;
  const here = Math.max(1, Math.min(Number(page) || 1, 1_000));
  const found = people(visit.parts.db, visit.staff, { words, page: here });
  return {
    outcome: 'page',
    title: 'Petugas',
    body: (
      <>
        <div class="page-head">
          <h1>Petugas</h1>
          <a class="button" href={`${STAFF}/new`}>
            <Icon name="plus" /> Tambah petugas
          </a>
        </div>
        <SearchBox action={STAFF} words={words} placeholder="Nama, email, atau nomor HP" />
        <section class="card" aria-label="Daftar petugas">
          {found.rows.length === 0 ? (
            <Empty icon="people" title="Tidak ada yang cocok">
              Periksa ejaannya, atau hapus saringannya.
            </Empty>
          ) : (
            <PeopleTable visit={visit} rows={found.rows} withUnit />
          )}
          <Pager words={words} here={here} pages={found.pages} />
        </section>
        {visit.staff.role === 'administrator' ? <ForceAll visit={visit} /> : null}
      </>
    ),
  };
};

/** People in a table, each with the way to their page where one may manage them. */
export function PeopleTable({
  visit,
  rows,
  withUnit = false,
}: {
  visit: StaffVisit;
  rows: readonly Person[];
  withUnit?: boolean;
}): JSX.Element {
  return (
    <table class="list cards">
      <thead>
        <tr>
          <th scope="col">Nama</th>
          {withUnit ? <th scope="col">Instansi</th> : null}
          <th scope="col">Peran</th>
          <th scope="col">Terdaftar</th>
          <th scope="col">Terakhir masuk</th>
          <th scope="col">Status</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((person) => (
          <tr key={person.id}>
            <th scope="row" class="name">
              <Name visit={visit} person={person} />
              <br />
              <span class="muted small">{person.email}</span>
            </th>
            {withUnit ? <td data-name="Instansi">{person.unitName}</td> : null}
            <td data-name="Peran">{ROLE_NAMES[person.role]}</td>
            <td class="muted" data-name="Terdaftar">
              {instantWords(visit, person.createdAt)}
            </td>
            <td class="muted" data-name="Terakhir masuk">
              {person.lastSignedInAt ? instantWords(visit, person.lastSignedInAt) : 'belum pernah'}
            </td>
            <td>
              <Status visit={visit} person={person} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Name({ visit, person }: { visit: StaffVisit; person: Person }): JSX.Element {
  if (person.id === visit.staff.staffId) {
    return (
      <>
        <a href="/admin/account">{person.name}</a> <span class="muted">(Anda)</span>
      </>
    );
  }
  return mayManage(visit.staff, person) ? (
    <a href={`${STAFF}/${person.id}`}>{person.name}</a>
  ) : (
    <span>{person.name}</span>
  );
}

/** Whether somebody can sign in, in a word. */
export function Status({ visit, person }: { visit: StaffVisit; person: Person }): JSX.Element {
  if (person.removedAt) return <Badge tone="grey">Dihapus</Badge>;
  if (!person.active) return <Badge tone="grey">Akun ditutup</Badge>;
  if (!person.hasPassword) return <Badge tone="amber">Belum punya kata sandi</Badge>;
  if (person.awayUntil && person.awayUntil > visit.now) return <Badge tone="violet">Tidak di tempat</Badge>;
  return <Badge tone="teal">Aktif</Badge>;
}

function Pager({ words, here, pages }: { words: string | undefined; here: number; pages: number }) {
  if (pages <= 1) return null;
  const address = (page: number) =>
    `${STAFF}?${new URLSearchParams({ ...(words && { words }), page: String(page) })}`;
  return (
    <div class="pager">
      {here > 1 ? <a href={address(here - 1)}>Sebelumnya</a> : <span />}
      <span>
        Halaman {here} dari {pages}
      </span>
      {here < pages ? (
        <a href={address(here + 1)} rel="next">
          Berikutnya <Icon name="next" />
        </a>
      ) : (
        <span />
      )}
    </div>
  );
}

function ForceAll({ visit }: { visit: StaffVisit }): JSX.Element {
  return (
    <details class="act grave">
      <summary>Paksa semua petugas mengganti kata sandi</summary>
      <div>
        <p>
          Misalnya bila ada dugaan kata sandi bocor. Pada klik berikutnya setiap petugas, kecuali Anda, harus
          memilih kata sandi baru sebelum bisa bekerja lagi.
        </p>
        <Form visit={visit} action={`${STAFF}/force-password`}>
          <button type="submit" class="danger">
            Ya, minta semua mengganti
          </button>
        </Form>
      </div>
    </details>
  );
}
