import { distance } from 'fastest-levenshtein';
import { type Answer, say } from '../kit.ts';
import { typedAnswer, unclear } from './typed.ts';
import { asWords, numberWord, withoutCourtesy } from './words.ts';

/** One of the numbered answers of a question, in the order shown. */
interface Option<Key extends string> {
  key: Key;
  /** Everything people call it, the label among it. */
  words: readonly string[];
}

/** One of `options`: by number (1 is the first), by a number word, by what it is called, with a typo. */
export function choice<const Key extends string>(options: readonly Option<Key>[]): Answer<Key> {
  const count = options.length;
  return typedAnswer(say('answers.choiceExample', { count }), (text) => {
    const number = chosenNumber(text);
    if (number !== undefined) {
      const option = options[number - 1];
      return option
        ? { outcome: 'read', value: option.key }
        : unclear(say('answers.choiceOutOfRange', { count }));
    }
    const named = optionNamed(options, text);
    return named ? { outcome: 'read', value: named.key } : unclear(say('answers.choiceUnclear', { count }));
  });
}

/** The number that is meant: `2`, `2.`, `(2)`, `nomor 2`, `dua`, `yang kedua`. */
function chosenNumber(text: string): number | undefined {
  const typed =
    /^\s*(?:(?:no|nmr|nomor|pilih|pilihan|opsi|angka|yang|number|option)\b[.:\s]*){0,3}[(*]?(\d{1,3}|[a-z ]{3,20})[)*.]*\s*$/i.exec(
      text,
    )?.[1];
  if (typed === undefined) return undefined;
  return /^\d/.test(typed) ? Number(typed) : numberWord(typed);
}

// A longer text is a sentence, not the name of an option.
const MAX_LABEL_CHARACTERS = 80;

function optionNamed<Key extends string>(
  options: readonly Option<Key>[],
  text: string,
): Option<Key> | undefined {
  if (text.length > MAX_LABEL_CHARACTERS) return undefined;
  // A line of our own list copied back: its number must not disagree with its words.
  const copied = /^\s*(\d)[.)]\s+(.+)$/s.exec(text);
  const words = asWords(copied?.[2] ?? text);
  const found =
    exactly(options, words) ??
    exactly(options, withoutCourtesy(words.split(' ')).join(' ')) ??
    nearly(options, words);
  return copied && found !== options[Number(copied[1]) - 1] ? undefined : found;
}

function exactly<Key extends string>(
  options: readonly Option<Key>[],
  words: string,
): Option<Key> | undefined {
  return onlyOne(options.filter((option) => option.words.some((word) => asWords(word) === words)));
}

// In shorter words one wrong letter makes another word.
const SHORTEST_WITH_TYPO = 3;

function nearly<Key extends string>(options: readonly Option<Key>[], words: string): Option<Key> | undefined {
  if (words.length < SHORTEST_WITH_TYPO) return undefined;
  return onlyOne(
    options.filter((option) =>
      option.words.map(asWords).some((word) => {
        const allowed = Math.max(1, Math.floor(word.length / 4));
        return word.length >= SHORTEST_WITH_TYPO && distance(word, words) <= allowed;
      }),
    ),
  );
}

const onlyOne = <Item>(items: readonly Item[]): Item | undefined =>
  items.length === 1 ? items[0] : undefined;
