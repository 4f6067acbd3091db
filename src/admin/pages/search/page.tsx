import type { JSX } from 'preact';
import {
  type CasesFound,
  isExactSearch,
  MOST_COUNTED_FOUND,
  searchCases,
} from '../../../domain/cases/index.ts';
import { NotRead } from '../../../domain/readings.ts';
import { Icon } from '../../icons.tsx';
import { readList } from '../../list-reading.ts';
import { Empty } from '../../pieces.tsx';
import type { Answer, Page, StaffVisit } from '../../visit.ts';
import { SearchForm } from './form.tsx';
import { Results } from './results.tsx';
import { furtherTerms, maskedTerms, queryOf, type Terms, termsIn } from './terms.ts';

const SEARCH_PATH = '/admin/search';

/** Every case within reach, by one box and a few fields; everything stands in the address (CMP-SRCH-02…06). */
export const searchPage: Page = async (visit) => {
  const terms = termsIn(visit, visit.query);
  const isAsked = Boolean(terms.search.words) || furtherTerms(terms) > 0;
  const found = isAsked && !terms.isForgotten ? await lookFor(visit, terms) : undefined;
  // A later page is not counted, and yet read.
  if (found !== undefined && found !== 'busy')
    readList(visit, found.count ?? found.rows.length, maskedTerms(terms));
  return {
    outcome: 'page',
    title: 'Pencarian',
    ...(found === 'busy' && {
      status: 503,
      problem: 'Pencarian sedang ramai. Tunggu sebentar, lalu muat ulang halaman ini.',
    }),
    body: (
      <>
        <div class="page-head">
          <h1>Pencarian</h1>
        </div>
        <search>
          <SearchForm
            visit={visit}
            terms={terms}
            isOpen={found !== undefined && found !== 'busy' && found.rows.length === 0}
          />
        </search>
        {found === 'busy' ? null : <Answered visit={visit} terms={terms} found={found} />}
      </>
    ),
  };
};

/** Takes a search from its form to its address, so that a NIK or phone number never stands in one. */
export const searchAsked = (visit: StaffVisit, fields: Readonly<Record<string, string>>): Answer => {
  const query = queryOf(visit, termsIn(visit, fields));
  return { outcome: 'redirect', to: `${SEARCH_PATH}${query.size > 0 ? `?${query}` : ''}` };
};

async function lookFor(visit: StaffVisit, terms: Terms): Promise<CasesFound | 'busy'> {
  const { role, unitId, unitPath, services } = visit.staff;
  const asked = {
    search: terms.search,
    by: { role, unitId, unitPath, services },
    sort: terms.sort,
    limit: terms.size,
    ...(terms.after !== undefined && { after: terms.after }),
    now: visit.now,
    timeZone: visit.lab.timeZone,
  };
  if (isExactSearch(terms.search)) return searchCases(visit.parts.db, asked);
  try {
    return await visit.parts.ask('searchCases', asked);
  } catch (error) {
    if (error instanceof NotRead && error.reason !== 'broken') return 'busy';
    throw error;
  }
}

function Answered({
  visit,
  terms,
  found,
}: {
  visit: StaffVisit;
  terms: Terms;
  found: CasesFound | undefined;
}): JSX.Element {
  if (terms.isForgotten) {
    return (
      <div class="card">
        <Empty icon="lock" title="Ketik sekali lagi">
          NIK dan nomor HP tidak disimpan di alamat halaman. Sesi tempat pencarian ini dibuat sudah berakhir.
        </Empty>
      </div>
    );
  }
  if (!found) {
    return (
      <div class="card">
        <Empty icon="search" title="Cari di semua permintaan">
          Ketik kode, #26, nomor HP, NIK lengkap, sebagian nama, atau kata. “Lestari” menemukan Dewi Lestari.
        </Empty>
      </div>
    );
  }
  if (found.rows.length === 0) {
    return (
      <div class="card">
        <Empty icon="search" title="Tidak ada yang cocok">
          Periksa ejaannya, coba awal kata saja (“lest” menemukan Lestari), atau kosongkan sebagian isian di
          Pencarian lebih lanjut. NIK harus lengkap, 16 angka. Permintaan di luar unit Anda tidak tampak.
        </Empty>
      </div>
    );
  }
  return (
    <>
      <div class="page-head">
        <p class="muted" role="status">
          {countWords(found.count)}
        </p>
        <a class="push" href={`/admin/exports/new?${queryOf(visit, terms)}`}>
          <Icon name="download" /> Ekspor
        </a>
      </div>
      {found.isTooMany ? (
        <p class="notice calm">
          <Icon name="warning" /> Terlalu banyak yang cocok untuk diurutkan seperti itu, jadi ini yang terbaru
          dulu. Tambah kata, unit, atau periode.
        </p>
      ) : null}
      <div class="card">
        <Results visit={visit} rows={found.rows} />
        <Pager visit={visit} terms={terms} next={found.next} />
      </div>
    </>
  );
}

function countWords(count: number | undefined): string {
  if (count === undefined) return 'Lanjutan hasil pencarian';
  if (count > MOST_COUNTED_FOUND)
    return `Lebih dari ${MOST_COUNTED_FOUND} permintaan. Tambah kata atau isian supaya lebih sedikit.`;
  return `${new Intl.NumberFormat('id-ID').format(count)} permintaan`;
}

function Pager({
  visit,
  terms,
  next,
}: {
  visit: StaffVisit;
  terms: Terms;
  next: number | undefined;
}): JSX.Element | null {
  if (!terms.after && next === undefined) return null;
  return (
    <div class="pager">
      {terms.after ? <a href={`${SEARCH_PATH}?${queryOf(visit, terms)}`}>Ke halaman pertama</a> : <span />}
      {next === undefined ? null : (
        <a href={`${SEARCH_PATH}?${queryOf(visit, terms, next)}`} rel="next">
          Berikutnya <Icon name="next" />
        </a>
      )}
    </div>
  );
}
