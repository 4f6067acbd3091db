import { distance } from 'fastest-levenshtein';
import { isGreeting } from '../../flows/answers/greeting.ts';
import { withoutCourtesy } from '../../flows/answers/words.ts';
import type { Flow } from '../../flows/flow.ts';
import { readCode } from '../domain/values/code.ts';
import { readPaperCode } from '../domain/values/paper-code.ts';

/** What somebody means, before any flow looks at it. */
export type Meaning =
  | { kind: 'event'; type: 'SAID' | 'BACK' | 'REVIEW' | 'HELP' | 'RESUME' }
  | { kind: 'cancel' }
  | { kind: 'resume' }
  /** `unsure`: nothing in the message says what is wanted; the menu is only a guess. */
  | { kind: 'open'; flow: string; words: string; unsure?: true };

/** Words that work at any time and beat the question that is running. */
const GLOBAL_WORDS: ReadonlyMap<string, Meaning> = new Map(
  Object.entries<Meaning>({
    menu: { kind: 'open', flow: 'menu', words: '' },
    batal: { kind: 'cancel' },
    cancel: { kind: 'cancel' },
    kembali: { kind: 'event', type: 'BACK' },
    back: { kind: 'event', type: 'BACK' },
    ulang: { kind: 'event', type: 'REVIEW' },
    edit: { kind: 'event', type: 'REVIEW' },
    lanjut: { kind: 'resume' },
    resume: { kind: 'resume' },
    bantuan: { kind: 'event', type: 'HELP' },
    help: { kind: 'event', type: 'HELP' },
    petugas: { kind: 'open', flow: 'person', words: '' },
    agent: { kind: 'open', flow: 'person', words: '' },
    status: { kind: 'open', flow: 'tracking', words: '' },
    lacak: { kind: 'open', flow: 'tracking', words: '' },
    track: { kind: 'open', flow: 'tracking', words: '' },
    bahasa: { kind: 'open', flow: 'language', words: '' },
    language: { kind: 'open', flow: 'language', words: '' },
    berhenti: { kind: 'open', flow: 'stop', words: '' },
    stop: { kind: 'open', flow: 'stop', words: '' },
    mulai: { kind: 'open', flow: 'start', words: '' },
    start: { kind: 'open', flow: 'start', words: '' },
    format: { kind: 'open', flow: 'sheet-templates', words: '' },
    'minta format': { kind: 'open', flow: 'sheet-templates', words: '' },
    template: { kind: 'open', flow: 'sheet-templates', words: '' },
    templat: { kind: 'open', flow: 'sheet-templates', words: '' },
    'minta template': { kind: 'open', flow: 'sheet-templates', words: '' },
    'data saya': { kind: 'open', flow: 'my-data', words: '' },
    'my data': { kind: 'open', flow: 'my-data', words: '' },
  }),
);

const LANGUAGE = /^(bahasa|language)\s+(\p{L}+)$/u;
/** A word that no question is answered with, and a code. */
const LINKING = /^sambung\s+[a-z0-9-]{4,40}$/;
const WITH_CODE = /^(lacak|track|status)\s+(.+)$/;
const ABOUT_A_PAPER = new Set(['cek', 'verify', 'verifikasi']);
/** Only before a code: "cek gula darah" is a wish for a test. */
const CHECKING = /^(?:cek|check|verify|verifikasi|keaslian)\s+(?:keaslian\s+)?(.+)$/i;

/**
 * What a message means: a global word, a way into a flow, or the person's own words for the question
 * that is running.
 *
 * @param waiting the flow that waits for an answer; unless it yields, opening words count only when none does
 */
export function interpret(text: string, flows: readonly Flow[], waiting: Flow | undefined): Meaning {
  const plain = plainWords(text);
  const global = GLOBAL_WORDS.get(plain) ?? GLOBAL_WORDS.get(withoutCourtesy(plain.split(' ')).join(' '));
  if (global) return global;
  const language = LANGUAGE.exec(plain);
  if (language) return { kind: 'open', flow: 'language', words: language[2] ?? '' };
  if (LINKING.test(text.trim().toLowerCase())) return { kind: 'open', flow: 'staff-link', words: text };
  const withCode = WITH_CODE.exec(text.trim().toLowerCase());
  const followed = withCode?.[2] ?? '';
  // A code that was drawn without any digit is one too.
  if (/\d/.test(followed) || readCode(followed).outcome !== 'notACode')
    return { kind: 'open', flow: 'tracking', words: followed };
  const checked = CHECKING.exec(text.trim())?.[1];
  if (checked !== undefined) {
    if (readPaperCode(checked).outcome !== 'notACode')
      return { kind: 'open', flow: 'genuine', words: checked };
    if (readCode(checked).outcome !== 'notACode') return { kind: 'open', flow: 'tracking', words: checked };
  }
  const said: Meaning = { kind: 'event', type: 'SAID' };
  if (isGreeting(text)) return waiting && !waiting.yields ? { kind: 'event', type: 'RESUME' } : toMenu(text);
  // With nothing behind it, it may also be the answer to a question.
  if (ABOUT_A_PAPER.has(plain) && (!waiting || waiting.yields))
    return { kind: 'open', flow: 'genuine', words: '' };
  if (!waiting) return near(plain) ?? opening(plain, text, flows) ?? toMenu(text);
  return waiting.yields ? (near(plain) ?? opening(plain, text, flows) ?? said) : said;
}

const toMenu = (words: string): Meaning => ({ kind: 'open', flow: 'menu', words, unsure: true });

/** Lower case, without punctuation around words and without double spaces. */
function plainWords(text: string): string {
  if (text.length > 200) return text;
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function near(plain: string): Meaning | undefined {
  const word = [...GLOBAL_WORDS.keys()].find((each) => isNear(plain, each));
  return word === undefined ? undefined : GLOBAL_WORDS.get(word);
}

// Phrases say more than words: "batalkan kunjungan" is about a visit that is booked, "kunjungan" is not.
function opening(plain: string, text: string, flows: readonly Flow[]): Meaning | undefined {
  const words = plain.split(' ');
  const isSaid = (phrase: string) => phrase.includes(' ') && ` ${plain} `.includes(` ${phrase} `);
  const isNamed = (word: string) =>
    words.some((each) => each === word || (each.length >= 5 && isNear(each, word)));
  const flow =
    flows.find(({ opens }) => opens.some(isSaid)) ?? flows.find(({ opens }) => opens.some(isNamed));
  return flow && { kind: 'open', flow: flow.name, words: flow.takesWords ? text : '' };
}

// One slip of the finger in four letters, as in "dafter" or "petgas".
function isNear(word: string, meant: string): boolean {
  if (word === meant) return true;
  if (word.length < 4 || meant.length < 5 || Math.abs(word.length - meant.length) > 1) return false;
  return distance(word, meant) <= 1;
}
