import { z } from 'zod';
import { type CasesFound, MOST_COUNTED_FOUND } from '../../../domain/cases/index.ts';
import {
  exportById,
  exportSearchIn,
  removeExport,
  requestAgain,
  requestExport,
} from '../../../domain/exports/index.ts';
import { NotRead } from '../../../domain/readings.ts';
import { KEY_FIELD, oneOf } from '../../forms.ts';
import { Icon } from '../../icons.tsx';
import { readList } from '../../list-reading.ts';
import { Form } from '../../pieces.tsx';
import type { Deed, Page, StaffVisit } from '../../visit.ts';
import { spokenTerms } from '../search/spoken.ts';
import { maskedTerms, queryOf, type Terms, termsIn } from '../search/terms.ts';
import { exportsPage } from './page.tsx';

const HOME = '/admin/exports';

/** What will stand in the file, and which kind it shall be. */
export const newExportPage: Page = async (visit) => {
  const given = visit.tried ? visit.tried.values : visit.query;
  const terms = termsIn(visit, given);
  const count = await counted(visit, terms);
  const query = queryOf(visit, terms);
  return {
    outcome: 'page',
    title: 'Ekspor',
    body: (
      <div class="medium">
        <h1>Ekspor</h1>
        <div class="card">
          <div class="card-body">
            <p>
              <strong>{spokenTerms(visit, terms.search)}</strong>
            </p>
            <p class="muted">
              {count} Satu baris untuk setiap permintaan, tanpa batas jumlah. NIK disamarkan.
            </p>
            <Form visit={visit} action={HOME}>
              {Array.from(query, ([name, value]) => (
                <input key={name} type="hidden" name={name} value={value} />
              ))}
              <fieldset>
                <legend>Jenis berkas</legend>
                <label for="format-xlsx">
                  <input id="format-xlsx" type="radio" name="format" value="xlsx" checked /> Excel (XLSX)
                </label>
                <label for="format-csv">
                  <input id="format-csv" type="radio" name="format" value="csv" /> CSV, dipisah titik koma
                </label>
              </fieldset>
              <button type="submit">
                <Icon name="download" /> Buat berkas
              </button>
            </Form>
          </div>
        </div>
        <p>
          <a href={`/admin/search?${query}`}>Kembali ke pencarian</a>
        </p>
      </div>
    ),
  };
};

async function counted(visit: StaffVisit, { search }: Terms): Promise<string> {
  const { role, unitId, unitPath, services } = visit.staff;
  const by = { role, unitId, unitPath, services };
  const asked = {
    search,
    by,
    sort: 'newest',
    limit: 1,
    now: visit.now,
    timeZone: visit.lab.timeZone,
  } as const;
  try {
    const found: CasesFound = await visit.parts.ask('searchCases', asked);
    const count = found.count ?? 0;
    return count > MOST_COUNTED_FOUND
      ? `Lebih dari ${MOST_COUNTED_FOUND} permintaan.`
      : `${new Intl.NumberFormat('id-ID').format(count)} permintaan.`;
  } catch (error) {
    // How many there are is a courtesy; the file will say it.
    if (error instanceof NotRead) return '';
    throw error;
  }
}

/** Asks for the file; it is made beside everything else. */
export const requestExportDeed: Deed<Record<string, string> & { format: 'csv' | 'xlsx' }> = {
  form: z
    .object({ format: oneOf(['csv', 'xlsx'], 'Pilih jenis berkas.') })
    .catchall(z.string())
    // What catches all other names leaves `format` as the line above has it.
    .transform((form) => form as Record<string, string> & typeof form),
  page: newExportPage,
  back: () => HOME,
  carryOut(ctx, visit, form) {
    const terms = termsIn(visit, form);
    if (terms.isForgotten)
      return {
        outcome: 'mistake',
        errors: { [KEY_FIELD]: 'Sesi pencarian ini sudah berakhir. Cari sekali lagi.' },
      };
    const { search, sort } = terms;
    const wanted = { search, sort, about: maskedTerms(terms) };
    const requested = requestExport(ctx, { format: form.format, wanted });
    if (requested.outcome === 'tooMany')
      return {
        outcome: 'mistake',
        errors: {
          [KEY_FIELD]: 'Masih ada tiga ekspor Anda yang belum jadi. Tunggu atau batalkan salah satunya.',
        },
      };
    return { outcome: 'done', notice: 'exportAsked' };
  },
};

/** Calls an export off, or takes its file away. */
export const removeExportDeed: Deed<unknown> = {
  form: z.unknown(),
  page: exportsPage,
  back: () => HOME,
  carryOut(ctx, visit) {
    removeExport(ctx, Number(visit.params.id));
    return { outcome: 'done', notice: 'removed' };
  },
};

/** Tries once more what has failed. */
export const exportAgainDeed: Deed<unknown> = {
  form: z.unknown(),
  page: exportsPage,
  back: () => HOME,
  carryOut(ctx, visit) {
    requestAgain(ctx, Number(visit.params.id));
    return { outcome: 'done', notice: 'exportAsked' };
  },
};

const MIME_TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** The file itself; whether it is one's own was asked before. */
export const exportFilePage: Page = (visit) => {
  const found = exportById(visit.parts.db, Number(visit.params.id));
  if (found?.state !== 'ready' || found.storedAs === null) return { outcome: 'notFound' };
  readList(visit, found.rowsDone, exportSearchIn(found.search)?.about);
  return {
    outcome: 'file',
    path: visit.parts.exportPath(found.storedAs),
    name: `permintaan-${visit.today}.${found.format}`,
    mimeType: MIME_TYPES[found.format],
  };
};
