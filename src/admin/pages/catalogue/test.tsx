import { z } from 'zod';
import {
  currentPrices,
  retireTest,
  reviveTest,
  saveTest,
  testById,
} from '../../../domain/catalogue/index.ts';
import { changesOf } from '../../../domain/journal.ts';
import { comparisonPage } from '../../comparison.tsx';
import { thousands } from '../../facts.ts';
import { TextArea, TextField, TickField } from '../../fields.tsx';
import { versioned } from '../../forms.ts';
import { Icon } from '../../icons.tsx';
import { Badge, Card, Form } from '../../pieces.tsx';
import type { Answer, Deed, Done, Page, StaffVisit } from '../../visit.ts';
import { TEST_FIELD_NAMES } from '../../words.ts';
import { TestPrices } from './test-prices.tsx';

const LIST = '/admin/catalogue';

type CatalogueTest = NonNullable<ReturnType<typeof testById>>;

function testIn(visit: StaffVisit): CatalogueTest | undefined {
  const id = Number(visit.params.id);
  return Number.isSafeInteger(id) && id > 0 ? testById(visit.parts.db, id) : undefined;
}

/** The form for a test that does not exist yet. */
export const newTestPage: Page = (visit) => editPage(visit, undefined);

/** The form for one test. */
export const testPage: Page = (visit) => {
  const test = testIn(visit);
  return test ? editPage(visit, test) : { outcome: 'notFound' };
};

function editPage(visit: StaffVisit, test: CatalogueTest | undefined): Answer {
  // What counts today: an announced price, where there is one.
  const price = test && (currentPrices(visit.parts.db, visit.today).get(test.id) ?? test.priceRupiah);
  const action = test ? `${LIST}/${test.id}` : `${LIST}/new`;
  const field = (name: keyof typeof TEST_FIELD_NAMES, longest: number) => ({
    visit,
    action,
    name,
    label: TEST_FIELD_NAMES[name],
    value: test ? (name === 'priceRupiah' ? thousands(price ?? 0) : String(test[name])) : '',
    maxLength: longest,
  });
  return {
    outcome: 'page',
    title: test?.name ?? 'Pemeriksaan baru',
    body: (
      <div class="medium">
        <p class="trail">
          <a href={LIST}>Katalog</a> <Icon name="next" /> {test?.code ?? 'Baru'}
        </p>
        <div class="page-head">
          <h1>{test?.name ?? 'Pemeriksaan baru'}</h1>
          {test?.retiredAt ? <Badge tone="grey">Tidak lagi ditawarkan</Badge> : null}
        </div>
        <Card title="Isi katalog" icon="tag" id="test">
          <Form
            visit={visit}
            action={action}
            {...(test && { version: test.version, seen: lastChange(visit, test) })}
          >
            <div class="pair">
              <TextField {...field('code', 20)} hint="Contoh: KK-01" required />
              <TextField
                {...field('group', 80)}
                hint="Judul di daftar tarif. Contoh: Kimia klinik"
                required
              />
              <TextField {...field('name', 120)} required />
              <TextField {...field('nameEn', 120)} required />
              <TextField {...field('sample', 120)} hint="Contoh: darah vena" required />
              <TextField {...field('method', 120)} required />
              <TextField
                {...field('priceRupiah', 14)}
                inputMode="numeric"
                hint="Contoh: 25.000. Tanpa biaya: 0"
                required
              />
              <TextField
                {...field('turnaroundDays', 3)}
                inputMode="numeric"
                hint="Hari kerja sejak sampel diterima"
                required
              />
            </div>
            <TextArea {...field('parameter', 300)} rows={2} required />
            <div class="pair">
              <TextArea
                {...field('preparation', 300)}
                rows={2}
                hint="Dikirim ke pemohon. Contoh: puasa 10 jam"
              />
              <TextArea {...field('preparationEn', 300)} rows={2} />
            </div>
            <TextArea
              {...field('synonyms', 500)}
              rows={2}
              hint="Kata yang dipakai warga, dipisah koma. Contoh: gula, cek gula, kencing manis"
            />
            <TickField
              visit={visit}
              action={action}
              name="inPerson"
              label={TEST_FIELD_NAMES.inPerson}
              hint="Hasilnya tidak pernah dikirim sebagai berkas."
              ticked={test?.inPerson ?? false}
            />
            <button type="submit">Simpan</button>
          </Form>
        </Card>
        {test ? <TestPrices visit={visit} test={test} seen={lastChange(visit, test)} /> : null}
        {test ? <Offering visit={visit} test={test} /> : null}
      </div>
    ),
  };
}

function Offering({ visit, test }: { visit: StaffVisit; test: CatalogueTest }) {
  const hidden = { visit, version: test.version, seen: lastChange(visit, test) };
  return test.retiredAt ? (
    <Form {...hidden} action={`${LIST}/${test.id}/revive`}>
      <button type="submit" class="secondary">
        <Icon name="undo" /> Tawarkan lagi
      </button>
    </Form>
  ) : (
    <details class="act grave">
      <summary>Berhenti menawarkan</summary>
      <div>
        <p>Pendaftaran yang sudah ada tidak berubah. Warga tidak bisa lagi memilih pemeriksaan ini.</p>
        <Form {...hidden} action={`${LIST}/${test.id}/retire`}>
          <button type="submit" class="danger">
            Ya, berhenti menawarkan
          </button>
        </Form>
      </div>
    </details>
  );
}

const lastChange = (visit: StaffVisit, test: CatalogueTest): number =>
  changesOf(visit.parts.db, `test:${test.id}`).at(-1)?.id ?? 0;

// The domain checks the fields; here only what would not be text is kept out.
const text = z.string().max(1000).optional().default('');
const fields = z.object({
  code: text,
  group: text,
  name: text,
  nameEn: text,
  sample: text,
  method: text,
  priceRupiah: text,
  turnaroundDays: text,
  parameter: text,
  preparation: text,
  preparationEn: text,
  synonyms: text,
  inPerson: text,
});
const changedFields = fields.extend(versioned());

/** Adds a test to the catalogue. */
export const addTestDeed: Deed<z.infer<typeof fields>> = {
  form: fields,
  page: newTestPage,
  back: () => LIST,
  carryOut(ctx, visit, form) {
    return answerTo(visit, form, 0, saveTest(ctx, { fields: form }));
  },
};

/** Changes a test; registrations keep the price of their day. */
export const changeTestDeed: Deed<z.infer<typeof changedFields>> = {
  form: changedFields,
  page: testPage,
  back: () => LIST,
  carryOut(ctx, visit, { version, seen, ...form }) {
    const test = testIn(visit);
    if (!test) return { outcome: 'notFound' };
    return answerTo(
      visit,
      form,
      seen,
      saveTest(ctx, { id: test.id, expectedVersion: version, fields: form }),
    );
  },
};

const movedForm = z.object(versioned());

function moveDeed(move: typeof retireTest, notice: 'retired' | 'revived'): Deed<z.infer<typeof movedForm>> {
  return {
    form: movedForm,
    page: testPage,
    back: (visit) => `${LIST}/${visit.params.id}`,
    carryOut(ctx, visit, { version, seen }) {
      const test = testIn(visit);
      if (!test) return { outcome: 'notFound' };
      const moved = move(ctx, { id: test.id, expectedVersion: version });
      return moved.outcome === 'stale' ? stale(visit, {}, seen, moved.current) : { outcome: 'done', notice };
    },
  };
}

/** Takes a test off the list. */
export const retireTestDeed = moveDeed(retireTest, 'retired');
/** Puts a test back on the list. */
export const reviveTestDeed = moveDeed(reviveTest, 'revived');

function answerTo(
  visit: StaffVisit,
  form: Record<string, string>,
  seen: number,
  saved: ReturnType<typeof saveTest>,
): Done {
  switch (saved.outcome) {
    case 'saved':
      return { outcome: 'done', notice: 'saved', to: `${LIST}/${saved.id}` };
    case 'invalid':
      return {
        outcome: 'mistake',
        errors: Object.fromEntries(saved.problems.map(({ field, problem }) => [field, problem])),
      };
    case 'stale':
      return stale(visit, form, seen, saved.current);
  }
}

function stale(visit: StaffVisit, form: Record<string, string>, seen: number, current: CatalogueTest): Done {
  const shown = (value: unknown) =>
    value === true || value === 'on' ? 'ya' : value === false ? 'tidak' : String(value);
  const kept = new Map<string, unknown>(Object.entries(current));
  const rows = Object.entries(TEST_FIELD_NAMES).map(([field, name]) => ({
    name,
    wanted:
      form[field] === undefined
        ? 'tidak diubah'
        : shown(field === 'inPerson' ? form[field] === 'on' : form[field]),
    now: shown(kept.get(field)),
  }));
  return {
    outcome: 'stale',
    comparison: comparisonPage(visit, {
      subject: `test:${current.id}`,
      seen,
      back: `${LIST}/${current.id}`,
      rows: rows.filter((row) => row.wanted !== row.now),
    }),
  };
}
