import { choice } from '../answers/choice.ts';
import { yesNo } from '../answers/yes-no.ts';
import type { Heard } from '../kit.ts';

const consentChoice = choice([
  {
    key: 'agree',
    words: ['setuju', 'saya setuju', 'ya', 'iya', 'y', 'yes', 'agree', 'i agree', 'ok', 'oke', 'boleh'],
  },
  {
    key: 'explain',
    words: [
      'baca dulu',
      'baca',
      'baca penjelasan',
      'penjelasan',
      'jelaskan',
      'explain',
      'read',
      'read first',
    ],
  },
  {
    key: 'refuse',
    words: ['tidak', 'tidak setuju', 'gak', 'ga', 'nggak', 'enggak', 'no', 'refuse', 'tolak'],
  },
]);

/** What somebody answers to the request for consent; undefined when it is none of the three. */
export function readConsent(heard: Heard): 'agree' | 'explain' | 'refuse' | undefined {
  if (heard.kind !== 'text') return undefined;
  const reading = consentChoice.read(heard);
  if (reading.outcome === 'read') return reading.value;
  const yes = yesNo.read(heard);
  // "2" was a choice above; here only words are left, such as "iya boleh" or "gak mau".
  if (yes.outcome !== 'read' || /^\d/.test(heard.text)) return undefined;
  return yes.value ? 'agree' : 'refuse';
}

const ANOTHER = /^(?:nomor|no|hari|tanggal|tgl|yang)?\s*lain(?:nya)?[.!]*$|^an?other(?: \w+)?[.!]*$/i;
const THIS_ONE =
  /^(?:pakai |pake )?(?:(?:nomor|nomer|no|hp|wa|hari|yang|tanggal)(?: (?:hp|wa|saya))?)? ?ini(?: saja| aja| juga)?[.!]*$|^this one[.!]*$/i;

/** Yes or no to what we repeated in words: "cocok", "2", "hari lain", "nomor ini saja". */
export function isConfirmed(heard: Heard): boolean | undefined {
  if (ANOTHER.test(heard.text)) return false;
  if (THIS_ONE.test(heard.text)) return true;
  const reading = yesNo.read(heard);
  return reading.outcome === 'read' ? reading.value : undefined;
}

const NOBODY_KNOWN = ['orang lain', 'yang lain', 'lain', 'baru', 'someone else', 'another', 'new'];

/** The place of one of `count` choices, from 0; the last of them is somebody else. */
export function knownNumber(heard: Heard, count: number): number | undefined {
  const options = Array.from({ length: count }, (_, place) => ({
    key: String(place),
    words: place === count - 1 ? NOBODY_KNOWN : [],
  }));
  const reading = choice(options).read(heard);
  return reading.outcome === 'read' ? Number(reading.value) : undefined;
}

const SEND_WORDS = new Set([
  'kirim',
  'kirimkan',
  'kirim saja',
  'ya',
  'iya',
  'y',
  'ya kirim',
  'benar',
  'betul',
  'sudah benar',
  'sudah betul',
  'ok',
  'oke',
  'ok kirim',
  'send',
  'send it',
  'yes',
]);
const CHANGE_WORDS = /^(?:mau |ingin |tolong )?(?:ubah|ganti|edit|change|salah|nomor|no|number)\s+/i;
const TO_WORDS = /^(?:jadi|menjadi|ke|to|=|:|-)\s*/i;
// "1 dan 3", "1, 3", "tanggal lain": what should change is said, but not to what.
const NOT_AN_ANSWER = /^(?:(?:dan|and|&|,)?\s*\d|(?:yang )?(?:lain|baru|salah|keliru)|wrong)$/i;

/** What somebody wants after the summary. */
export type ReviewWish =
  | { outcome: 'send' }
  | { outcome: 'change'; place: number }
  /** What to change and the new answer in one message: "4 25 november", "nama Siti Aminah". */
  | { outcome: 'answer'; place: number; text: string }
  | { outcome: 'unclear' };

/** Reads "kirim", "3", "ubah nama", "nama", "4 25 november" or "nama Siti Aminah". */
export function readReview(heard: Heard, questions: readonly { words: string[] }[]): ReviewWish {
  if (heard.kind !== 'text') return { outcome: 'unclear' };
  const plain = heard.text.toLowerCase().replace(/[.!*]/g, '').trim();
  if (SEND_WORDS.has(plain)) return { outcome: 'send' };
  const wanted = heard.text.trim().replace(CHANGE_WORDS, '');
  const places = choice(questions.map(({ words }, place) => ({ key: String(place), words })));
  const reading = places.read({ ...heard, text: wanted });
  if (reading.outcome === 'read') return { outcome: 'change', place: Number(reading.value) };
  return withAnswer(wanted, questions) ?? { outcome: 'unclear' };
}

function withAnswer(wanted: string, questions: readonly { words: string[] }[]): ReviewWish | undefined {
  const numbered = /^(\d{1,2})(?:\s*[.:)=,]\s*|\s+)/.exec(wanted);
  const named = questions
    .flatMap(({ words }, place) => words.map((word) => ({ word, place })))
    .filter(({ word }) => wanted.slice(0, word.length).toLowerCase() === word)
    .filter(({ word }) => /^[\s:=]/.test(wanted.slice(word.length)))
    .sort((a, b) => b.word.length - a.word.length)[0];
  const place = numbered ? Number(numbered[1]) - 1 : named?.place;
  if (place === undefined || !questions[place]) return undefined;
  const text = wanted
    .slice(numbered ? numbered[0].length : (named?.word.length ?? 0))
    .replace(/^[\s:]+/, '')
    .replace(TO_WORDS, '');
  return text === '' || NOT_AN_ANSWER.test(text)
    ? { outcome: 'change', place }
    : { outcome: 'answer', place, text };
}
