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

/** The first right code in `text`; `typo` when there is only one that is nearly right. */
export function findCode(text: string): CodeReading {
  const readings = (text.match(CODE_LIKE) ?? [])
    .map((found) => ({ found, reading: readCode(found) }))
    // "Laboratorium" is nine letters behind LAB: without a digit only a right check character counts.
    .filter(({ found, reading }) => reading.outcome === 'code' || /\d/.test(found))
    .map(({ reading }) => reading);
  return (
    readings.find(({ outcome }) => outcome === 'code') ??
    readings.find(({ outcome }) => outcome === 'typo') ?? { outcome: 'notACode' }
  );
}
