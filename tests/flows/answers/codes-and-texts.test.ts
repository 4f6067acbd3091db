import { expect, test } from 'vitest';
import { code } from '../../../flows/answers/code.ts';
import { email } from '../../../flows/answers/email.ts';
import { freeText } from '../../../flows/answers/free-text.ts';
import { isFinish, isSkip } from '../../../flows/answers/words.ts';
import { newCode } from '../../../src/domain/values/code.ts';
import { answered, asksAgain } from './said.ts';

const CODE = newCode('LAB', new Uint8Array([7, 19, 2, 20, 9, 23, 25, 22]));
const plain = CODE.replaceAll('-', '');

test.each([
  CODE,
  CODE.toLowerCase(),
  plain,
  CODE.replaceAll('-', ' '),
  `kode saya ${CODE.toLowerCase()} tolong dicek`,
  `lacak ${plain.toLowerCase()}`,
  `https://labkesmas.example/t/${CODE}`,
  `*${CODE}*.`,
  `laboratorium: ${CODE}`,
])('the code is found in %s', (typed) => {
  expect(answered(code, typed)).toBe(CODE);
});

test('a code with a wrong character is called a typing mistake', () => {
  const wrong = `${CODE.slice(0, 4)}${CODE[4] === '8' ? '9' : '8'}${CODE.slice(5)}`;
  expect(asksAgain(code, wrong)).toContain('salah ketik');
});

test.each(['laboratorium', 'XYZ-7K2M-9QXP-C', 'LAB-7K2M', 'lupa', '__proto__', '3308105708900001'])(
  '%s is no code',
  (typed) => {
    expect(asksAgain(code, typed)).toContain('Kode belum terbaca');
  },
);

test.each([
  ['siti@contoh.id', 'siti@contoh.id'],
  ['Siti.Aminah+lab@Contoh.CO.ID', 'Siti.Aminah+lab@contoh.co.id'],
  ['siti @ contoh.id.', 'siti@contoh.id'],
])('the address %s is kept as %s', (typed, kept) => {
  expect(answered(email, typed)).toBe(kept);
});

test.each([
  ['siti.contoh.id', 'tanda @'],
  ['siti@contoh', 'setelah tanda @'],
  ['siti@', 'setelah tanda @'],
  ['siti@contoh.id@contoh.id', 'setelah tanda @'],
  ['@contoh.id', 'satu alamat'],
  ['siti aminah@contoh.id', 'satu alamat'],
  ['siti@contoh.id\nBcc: lain@contoh.id', 'setelah tanda @'],
  [`${'x'.repeat(300)}@contoh.id`, 'satu alamat'],
])('%s is no address, and the sentence says why', (typed, why) => {
  expect(asksAgain(email, typed)).toContain(why);
});

test('own words are kept as they are, within their length', () => {
  const answer = freeText({ max: 20 });
  expect(answered(answer, "'; DROP TABLE x; --")).toBe("'; DROP TABLE x; --");
  expect(answered(answer, 'x'.repeat(20))).toHaveLength(20);
  expect(asksAgain(answer, 'x'.repeat(21))).toContain('yang Anda ketik 21');
  expect(asksAgain(answer, '-')).toContain('terlalu pendek');
  expect(asksAgain(answer, '😀😀😀')).toContain('terlalu pendek');
});

test.each(['lewati', 'Lewati saja', 'skip', 'tidak ada', '-', 'gak ada', 'Skip.'])(
  '%s passes over',
  (typed) => {
    expect(isSkip(typed)).toBe(true);
  },
);

test.each(['selesai', 'Sudah.', 'cukup', 'done', 'itu saja'])('%s finishes', (typed) => {
  expect(isFinish(typed)).toBe(true);
});

test('other words neither pass over nor finish', () => {
  for (const typed of ['', 'siti', 'ya', '1', '__proto__', 'lewat jalan mana']) {
    expect(isSkip(typed)).toBe(false);
    expect(isFinish(typed)).toBe(false);
  }
});
