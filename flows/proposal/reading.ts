import { choice } from '../answers/choice.ts';
import { asWords } from '../answers/words.ts';
import { yesNo } from '../answers/yes-no.ts';
import type { Heard } from '../kit.ts';

/**
 * What a bare answer to a proposed day looks like, when nothing else is asked: a number of its two
 * choices, yes or no, or one of the choices in words.
 */
export const BARE_ANSWER =
  /^(?:[(]?[12][.)]?(?: (?:terima|pilih|accept|choose) ?.{0,20})?|(?:pilih|ganti|cari|minta|mau)? ?(?:hari|tanggal|tgl) (?:yang )?lain(?:nya)?|(?:choose )?(?:another|a different) day|(?:ya|iya|y|ok|oke|okay|baik|siap|setuju|terima|saya terima|cocok|bisa|boleh|yes|accept|tidak|tdk|nggak|enggak|gak|ga|no)(?: (?:pak|bu|kak|min|setuju|cocok|bisa|terima))?|👍)[.!]*$/iu;

const answers = choice([
  { key: 'accept', words: ['terima', 'saya terima', 'setuju', 'cocok', 'bisa', 'accept', 'accept it'] },
  {
    key: 'other',
    words: [
      'pilih hari lain',
      'hari lain',
      'tanggal lain',
      'ganti hari',
      'tolak',
      'tidak bisa',
      'gak bisa',
      'ga bisa',
      'choose another day',
      'another day',
    ],
  },
]);

/** Whether a proposed day suits; undefined when the answer is neither of the two. */
export function suits(heard: Heard): boolean | undefined {
  if (heard.kind !== 'text') return undefined;
  const reading = answers.read(heard);
  if (reading.outcome === 'read') return reading.value === 'accept';
  const yes = yesNo.read(heard);
  return yes.outcome === 'read' ? yes.value : undefined;
}

// Said to any notice, and not only by those who have read it.
const MERE_NODS: ReadonlySet<string> = new Set(['ok', 'oke', 'okay', 'baik', 'siap', '']);

/** The same of words that came unasked: a mere "ok" is asked about before anything is moved. */
export const suitsUnasked = (heard: Heard): boolean | undefined =>
  MERE_NODS.has(asWords(heard.text).split(' ')[0] ?? '') ? undefined : suits(heard);
