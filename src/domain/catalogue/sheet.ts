import type { Db } from '../../db/open.ts';
import { changesBetween } from '../changes.ts';
import type { DomainContext } from '../context.ts';
import type { Changes } from '../journal.ts';
import { CATALOGUE_COLUMNS, type CatalogueColumn } from '../values/catalogue-columns.ts';
import { problemsOf } from '../values/field-problem.ts';
import { type LabDay, labDayOf, parseLabDay } from '../values/lab-day.ts';
import { testFields } from './fields.ts';
import { retireTest, reviveTest, saveTest, testById } from './price-list.ts';
import { announcePrice, comingPrices, type PriceFrom, pricesOf } from './prices.ts';
import { pricedTests } from './sheet-rows.ts';

/** A row of a workbook as it was read: a stranger's words, cell by cell. */
export interface Line {
  number: number;
  isHidden: boolean;
  cells: readonly { address: string; column: number; kind: string; text: string }[];
}

/** What is wrong with a cell, in a sentence. */
export interface CellProblem {
  address: string;
  problem: string;
}

/** A test as a workbook wants it. */
export interface PlannedTest {
  /** Undefined for a new one. */
  id: number | undefined;
  version: number;
  code: string;
  name: string;
  /** What is new, field by field; all of it for a new one. */
  changes: Changes;
  fields: Record<string, unknown>;
  isOffered: boolean;
  coming: PriceFrom | undefined;
}

/** What taking a workbook over would do; nothing can be taken over while there are problems. */
export interface CataloguePlan {
  problems: CellProblem[];
  added: PlannedTest[];
  changed: PlannedTest[];
  unchanged: number;
  /** On the list and not in the workbook: they stay as they are. */
  missing: { code: string; name: string }[];
}

const MAX_PROBLEMS = 200;
const HEADINGS = new Map<string, CatalogueColumn>(
  CATALOGUE_COLUMNS.map(([column, heading]) => [plain(heading), column]),
);
const NAMES = new Map<CatalogueColumn, string>(CATALOGUE_COLUMNS);
const YES = ['ya', 'y', 'yes', 'true', '1'];
const NO = ['tidak', 't', 'no', 'false', '0'];

function plain(words: string): string {
  return words.toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Compares a workbook with the catalogue as it is now; writes nothing. */
export function planCatalogue(db: Db, lines: readonly Line[], today: LabDay): CataloguePlan {
  const known = new Map(pricedTests(db, today).map((test) => [test.code, test]));
  const coming = comingPrices(db, today);
  const plan: CataloguePlan = { problems: [], added: [], changed: [], unchanged: 0, missing: [] };
  const [head, ...rest] = lines;
  const columns = columnsIn(head, plan.problems);
  const seen = new Map<string, number>();
  for (const line of plan.problems.length > 0 ? [] : rest) {
    const cells = cellsOf(line, columns, plan.problems);
    if (!cells) {
      // It cannot be used, but it is not missing either.
      const named = line.cells.find(({ column }) => columns.get(column) === 'code');
      if (named) seen.set(named.text.trim().toUpperCase(), line.number);
      continue;
    }
    const code = (cells.get('code')?.text ?? '').toUpperCase();
    const twice = seen.get(code);
    if (code !== '' && twice !== undefined) {
      const address = cells.get('code')?.address ?? `A${line.number}`;
      plan.problems.push({
        address,
        problem: `Kode ${code} sudah dipakai di baris ${twice}. Hapus salah satu.`,
      });
      continue;
    }
    seen.set(code, line.number);
    const current = known.get(code);
    const wanted = wantedOf(line, cells, columns, current);
    if ('problems' in wanted) {
      plan.problems.push(...wanted.problems);
      continue;
    }
    const { fields, isOffered, price } = wanted;
    const next = current && coming.get(current.id);
    const isKnownPrice =
      price === undefined || (current && pricesOf(db, current.id).some((known) => same(known, price)));
    const changes: Changes = {
      ...changesBetween(current, fields),
      ...changesBetween(current && { isOffered: current.retiredAt === null }, { isOffered }),
      ...(isKnownPrice ? {} : changesBetween({ coming: next && said(next) }, { coming: said(price) })),
    };
    const planned: PlannedTest = {
      id: current?.id,
      version: current?.version ?? 0,
      code,
      name: fields.name,
      changes,
      fields,
      isOffered,
      coming: isKnownPrice ? undefined : price,
    };
    if (!isKnownPrice && price.validFrom <= today) {
      const address = cells.get('comingFrom')?.address ?? `A${line.number}`;
      plan.problems.push({ address, problem: 'Tarif berikutnya harus berlaku sesudah hari ini.' });
    } else if (!current) plan.added.push(planned);
    else if (Object.keys(changes).length > 0) plan.changed.push(planned);
    else plan.unchanged += 1;
  }
  plan.missing = [...known.values()]
    .filter((test) => test.retiredAt === null && !seen.has(test.code))
    .map(({ code, name }) => ({ code, name }));
  plan.problems.splice(MAX_PROBLEMS);
  return plan;
}

const same = (a: PriceFrom, b: PriceFrom): boolean =>
  a.validFrom === b.validFrom && a.priceRupiah === b.priceRupiah;
const said = ({ priceRupiah, validFrom }: PriceFrom): string => `${priceRupiah} mulai ${validFrom}`;

type Columns = ReadonlyMap<number, CatalogueColumn>;
type Cells = ReadonlyMap<CatalogueColumn, { address: string; kind: string; text: string }>;

function columnsIn(head: Line | undefined, problems: CellProblem[]): Columns {
  const columns = new Map<number, CatalogueColumn>();
  for (const { address, column, text } of head?.cells ?? []) {
    const found = HEADINGS.get(plain(text));
    if (!found) {
      const problem = `Judul kolom "${text.slice(0, 40)}" tidak dikenal. Pakai judul dari berkas ekspor, atau hapus kolomnya.`;
      problems.push({ address, problem });
    } else if ([...columns.values()].includes(found)) {
      problems.push({ address, problem: `Kolom ${text} ada dua kali. Hapus salah satu.` });
    } else columns.set(column, found);
  }
  if (problems.length === 0 && ![...columns.values()].includes('code')) {
    problems.push({
      address: 'A1',
      problem: 'Kolom Kode tidak ada. Baris pertama harus berisi judul kolom seperti di berkas ekspor.',
    });
  }
  return columns;
}

/** The cells of a row by column; undefined when the row cannot be used at all. */
function cellsOf(line: Line, columns: Columns, problems: CellProblem[]): Cells | undefined {
  if (line.isHidden) {
    problems.push({
      address: `A${line.number}`,
      problem: `Baris ${line.number} tersembunyi. Tampilkan atau hapus barisnya.`,
    });
    return undefined;
  }
  const cells = new Map<CatalogueColumn, { address: string; kind: string; text: string }>();
  let isWrong = false;
  for (const { address, column, kind, text } of line.cells) {
    const name = columns.get(column);
    const problem =
      kind === 'formula' || kind === 'error'
        ? 'Sel ini berisi rumus. Ganti dengan nilainya (Tempel Khusus > Nilai).'
        : name === undefined
          ? 'Kolom ini tidak berjudul. Beri judul dari berkas ekspor, atau hapus isinya.'
          : undefined;
    if (problem) {
      problems.push({ address, problem });
      isWrong = true;
    }
    // The export puts an apostrophe before what would be carried out as a formula.
    else if (name) cells.set(name, { address, kind, text: text.replace(/^'(?=\s*[=+\-@|%])/, '').trim() });
  }
  return isWrong ? undefined : cells;
}

type Wanted =
  | { fields: ReturnType<typeof testFields.parse>; isOffered: boolean; price: PriceFrom | undefined }
  | { problems: CellProblem[] };

function wantedOf(
  line: Line,
  cells: Cells,
  columns: Columns,
  current: ReturnType<typeof pricedTests>[number] | undefined,
): Wanted {
  const problems: CellProblem[] = [];
  // Where a cell is empty, its column and row still say where it would stand.
  const letterOf = (column: CatalogueColumn): string => {
    const place = [...columns].find(([, name]) => name === column)?.[0];
    return place === undefined ? 'A' : letters(place);
  };
  const fail = (column: CatalogueColumn, problem: string) =>
    problems.push({ address: cells.get(column)?.address ?? `${letterOf(column)}${line.number}`, problem });
  const has = (column: CatalogueColumn): boolean => [...columns.values()].includes(column);
  const text = (column: CatalogueColumn): string => cells.get(column)?.text ?? '';
  const yesNo = (column: CatalogueColumn, otherwise: boolean): boolean => {
    const word = plain(text(column));
    if (word === '') return otherwise;
    if (YES.includes(word)) return true;
    if (!NO.includes(word))
      fail(column, `${NAMES.get(column)} diisi ya atau tidak, bukan "${word.slice(0, 20)}".`);
    return false;
  };
  const money = (column: CatalogueColumn): number | undefined => {
    const cell = cells.get(column);
    if (!cell) return undefined;
    const amount = amountIn(cell);
    if (amount === undefined) fail(column, `${NAMES.get(column)} harus angka bulat, contoh 75000.`);
    return amount;
  };

  const given = Object.fromEntries(
    (
      [
        'code',
        'group',
        'name',
        'nameEn',
        'parameter',
        'method',
        'sample',
        'preparation',
        'preparationEn',
        'synonyms',
      ] as const
    )
      .filter(has)
      .map((column) => [column, text(column)]),
  );
  const priceRupiah = money('priceRupiah');
  const turnaroundDays = money('turnaroundDays');
  const checked = testFields.safeParse({
    ...current,
    ...given,
    ...(has('priceRupiah') && { priceRupiah }),
    ...(has('turnaroundDays') && { turnaroundDays }),
    inPerson: has('inPerson') ? yesNo('inPerson', false) : (current?.inPerson ?? false),
  });
  const isOffered = has('isOffered') ? yesNo('isOffered', true) : current?.retiredAt === null || !current;
  const price = priceIn(cells, { fail, money });
  if (!checked.success) {
    for (const { field, problem } of problemsOf(checked.error)) {
      const column = CATALOGUE_COLUMNS.find(([name]) => name === field)?.[0] ?? 'code';
      const isTold = problems.some(({ address }) => address === cells.get(column)?.address);
      if (!isTold) fail(column, `${NAMES.get(column)}: ${problem}`);
    }
  }
  if (!checked.success || problems.length > 0) return { problems };
  return { fields: checked.data, isOffered, price };
}

/** The price to come of a row: both cells, or neither. */
function priceIn(
  cells: Cells,
  {
    fail,
    money,
  }: {
    fail(column: CatalogueColumn, problem: string): void;
    money(column: CatalogueColumn): number | undefined;
  },
): PriceFrom | undefined {
  const [amount, from] = [cells.get('comingPrice'), cells.get('comingFrom')];
  if (!amount && !from) return undefined;
  const priceRupiah = money('comingPrice');
  const validFrom = from && dayIn(from.text);
  if (from && !validFrom) fail('comingFrom', 'Berlaku mulai harus tanggal, contoh 2027-01-04.');
  else if (!from) fail('comingFrom', 'Isi juga tanggal berlakunya, contoh 2027-01-04.');
  else if (!amount) fail('comingPrice', 'Isi juga tarif berikutnya, contoh 75000.');
  return priceRupiah === undefined || !validFrom ? undefined : { validFrom, priceRupiah };
}

/** A whole number as people and spreadsheets write it: `75000`, `75.000`, `Rp 75.000`. */
function amountIn({ kind, text }: { kind: string; text: string }): number | undefined {
  const digits = kind === 'number' ? text : text.replace(/^rp\s*/i, '');
  const isPlain = /^\d{1,9}$/.test(digits);
  const isGrouped = kind !== 'number' && /^\d{1,3}(\.\d{3}){1,2}$/.test(digits);
  return isPlain || isGrouped ? Number(digits.replaceAll('.', '')) : undefined;
}

function dayIn(text: string): LabDay | undefined {
  const civil = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text);
  return civil ? labDayOf(Number(civil[3]), Number(civil[2]), Number(civil[1])) : parseLabDay(text);
}

/** `A` for 1, `AA` for 27. */
const letters = (column: number): string =>
  column <= 26
    ? String.fromCharCode(64 + column)
    : letters(Math.floor((column - 1) / 26)) + letters(((column - 1) % 26) + 1);

/**
 * Takes a plan over. The caller has made it in this transaction, so nobody can have come between.
 *
 * @throws when the plan has problems, or is not of now
 */
export function applyCatalogue(ctx: DomainContext, { problems, added, changed }: CataloguePlan): void {
  if (problems.length > 0) throw new Error('a workbook with problems cannot be taken over');
  for (const planned of [...added, ...changed]) {
    const { id: known, version, fields, isOffered, coming, code } = planned;
    const saved = saveTest(
      ctx,
      known === undefined ? { fields } : { id: known, expectedVersion: version, fields },
    );
    if (saved.outcome !== 'saved') throw new Error(`test ${code} was planned but is ${saved.outcome}`);
    const { id } = saved;
    const versionNow = (): number => testById(ctx.tx, id)?.version ?? 0;
    if ((testById(ctx.tx, id)?.retiredAt === null) !== isOffered) {
      (isOffered ? reviveTest : retireTest)(ctx, { id, expectedVersion: versionNow() });
    }
    if (coming) {
      const announced = announcePrice(ctx, { testId: id, expectedVersion: versionNow(), ...coming });
      if (announced.outcome !== 'saved')
        throw new Error(`the price to come of ${code} is ${announced.outcome}`);
    }
  }
}
