import { distance } from 'fastest-levenshtein';

/** Words and letters of a question that are looked at; what is beyond them says nothing about a test. */
const MAX_WORDS = 8;
const MAX_WORD_LETTERS = 24;
const MAX_QUESTION_LETTERS = 400;
/** Below three letters every slip makes another word. */
const SHORTEST_MISSPELT = 4;
/** A test is kept when it fits at least this well, compared with the best. */
const KEPT_SHARE = 0.6;

// What people wrap around the thing they mean. "darah", "air" and "a" (hepatitis A) are not filler.
const FILLERS = new Set(
  `mau ingin pingin pengen minta tolong mohon bisa boleh dong ya kak pak bu mas mbak min admin saya aku kami
   halo hai selamat pagi siang sore malam assalamualaikum permisi cek check ngecek periksa pemeriksaan
   memeriksa memeriksakan diperiksa tes test tests tesnya uji pengujian lab laboratorium daftar mendaftar
   berapa brp harga harganya biaya biayanya tarif tarifnya ongkos untuk utk buat dan atau dengan dgn di ke
   dari yang yg apa apakah ada itu ini juga sama besok hari jadi kalau kalo
   i want would like need to get have how much does is the price cost for and or of please do you my`.split(
    /\s+/,
  ),
);

// The dash of "KK-01": a code is one word, or its letters could be taken for filler.
const CODE_DASH = /(?<=\b[a-z]{1,4})-(?=\d{2,4}\b)/g;

/** What a test is known by. */
interface Named {
  code: string;
  name: string;
  nameEn: string;
  /** Separated by commas. */
  synonyms: string;
  group: string;
}

/**
 * The words of a question that say something about a test: lower case, without accents, signs and
 * filler; at most eight, in the order typed. Whatever comes in, only letters and digits come out.
 */
export function meaningfulWords(question: string): string[] {
  return wordsOf(question.slice(0, MAX_QUESTION_LETTERS))
    .map((word) => (word.length > 6 && word.endsWith('nya') ? word.slice(0, -3) : word))
    .filter((word) => !FILLERS.has(word))
    .slice(0, MAX_WORDS)
    .map((word) => word.slice(0, MAX_WORD_LETTERS));
}

/**
 * How a test answers a question: by its own name or code, by another word for it, by a name that holds
 * the words, by name and synonyms together, or loosely: a word only begins so, or the group is meant.
 */
type Fit = 'named' | 'synonym' | 'nameHolds' | 'holds' | 'loose';
const FITS: readonly Fit[] = ['named', 'synonym', 'nameHolds', 'holds', 'loose'];

/** The best way in which `test` fits the words. It is known to hold them all, if only loosely. */
function fitOf(words: readonly string[], test: Named): Fit {
  const asked = phrase(words);
  if (words.join('') === wordsOf(test.code).join('')) return 'named';
  if ([test.name, test.nameEn].some((name) => phrase(meaningfulWords(name)) === asked)) return 'named';
  const synonyms = test.synonyms.split(',');
  if (synonyms.some((synonym) => phrase(meaningfulWords(synonym)) === asked)) return 'synonym';
  if (holdsAll(words, wordsOf(`${test.name} ${test.nameEn}`))) return 'nameHolds';
  return holdsAll(words, wordsOf(`${test.name} ${test.nameEn} ${test.synonyms}`)) ? 'holds' : 'loose';
}

/**
 * Tests that hold the words, best first; equals stay in the order given. Loose fits only when there is
 * no better one.
 *
 * `exact`: one test bears that very name or code, or one test alone has it as a synonym and no other
 * test's name speaks of it ("kolesterol" is another word for the total, yet HDL may be meant).
 */
export function ranked<Test extends Named>(
  words: readonly string[],
  found: readonly Test[],
): { tests: Test[]; exact: boolean } {
  const fitting = found.map((test) => ({ test, rank: FITS.indexOf(fitOf(words, test)) }));
  fitting.sort((a, b) => a.rank - b.rank);
  const count = (fit: Fit) => fitting.filter(({ rank }) => FITS[rank] === fit).length;
  const exact =
    count('named') === 1 || (count('named') === 0 && count('synonym') === 1 && count('nameHolds') === 0);
  const close = fitting.filter(({ rank }) => FITS[rank] !== 'loose');
  return { tests: (close.length > 0 ? close : fitting).map(({ test }) => test), exact };
}

/** Tests in which at least one of the words is meant though misspelt, best first. */
export function resembling<Test extends Named>(words: readonly string[], found: readonly Test[]): Test[] {
  const scored = found
    .map((test) => ({ test, score: resemblance(words, namesOf(test)) }))
    .sort((a, b) => b.score - a.score);
  const best = scored[0]?.score ?? 0;
  return scored.filter(({ score }) => score > 0 && score >= best * KEPT_SHARE).map(({ test }) => test);
}

/** The runs of three letters in the words, each once. */
export function trigrams(words: readonly string[]): string[] {
  const letters = Array.from(words.join(' '));
  return [...new Set(letters.slice(2).map((_, start) => letters.slice(start, start + 3).join('')))];
}

function resemblance(words: readonly string[], known: readonly string[]): number {
  return words.reduce((sum, word) => sum + Math.max(0, ...known.map((other) => likeness(word, other))), 0);
}

// A third of the letters may be wrong: "dengeu" is dengue, "drah" is darah, "kolera" is not kolesterol.
function likeness(word: string, other: string): number {
  // The 3 of "3 pasien" is not that of "Narkoba 3 parameter".
  if (word.length === 1) return 0;
  if (word === other) return 1;
  if (word.length < SHORTEST_MISSPELT) return 0;
  const slips = distance(word, other);
  return slips <= Math.max(1, Math.floor(word.length / 3)) ? 1 - slips / word.length : 0;
}

function holdsAll(words: readonly string[], known: readonly string[]): boolean {
  return words.every((word) => known.includes(word));
}

function namesOf(test: Named): string[] {
  const words = wordsOf(`${test.name} ${test.nameEn} ${test.synonyms} ${test.group}`);
  return words.filter((word) => !FILLERS.has(word));
}

// "Total kolesterol" asks for the same as "kolesterol total".
function phrase(words: readonly string[]): string {
  return words.toSorted().join(' ');
}

// The same hundred tests are read for every search; the words of a text never change.
const knownWords = new Map<string, string[]>();
const MAX_KNOWN = 5_000;

function wordsOf(text: string): string[] {
  const known = knownWords.get(text);
  if (known) return known;
  const words = readWords(text);
  if (knownWords.size >= MAX_KNOWN) knownWords.clear();
  knownWords.set(text, words);
  return words;
}

function readWords(text: string): string[] {
  const letters = text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(CODE_DASH, '');
  return letters.match(/[\p{L}\p{N}]+/gu) ?? [];
}
