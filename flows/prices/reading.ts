import { choice } from '../answers/choice.ts';
import type { Heard } from '../kit.ts';

const afterDetail = choice([
  { key: 'register', words: ['daftar', 'ya', 'register', 'yes'] },
  { key: 'other', words: ['cari lain', 'cari yang lain', 'lain', 'cari', 'other', 'another'] },
  { key: 'menu', words: ['menu', 'selesai', 'tidak', 'no'] },
]);

/** What somebody wants after reading about a test. */
export function afterDetailIn(heard: Heard): 'register' | 'other' | 'menu' | undefined {
  const reading = heard.kind === 'text' ? afterDetail.read(heard) : undefined;
  return reading?.outcome === 'read' ? reading.value : undefined;
}

/** The one of `things` that was chosen, by its number in the list or by one of its names. */
export function picked<Thing>(
  things: readonly Thing[],
  namesOf: (thing: Thing) => string[],
  heard: Heard,
): Thing | undefined {
  if (heard.kind !== 'text') return undefined;
  const reading = choice(things.map((thing, place) => ({ key: String(place), words: namesOf(thing) }))).read(
    heard,
  );
  return reading.outcome === 'read' ? things[Number(reading.value)] : undefined;
}

const ASKING =
  /\b(?:saya|sy|mau|ingin|tanya|nanya|bertanya|info|lihat|cek|daftar|harga(?:nya)?|biaya(?:nya)?|tarif(?:nya)?|berapa(?:an)?|persiapan(?:nya)?|prices?|costs?|how much|preparation|is|the|for|of)\b/gi;

/** What a question is about: "berapa harga kolesterol?" about kolesterol, "harga" about nothing yet. */
export function asksAbout(words: string): string {
  const about = words.slice(0, 300).replace(ASKING, ' ').replace(/\s+/g, ' ').trim();
  return hasWords(about) ? about : '';
}

/** Whether a question is about what a consultation costs or asks for. */
export const isAboutConsultation = (words: string): boolean =>
  /\b(?:ber)?konsul(?:tasi)?\w*|\bconsultations?\b|\b(?:ke|ketemu|bertemu|periksa) dokter\b/i.test(words);

/** Whether a message can name a test: a number that is not on the list cannot. */
export const isWords = (heard: Heard): boolean => heard.kind === 'text' && hasWords(heard.text);

const hasWords = (text: string): boolean => /\p{L}{2}/u.test(text);
