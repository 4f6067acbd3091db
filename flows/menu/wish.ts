import { distance } from 'fastest-levenshtein';
import { asWords, NO_WORDS, YES_WORDS } from '../answers/words.ts';

/** Words in which people say that they want to register. */
export const REGISTER_WORDS = [
  'daftar',
  'mendaftar',
  'mendaftarkan',
  'daftarkan',
  'daftarin',
  'pendaftaran',
  'registrasi',
  'register',
  'registration',
] as const;

// Around it; without a name of a test they say nothing about one.
const AROUND = new Set('saya sy aku mau ingin pengen untuk buat i want to for'.split(' '));
/** What the words of a message amount to, before any test is looked for. */
export interface Wish {
  /** What may name a test; empty when nothing does. */
  about: string;
  /** Somebody says that they want to register. */
  registers: boolean;
}

/** Takes "daftar", with a slip of the finger too, apart from what is to be registered for. */
export function readWish(text: string): Wish {
  if (text.length > MAX_WISH_CHARACTERS) return { about: text, registers: false };
  const words = text.split(/\s+/);
  const rest = words.filter((word) => !saysRegister(asWords(word)));
  if (rest.length === words.length) return { about: hasLetters(text) ? text : '', registers: false };
  const about = rest.filter((word) => !AROUND.has(asWords(word))).join(' ');
  return { about: hasLetters(about) ? about : '', registers: true };
}

/** Whether a message can only be an answer: a number, yes or no. */
export const isBareAnswer = (text: string): boolean => {
  const words = asWords(text);
  return !hasLetters(text) || YES_WORDS.has(words) || NO_WORDS.has(words);
};

const MAX_WISH_CHARACTERS = 300;

const hasLetters = (text: string): boolean => /\p{L}{2}/u.test(text);

function saysRegister(word: string): boolean {
  return REGISTER_WORDS.some(
    (known) =>
      word === known ||
      (word.length >= 5 && Math.abs(word.length - known.length) <= 1 && distance(word, known) <= 1),
  );
}
