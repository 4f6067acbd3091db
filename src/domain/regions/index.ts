import { OFFICIAL } from './official.ts';
import { best, provinceFit, regencyFit, wordsIn } from './rules.ts';
import type { Province, Regency } from './values.ts';

/** The 38 provinces, in the order of their codes. */
export const PROVINCES: readonly Province[] = OFFICIAL.map(({ code, name }) => ({ code, name }));

// The codes of cities begin there.
const FIRST_CITY = 71;

/** The 514 regencies and cities, in the order of their codes. */
export const REGENCIES: readonly Regency[] = OFFICIAL.flatMap(({ code, name, regencies }) =>
  regencies.split(/,\s+/).map((line) => ({
    code: `${code}.${line.slice(0, 2)}`,
    name: `${Number(line.slice(0, 2)) < FIRST_CITY ? 'Kabupaten' : 'Kota'} ${line.slice(3)}`,
    province: { code, name },
  })),
);

/** The provinces somebody means by a part of the name, `jateng` or a slip of the finger: at most nine, best first. */
export function findProvinces(words: string): Province[] {
  const asked = wordsIn(words);
  return best(PROVINCES, (province) => provinceFit(asked, province));
}

/**
 * The regencies and cities somebody means by a part of the name: at most nine, best first. `kota magelang`
 * is the city alone, `magelang` both; the name of its province may stand behind it.
 *
 * @param provinceCode only those of this province
 */
export function findRegencies(words: string, provinceCode?: string): Regency[] {
  const asked = wordsIn(words);
  const among = REGENCIES.filter(
    ({ province }) => provinceCode === undefined || province.code === provinceCode,
  );
  return best(among, (regency) => regencyFit(asked, regency));
}

/** `kabupaten bangka, kepulauan bangka belitung`: as lists write a place, and mean no other. */
const inFull = (words: string): string =>
  words
    .trim()
    .toLowerCase()
    .replace(/\s*,\s*/g, ', ');
const IN_FULL = new Map(REGENCIES.map((one) => [inFull(`${one.name}, ${one.province.name}`), one]));

/**
 * The provinces and regencies somebody means. Words that mean nothing within the chosen province are
 * looked for everywhere: whoever types another province has changed their mind.
 */
export function findPlaces(
  words: string,
  provinceCode: string | null,
): { provinces: Province[]; regencies: Regency[] } {
  const exact = IN_FULL.get(inFull(words));
  if (exact) return { provinces: [], regencies: [exact] };
  const within = provinceCode === null ? [] : findRegencies(words, provinceCode);
  if (within.length > 0) return { provinces: [], regencies: within };
  return { provinces: findProvinces(words), regencies: findRegencies(words) };
}
