import type { ComponentChildren, JSX } from 'preact';
import { changesOf } from '../../../domain/journal.ts';
import { people } from '../../../domain/staff/index.ts';
import { type Hanging, hangingOn, type Unit, unitById, unitsUnder } from '../../../domain/units/index.ts';
import { Icon } from '../../icons.tsx';
import { Card, Empty, Form } from '../../pieces.tsx';
import type { Page, StaffVisit } from '../../visit.ts';
import { SERVICE_NAMES } from '../../words.ts';
import { PeopleTable, STAFF } from '../staff/list.tsx';
import { UNITS, UnitStatus, UnitTable } from './list.tsx';

/** The unit a route is about. */
export function unitIn(visit: StaffVisit): Unit | undefined {
  const id = Number(visit.params.id);
  return Number.isSafeInteger(id) && id > 0 ? unitById(visit.parts.db, id) : undefined;
}

/** Where a unit's own page is. */
export const homeOf = (unit: { id: number }): string => `${UNITS}/${unit.id}`;

/** The newest fact about a unit that the page knows. */
export const lastChange = (visit: StaffVisit, { id }: Unit): number =>
  changesOf(visit.parts.db, `unit:${id}`).at(-1)?.id ?? 0;

/** One unit: its profile, its people, and the units below it. */
export const unitPage: Page = (visit) => {
  const unit = unitIn(visit);
  if (!unit) return { outcome: 'notFound' };
  const home = homeOf(unit);
  const officers = people(visit.parts.db, visit.staff, { unitId: unit.id });
  const [self, ...below] = unitsUnder(visit.parts.db, unit.path);
  return {
    outcome: 'page',
    title: unit.name,
    body: (
      <>
        <Trail visit={visit} unit={unit} />
        <div class="page-head">
          <h1>{unit.name}</h1>
          <UnitStatus unit={unit} />
          <a class="button secondary" href={`${home}/edit`}>
            <Icon name="pen" /> Ubah
          </a>
        </div>
        <Card title="Profil" icon="building">
          <dl class="facts">
            <Fact name="Alias">{unit.alias}</Fact>
            <Fact name="Email">{unit.email}</Fact>
            <Fact name="Situs web">
              {/* Checked to begin with http when it was saved. */}
              {unit.website ? (
                <a href={unit.website} rel="noreferrer noopener" target="_blank">
                  {unit.website}
                </a>
              ) : null}
            </Fact>
            <Fact name="Telepon">{unit.phone}</Fact>
            <Fact name="Alamat">{unit.address}</Fact>
            <Fact name="Petugas">{self?.officers ?? 0} orang</Fact>
            <Fact name="Instansi di bawahnya">{below.length}</Fact>
            <Fact name="Layanan yang ditangani">
              {unit.services.map((service) => SERVICE_NAMES[service]).join(', ')}
            </Fact>
          </dl>
        </Card>
        <Card
          title="Petugas"
          icon="people"
          flush
          side={
            <a href={`${STAFF}/new?unit=${unit.id}`}>
              <Icon name="plus" /> Tambah petugas
            </a>
          }
        >
          {officers.rows.length === 0 ? (
            <Empty icon="people" title="Belum ada petugas di sini">
              Tambahkan orang yang bekerja di instansi ini.
            </Empty>
          ) : (
            <PeopleTable visit={visit} rows={officers.rows} />
          )}
          {officers.total > officers.rows.length ? (
            <p class="card-body muted">
              {officers.rows.length} dari {officers.total} orang. Cari lainnya di halaman{' '}
              <a href={STAFF}>Petugas</a>.
            </p>
          ) : null}
        </Card>
        <Card
          title="Instansi di bawahnya"
          icon="building"
          flush
          side={
            <a href={`${UNITS}/new?parent=${unit.id}`}>
              <Icon name="plus" /> Buat instansi
            </a>
          }
        >
          {below.length === 0 ? (
            <Empty icon="building" title="Belum ada instansi di bawahnya">
              Buat instansi bawahan bila ada bagian yang bekerja sendiri.
            </Empty>
          ) : (
            <UnitTable rows={below.map((row) => ({ ...row, depth: row.depth - 1 }))} />
          )}
        </Card>
        {unit.parentId === null ? null : (
          <p>
            <a href={`${home}/remove`}>Hapus instansi…</a>
          </p>
        )}
      </>
    ),
  };
};

/** The way from the uppermost unit within reach down to this one. */
export function Trail({ visit, unit }: { visit: StaffVisit; unit: Unit }): JSX.Element {
  const ids = unit.path.split('/').filter(Boolean).map(Number);
  const from = visit.staff.role === 'administrator' ? 0 : ids.indexOf(visit.staff.unitId);
  const above = ids
    .slice(from, -1)
    .map((id) => unitById(visit.parts.db, id))
    .filter((each) => each !== undefined);
  return (
    <p class="trail">
      <a href={UNITS}>Instansi</a>
      {above.map((each) => (
        <span key={each.id}>
          {' '}
          <Icon name="next" /> <a href={homeOf(each)}>{each.name}</a>
        </span>
      ))}{' '}
      <Icon name="next" /> {unit.name}
    </p>
  );
}

function Fact({ name, children }: { name: string; children?: ComponentChildren }): JSX.Element {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children || '-'}</dd>
    </>
  );
}

/** Asks once more before a unit is removed, or says what still hangs on it. */
export const removeUnitPage: Page = (visit) => {
  const unit = unitIn(visit);
  if (!unit) return { outcome: 'notFound' };
  const on = hangingOn(visit.parts.db, unit.id);
  const home = homeOf(unit);
  const isRoot = unit.parentId === null;
  const isFree = !isRoot && Object.values(on).every((many) => many === 0);
  return {
    outcome: 'page',
    title: `Hapus ${unit.name}`,
    body: (
      <div class="medium">
        <Trail visit={visit} unit={unit} />
        <h1>Hapus {unit.name}?</h1>
        <Card title={isFree ? 'Yang terjadi' : 'Belum bisa dihapus'} icon="warning" id="remove">
          {isFree ? (
            <>
              <p>Instansi ini hilang dari daftar. Riwayat tetap menyebut namanya.</p>
              <Form visit={visit} action={`${home}/remove`}>
                <div class="on-one-line">
                  <button type="submit" class="danger">
                    Ya, hapus instansi
                  </button>
                  <a href={home}>Tidak, kembali</a>
                </div>
              </Form>
            </>
          ) : (
            <>
              <p>
                {isRoot
                  ? 'Laboratorium sendiri tidak bisa dihapus.'
                  : `Pindahkan dulu yang masih bergantung padanya: ${hangingWords(on)}.`}
              </p>
              <p hidden={isRoot}>
                Hanya ingin berhenti memberinya pekerjaan baru? Ubah statusnya menjadi tidak aktif.
              </p>
              <a href={home}>Kembali</a>
            </>
          )}
        </Card>
      </div>
    ),
  };
};

/** What hangs on a unit and how many: `2 petugas, 1 instansi di bawahnya`. */
export function hangingWords({ officers, unitsBelow, cases, threads }: Hanging): string {
  const words: [many: number, name: string][] = [
    [officers, 'petugas'],
    [unitsBelow, 'instansi langsung di bawahnya'],
    [cases, 'permintaan'],
    [threads, 'percakapan antarinstansi'],
  ];
  return words
    .filter(([many]) => many > 0)
    .map(([many, name]) => `${many} ${name}`)
    .join(', ');
}
