// Longer than other files: sending a workbook, its preview and its confirmation are one walk.
import type { JSX } from 'preact';
import { z } from 'zod';
import {
  applyCatalogue,
  type CataloguePlan,
  type PlannedTest,
  planCatalogue,
} from '../../../domain/catalogue/index.ts';
import { NotRead } from '../../../domain/readings.ts';
import { askedBySelf } from '../../background.ts';
import { thousands } from '../../facts.ts';
import { FileField } from '../../fields.tsx';
import { FILE_FIELD, fingerprint } from '../../forms.ts';
import { Icon } from '../../icons.tsx';
import { Columns } from '../../lists.tsx';
import { Badge, Card, Empty, Form } from '../../pieces.tsx';
import type { Deed, Page, StaffVisit } from '../../visit.ts';
import { TEST_FIELD_NAMES } from '../../words.ts';
import { beginImport, type CatalogueImport, importById, MAX_SHEET_MEGABYTES } from './imports.ts';

const LIST = '/admin/catalogue';
const IMPORT = `${LIST}/import`;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The catalogue as a workbook, to be changed and brought back. */
export const catalogueExport: Page = async ({ parts, today, lab }) => {
  try {
    const bytes = await parts.ask(
      'catalogueWorkbook',
      { today, labName: lab.shortName },
      { patienceMs: 30_000 },
    );
    return { outcome: 'made', bytes, mimeType: XLSX, name: `Katalog ${today}.xlsx` };
  } catch (error) {
    if (!(error instanceof NotRead)) throw error;
    const body = (
      <div class="card">
        <Empty icon="hourglass" title="Berkasnya belum bisa dibuat">
          Komputer laboratorium sedang sibuk. <a href={`${LIST}/export`}>Coba sekali lagi</a>.
        </Empty>
      </div>
    );
    return { outcome: 'page', status: 503, title: 'Katalog', body };
  }
};

/** Where a workbook is handed in. */
export const importPage: Page = (visit) => {
  return {
    outcome: 'page',
    title: 'Muat katalog dari Excel',
    body: (
      <div class="medium">
        <Trail />
        <h1>Muat katalog dari Excel</h1>
        <Card title="Pilih berkas" icon="upload" id="upload">
          <ol>
            <li>
              <a href={`${LIST}/export`}>Unduh katalog sebagai Excel</a>, lalu ubah di lembar Katalog.
            </li>
            <li>Pilih berkasnya di sini. Belum ada yang disimpan: semua perubahan ditunjukkan lebih dulu.</li>
          </ol>
          <Form visit={visit} action={IMPORT} withFile>
            <FileField
              visit={visit}
              action={IMPORT}
              label={`Berkas Excel (.xlsx), paling besar ${MAX_SHEET_MEGABYTES} MB`}
              accept=".xlsx"
              megabytes={MAX_SHEET_MEGABYTES}
              required
            />
            <button type="submit">Periksa berkas</button>
          </Form>
        </Card>
      </div>
    ),
  };
};

/** Where one that was handed in is shown: whose it is, the page asks itself. */
const pathOf = (id: string): string => `${IMPORT}/file?of=${id}`;

const Trail = (): JSX.Element => (
  <p class="trail">
    <a href={LIST}>Katalog</a> <Icon name="next" /> Muat dari Excel
  </p>
);

const anything = z.object({});

/** Takes a workbook in to be looked at; nothing is changed by it. */
export const beginImportDeed: Deed<z.infer<typeof anything>, string | undefined> = {
  form: anything,
  page: importPage,
  back: () => IMPORT,
  prepare: async (visit, _form, file) =>
    file && file.bytes.length > 0 ? beginImport(visit.parts, visit.staff.staffId, file) : undefined,
  carryOut: (_ctx, _visit, _form, id) =>
    id === undefined
      ? { outcome: 'mistake', errors: { [FILE_FIELD]: 'Pilih dulu berkas Excel-nya.' } }
      : { outcome: 'done', to: pathOf(id) },
};

/** How far a workbook is read, and then what it would change. */
export const importedPage: Page = (visit) => {
  const under = importById(visit.parts, visit.staff.staffId, visit.query.of ?? '');
  if (!under) return { outcome: 'redirect', to: IMPORT };
  const isReading = under.state.name === 'reading';
  return {
    outcome: 'page',
    title: 'Muat katalog dari Excel',
    body: (
      <div>
        <Trail />
        <h1>{under.fileName}</h1>
        <div
          id="import"
          {...(isReading && {
            'hx-get': visit.url,
            'hx-trigger': 'every 1s',
            'hx-select': '#import',
            'hx-target': '#import',
            'hx-swap': 'outerHTML',
            'hx-headers': askedBySelf(visit, visit.url),
          })}
        >
          <State visit={visit} under={under} />
        </div>
      </div>
    ),
  };
};

function State({ visit, under }: { visit: StaffVisit; under: CatalogueImport }): JSX.Element {
  switch (under.state.name) {
    case 'reading':
      return (
        <Card title="Sedang diperiksa" icon="hourglass" id="reading">
          <label for="import-progress">Berkas sedang dibaca, {Math.round(under.percent)} persen</label>
          <progress id="import-progress" value={under.percent} max={100} />
          <p>
            <a href={pathOf(under.id)}>Lihat lagi</a>
          </p>
        </Card>
      );
    case 'refused':
      return (
        <>
          <p class="notice bad" role="alert">
            <Icon name="warning" /> {under.state.problem}
          </p>
          <p>
            <a href={IMPORT} class="button">
              Pilih berkas lain
            </a>
          </p>
        </>
      );
    case 'done':
      return (
        <>
          <p class="notice good" role="status">
            <Icon name="check" /> Katalog diperbarui: {under.state.added} pemeriksaan baru,{' '}
            {under.state.changed} diubah.
          </p>
          <p>
            <a href={LIST} class="button">
              Buka katalog
            </a>
          </p>
        </>
      );
    case 'read': {
      const plan = planCatalogue(visit.parts.db, under.state.rows, visit.today);
      under.shown = plan;
      return <Preview visit={visit} under={under} plan={plan} />;
    }
  }
}

function Preview({
  visit,
  under,
  plan,
}: {
  visit: StaffVisit;
  under: CatalogueImport;
  plan: CataloguePlan;
}): JSX.Element {
  const { problems, added, changed, unchanged, missing } = plan;
  const isNothing = added.length === 0 && changed.length === 0;
  return (
    <>
      {under.changedMeanwhile.length > 0 ? (
        <p class="notice calm" role="alert">
          <Icon name="warning" /> Belum ada yang disimpan: sementara itu orang lain mengubah{' '}
          {under.changedMeanwhile.join(', ')}. Bandingkan lagi di bawah.
        </p>
      ) : null}
      <p>
        <Badge tone="green">{added.length} baru</Badge> <Badge tone="blue">{changed.length} diubah</Badge>{' '}
        <Badge tone="grey">{unchanged} tetap</Badge>{' '}
        {problems.length > 0 ? <Badge tone="red">{problems.length} kesalahan</Badge> : null}
      </p>
      {problems.length > 0 ? (
        <Card title="Perbaiki dulu di berkasnya" icon="warning" id="problems" flush>
          <table class="list cards">
            <Columns names={['Sel', 'Yang salah']} />
            <tbody>
              {problems.map(({ address, problem }) => (
                <tr key={`${address} ${problem}`}>
                  <th scope="row" class="code">
                    {address}
                  </th>
                  <td>{problem}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Card>
      ) : null}
      {added.length > 0 ? <Added added={added} /> : null}
      {changed.length > 0 ? <Changed changed={changed} /> : null}
      {isNothing && problems.length === 0 ? (
        <div class="card">
          <Empty icon="check" title="Tidak ada yang berubah">
            Isi berkas sama dengan katalog sekarang.
          </Empty>
        </div>
      ) : null}
      {missing.length > 0 ? (
        <details class="act">
          <summary>{missing.length} pemeriksaan tidak ada di berkas dan dibiarkan apa adanya</summary>
          <div>
            <p>{missing.map(({ code, name }) => `${code} ${name}`).join(' · ')}</p>
          </div>
        </details>
      ) : null}
      <p class="actions">
        {problems.length === 0 && !isNothing ? (
          <Form visit={visit} action={pathOf(under.id)} was={fingerprint(plan)}>
            <button type="submit">
              <Icon name="check" /> Simpan {added.length + changed.length} perubahan
            </button>
          </Form>
        ) : null}
        <a href={IMPORT} class="button secondary">
          Pilih berkas lain
        </a>
      </p>
    </>
  );
}

function Added({ added }: { added: readonly PlannedTest[] }): JSX.Element {
  return (
    <Card title="Pemeriksaan baru" icon="plus" id="added" flush>
      <table class="list cards">
        <thead>
          <tr>
            <th scope="col">Kode</th>
            <th scope="col">Pemeriksaan</th>
            <th scope="col">Kelompok</th>
            <th scope="col" class="right">
              Tarif
            </th>
          </tr>
        </thead>
        <tbody>
          {added.map(({ code, name, fields }) => (
            <tr key={code}>
              <th scope="row" class="code">
                {code}
              </th>
              <td>{name}</td>
              <td>{valueWords(fields.group)}</td>
              <td class="right">{valueWords(fields.priceRupiah)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

const FIELD_NAMES = new Map<string, string>([
  ...Object.entries(TEST_FIELD_NAMES),
  ['isOffered', 'Ditawarkan'],
  ['coming', 'Tarif berikutnya'],
]);

function Changed({ changed }: { changed: readonly PlannedTest[] }): JSX.Element {
  return (
    <Card title="Yang diubah" icon="pen" id="changed" flush>
      <table class="list cards">
        <Columns names={['Pemeriksaan', 'Bagian', 'Sekarang', 'Menjadi']} />
        <tbody>
          {changed.flatMap(({ code, name, changes }) =>
            Object.entries(changes).map(([field, { from, to }]) => (
              <tr key={`${code} ${field}`}>
                <th scope="row" class="name">
                  {name} <span class="muted code">{code}</span>
                </th>
                <td data-name="Bagian">{FIELD_NAMES.get(field) ?? field}</td>
                <td data-name="Sekarang">{valueWords(from)}</td>
                <td data-name="Menjadi">
                  <strong>{valueWords(to)}</strong>
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </Card>
  );
}

function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'kosong';
  if (typeof value === 'boolean') return value ? 'ya' : 'tidak';
  return typeof value === 'number' ? thousands(value) : String(value);
}

const confirmForm = z.object({ was: z.string().max(40).optional() });

/** Takes a workbook over as it was shown, all of it or nothing. */
export const confirmImportDeed: Deed<z.infer<typeof confirmForm>> = {
  form: confirmForm,
  page: importedPage,
  back: (visit) => pathOf(visit.query.of ?? ''),
  carryOut(ctx, visit, { was }) {
    const under = importById(visit.parts, visit.staff.staffId, visit.query.of ?? '');
    if (under?.state.name !== 'read') return { outcome: 'done', ...(!under && { to: IMPORT }) };
    const plan = planCatalogue(ctx.tx, under.state.rows, ctx.today);
    if (was !== fingerprint(plan)) {
      under.changedMeanwhile = differing(under.shown, plan);
      return { outcome: 'done' };
    }
    if (plan.problems.length > 0) return { outcome: 'done' };
    applyCatalogue(ctx, plan);
    const done = { name: 'done', added: plan.added.length, changed: plan.changed.length } as const;
    return {
      outcome: 'done',
      afterwards: () => {
        under.state = done;
      },
    };
  },
};

/** The codes of tests that are planned otherwise than before. */
function differing(before: CataloguePlan | undefined, now: CataloguePlan): string[] {
  const itemsOf = (plan: CataloguePlan | undefined) =>
    new Map(
      [...(plan?.added ?? []), ...(plan?.changed ?? [])].map((item) => [item.code, JSON.stringify(item)]),
    );
  const [then, current] = [itemsOf(before), itemsOf(now)];
  const codes = [...new Set([...then.keys(), ...current.keys()])].filter(
    (code) => then.get(code) !== current.get(code),
  );
  return codes.length > 0 ? codes : ['katalog'];
}
