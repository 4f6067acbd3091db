import { expect, test } from 'vitest';
import { phone } from '../../../flows/answers/phone.ts';
import { answered, asksAgain } from './said.ts';

test.each([
  '081200001234',
  '0812 0000 1234',
  '0812-0000-1234',
  '(0812) 0000.1234',
  '+62 812 0000 1234',
  '+62 (0)812-0000-1234',
  '6281200001234',
  '81200001234',
  '+6281200001234',
  'WA: 081200001234',
  'no hp 081200001234',
  '０８１２００００１２３４',
])('%s is one and the same mobile number', (typed) => {
  expect(answered(phone, typed)).toBe('6281200001234');
});

test('a short number with 62 in front is a mobile number of Indonesia, not a landline', () => {
  expect(answered(phone, '62812345678')).toBe('62812345678');
});

test('a number of another country is taken with its plus', () => {
  expect(answered(phone, '+65 9123 4567')).toBe('6591234567');
  expect(asksAgain(phone, '6591234567')).toContain('diawali *+*');
});

test('a number that is too short or too long is told its length', () => {
  expect(asksAgain(phone, '0812 0000')).toContain('yang Anda ketik 8');
  expect(asksAgain(phone, '0812 0000 1234 56')).toContain('14 angka');
});

test.each(['(0293) 555-0100', '+62 293 5550100', '3308105708900001'])('%s is no mobile number', (typed) => {
  expect(asksAgain(phone, typed)).toContain('bukan nomor HP');
});

test.each(['tidak punya', '0000000000', '08l200001234', '-', '1e9', '0812; drop table'])(
  '%s asks for the digits',
  (typed) => {
    expect(asksAgain(phone, typed)).toContain('Ketik angkanya saja');
  },
);
