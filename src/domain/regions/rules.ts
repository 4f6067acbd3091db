import { distance } from 'fastest-levenshtein';
import type { Province, Regency } from './values.ts';

/** One message offers at most nine choices. */
const MOST = 9;
/** A shorter word with another letter is another word. */
const SHORTEST_MISSPELT = 5;
const MAX_LETTERS = 120;
const MAX_WORDS = 8;

// What people write instead of the official name.
const PROVINCE_NICKNAMES: Readonly<Record<string, string>> = {
  '11': 'nad nanggroe aceh darussalam',
  '12': 'sumut',
  '13': 'sumbar',
  '16': 'sumsel',
  '19': 'babel bangka belitung',
  '21': 'kepri',
  '31': 'jakarta dki daerah khusus ibukota dkj',
  '32': 'jabar',
  '33': 'jateng',
  '34': 'yogya jogja diy jogjakarta daerah istimewa',
  '35': 'jatim',
  '52': 'ntb',
  '53': 'ntt',
  '61': 'kalbar',
  '62': 'kalteng',
  '63': 'kalsel',
  '64': 'kaltim',
  '65': 'kaltara',
  '71': 'sulut',
  '72': 'sulteng',
  '73': 'sulsel',
  '74': 'sultra',
  '76': 'sulbar',
  '82': 'malut',
  '92': 'pabar',
};
const REGENCY_NICKNAMES: Readonly<Record<string, string>> = {
  '31.01': 'pulau seribu',
  '31.71': 'jakpus',
  '31.72': 'jakut',
  '31.73': 'jakbar',
  '31.74': 'jaksel',
  '31.75': 'jaktim',
  '33.72': 'solo',
  '34.71': 'jogja yogya jogjakarta',
  '36.74': 'tangsel',
  '73.71': 'ujung pandang',
  '74.72': 'baubau',
};

// What people write around a name, and the short words for longer ones.
const AROUND = new Set(
  'provinsi propinsi prov province di kec kecamatan indonesia of the regency city'.split(' '),
);
const LONG: Readonly<Record<string, string>> = {
  kab: 'kabupaten',
  kabupatan: 'kabupaten',
  kodya: 'kota',
  kotamadya: 'kota',
  kep: 'kepulauan',
  adm: 'administrasi',
  sumatra: 'sumatera',
  // As the English names have them: East Java, North Sumatra.
  java: 'jawa',
  central: 'tengah',
  east: 'timur',
  west: 'barat',
  north: 'utara',
  south: 'selatan',
  southeast: 'tenggara',
  islands: 'kepulauan',
};

/** The words of a place name: lower case, short words written out. */
export function wordsIn(text: string): string[] {
  const letters = text
    .slice(0, MAX_LETTERS)
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  return (letters.replace(/\bd\.?\s?i\.?\s+y/g, 'di y').match(/[a-z]+/g) ?? [])
    .map((word) => LONG[word] ?? word)
    .filter((word) => !AROUND.has(word))
    .slice(0, MAX_WORDS);
}

/** How well words fit a place: 0 its whole name, then parts of it, then slips; undefined not at all. */
type Fit = number | undefined;
const WHOLE = 0;
const ALL_WORDS = 1;
const BEGINNINGS = 2;
const SLIPS = 3;
const BEHIND = 0.5;

/** How well words name a province. */
export function provinceFit(asked: readonly string[], { code, name }: Province): Fit {
  const own = wordsIn(name);
  const nicknames = wordsIn(PROVINCE_NICKNAMES[code] ?? '');
  return fitness(asked, own, nicknames);
}

/** How well words name a regency or city, with its kind and its province where they are named too. */
export function regencyFit(asked: readonly string[], { code, name, province }: Regency): Fit {
  const [kind = '', ...own] = wordsIn(name);
  const named = asked.filter((word) => word !== kind);
  if (named.some((word) => word === 'kabupaten' || word === 'kota') && !own.includes('kota'))
    return undefined;
  const nicknames = wordsIn(REGENCY_NICKNAMES[code] ?? '');
  const alone = fitness(named, own, nicknames);
  if (alone !== undefined) return alone;
  const around = [...wordsIn(province.name), ...wordsIn(PROVINCE_NICKNAMES[province.code] ?? '')];
  const rest = named.filter((word) => !around.includes(word));
  if (rest.length === 0 || rest.length === named.length) return undefined;
  const within = fitness(rest, own, nicknames);
  // "Bandung Barat" is a regency of its own before it is Bandung in West Java.
  return within === undefined ? undefined : within + BEHIND;
}

function fitness(asked: readonly string[], own: readonly string[], nicknames: readonly string[]): Fit {
  const joined = asked.join('');
  if (joined.length < 2) return undefined;
  // `gunung kidul` and `gunungkidul` are one name.
  if (joined === own.join('') || nicknames.includes(joined)) return WHOLE;
  const known = [...own, ...nicknames];
  if (asked.every((word) => known.includes(word))) return ALL_WORDS;
  if (asked.every((word) => known.some((other) => other.startsWith(word))) || own.join('').startsWith(joined))
    return BEGINNINGS;
  const close = (word: string, other: string) =>
    word === other || (word.length >= SHORTEST_MISSPELT && distance(word, other) <= 1);
  if (close(joined, own.join('')) || asked.every((word) => known.some((other) => close(word, other))))
    return SLIPS;
  return undefined;
}

/** Those that fit best, and those next to them, in the order of the list; slips only when nothing else fits. */
export function best<Place>(places: readonly Place[], fitOf: (place: Place) => Fit): Place[] {
  const fitting = places.flatMap((place) => {
    const rank = fitOf(place);
    return rank === undefined ? [] : [{ place, rank }];
  });
  const top = Math.min(...fitting.map(({ rank }) => rank));
  // Whoever writes a whole name means that one, though others begin with it.
  const kept = fitting.filter(({ rank }) => (top < ALL_WORDS || top >= SLIPS ? rank === top : rank < SLIPS));
  return kept
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, MOST)
    .map(({ place }) => place);
}
