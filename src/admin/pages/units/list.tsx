import type { JSX } from 'preact';
import { type UnitRow, unitsWithin } from '../../../domain/units/index.ts';
import { Icon } from '../../icons.tsx';
import { Columns, SearchBox } from '../../lists.tsx';
import { Badge, Empty } from '../../pieces.tsx';
import type { Page } from '../../visit.ts';

/** Where units are listed. */
export const UNITS = '/admin/units';

/** The units within reach, as a tree. */
export const unitsPage: Page = (visit) => {
  const words = visit.query.words?.trim() ?? '';
  const all = unitsWithin(visit.parts.db, visit.staff);
  const rows = all.filter((unit) => isFound(unit, words));
  return {
    outcome: 'page',
    title: 'Instansi',
    body: (
      <>
        <div class="page-head">
          <h1>Instansi</h1>
          <a class="button" href={`${UNITS}/new`}>
            <Icon name="plus" /> Buat instansi
          </a>
        </div>
        <SearchBox action={UNITS} words={words} placeholder="Nama, alias, atau alamat" />
        <section class="card" aria-label="Daftar instansi">
          {rows.length === 0 ? (
            <Empty icon="building" title="Tidak ada yang cocok">
              Periksa ejaannya, atau hapus saringannya.
            </Empty>
          ) : (
            <UnitTable rows={rows} />
          )}
        </section>
      </>
    ),
  };
};

function isFound(unit: UnitRow, words: string): boolean {
  const text = `${unit.name} ${unit.alias} ${unit.address}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Units in a table, each with the way to its page and to a new one below it. */
export function UnitTable({ rows }: { rows: readonly UnitRow[] }): JSX.Element {
  return (
    <table class="list cards">
      <Columns
        names={['Nama', 'Petugas', 'Instansi di bawahnya', 'Status', 'Alamat', 'Telepon']}
        deeds="Tindakan"
      />
      <tbody>
        {rows.map((unit) => (
          <tr key={unit.id}>
            <th scope="row" class={`name level-${Math.min(unit.depth, 7)}`}>
              <a href={`${UNITS}/${unit.id}`}>{unit.name}</a>
              {unit.alias ? <span class="muted"> ({unit.alias})</span> : null}
            </th>
            <td data-name="Petugas">{unit.officers}</td>
            <td data-name="Instansi di bawahnya">{unit.below}</td>
            <td>
              <UnitStatus unit={unit} />
            </td>
            <td data-name="Alamat">{unit.address || '-'}</td>
            <td data-name="Telepon">{unit.phone || '-'}</td>
            <td class="right">
              <span class="on-one-line">
                <a href={`${UNITS}/${unit.id}/edit`} aria-label={`Ubah ${unit.name}`}>
                  Ubah
                </a>
                <a href={`${UNITS}/new?parent=${unit.id}`} aria-label={`Buat instansi di bawah ${unit.name}`}>
                  Buat di bawahnya
                </a>
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Whether a unit gets work, in a word. */
export const UnitStatus = ({ unit }: { unit: { active: boolean } }): JSX.Element => (
  <Badge tone={unit.active ? 'teal' : 'grey'}>{unit.active ? 'Aktif' : 'Tidak aktif'}</Badge>
);
