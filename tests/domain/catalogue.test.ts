import { describe, expect, test } from 'vitest';
import {
  announcePrice,
  findTests,
  listTests,
  pricesOf,
  retireTest,
  reviveTest,
  saveTest,
  seedCatalogue,
  testById,
  testGroups,
  testsByIds,
  testsOfGroup,
  withdrawPrice,
} from '../../src/domain/catalogue/index.ts';
import { SAMPLE_TESTS } from '../../src/domain/catalogue/sample-tests.ts';
import { addDays, type LabDay } from '../../src/domain/values/lab-day.ts';
import { testLab } from '../support/lab.ts';

// The day of the lab in tests.
const TODAY = '2026-11-20' as LabDay;

function stockedLab() {
  const lab = testLab();
  lab.change(seedCatalogue);
  return lab;
}

const fields = {
  code: 'kk-99',
  name: 'Magnesium',
  nameEn: 'Magnesium',
  group: 'Kimia klinik',
  parameter: 'Magnesium',
  method: 'Xylidyl blue',
  sample: 'Darah vena',
  priceRupiah: 'Rp 45.000',
  turnaroundDays: '2',
  synonyms: 'mg',
};

describe('the sample catalogue', () => {
  test('holds at least seventy tests in at most nine groups, each with its own code', () => {
    expect(SAMPLE_TESTS.length).toBeGreaterThanOrEqual(70);
    expect(new Set(SAMPLE_TESTS.map(({ code }) => code)).size).toBe(SAMPLE_TESTS.length);
    expect(new Set(SAMPLE_TESTS.map(({ group }) => group)).size).toBeLessThanOrEqual(9);
  });

  test('would pass the checks that staff have to pass', () => {
    const lab = testLab();
    const outcomes = lab.change((ctx) => SAMPLE_TESTS.map((sample) => saveTest(ctx, { fields: sample })));
    expect(outcomes.filter(({ outcome }) => outcome !== 'saved')).toEqual([]);
  });

  test('has both languages of every preparation', () => {
    const half = SAMPLE_TESTS.filter(
      ({ preparation = '', preparationEn = '' }) => (preparation === '') !== (preparationEn === ''),
    );
    expect(half).toEqual([]);
  });

  test('hands HIV, syphilis and drug results over in person', () => {
    const quiet = SAMPLE_TESTS.filter(({ inPerson }) => inPerson).map(({ name }) => name);
    expect(quiet).toEqual(
      expect.arrayContaining(['HIV (tiga reagen)', 'Viral load HIV', 'Sifilis TPHA', 'Narkoba 3 parameter']),
    );
  });

  test('is put in once, and never beside what staff have entered', () => {
    const lab = stockedLab();
    lab.change(seedCatalogue);
    expect(listTests(lab.db)).toHaveLength(SAMPLE_TESTS.length);
  });
});

describe('finding a test by what people type', () => {
  const lab = stockedLab();
  const found = (words: string) => findTests(lab.db, words, TODAY).tests.map(({ name }) => name);

  test.each([
    ['gula darah puasa', 'Gula darah puasa'],
    ['Kolesterol Total', 'Kolesterol total'],
    ['total kolesterol', 'Kolesterol total'],
    ['halo, mau cek asam urat ya kak', 'Asam urat'],
    ['berapa harga hba1c?', 'HbA1c'],
    ['KK-01', 'Gula darah puasa'],
    ['kk01', 'Gula darah puasa'],
    ['im 09', 'HIV (tiga reagen)'],
    ['gdp', 'Gula darah puasa'],
    ['GDS', 'Gula darah sewaktu'],
    ['B20', 'HIV (tiga reagen)'],
    ['tes aids', 'HIV (tiga reagen)'],
    ['tcm', 'TCM TB'],
    ['hamil', 'Kehamilan (hCG urin)'],
    ['tes kehamilan', 'Kehamilan (hCG urin)'],
    ['hb', 'Hemoglobin'],
    ['hemoglobin', 'Hemoglobin'],
    ['uric acid', 'Asam urat'],
    ['golongan darah', 'Golongan darah dan rhesus'],
  ])('"%s" means %s beyond doubt', (words, name) => {
    const { tests, exact } = findTests(lab.db, words, TODAY);
    expect(tests[0]?.name).toBe(name);
    expect(exact).toBe(true);
  });

  test.each([
    ['gula darah', ['Gula darah puasa', 'Gula darah sewaktu', 'Gula darah 2 jam setelah makan']],
    ['kolesterol', ['Kolesterol total', 'Kolesterol HDL', 'Kolesterol LDL']],
    ['kolestrol', ['Kolesterol total', 'Kolesterol HDL', 'Kolesterol LDL']],
    ['demam berdarah', ['Dengue NS1', 'Dengue IgG dan IgM', 'PCR dengue']],
    ['db', ['Dengue NS1', 'Dengue IgG dan IgM', 'PCR dengue']],
    ['bta', ['BTA dahak', 'BTA kulit (kusta)']],
    ['tbc', ['BTA dahak', 'Kultur TB', 'TCM TB']],
    ['narkoba', ['Narkoba 3 parameter', 'Narkoba 6 parameter']],
  ])('"%s" may mean several, in the order of the price list', (words, names) => {
    const { tests, exact } = findTests(lab.db, words, TODAY);
    expect(tests.map(({ name }) => name)).toEqual(names);
    expect(exact).toBe(false);
  });

  test.each([
    ['gula drah', 'Gula darah puasa'],
    ['dengeu', 'Dengue NS1'],
    ['hemoglobn', 'Hemoglobin'],
    ['trigliserit', 'Trigliserida'],
    ['narkoaba', 'Narkoba 3 parameter'],
    ['formlin', 'Formalin makanan'],
    ['mikrobilogi', 'BTA dahak'],
  ])('"%s", misspelt, finds %s but is not taken for certain', (words, name) => {
    const { tests, exact } = findTests(lab.db, words, TODAY);
    expect(tests.map((each) => each.name)).toContain(name);
    expect(tests[0]?.name).toBe(name);
    expect(exact).toBe(false);
  });

  test('water is found by where it comes from', () => {
    expect(found('air sumur')).toEqual(['E. coli dan koliform air sumur', 'Fisika dan kimia air sumur']);
    expect(found('air minum')).toEqual([
      'E. coli dan koliform air minum',
      'Fisika air minum',
      'Kimia air minum',
    ]);
    expect(found('ecoli')).toContain('E. coli makanan dan minuman');
    expect(found('e. coli')).toContain('E. coli dan koliform air minum');
  });

  test('two tests in one message are both offered, and nothing far from them', () => {
    const names = found('gula darah puasa dan kolesterol total');
    expect(names[0]).toBe('Gula darah puasa');
    expect(names).toContain('Kolesterol total');
    expect(names).not.toContain('Golongan darah dan rhesus');
  });

  test('never offers more than nine', () => {
    expect(found('air')).toHaveLength(9);
    expect(found('darah').length).toBe(9);
  });

  test.each([
    ['nothing', ''],
    ['only filler', 'mau cek berapa harga'],
    ['one letter', 'a'],
    ['quotes', `"'"'"`],
    ['operators of the search', 'NEAR( OR AND NOT *'],
    ['a column filter', 'name : "x" ^ {}'],
    ['a prototype', '__proto__'],
    ['SQL', `'; DROP TABLE tests; --`],
    ['emoji', '😀😀 👍🏽'],
    ['half of a pair', '\ud83d \udc00 \ud83d\ud83d'],
    ['NUL and escapes', '\u0000\u001b[31m'],
    ['4,000 letters', 'x'.repeat(4000)],
    ['4,000 words', 'qz '.repeat(1334)],
    ['4,000 quotes', '"'.repeat(4000)],
    ['marks without end', `z${'\u0301'.repeat(4000)}`],
  ])('hostile or empty words find nothing and do no harm: %s', (_what, words) => {
    expect(findTests(lab.db, words, TODAY)).toEqual({ tests: [], exact: false });
    expect(listTests(lab.db)).toHaveLength(SAMPLE_TESTS.length);
  });

  test('a number of people is no name of a test', () => {
    expect(found('Slmt malam, saya dr puskesmas muntilan mau 3 pasien')).toEqual([]);
    expect(found('narkoba 3')).toEqual(['Narkoba 3 parameter']);
  });

  test('a question in a long text is still found', () => {
    expect(found(`asam urat ${'\n'.repeat(3000)}`)).toEqual(['Asam urat']);
  });

  test('offers only what a citizen is shown', () => {
    expect(Object.keys(findTests(lab.db, 'gdp', TODAY).tests[0] ?? {}).sort()).toEqual(
      [
        'id',
        'name',
        'nameEn',
        'priceRupiah',
        'turnaroundDays',
        'preparation',
        'preparationEn',
        'sample',
        'method',
        'inPerson',
      ].sort(),
    );
  });
});

describe('the price list', () => {
  test('has groups in its own order, with how many tests each offers', () => {
    const lab = stockedLab();
    const groups = testGroups(lab.db);
    expect(groups[0]?.name).toBe('Hematologi');
    expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(SAMPLE_TESTS.length);
    const names = testsOfGroup(lab.db, 'Kimia klinik', TODAY).map(({ name }) => name);
    expect(names.slice(0, 3)).toEqual(['Albumin', 'Asam urat', 'Bilirubin total dan direk']);
    expect(testsOfGroup(lab.db, 'Astrologi', TODAY)).toEqual([]);
  });

  test('gives the tests asked for in the order asked, without those off the list', () => {
    const lab = stockedLab();
    const [gula, hdl] = [findTests(lab.db, 'gdp', TODAY), findTests(lab.db, 'hdl', TODAY)].map(
      ({ tests }) => tests[0]?.id ?? 0,
    );
    expect(
      testsByIds(lab.db, [hdl ?? 0, gula ?? 0, 9_999], TODAY).map(({ name, priceRupiah }) => [
        name,
        priceRupiah,
      ]),
    ).toEqual([
      ['Kolesterol HDL', 35_000],
      ['Gula darah puasa', 25_000],
    ]);
    lab.change((ctx) => retireTest(ctx, { id: hdl ?? 0, expectedVersion: 1 }));
    expect(testsByIds(lab.db, [hdl ?? 0, gula ?? 0], TODAY)).toHaveLength(1);
  });

  test('a new test is tidied, found at once, and written to the journal', () => {
    const lab = stockedLab();
    const saved = lab.change((ctx) => saveTest(ctx, { fields }));
    if (saved.outcome !== 'saved') throw new Error(saved.outcome);
    expect(testById(lab.db, saved.id)).toMatchObject({ code: 'KK-99', priceRupiah: 45_000, inPerson: false });
    expect(findTests(lab.db, 'mg', TODAY).tests.map(({ id }) => id)).toEqual([saved.id]);
    expect(lab.facts).toMatchObject([{ kind: 'catalogue.changed', testId: saved.id }]);
  });

  test('a changed name is found by the new words and no longer by the old', () => {
    const lab = stockedLab();
    const id = findTests(lab.db, 'asam urat', TODAY).tests[0]?.id ?? 0;
    const change = { ...fields, code: 'KK-09', priceRupiah: 45_000 };
    expect(lab.change((ctx) => saveTest(ctx, { id, expectedVersion: 1, fields: change }))).toEqual({
      outcome: 'saved',
      id,
    });
    expect(findTests(lab.db, 'magnesium', TODAY).tests[0]?.id).toBe(id);
    expect(findTests(lab.db, 'asam urat', TODAY).tests.map((each) => each.id)).not.toContain(id);
  });

  test('only fields that changed are named, and saving the same again is no change', () => {
    const lab = stockedLab();
    const { outcome: _, ...saved } = lab.change((ctx) => saveTest(ctx, { fields }));
    const id = 'id' in saved ? saved.id : 0;
    lab.facts.length = 0;
    lab.change((ctx) => saveTest(ctx, { id, expectedVersion: 1, fields }));
    expect(testById(lab.db, id)?.version).toBe(1);
    lab.change((ctx) => saveTest(ctx, { id, expectedVersion: 1, fields: { ...fields, inPerson: 'on' } }));
    const changes = { inPerson: { from: false, to: true } };
    expect(lab.facts).toEqual([{ kind: 'catalogue.changed', testId: id, fields: ['inPerson'], changes }]);
    expect(testById(lab.db, id)).toMatchObject({ version: 2, inPerson: true });
  });

  test('a form from before somebody else saved is shown what is there now', () => {
    const lab = stockedLab();
    const id = findTests(lab.db, 'asam urat', TODAY).tests[0]?.id ?? 0;
    lab.change((ctx) => retireTest(ctx, { id, expectedVersion: 1 }));
    const late = lab.change((ctx) => saveTest(ctx, { id, expectedVersion: 1, fields }));
    expect(late).toMatchObject({ outcome: 'stale', current: { name: 'Asam urat', version: 2 } });
    expect(lab.change((ctx) => reviveTest(ctx, { id, expectedVersion: 1 }))).toMatchObject({
      outcome: 'stale',
    });
  });

  test.each([
    ['name', { name: '  ' }],
    ['name', { name: 'x'.repeat(121) }],
    ['code', { code: '<script>' }],
    ['code', { code: 'KK-01' }],
    ['priceRupiah', { priceRupiah: '' }],
    ['priceRupiah', { priceRupiah: '-5' }],
    ['priceRupiah', { priceRupiah: '1e9' }],
    ['priceRupiah', { priceRupiah: 12.5 }],
    ['turnaroundDays', { turnaroundDays: '400' }],
    ['synonyms', { synonyms: ['a', 'b'] }],
  ])('a mistake in %s is told beside it and nothing is saved: %o', (field, mistake) => {
    const lab = stockedLab();
    const answer = lab.change((ctx) => saveTest(ctx, { fields: { ...fields, ...mistake } }));
    expect(answer).toEqual({
      outcome: 'invalid',
      problems: [{ field, problem: expect.stringMatching(/\w{4}/) }],
    });
    expect(listTests(lab.db)).toHaveLength(SAMPLE_TESTS.length);
    expect(lab.facts).toEqual([]);
  });

  test('a retired test is neither found nor listed until it is put back', () => {
    const lab = stockedLab();
    const id = findTests(lab.db, 'asam urat', TODAY).tests[0]?.id ?? 0;
    const names = () => findTests(lab.db, 'asam urat', TODAY).tests.map((each) => each.name);
    lab.change((ctx) => retireTest(ctx, { id, expectedVersion: 1 }));
    expect(names()).not.toContain('Asam urat');
    expect(listTests(lab.db, { retired: true }).map((each) => each.name)).toEqual(['Asam urat']);
    lab.change((ctx) => retireTest(ctx, { id, expectedVersion: 2 }));
    expect(testById(lab.db, id)?.version).toBe(2);
    lab.change((ctx) => reviveTest(ctx, { id, expectedVersion: 2 }));
    expect(names()[0]).toBe('Asam urat');
    expect(lab.facts.map(({ kind }) => kind)).toEqual(['catalogue.changed', 'catalogue.changed']);
  });

  test('the staff list can be narrowed by words and group, and a percent sign is only a sign', () => {
    const lab = stockedLab();
    expect(listTests(lab.db, { words: 'kolesterol jahat' }).map(({ name }) => name)).toEqual([
      'Kolesterol LDL',
    ]);
    expect(listTests(lab.db, { group: 'Hematologi' }).every(({ group }) => group === 'Hematologi')).toBe(
      true,
    );
    expect(listTests(lab.db, { words: '%' })).toEqual([]);
    expect(listTests(lab.db, { words: `' or 1=1 --` })).toEqual([]);
  });
});

test('a search that was asked before sees a new price, a new name and a retirement at once', () => {
  const lab = testLab();
  lab.change((ctx) => seedCatalogue(ctx));
  const asked = () => findTests(lab.db, 'hemoglobin', TODAY).tests[0];
  const before = asked();
  if (!before) throw new Error('no test of haemoglobin');
  const version = () => testById(lab.db, before.id)?.version ?? 0;
  const fields = { ...testById(lab.db, before.id), priceRupiah: 33_000 };
  lab.transact({ kind: 'staff', id: 1 }, (ctx) =>
    saveTest(ctx, { id: before.id, expectedVersion: version(), fields }),
  );
  expect(asked()?.priceRupiah).toBe(33_000);

  lab.transact({ kind: 'staff', id: 1 }, (ctx) =>
    retireTest(ctx, { id: before.id, expectedVersion: version() }),
  );
  expect(asked()?.id).not.toBe(before.id);
  lab.transact({ kind: 'staff', id: 1 }, (ctx) =>
    reviveTest(ctx, { id: before.id, expectedVersion: version() }),
  );
  expect(asked()?.id).toBe(before.id);
});

describe('a price that begins on a day', () => {
  const JANUARY = '2027-01-04' as LabDay;

  function priced() {
    const lab = testLab();
    lab.change((ctx) => seedCatalogue(ctx));
    const [test] = findTests(lab.db, 'asam urat', TODAY).tests;
    if (!test) throw new Error('no test of uric acid');
    const version = () => testById(lab.db, test.id)?.version ?? 0;
    const announce = (validFrom: LabDay, priceRupiah: number, expectedVersion = version()) =>
      lab.change((ctx) => announcePrice(ctx, { testId: test.id, expectedVersion, validFrom, priceRupiah }));
    const priceOn = (day: LabDay) => [
      findTests(lab.db, 'asam urat', day).tests[0]?.priceRupiah,
      testsByIds(lab.db, [test.id], day)[0]?.priceRupiah,
      testsOfGroup(lab.db, 'Kimia klinik', day).find(({ id }) => id === test.id)?.priceRupiah,
    ];
    return { lab, test, version, announce, priceOn };
  }

  test('counts from that day on, wherever a price is shown', () => {
    const { test: uric, announce, priceOn } = priced();
    expect(announce(JANUARY, 44_000)).toEqual({ outcome: 'saved' });
    expect(new Set(priceOn(addDays(JANUARY, -1)))).toEqual(new Set([uric.priceRupiah]));
    expect(new Set(priceOn(JANUARY))).toEqual(new Set([44_000]));
    expect(new Set(priceOn(addDays(JANUARY, 500)))).toEqual(new Set([44_000]));
  });

  test('of several the latest that has begun counts, in whatever order they were announced', () => {
    const { announce, priceOn } = priced();
    announce('2027-06-01' as LabDay, 50_000);
    announce(JANUARY, 44_000);
    expect(priceOn('2027-05-31' as LabDay)[0]).toBe(44_000);
    expect(priceOn('2027-06-01' as LabDay)[0]).toBe(50_000);
  });

  test('is not announced for a day that has begun, nor by an older page, nor as nonsense', () => {
    const { announce, version } = priced();
    expect(announce(TODAY, 1_000)).toMatchObject({ outcome: 'invalid', field: 'validFrom' });
    expect(announce('2040-01-01' as LabDay, 1_000)).toMatchObject({ outcome: 'invalid', field: 'validFrom' });
    expect(announce(JANUARY, -1)).toMatchObject({ outcome: 'invalid', field: 'price' });
    expect(announce(JANUARY, 1_000, version() - 1)).toEqual({ outcome: 'stale' });
  });

  test('is taken back before its day, and never after it', () => {
    const { lab, test: uric, announce, priceOn, version } = priced();
    announce(JANUARY, 44_000);
    const withdraw = () =>
      lab.change((ctx) =>
        withdrawPrice(ctx, { testId: uric.id, expectedVersion: version(), validFrom: JANUARY }),
      );
    expect(withdraw()).toEqual({ outcome: 'saved' });
    expect(priceOn(JANUARY)[0]).toBe(uric.priceRupiah);
    expect(withdraw()).toEqual({ outcome: 'unknown' });
    announce(JANUARY, 44_000);
    lab.clock.set('2027-01-05T09:00:00+07:00');
    expect(withdraw()).toMatchObject({ outcome: 'invalid' });
  });

  test('gives way to a price typed today, and what counted before stays known', () => {
    const { lab, test: uric, announce, priceOn, version } = priced();
    announce(JANUARY, 44_000);
    lab.clock.set('2027-01-10T09:00:00+07:00');
    const fields = { ...testById(lab.db, uric.id), priceRupiah: '46.000' };
    lab.change((ctx) => saveTest(ctx, { id: uric.id, expectedVersion: version(), fields }));
    expect(priceOn('2027-01-09' as LabDay)[0]).toBe(44_000);
    expect(priceOn('2027-01-10' as LabDay)[0]).toBe(46_000);
    expect(pricesOf(lab.db, uric.id).map(({ validFrom }) => validFrom)).toEqual([JANUARY, '2027-01-10']);
    expect(lab.facts.at(-1)).toMatchObject({ changes: { 'price 2027-01-10': { from: null, to: 46_000 } } });
  });
});
