import { describe, expect, test } from 'vitest';
import { checkOf, keepCheck, sheetCheck } from '../../src/domain/sheets/index.ts';
import { checkSheet, type TabCell } from '../../src/domain/sheets/values.ts';
import { SHEET_HEAD_ROW } from '../../src/domain/values/sheet-columns.ts';
import { SHEET_KINDS, type SheetKind } from '../../src/domain/values/shipment.ts';
import { testLab } from '../support/lab.ts';
import { letterOf, TODAY, tabOf } from '../support/sheets.ts';

type Said = Record<string, string | Partial<TabCell>>;

const day = (text: string): Partial<TabCell> => ({ kind: 'date', text });
const number = (text: string): Partial<TabCell> => ({ kind: 'number', text });

const good: Record<SheetKind, Said> = {
  identity: {
    sampleCode: 'S-01',
    name: 'Siti Aminah',
    nik: '3308105708900001',
    birthDate: day('1990-08-17'),
    sex: 'Perempuan',
    sampleType: 'Serum',
    takenOn: day('2026-11-20'),
    takenAt: '07.30',
    takenBy: 'Rina Wulandari',
    tests: 'Gula darah puasa',
  },
  control: {
    sampleCode: 'S-01',
    containers: number('1'),
    box: number('1'),
    condition: 'Baik',
    temperature: number('4'),
    packedOn: day('2026-11-20'),
    packedAt: '08.00',
    packedBy: 'Rina Wulandari',
  },
  nar: {
    nik: '3308105708900001',
    name: 'Siti Aminah',
    birthDate: day('1990-08-17'),
    sex: 'Perempuan',
    address: 'Jalan Contoh 5',
    regency: 'Kota Magelang',
    sampleCode: 'S-01',
    sampleType: 'Serum',
    tests: 'Gula darah puasa',
    takenOn: day('2026-11-20'),
    sender: 'Puskesmas Contoh',
  },
};

const FIRST = SHEET_HEAD_ROW + 2;
const check = (kind: SheetKind, rows: readonly Said[], how = {}) =>
  checkSheet([tabOf(kind, rows, how)], TODAY);
/** What is found when one cell of a good row says something else. */
const withCell = (kind: SheetKind, key: string, said: string | Partial<TabCell>) =>
  check(kind, [{ ...good[kind], [key]: said }]);

describe('a sheet that is filled in well', () => {
  test.each(SHEET_KINDS)('%s has nothing against it, and nothing to put right', (kind) => {
    expect(check(kind, [good[kind]])).toMatchObject({
      ...{ kind, rows: 1, mistakes: [], mistakeCount: 0, correctedCells: 0 },
      boxes: kind === 'control' ? 1 : null,
    });
  });

  test('of a river says nothing about a person', () => {
    const { nik: _nik, birthDate: _born, sex: _sex, ...river } = good.identity;
    expect(check('identity', [{ ...river, name: 'Sungai Contoh, hilir' }]).mistakes).toEqual([]);
  });

  test('of a foreigner has a passport instead of a NIK', () => {
    const { nik: _nik, ...foreign } = good.nar;
    expect(check('nar', [{ ...foreign, passport: 'X1234567' }]).mistakes).toEqual([]);
    expect(check('nar', [foreign]).mistakes).toMatchObject([{ cell: `B${FIRST}`, problem: 'empty' }]);
  });

  test('counts the boxes by their highest number', () => {
    const rows = [1, 3, 2].map((box, at) => ({
      ...good.control,
      sampleCode: `S-${at}`,
      box: number(String(box)),
    }));
    expect(check('control', rows)).toMatchObject({ rows: 3, boxes: 3 });
  });

  test('may have our example in it, numbers of its own and a signature below', () => {
    const found = check('identity', [
      { ...good.identity, sampleCode: 'CONTOH-01', number: 'Contoh' },
      { ...good.identity, number: '1' },
      { number: '2' },
      {},
      { tests: 'Magelang, 20 November 2026' },
    ]);
    expect(found).toMatchObject({ rows: 1, mistakes: [] });
  });

  test('may go on below a gap, and in a second tab', () => {
    const gap = [good.identity, {}, {}, { ...good.identity, sampleCode: 'S-02' }];
    const second = tabOf('identity', [{ ...good.identity, sampleCode: 'S-03' }], { name: 'Lanjutan' });
    expect(checkSheet([tabOf('identity', gap), second], TODAY)).toMatchObject({ rows: 3, mistakes: [] });
  });
});

describe('a mistake is told by its cell', () => {
  const wrong: readonly [SheetKind, key: string, said: string | Partial<TabCell>, problem: string][] = [
    ['identity', 'takenOn', '', 'empty'],
    ['identity', 'sex', '', 'empty'],
    ['identity', 'takenOn', '31-02-2026', 'notADate'],
    ['identity', 'takenOn', 'kemarin', 'notADate'],
    ['identity', 'takenOn', '01/02/03', 'notADate'],
    ['identity', 'takenOn', '08/17/2026', 'notADate'],
    ['identity', 'takenOn', day('2026-11-22'), 'inTheFuture'],
    ['identity', 'takenOn', day('2016-11-20'), 'tooLongAgo'],
    ['identity', 'birthDate', '17-08-1890', 'tooLongAgo'],
    ['identity', 'birthDate', number('1990'), 'notADate'],
    ['identity', 'birthDate', { kind: 'error', text: '#REF!' }, 'formula'],
    ['identity', 'takenAt', '25.00', 'notATime'],
    ['identity', 'takenAt', 'pagi', 'notATime'],
    ['identity', 'nik', '330810570890000', 'nikWrong'],
    ['identity', 'nik', '33081057089000O1', 'nikWrong'],
    ['identity', 'nik', '330810570890000①', 'nikWrong'],
    ['identity', 'nik', '0000000000000000', 'nikWrong'],
    ['identity', 'nik', number('3308105708900000'), 'nikIsNumber'],
    ['identity', 'nik', number('9108105708900001'), 'nikIsNumber'],
    ['identity', 'nik', { kind: 'formula', text: '' }, 'formula'],
    ['identity', 'sex', 'tidak tahu', 'notInList'],
    ['identity', 'sampleCode', day('2026-02-01'), 'becameADate'],
    ['identity', 'sampleCode', 'x'.repeat(41), 'tooLong'],
    ['control', 'containers', '0', 'notANumber'],
    ['control', 'containers', '-1', 'notANumber'],
    ['control', 'containers', '1,5', 'notANumber'],
    ['control', 'containers', '1e9', 'notANumber'],
    ['control', 'containers', '0x10', 'notANumber'],
    ['control', 'containers', 'NaN', 'notANumber'],
    ['control', 'temperature', '2-8', 'notANumber'],
    ['control', 'temperature', 'Infinity', 'notANumber'],
    ['control', 'condition', 'entah', 'notInList'],
    ['nar', 'phone', '(0293) 555-0100', 'phoneWrong'],
  ];
  test.each(wrong)('in %s, %s %j is %4$s', (kind, key, said, problem) => {
    const { mistakes, mistakeCount } = withCell(kind, key, said);
    expect(mistakes).toMatchObject([{ cell: `${letterOf(kind, key)}${FIRST}`, problem }]);
    expect(mistakeCount).toBe(1);
  });

  test('with what stands in it, and never a whole NIK', () => {
    expect(withCell('identity', 'takenOn', '31-02-2026').mistakes).toEqual([
      {
        ...{ sheet: 'Identitas Sampel', cell: `H${FIRST}`, column: 'Tanggal ambil sampel' },
        ...{ problem: 'notADate', found: '31-02-2026' },
      },
    ]);
    expect(withCell('identity', 'nik', '330810570890000').mistakes[0]?.found).toBe('3308••••••00');
    expect(withCell('identity', 'nik', '33O81057089000O1').mistakes[0]?.found).toBe('33O8••••••O1');
    expect(withCell('identity', 'nik', 'belum punya KTP').mistakes[0]?.found).toBe('belum punya KTP');
    expect(withCell('identity', 'sex', '33081057089000011').mistakes[0]?.found).toBe('3308••••••11');
    expect(withCell('identity', 'sex', '3308105708900001').mistakes[0]?.found).toBe('3308••••••••0001');
    expect(withCell('identity', 'takenOn', day('2027-01-04')).mistakes[0]?.found).toBe('04-01-2027');
  });

  test('a code that comes twice is told where it comes again, however it is written', () => {
    const found = check('identity', [good.identity, { ...good.identity, sampleCode: 's -01' }]);
    expect(found.mistakes).toMatchObject([{ cell: `B${FIRST + 1}`, problem: 'repeated' }]);
  });

  test('nothing happens before somebody is born', () => {
    const found = check('identity', [{ ...good.identity, nik: '', birthDate: day('2026-11-21') }]);
    expect(found.mistakes).toMatchObject([{ cell: `H${FIRST}`, problem: 'beforeBirth' }]);
  });

  test('a NIK with another birth date is a doubt, and stands in nobody’s way', () => {
    const found = check('identity', [{ ...good.identity, birthDate: day('1990-08-18') }]);
    expect(found).toMatchObject({
      mistakeCount: 0,
      mistakes: [{ cell: `D${FIRST}`, problem: 'nikBirthDate' }],
    });
  });

  test('a hidden row is told, and counted', () => {
    const found = check('identity', [good.identity], { isHidden: true });
    expect(found).toMatchObject({ rows: 1, mistakes: [{ cell: `A${FIRST}`, problem: 'hiddenRow' }] });
  });

  test('a sheet without rows says that nothing is filled in', () => {
    expect(check('control', []).mistakes).toMatchObject([{ problem: 'noRows' }]);
  });

  test('a column that was deleted is told once, not in every row', () => {
    const tab = tabOf('identity', [good.identity, { ...good.identity, sampleCode: 'S-02' }]);
    const rows = tab.rows.map((row) => ({ ...row, cells: row.cells.filter(({ column }) => column !== 8) }));
    expect(checkSheet([{ ...tab, rows }], TODAY).mistakes).toMatchObject([
      { column: 'Tanggal ambil sampel', problem: 'columnMissing' },
    ]);
  });

  test('of very many the first two hundred are kept and all are counted', () => {
    const rows = Array.from({ length: 500 }, (_, at) => ({
      ...good.identity,
      sampleCode: `S-${at}`,
      sex: '?',
    }));
    const { mistakes, mistakeCount } = check('identity', rows);
    expect([mistakes.length, mistakeCount]).toEqual([200, 500]);
  });
});

describe('what people write in their own way is put right', () => {
  const mended: readonly [SheetKind, key: string, said: string | Partial<TabCell>, becomes: object][] = [
    ['identity', 'nik', ' 3308.1057 0890-0001 ', { text: '3308105708900001' }],
    ['identity', 'nik', '３３０８１０５７０８９００００１', { text: '3308105708900001' }],
    ['identity', 'nik', "'3308105708900001", { text: '3308105708900001' }],
    ['identity', 'birthDate', '17-08-1990', { day: '1990-08-17' }],
    ['identity', 'birthDate', '17/8/90', { day: '1990-08-17' }],
    ['identity', 'birthDate', '17 Agustus 1990', { day: '1990-08-17' }],
    ['identity', 'birthDate', number('33102'), { day: '1990-08-17' }],
    ['identity', 'birthDate', number('17081990'), { day: '1990-08-17' }],
    ['identity', 'takenOn', '2026-11-20', { day: '2026-11-20' }],
    ['identity', 'takenAt', { kind: 'time', text: '07:30' }, { text: '07.30' }],
    ['identity', 'takenAt', '7:30 WIB', { text: '07.30' }],
    ['identity', 'takenAt', 'pukul 7.30', { text: '07.30' }],
    ['identity', 'takenAt', number('7.3'), { text: '07.30' }],
    ['identity', 'takenAt', number('0.3125'), { text: '07.30' }],
    ['identity', 'sex', 'P', { text: 'Perempuan' }],
    ['identity', 'sex', 'perempuan', { text: 'Perempuan' }],
    ['identity', 'name', '  Siti\u200b \n Aminah ', { text: 'Siti Aminah' }],
    ['identity', 'sampleCode', number('17'), { text: '17' }],
    ['control', 'temperature', '4 °C', { number: 4 }],
    ['control', 'temperature', '-20,5', { number: -20.5 }],
    ['control', 'containers', '3', { number: 3 }],
    ['control', 'condition', 'OK', { text: 'Baik' }],
    ['nar', 'phone', number('81200001234'), { text: '081200001234' }],
    ['nar', 'phone', '+62 812-0000-1234', { text: '081200001234' }],
  ];
  test.each(mended)('in %s, %s %j', (kind, key, said, becomes) => {
    const found = withCell(kind, key, said);
    const place = letterOf(kind, key).charCodeAt(0) - 65;
    expect(found.mistakes).toEqual([]);
    expect(found.correctedCells).toBe(1);
    expect(found.filled[0]?.cells[place]?.value).toEqual(becomes);
  });

  test('digits and codes that a spreadsheet has changed leave a gap in the copy, so that they cannot pass there', () => {
    const nik = withCell('identity', 'nik', number('3308105708900000')).filled[0]?.cells[3];
    expect(nik).toEqual({ value: null, problem: 'nikIsNumber' });
    const code = withCell('identity', 'sampleCode', day('2026-02-01')).filled[0]?.cells[1];
    expect(code).toEqual({ value: null, problem: 'becameADate' });
  });

  test('a name that begins with an apostrophe keeps it', () => {
    expect(withCell('identity', 'name', '’Aisyah')).toMatchObject({ mistakes: [], correctedCells: 0 });
  });

  test('a formula and a broken cell leave a gap in the copy, never words that would pass', () => {
    for (const said of [
      { kind: 'formula', text: '' },
      { kind: 'error', text: '#REF!' },
    ] as const)
      expect(withCell('identity', 'name', said).filled[0]?.cells[2]).toEqual({
        value: null,
        problem: 'formula',
      });
  });

  test('what cannot be read stays as it was typed', () => {
    const found = withCell('identity', 'takenOn', 'kemarin');
    expect(found.filled[0]?.cells[7]).toEqual({ value: { text: 'kemarin' }, problem: 'notADate' });
  });
});

describe('a template is known by what stands in it', () => {
  test.each(SHEET_KINDS)('%s, whatever its tab is called', (kind) => {
    expect(check(kind, [good[kind]], { name: 'Sheet1' }).kind).toBe(kind);
  });

  test('with its columns in another order, in capitals and with columns of one’s own', () => {
    const tab = tabOf('control', [good.control]);
    const rows = tab.rows.map((row) => ({
      ...row,
      cells: [
        ...row.cells.map((cell) => ({
          ...cell,
          column: 30 - cell.column,
          text: row.number === SHEET_HEAD_ROW ? `${cell.text.toUpperCase()} *` : cell.text,
        })),
        {
          address: 'AE5',
          column: 31,
          kind: 'text' as const,
          text: row.number === SHEET_HEAD_ROW ? 'Kurir' : 'Budi',
        },
      ],
    }));
    const found = checkSheet([{ ...tab, rows }], TODAY);
    expect(found).toMatchObject({ kind: 'control', mistakes: [], extraHeadings: ['Kurir'] });
    expect(found.filled[0]?.extra).toEqual(['Budi']);
  });

  test.each([
    ['nothing', []],
    ['a list of something else', ['Nama', 'Kelas', 'Nilai']],
    ['names of the language', ['__proto__', 'constructor', 'toString', 'hasOwnProperty']],
  ])('%s is none of ours', (_what, headings) => {
    const cells = headings.map((text, at) => ({
      ...{ address: `${'ABCD'[at]}1`, column: at + 1, text },
      kind: 'text' as const,
    }));
    const found = checkSheet([{ name: 'Lembar', rows: [{ number: 1, isHidden: false, cells }] }], TODAY);
    expect(found).toMatchObject({ kind: null, rows: 0, mistakes: [] });
  });
});

describe('what is told of a sheet', () => {
  const lab = testLab();
  const kept = (fileId: number, differs: Partial<Parameters<typeof keepCheck>[1]> = {}): void =>
    lab.change((ctx) => {
      ctx.tx.run(
        `insert into files (id, stored_as, name, mime_type, size_bytes, sha256, origin, created_at)
         values (${fileId}, 'x${fileId}', 'sampel.xlsx', 'x', 1, 'x', 'citizen', 0)`,
      );
      keepCheck(ctx, {
        ...{ fileId, kind: 'identity', rows: 3, boxes: null, mistakes: [], mistakeCount: 0 },
        ...{ correctedFileId: null, correctedCells: 0 },
        ...differs,
      });
    });
  const mistake = { sheet: 'Identitas Sampel', column: 'Jenis kelamin', found: '?' } as const;

  test('a good one is good, with its doubts beside it', () => {
    kept(1, { mistakes: [{ ...mistake, cell: 'D7', problem: 'nikBirthDate' }] });
    expect(sheetCheck(lab.db, 1, 'identity')).toMatchObject({
      ...{ outcome: 'good', rows: 3, corrected: null },
      doubts: [{ cell: 'D7' }],
    });
  });

  test('of many mistakes ten are told, and how many there are', () => {
    const mistakes = Array.from({ length: 14 }, (_, at) => ({
      ...{ ...mistake, cell: `F${at + 7}` },
      problem: 'notInList' as const,
    }));
    kept(2);
    kept(3, { mistakes, mistakeCount: 14, correctedFileId: 2 });
    const told = sheetCheck(lab.db, 3, 'identity');
    expect(told).toMatchObject({
      outcome: 'mistakes',
      count: 14,
      corrected: { fileId: 2, name: 'sampel.xlsx' },
    });
    if (told.outcome === 'mistakes') expect(told.mistakes).toHaveLength(10);
    expect(checkOf(lab.db, 3)?.mistakes).toHaveLength(14);
  });

  test('another of our sheets is called by its name, one of nobody’s by none', () => {
    kept(4, { kind: 'nar' });
    kept(5, { kind: null });
    expect(sheetCheck(lab.db, 4, 'identity')).toEqual({ outcome: 'wrongSheet', is: 'nar' });
    expect(sheetCheck(lab.db, 5, 'identity')).toEqual({ outcome: 'wrongSheet', is: null });
  });

  test('an old workbook was not read', () => {
    expect(sheetCheck(lab.db, 99, 'identity')).toEqual({ outcome: 'unread' });
  });
});
