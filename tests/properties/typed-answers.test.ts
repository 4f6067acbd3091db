import fc from 'fast-check';
import { expect, test } from 'vitest';
import { birthDate } from '../../flows/answers/birth-date.ts';
import { choice } from '../../flows/answers/choice.ts';
import { code } from '../../flows/answers/code.ts';
import { count } from '../../flows/answers/count.ts';
import { email } from '../../flows/answers/email.ts';
import { file } from '../../flows/answers/file.ts';
import { freeText } from '../../flows/answers/free-text.ts';
import { lastFive } from '../../flows/answers/last-five.ts';
import { name } from '../../flows/answers/name.ts';
import { nik } from '../../flows/answers/nik.ts';
import { phone } from '../../flows/answers/phone.ts';
import { several } from '../../flows/answers/several.ts';
import { visitDate } from '../../flows/answers/visit-date.ts';
import { isFinish, isSkip, numberWord } from '../../flows/answers/words.ts';
import { yesNo } from '../../flows/answers/yes-no.ts';
import type { Answer } from '../../flows/kit.ts';
import { cleanText, MAX_TEXT_CHARACTERS } from '../../src/domain/values/clean-text.ts';
import { heard, words } from '../flows/answers/said.ts';

const ANSWERS: [string, Answer<unknown>][] = [
  ['name', name],
  ['nik', nik],
  ['birthDate', birthDate],
  ['visitDate', visitDate],
  ['phone', phone],
  [
    'choice',
    choice([
      { key: 'a', words: ['daftar', 'toString'] },
      { key: 'b', words: ['harga'] },
    ]),
  ],
  ['several', several(9)],
  ['yesNo', yesNo],
  ['count', count({ min: 1, max: 50 })],
  ['code', code],
  ['lastFive', lastFive],
  ['email', email],
  ['freeText', freeText({ max: 1_000 })],
  ['file', file({ accepts: ['pdf', 'photo'] })],
];

const HOSTILE = [
  '',
  '   ',
  '\u200b\u200b',
  '\u202e1990-80-71',
  '\ud800',
  '\udc00\ud800',
  '\u0000\u001b[2J',
  '①②③',
  '²',
  '33O8105708900001',
  '000000000000000',
  '00000000000000000',
  '0000000000000000',
  '30-02-1990',
  '29/02/2023',
  '29/02/2024',
  '01/02/03',
  '5 may 90',
  '05051990',
  '-1',
  '0',
  '1e9',
  '1,5',
  'NaN',
  '0x10',
  'Infinity',
  '1e400',
  '9'.repeat(4_000),
  '1'.repeat(65_000),
  'a'.repeat(65_000),
  `a${'\u0301'.repeat(100_000)}`,
  "O'Brien",
  "Nur'aini",
  'Null',
  'true',
  '__proto__',
  'constructor',
  "'; DROP TABLE citizens; --",
  '$' + '{7*7}',
  '{{7*7}}',
  '<script>x</script>',
  '`id`',
  '$(id)',
  '../../etc/passwd',
  '1. Ya\n2. Tidak\n3. Menu',
  'menu',
  'batal',
  ' \n'.repeat(2_000),
  '-'.repeat(4_000),
  '1-'.repeat(2_000),
  '1 '.repeat(2_000),
  'a@'.repeat(2_000),
  'a.'.repeat(2_000),
  'LAB-'.repeat(1_000),
  'LAB '.repeat(1_000),
  '(((((((((',
  '[[[[',
  '\\',
  '%00',
  '999999999999 tahun lagi',
  '1 januari 0000',
  '99/99/9999',
  '0000-00-00',
  "'".repeat(4_000),
  "a'".repeat(2_000),
  '👨‍👩‍👧‍👦',
  '🇮🇩',
  'senin '.repeat(600),
];

// Near misses: the pieces that answers are made of, put together at random.
const pieces = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'senin',
        'depan',
        'besok',
        'agustus',
        'mei',
        'lagi',
        'hari',
        'minggu',
        'tahun',
        'LAB',
        'dan',
        'nik',
        'semua',
        '+62',
        '08',
        '@',
        '://',
        'jam',
      ),
      fc.constantFrom(' ', '-', '/', '.', ',', "'", '\n', '(', ')', '*', '😀', '٣', '＋', '\u200b', '\u0301'),
      fc.nat(99_999).map(String),
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(''));
const anything = fc.oneof(
  { weight: 3, arbitrary: pieces },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 80 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme-composite', maxLength: 80 }) },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
      .map((units) => String.fromCharCode(...units)),
  },
);

const LONGEST_SENTENCE = 220;

/** Reads `raw` as it comes and cleaned, and checks what every reading owes the person. */
function holds(answer: Answer<unknown>, raw: string): void {
  for (const text of [cleanText(raw), raw]) {
    const reading = answer.read(heard(raw, { text }));
    if (reading.outcome === 'read') {
      expect(JSON.parse(JSON.stringify(reading.value))).toEqual(reading.value);
      continue;
    }
    for (const language of ['id', 'en'] as const) {
      const sentence = words(reading.said, language);
      expect(sentence.length).toBeGreaterThan(10);
      expect(sentence.length).toBeLessThanOrEqual(LONGEST_SENTENCE);
      expect(sentence).not.toMatch(/undefined|NaN|\[object/);
    }
  }
}

test.each(ANSWERS)('whatever is typed, %s is read or asked again in one short sentence', (_, answer) => {
  fc.assert(
    fc.property(anything, (raw) => holds(answer, raw)),
    { numRuns: 400 },
  );
});

test.each(ANSWERS)('the hostile texts do no harm to %s and take no time', (_, answer) => {
  for (const raw of HOSTILE) {
    const started = performance.now();
    holds(answer, raw);
    expect(performance.now() - started, `slow on ${JSON.stringify(raw.slice(0, 20))}`).toBeLessThan(2_000);
  }
});

test.each(ANSWERS)('the example of %s stands in both languages', (_, answer) => {
  for (const language of ['id', 'en'] as const) {
    const sentence = words(answer.example, language);
    expect(sentence.length).toBeGreaterThan(10);
    expect(sentence.length).toBeLessThanOrEqual(LONGEST_SENTENCE);
  }
});

test('the small word lists take any text', () => {
  fc.assert(
    fc.property(anything, (raw) => {
      expect(typeof isSkip(raw)).toBe('boolean');
      expect(typeof isFinish(raw)).toBe('boolean');
      expect(['number', 'undefined']).toContain(typeof numberWord(raw));
    }),
  );
});

test('cleaning twice is cleaning once, and the result is short, visible and well formed', () => {
  const long = fc.string({ unit: 'binary', minLength: 3_900, maxLength: 4_200, size: 'max' });
  fc.assert(
    fc.property(fc.oneof({ weight: 9, arbitrary: anything }, { weight: 1, arbitrary: long }), (raw) => {
      const cleaned = cleanText(raw);
      expect(cleanText(cleaned)).toBe(cleaned);
      expect(cleaned.length).toBeLessThanOrEqual(MAX_TEXT_CHARACTERS);
      expect(cleaned.isWellFormed()).toBe(true);
      expect(cleaned).toBe(cleaned.normalize('NFC'));
      expect(cleaned).not.toMatch(/[\p{Cf}\u0000-\u0009\u000b-\u001f\u007f]|\p{M}{5}/u);
      expect(cleaned).not.toMatch(/(?![0-9])\p{Nd}/u);
    }),
    { numRuns: 1_000 },
  );
});
