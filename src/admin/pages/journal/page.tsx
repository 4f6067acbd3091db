import type { JSX } from 'preact';
import { type JournalPage, listJournal } from '../../../domain/journal-list.ts';
import { listStaff } from '../../../domain/staff/index.ts';
import { FACT_GROUPS } from '../../fact-names.ts';
import { Icon } from '../../icons.tsx';
import { Empty } from '../../pieces.tsx';
import type { Page, StaffVisit } from '../../visit.ts';
import { ChainCard } from './check.tsx';
import { Entries } from './entry.tsx';
import { ACTOR_NAMES, addressOf, filterIn, SOUGHT } from './filter.ts';

const PER_PAGE = 50;

/** Who did what and when, newest first; what one looks for stands in the address. */
export const journalPage: Page = (visit) => {
  const { query, parts } = visit;
  const before = Number(query.before);
  const page = listJournal(parts.db, filterIn(visit), {
    limit: PER_PAGE,
    before: Number.isSafeInteger(before) && before > 0 ? before : undefined,
  });
  // Names and changes stand here too, so that reading it is a reading of personal data.
  if (!visit.background && !visit.tried) {
    const search = addressOf(query).split('?')[1] ?? '';
    parts.transact({ kind: 'staff', id: visit.staff.staffId }, (ctx) =>
      ctx.record({ kind: 'journal.opened', search }),
    );
  }
  return {
    outcome: 'page',
    title: 'Jurnal',
    body: (
      <>
        <div class="page-head">
          <h1>Jurnal</h1>
        </div>
        <ChainCard visit={visit} />
        <search>
          <Filters visit={visit} />
        </search>
        <div class="card">
          {page.entries.length === 0 ? (
            <Empty icon="search" title="Tidak ada catatan yang cocok">
              {page.isUnfinished
                ? 'Belum semua catatan dilihat. Lanjutkan ke yang lebih lama, atau pilih periode.'
                : 'Periksa kodenya, atau hapus sebagian saringan.'}
            </Empty>
          ) : (
            <Entries visit={visit} entries={page.entries} />
          )}
          <Pager visit={visit} page={page} />
        </div>
      </>
    ),
  };
};

function Filters({ visit }: { visit: StaffVisit }): JSX.Element {
  const { query, parts } = visit;
  const isNarrowed = SOUGHT.some((name) => query[name]);
  return (
    <form class="filters" method="get" action="/admin/journal">
      <div class="field">
        <label for="from">Dari tanggal</label>
        <input id="from" type="date" name="from" value={query.from} />
      </div>
      <div class="field">
        <label for="to">Sampai tanggal</label>
        <input id="to" type="date" name="to" value={query.to} />
      </div>
      <div class="field">
        <label for="actor">Siapa</label>
        <select id="actor" name="actor">
          <option value="">Siapa saja</option>
          {Object.entries(ACTOR_NAMES).map(([value, name]) => (
            <option key={value} value={value} selected={query.actor === value}>
              {name}
            </option>
          ))}
          {listStaff(parts.db).map(({ id, name }) => (
            <option key={id} value={`staff:${id}`} selected={query.actor === `staff:${id}`}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="kind">Apa</label>
        <select id="kind" name="kind">
          <option value="">Apa saja</option>
          {FACT_GROUPS.map(({ value, name }) => (
            <option key={value} value={value} selected={query.kind === value}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="about">Kode pendaftaran</label>
        <input
          id="about"
          name="about"
          value={query.about}
          maxLength={40}
          placeholder="LAB-…"
          autoComplete="off"
        />
      </div>
      <div class="row">
        <button type="submit">
          <Icon name="search" /> Cari
        </button>
        {isNarrowed ? <a href="/admin/journal">Hapus saringan</a> : null}
      </div>
    </form>
  );
}

function Pager({ visit: { query }, page }: { visit: StaffVisit; page: JournalPage }): JSX.Element | null {
  if (!query.before && page.nextBefore === undefined) return null;
  return (
    <div class="pager">
      {query.before ? <a href={addressOf(query)}>Ke yang terbaru</a> : <span />}
      {page.nextBefore === undefined ? null : (
        <a href={addressOf(query, { before: String(page.nextBefore) })} rel="next">
          {page.isUnfinished ? 'Cari lebih jauh ke belakang' : 'Lebih lama'} <Icon name="next" />
        </a>
      )}
    </div>
  );
}
