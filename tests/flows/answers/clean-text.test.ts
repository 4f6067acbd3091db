import { expect, test } from 'vitest';
import { cleanText, MAX_TEXT_CHARACTERS } from '../../../src/domain/values/clean-text.ts';

test('ordinary text stays as it is, without the spaces around it', () => {
  expect(cleanText('  halo, mau cek gula darah\nbesok \n')).toBe('halo, mau cek gula darah\nbesok');
});

test('letters and their marks become one letter', () => {
  expect(cleanText('Cafe\u0301')).toBe('Café');
});

test.each([
  ['full-width', '３３０８', '3308'],
  ['Arabic-Indic', '٣٣٠٨', '3308'],
  ['Persian', '۳۳۰۸', '3308'],
  ['Javanese', '꧓꧓꧐꧘', '3308'],
  ['Balinese', '᭓᭓᭐᭘', '3308'],
  ['mathematical', '𝟛𝟛𝟘𝟠', '3308'],
])('%s digits are read as digits', (_, typed, digits) => {
  expect(cleanText(typed)).toBe(digits);
});

test.each(['①②③', '²', 'O', 'l', '½', '三', 'Ⅳ'])(
  '%s only looks like a digit and stays what it is',
  (typed) => {
    expect(cleanText(typed)).toBe(typed);
  },
);

test.each([
  ['nothing', ''],
  ['spaces', '  \u00a0 \u3000 '],
  ['zero-width characters', '\u200b\u200c\u200d\ufeff\u2060'],
  ['bidi overrides', '\u202e\u2066\u2069\u200f'],
  ['lone surrogates', '\ud800 \udfff'],
  ['NUL and escape', '\u0000\u001b'],
  ['fillers that show nothing', '\u3164\u2800\u115f'],
])('a message of only %s is empty', (_, raw) => {
  expect(cleanText(raw)).toBe('');
});

test('NUL, escape sequences and bidi overrides vanish from inside a text', () => {
  expect(cleanText('a\u0000b\u001b[31mc\u202egnp')).toBe('ab[31mcgnp');
});

test('a lone surrogate is taken out and a pair is kept', () => {
  expect(cleanText('a\ud83db 😀')).toBe('ab 😀');
});

test('tabs, strange spaces and strange line ends become ordinary ones', () => {
  expect(cleanText('1\t3\u00a05\r\n6\r7\u20288')).toBe('1 3 5\n6\n7\n8');
});

test('100,000 combining marks on one letter leave at most four, and what follows them', () => {
  const cleaned = cleanText(`a${'\u0316\u0301'.repeat(30_000)}b`);
  expect(cleaned.length).toBeLessThan(10);
  expect(cleaned.endsWith('b')).toBe(true);
  const started = performance.now();
  cleanText(`a${'\u0316\u0301'.repeat(50_000)}`);
  // Sorting these marks one by one would take many seconds.
  expect(performance.now() - started).toBeLessThan(1_000);
});

test('65,000 characters are cut to 4,000', () => {
  expect(cleanText('x'.repeat(65_000))).toHaveLength(MAX_TEXT_CHARACTERS);
});

test('the cut does not go through the middle of an emoji', () => {
  const cleaned = cleanText(`x${'😀'.repeat(3_000)}`);
  expect(cleaned.isWellFormed()).toBe(true);
  expect(cleaned).toHaveLength(MAX_TEXT_CHARACTERS - 1);
});
