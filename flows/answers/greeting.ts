import { asWords } from './words.ts';

const GREETINGS: ReadonlySet<string> = new Set(
  `halo hallo haloo hai hay hi hello helo hey p permisi assalamualaikum asalamualaikum aslm salam pagi siang
  sore malam min admin kak tes test ping`.split(/\s+/),
);
const MAX_WORDS = 4;

/** True when a message is nothing but a greeting: "halo", "selamat pagi kak", "p". */
export function isGreeting(text: string): boolean {
  const words = asWords(text.slice(0, 60)).split(' ');
  return (
    text.length <= 60 &&
    words.length <= MAX_WORDS &&
    words.every((word) => GREETINGS.has(word) || word === 'selamat' || word === 'good')
  );
}

/** True when a message begins with a greeting, as in "halo mau cek gula darah". */
export function greetsFirst(text: string): boolean {
  const [first = '', second = ''] = asWords(text.slice(0, 60)).split(' ');
  return GREETINGS.has(first) || ((first === 'selamat' || first === 'good') && GREETINGS.has(second));
}
