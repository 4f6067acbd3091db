import { distance } from 'fastest-levenshtein';
import { type Answer, say } from '../kit.ts';
import { typedAnswer, unclear } from './typed.ts';
import { asWords, NO_WORDS, withoutCourtesy, YES_WORDS } from './words.ts';

const MAX_WORDS = 6;
const SHORTEST_WITH_TYPO = 5;

/** Yes or no: `1`/`2`, `ya`, `iyaa`, `betul`, `ok siap`, `gak`, `bukan`, `tidak setuju`, 👍. */
export const yesNo: Answer<boolean> = typedAnswer(say('answers.yesNoExample'), (text) => {
  const meant = meaning(text);
  return meant === undefined ? unclear(say('answers.yesNoUnclear')) : { outcome: 'read', value: meant };
});

function meaning(text: string): boolean | undefined {
  if (text.length > 80) return undefined;
  if (/^[(]?1[.)]?$/.test(text)) return true;
  if (/^[(]?2[.)]?$/.test(text)) return false;
  if (/^(?:👍|👌|✅|🙏)/u.test(text)) return true;
  if (/^(?:👎|❌)/u.test(text)) return false;
  const copied = /^([12])[.)]\s*(.+)$/.exec(text);
  const words = withoutCourtesy(asWords(copied?.[2] ?? text).split(' '));
  if (words.length > MAX_WORDS) return undefined;
  const meant = agreed(words.map(meaningOf));
  return copied && meant !== (copied[1] === '1') ? undefined : meant;
}

// A refusal turns round what follows it: "tidak setuju". An agreement followed by a refusal says nothing.
function agreed(meanings: (boolean | undefined)[]): boolean | undefined {
  if (meanings.includes(undefined)) return undefined;
  if (meanings[0] === false) return false;
  return meanings.every((meant) => meant === true) ? true : undefined;
}

function meaningOf(word: string): boolean | undefined {
  // "iyaaa", "okee", "tidakkk"
  const short = word.replace(/(.)\1+$/u, '$1');
  for (const candidate of [word, short]) {
    if (YES_WORDS.has(candidate)) return true;
    if (NO_WORDS.has(candidate)) return false;
  }
  if (short.length < SHORTEST_WITH_TYPO - 1 || short.length > 12) return undefined;
  const near = (known: ReadonlySet<string>) =>
    [...known].some((other) => other.length >= SHORTEST_WITH_TYPO && distance(other, short) === 1);
  const yes = near(YES_WORDS);
  return yes === near(NO_WORDS) ? undefined : yes;
}
