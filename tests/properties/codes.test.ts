import fc from 'fast-check';
import { expect, test } from 'vitest';
import { code } from '../../flows/answers/code.ts';
import { CODE_PREFIXES, newCode, readCode } from '../../src/domain/values/code.ts';
import { answered } from '../flows/answers/said.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codes = fc
  .tuple(fc.constantFrom(...CODE_PREFIXES), fc.uint8Array({ minLength: 8, maxLength: 8 }))
  .map(([prefix, bytes]) => newCode(prefix, bytes));

const read = (text: string) => readCode(text);

test('every code survives sloppy typing', () => {
  const sloppy = fc.record({
    between: fc.constantFrom('', '-', ' ', ' - ', '.', '–'),
    lower: fc.boolean(),
    zero: fc.constantFrom('0', 'O', 'o'),
    one: fc.constantFrom('1', 'I', 'i', 'L', 'l'),
    before: fc.constantFrom('', 'kode saya ', 'lacak ', 'https://labkesmas.example/t/', '*'),
    after: fc.constantFrom('', '.', ' tolong dicek', '*'),
  });
  fc.assert(
    fc.property(codes, sloppy, (right, { between, lower, zero, one, before, after }) => {
      const [prefix = '', ...rest] = right.split('-');
      const body = rest.map((part) => part.replaceAll('0', zero).replaceAll('1', one));
      const typed = [prefix, ...body].join(between);
      const written = lower ? typed.toLowerCase() : typed;
      expect(read(written)).toEqual({ outcome: 'code', code: right });
      expect(answered(code, before + written + after)).toBe(right);
    }),
    { numRuns: 500 },
  );
});

test('every single wrong character is caught, at every place', () => {
  fc.assert(
    fc.property(codes, (right) => {
      const plain = right.replaceAll('-', '');
      for (let place = 3; place < plain.length; place += 1) {
        for (const character of ALPHABET) {
          if (character === plain[place]) continue;
          const wrong = plain.slice(0, place) + character + plain.slice(place + 1);
          expect(read(wrong), wrong).toEqual({ outcome: 'typo' });
        }
      }
    }),
    { numRuns: 50 },
  );
});

test('every swap of two neighbours is caught', () => {
  fc.assert(
    fc.property(codes, (right) => {
      const plain = right.replaceAll('-', '');
      for (let place = 3; place < plain.length - 1; place += 1) {
        const [left = '', next = ''] = [plain[place], plain[place + 1]];
        if (left === next) continue;
        const swapped = plain.slice(0, place) + next + left + plain.slice(place + 2);
        expect(read(swapped), swapped).toEqual({ outcome: 'typo' });
      }
    }),
    { numRuns: 300 },
  );
});

test('a code needs eight bytes of chance, and any text can be read', () => {
  expect(() => newCode('LAB', new Uint8Array(7))).toThrow('eight random bytes');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(['code', 'typo', 'notACode']).toContain(read(text).outcome);
    }),
  );
});

test('a lab may call its codes by other letters, and old ones go on being read', () => {
  const own = fc
    .tuple(
      fc.string({ unit: fc.constantFrom(...'ABCDEFGHJKLMNPQRSTUVWXYZ'), minLength: 2, maxLength: 4 }),
      fc.uint8Array({ minLength: 8, maxLength: 8 }),
    )
    .map(([prefix, bytes]) => newCode(prefix, bytes));
  fc.assert(
    fc.property(own, (made) => {
      expect(read(made.toLowerCase().replaceAll('-', ' '))).toEqual({ outcome: 'code', code: made });
      // In a sentence, letters alone might be words.
      if (/\d/.test(made)) {
        expect(answered(code, `lacak ${made} ya`)).toBe(made);
      }
    }),
  );
});
