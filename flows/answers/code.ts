import { CODE_PREFIXES, type CodeReading, readCode } from '../../src/domain/values/code.ts';
import { type Answer, say } from '../kit.ts';
import { typedAnswer, unclear } from './typed.ts';

/** The code of a request, typed alone, within a sentence or as the link we sent. */
export const code: Answer<string> = typedAnswer(say('answers.codeExample'), (text) => {
  const found = findCode(text);
  switch (found.outcome) {
    case 'code':
      return { outcome: 'read', value: found.code };
    case 'typo':
      return unclear(say('answers.codeTypo'));
    case 'notACode':
      return unclear(say('answers.codeUnclear'));
  }
});

// A prefix and nine characters, with at most three signs between them.
const CODE_LIKE = new RegExp(
  `(?<![0-9a-z])(?:${CODE_PREFIXES.join('|')})(?:[\\s._/‐‑‒–—*-]{0,3}[0-9a-z]){9}(?![0-9a-z])`,
  'gi',
);

// Of a lab that calls its codes by other letters: as we write it, or in one piece. Looser, and ordinary words fit.
const OWN_PREFIX_LIKE = [
  /(?<![0-9a-z])[a-z]{2,4}[\s‐‑–-][0-9a-z]{4}[\s‐‑–-][0-9a-z]{4}[\s‐‑–-][0-9a-z](?![0-9a-z])/gi,
  /(?<![0-9a-z])[a-z]{2,4}[\s‐‑–-]?[0-9a-z]{9}(?![0-9a-z])/gi,
];

/** The first right code in `text`; `typo` when there is only one that is nearly right. */
export function findCode(text: string): CodeReading {
  const own = OWN_PREFIX_LIKE.flatMap((pattern) => text.match(pattern) ?? []);
  const right = own.filter((found) => /\d/.test(found)).map(readCode);
  const readings = (text.match(CODE_LIKE) ?? [])
    .map((found) => ({ found, reading: readCode(found) }))
    // "Laboratorium" is nine letters behind LAB: without a digit only a right check character counts.
    .filter(({ found, reading }) => reading.outcome === 'code' || /\d/.test(found))
    .map(({ reading }) => reading);
  return (
    [...readings, ...right].find(({ outcome }) => outcome === 'code') ??
    readings.find(({ outcome }) => outcome === 'typo') ?? { outcome: 'notACode' }
  );
}
