import type { JSX } from 'preact';
import { listTests } from '../../../domain/catalogue/index.ts';
import { priceWords } from '../../facts.ts';
import { Icon } from '../../icons.tsx';
import { SearchBox } from '../../lists.tsx';
import { Badge, Empty } from '../../pieces.tsx';
import type { Page, StaffVisit } from '../../visit.ts';

type CatalogueTest = ReturnType<typeof listTests>[number];

/** What the lab tests and what it costs: for everybody to look up, for administrators to change. */
export const cataloguePage: Page = (visit) => {
  const words = visit.query.words?.trim() ?? '';
  const retired = visit.query.retired === 'yes';
  const group = visit.query.group ?? '';
  const tests = listTests(visit.parts.db, { words, retired, today: visit.today, ...(group && { group }) });
  const mayChange = visit.staff.role === 'administrator';
  return {
    outcome: 'page',
    title: 'Katalog',
    body: (
      <>
        <div class="page-head">
          <h1>Katalog pemeriksaan</h1>
          <p class="actions push">
            <a class="button secondary" href="/admin/tours/kinds">
              <Icon name="building" /> Wisata ilmiah
            </a>
            {mayChange ? (
              <>
                <a class="button secondary" href="/admin/catalogue/export">
                  <Icon name="download" /> Unduh Excel
                </a>
                <a class="button secondary" href="/admin/catalogue/import">
                  <Icon name="upload" /> Muat dari Excel
                </a>
                <a class="button" href="/admin/catalogue/new">
                  <Icon name="plus" /> Tambah pemeriksaan
                </a>
              </>
            ) : null}
          </p>
        </div>
        <search>
          <Filters visit={visit} words={words} group={group} retired={retired} />
        </search>
        {tests.length === 0 ? (
          <div class="card">
            <Empty icon="tag" title="Tidak ada yang cocok">
              {words ? 'Coba sepotong kata saja, misalnya "gula".' : 'Belum ada pemeriksaan di sini.'}
            </Empty>
          </div>
        ) : (
          Object.entries(Object.groupBy(tests, (test) => test.group)).map(([name, members = []]) => (
            <Group key={name} name={name} tests={members} mayChange={mayChange} />
          ))
        )}
      </>
    ),
  };
};

function Filters({
  visit,
  words,
  group,
  retired,
}: {
  visit: StaffVisit;
  words: string;
  group: string;
  retired: boolean;
}): JSX.Element {
  const groups = new Set(listTests(visit.parts.db, { retired }).map((test) => test.group));
  return (
    <SearchBox action="/admin/catalogue" words={words} placeholder="Nama, kode, atau sebutan lain">
      <div class="field">
        <label for="group">Kelompok</label>
        <select id="group" name="group">
          <option value="">Semua</option>
          {[...groups].map((name) => (
            <option key={name} value={name} selected={name === group}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="retired">Keadaan</label>
        <select id="retired" name="retired">
          <option value="">Ditawarkan</option>
          <option value="yes" selected={retired}>
            Tidak lagi ditawarkan
          </option>
        </select>
      </div>
    </SearchBox>
  );
}

function Group({
  name,
  tests,
  mayChange,
}: {
  name: string;
  tests: readonly CatalogueTest[];
  mayChange: boolean;
}): JSX.Element {
  return (
    <section class="card" aria-label={name}>
      <div class="card-head">
        <h2>{name}</h2>
        <span class="muted">{tests.length} pemeriksaan</span>
      </div>
      <table class="list cards fixed">
        <thead>
          <tr>
            <th scope="col">Pemeriksaan</th>
            <th scope="col">Kode</th>
            <th scope="col">Sampel dan metode</th>
            <th scope="col">Persiapan</th>
            <th scope="col">Selesai</th>
            <th scope="col" class="right">
              Tarif
            </th>
          </tr>
        </thead>
        <tbody>
          {tests.map((test) => (
            <tr key={test.id}>
              <th scope="row" class="name">
                {mayChange ? <a href={`/admin/catalogue/${test.id}`}>{test.name}</a> : test.name}{' '}
                {test.inPerson ? <Badge tone="violet">Diserahkan langsung</Badge> : null}
              </th>
              <td class="code">{test.code}</td>
              <td>
                {test.sample} <span class="muted">{test.method}</span>
              </td>
              <td data-name="Persiapan">{test.preparation || <span class="muted">Tidak ada</span>}</td>
              <td class="nowrap" data-name="Selesai">
                {test.turnaroundDays} hari kerja
              </td>
              <td class="right" data-name="Tarif">
                {priceWords(test.priceRupiah)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
