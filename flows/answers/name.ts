import { type Answer, say } from '../kit.ts';
import { typedAnswer, unclear } from './typed.ts';

const MAX_NAME_CHARACTERS = 100;
const LONGEST_NUMBER_IN_NAME = 3;
// Where a link would stand; a longer text is not searched to its end.
const LINK_CHARACTERS = 300;

/**
 * A person's name: one word or many, `O'Brien`, `Nur'aini`, `Null`. Typed without capitals or with nothing
 * but capitals it gets the usual ones; otherwise it stays as the person writes it.
 */
export const name: Answer<string> = typedAnswer(say('answers.nameExample'), (text) => {
  if (/^\s*\d+\s*[.)]/m.test(text)) return unclear(say('answers.nameUnclear'));
  const typed = text.replace(/\s+/g, ' ').replace(INTRODUCTION, '').trim();
  if (isLink(typed.slice(0, LINK_CHARACTERS))) return unclear(say('answers.nameIsLink'));
  const letters = typed.match(/\p{L}/gu)?.length ?? 0;
  const digits = typed.match(/\d/g)?.length ?? 0;
  const longNumber = new RegExp(`\\d{${LONGEST_NUMBER_IN_NAME + 1}}`).test(typed);
  if (digits > 0 && (longNumber || digits >= letters))
    return unclear(say(namesSomeone(typed) ? 'answers.nameWithNumber' : 'answers.nameIsNumber'));
  if (letters < 2) return unclear(say('answers.nameUnclear'));
  const length = Array.from(typed).length;
  if (length > MAX_NAME_CHARACTERS) {
    return unclear(say('answers.nameTooLong', { max: MAX_NAME_CHARACTERS, typed: length }));
  }
  return { outcome: 'read', value: capitalised(typed) };
});

const INTRODUCTION =
  /^(?:nama(?: lengkap)?(?: saya)?(?: adalah)?|my(?: full)? name is)\b\s*[:=]?\s*(?=\p{L})/iu;

// Somebody in a hurry types the name and the NIK in one message.
const namesSomeone = (typed: string): boolean => /\p{L}{3}/u.test(typed);

const isLink = (text: string): boolean =>
  /:\/\/|\bwww\.|\S@\S+\.|\w{3,}\.(?:com|net|org|id|me|link|site|xyz|info)\b/i.test(text);

/** `siti aminah` and `SITI AMINAH` as `Siti Aminah`; anything with capitals of its own is left alone. */
function capitalised(typed: string): string {
  const small = typed.toLowerCase();
  if (typed !== small && typed !== typed.toUpperCase()) return typed;
  // A letter after an apostrophe is small (Nur'aini), unless one letter stands before it (O'Brien).
  return small.replace(/(?<=^|[\s.\-/("]|(?<!\p{L})\p{L}['’`])\p{L}/gu, (letter) => letter.toUpperCase());
}
