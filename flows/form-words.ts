import { choice } from './answers/choice.ts';
import type { Heard } from './kit.ts';

const consentChoice = choice([
  {
    key: 'agree',
    words: ['setuju', 'saya setuju', 'ya', 'iya', 'y', 'yes', 'agree', 'ok', 'oke', 'boleh', 'lanjut'],
  },
  { key: 'explain', words: ['baca dulu', 'baca', 'penjelasan', 'jelaskan', 'explain', 'read', 'read first'] },
  {
    key: 'refuse',
    words: ['tidak', 'tidak setuju', 'gak', 'ga', 'nggak', 'enggak', 'no', 'refuse', 'tolak'],
  },
]);

/** What somebody answers to the request for consent; undefined when it is none of the three. */
export function readConsent(heard: Heard): 'agree' | 'explain' | 'refuse' | undefined {
  if (heard.kind !== 'text') return undefined;
  const reading = consentChoice.read(heard);
  return reading.outcome === 'read' ? reading.value : undefined;
}

const SEND_WORDS = [
  'kirim',
  'kirimkan',
  'ya',
  'iya',
  'y',
  'benar',
  'betul',
  'sudah benar',
  'ok',
  'oke',
  'send',
  'yes',
];
const CHANGE_WORDS = /^(ubah|ganti|edit|change|salah|nomor|no|number)\s+/;

/** What somebody wants after the summary. */
export type ReviewWish = { outcome: 'send' } | { outcome: 'change'; place: number } | { outcome: 'unclear' };

/** Reads "kirim", "3", "ubah nama" or "nama". */
export function readReview(heard: Heard, questions: readonly { words: string[] }[]): ReviewWish {
  if (heard.kind !== 'text') return { outcome: 'unclear' };
  const text = heard.text.toLowerCase().replace(/[.!*]/g, '').trim();
  if (SEND_WORDS.includes(text)) return { outcome: 'send' };
  const wanted = text.replace(CHANGE_WORDS, '');
  const places = choice(questions.map(({ words }, place) => ({ key: String(place), words })));
  const reading = places.read({ ...heard, text: wanted });
  return reading.outcome === 'read'
    ? { outcome: 'change', place: Number(reading.value) }
    : { outcome: 'unclear' };
}
