import { setTimeout as pause } from 'node:timers/promises';
import type { JSX } from 'preact';
import { chartTitle, measureName, rowName, rowsName } from '../../../../templates/documents/charts/words.ts';
import { serviceName } from '../../../../templates/messages/services.ts';
import { NotRead } from '../../../domain/readings.ts';
import { type Figure, STEPS, type Step } from '../../../domain/statistics/values.ts';
import { Icon } from '../../icons.tsx';
import { Empty } from '../../pieces.tsx';
import type { Answer, Page, StaffVisit } from '../../visit.ts';
import { type Counted, counted } from './kept.ts';
import { type Asked, addressOf, askedBy, presets, TABS } from './question.ts';

/** Whoever waits longer is told that it is being counted. */
const SHOWN_WITHIN_MS = 700;

/** How cases are handled and what people ask for, as charts with their tables (CMP-STAT-01…04). */
export const statisticsPage: Page = async (visit) => {
  const asked = askedBy(visit);
  const found = await soon(counted(visit, asked));
  return {
    outcome: 'page',
    title: 'Statistik',
    ...(asked.problem && { problem: asked.problem }),
    body: (
      <>
        <div class="page-head">
          <h1>Statistik</h1>
        </div>
        <nav class="tabs" aria-label="Jenis statistik">
          {Object.entries(TABS).map(([tab, name]) => (
            <a
              key={tab}
              href={addressOf(visit, { tab, chart: undefined })}
              aria-current={asked.tab === tab ? 'true' : undefined}
            >
              {name}
            </a>
          ))}
        </nav>
        <search>
          <Filters visit={visit} asked={asked} />
        </search>
        <div class="statistics">
          <nav class="titles" aria-label="Grafik">
            {asked.charts.map((chart) => (
              <a
                key={chart}
                href={addressOf(visit, { tab: asked.tab, chart })}
                aria-current={asked.question.chart === chart ? 'true' : undefined}
              >
                {chartTitle(chart, 'id')}
              </a>
            ))}
          </nav>
          <Result visit={visit} asked={asked} found={found} />
        </div>
      </>
    ),
  };
};

/** The picture of a chart, as a file of its own: its styles stand inside it. */
export const chartPicture: Page = async (visit) => {
  const found = await orProblem(counted(visit, askedBy(visit)));
  return 'svg' in found
    ? { outcome: 'made', bytes: visit.query.narrow ? found.narrowSvg : found.svg, mimeType: 'image/svg+xml' }
    : { outcome: 'notFound' };
};

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The table of a chart as a workbook. */
export const chartWorkbook: Page = async (visit): Promise<Answer> => {
  const { question, subtitle } = askedBy(visit);
  const { lab, now, parts } = visit;
  const bytes = await parts.ask('chartSheet', { question, subtitle, lab, now }, { patienceMs: 60_000 });
  const name = `${chartTitle(question.chart, 'id')} ${question.from} ${question.to}.xlsx`;
  return { outcome: 'made', bytes, mimeType: XLSX, name };
};

type Found = Counted | { problem: 'busy' | 'broken' } | 'counting';

const orProblem = (wanted: Promise<Counted>): Promise<Exclude<Found, 'counting'>> =>
  wanted.catch((error) => {
    if (!(error instanceof NotRead)) throw error;
    return { problem: error.reason === 'busy' || error.reason === 'tooSlow' ? 'busy' : 'broken' };
  });

const soon = (wanted: Promise<Counted>): Promise<Found> =>
  Promise.race([orProblem(wanted), pause(SHOWN_WITHIN_MS, 'counting' as const, { ref: false })]);

function Result({ visit, asked, found }: { visit: StaffVisit; asked: Asked; found: Found }): JSX.Element {
  if (found === 'counting') {
    return (
      <div
        id="figure"
        class="card"
        hx-get={visit.url}
        hx-trigger="load delay:1s"
        hx-select="#figure"
        hx-target="#figure"
        hx-swap="outerHTML"
      >
        <div class="card-body" role="status">
          <p>Sedang menghitung. Untuk periode yang panjang perlu beberapa detik.</p>
          <progress aria-label="Sedang menghitung" />
          <p>
            <a href={visit.url}>Muat ulang</a>
          </p>
        </div>
      </div>
    );
  }
  if ('problem' in found) {
    return (
      <div id="figure" class="card">
        <Empty icon="warning" title="Belum bisa dihitung">
          {found.problem === 'busy'
            ? 'Terlalu banyak yang sedang dihitung. Coba lagi sebentar, atau pilih periode yang lebih pendek.'
            : 'Ada gangguan saat menghitung. Coba muat ulang halaman ini.'}
        </Empty>
      </div>
    );
  }
  const picture = (narrow?: string) =>
    addressOf(visit, { chart: asked.question.chart, narrow }, '/admin/statistics/chart.svg');
  return (
    <section id="figure" class="card" aria-label={chartTitle(asked.question.chart, 'id')}>
      <picture>
        <source media="(max-width: 40rem)" srcset={picture('yes')} />
        <img class="chart" src={picture()} alt={found.description} width={800} />
      </picture>
      {found.figure.rows.length === 0 ? null : (
        <>
          <div class="card-head">
            <h2>Angkanya</h2>
            <a
              class="button secondary push"
              href={addressOf(visit, { chart: asked.question.chart }, '/admin/statistics/chart.xlsx')}
              download
            >
              <Icon name="download" /> Unduh XLSX
            </a>
          </div>
          <Numbers figure={found.figure} step={asked.question.step} />
        </>
      )}
    </section>
  );
}

const number = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 1 });

function Numbers({ figure, step }: { figure: Figure; step: Step }): JSX.Element {
  return (
    <table class="list numbers">
      <thead>
        <tr>
          <th scope="col">{rowsName(figure.chart, step, 'id')}</th>
          {figure.measures.map((measure) => (
            <th key={measure} scope="col" class="right">
              {measureName(measure, 'id')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {figure.rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{rowName(figure, row, step, 'id')}</th>
            {row.values.map((value, place) => (
              <td key={figure.measures[place]} class="right">
                {value === null ? '–' : number.format(value)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const STEP_NAMES: Record<Step, string> = { day: 'Per hari', week: 'Per minggu', month: 'Per bulan' };

function Filters({ visit, asked }: { visit: StaffVisit; asked: Asked }): JSX.Element {
  const { question, units, unit, services, service } = asked;
  return (
    <>
      <form class="filters for-figures" method="get" action="/admin/statistics">
        <input type="hidden" name="tab" value={asked.tab} />
        <input type="hidden" name="chart" value={question.chart} />
        <div class="field">
          <label for="unit">Unit dan di bawahnya</label>
          <select id="unit" name="unit">
            {units.map(({ id, name, depth }) => (
              <option key={id} value={String(id)} selected={id === unit?.id}>
                {`${'— '.repeat(depth)}${name}`}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="service">Layanan</label>
          <select id="service" name="service">
            <option value="">Semua</option>
            {services.map((each) => (
              <option key={each} value={each} selected={each === service}>
                {serviceName(each, 'id')}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="from">Masuk dari</label>
          <input id="from" type="date" name="from" value={question.from} required />
        </div>
        <div class="field">
          <label for="to">sampai</label>
          <input id="to" type="date" name="to" value={question.to} required />
        </div>
        {question.chart === 'volume' ? (
          <div class="field">
            <label for="step">Ditampilkan</label>
            <select id="step" name="step">
              {STEPS.map((step) => (
                <option key={step} value={step} selected={step === question.step}>
                  {STEP_NAMES[step]}
                </option>
              ))}
            </select>
          </div>
        ) : null}
        <button type="submit">Tampilkan</button>
      </form>
      <nav class="tabs presets" aria-label="Periode">
        {presets(visit.today).map(({ name, from, to }) => (
          <a
            key={name}
            href={addressOf(visit, { from, to, step: undefined })}
            aria-current={from === question.from && to === question.to ? 'true' : undefined}
          >
            {name}
          </a>
        ))}
      </nav>
    </>
  );
}
