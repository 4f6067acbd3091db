import type { JSX } from 'preact';
import { listTourKinds, type TourKind } from '../../../domain/tours/index.ts';
import { priceWords } from '../../facts.ts';
import { Icon } from '../../icons.tsx';
import { Empty } from '../../pieces.tsx';
import type { Page } from '../../visit.ts';

/** What groups can come to see: for everybody to look up, for administrators to change. */
export const tourKindsPage: Page = (visit) => {
  const { db } = visit.parts;
  const offered = listTourKinds(db);
  const retired = listTourKinds(db, { retired: true });
  const mayChange = visit.staff.role === 'administrator';
  return {
    outcome: 'page',
    title: 'Jenis wisata ilmiah',
    body: (
      <>
        <p class="trail">
          <a href="/admin/catalogue">Katalog</a> <Icon name="next" /> Wisata ilmiah
        </p>
        <div class="page-head">
          <h1>Jenis wisata ilmiah</h1>
          {mayChange ? (
            <p class="actions push">
              <a class="button" href="/admin/tours/kinds/new">
                <Icon name="plus" /> Tambah jenis
              </a>
            </p>
          ) : null}
        </div>
        {offered.length === 0 ? (
          <div class="card">
            <Empty icon="building" title="Belum ada jenis wisata">
              Selama kosong, warga tidak bisa mendaftar wisata ilmiah.
            </Empty>
          </div>
        ) : (
          <Kinds title="Ditawarkan" kinds={offered} mayChange={mayChange} />
        )}
        {retired.length > 0 ? (
          <Kinds title="Tidak lagi ditawarkan" kinds={retired} mayChange={mayChange} />
        ) : null}
      </>
    ),
  };
};

function Kinds({
  title,
  kinds,
  mayChange,
}: {
  title: string;
  kinds: readonly TourKind[];
  mayChange: boolean;
}): JSX.Element {
  return (
    <section class="card" aria-label={title}>
      <div class="card-head">
        <h2>{title}</h2>
        <span class="muted">{kinds.length} jenis</span>
      </div>
      <table class="list cards fixed">
        <thead>
          <tr>
            <th scope="col">Jenis</th>
            <th scope="col">Yang diperlihatkan</th>
            <th scope="col">Lama</th>
            <th scope="col">Rombongan</th>
            <th scope="col" class="right">
              Tarif per orang
            </th>
          </tr>
        </thead>
        <tbody>
          {kinds.map((kind) => (
            <tr key={kind.id}>
              <th scope="row" class="name">
                {mayChange ? <a href={`/admin/tours/kinds/${kind.id}`}>{kind.name}</a> : kind.name}
              </th>
              <td>{kind.about}</td>
              <td class="nowrap" data-name="Lama">
                {kind.hours} jam
              </td>
              <td class="nowrap" data-name="Rombongan">
                {kind.smallestGroup}–{kind.largestGroup} orang
              </td>
              <td class="right" data-name="Tarif per orang">
                {priceWords(kind.priceRupiah)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
