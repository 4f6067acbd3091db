import { asWords } from '../answers/words.ts';

/** What people write about that a person, not the bot, has to look at. */
const TOPICS = {
  emergency: ['darurat', 'gawat', 'gawat darurat', 'pingsan', 'sesak napas', 'keracunan', 'emergency'],
  complaint: [
    'komplain',
    'komplen',
    'keluhan',
    'mengeluh',
    'lapor',
    'laporkan',
    'melapor',
    'pengaduan',
    'mengadu',
    'aduan',
    'kecewa',
    'complaint',
    'complain',
  ],
  sampling: ['ambil sampel', 'pengambilan sampel', 'pengambilan contoh', 'sampling'],
} as const satisfies Record<string, readonly string[]>;

export type Topic = keyof typeof TOPICS;

const topics = Object.entries(TOPICS) as [Topic, readonly string[]][];

/** Every word that leads to a person with a topic. */
export const topicWords: readonly string[] = topics.flatMap(([, words]) => words);

/** What somebody writes about; undefined when they just want a person. */
export function topicOf(text: string): Topic | undefined {
  const said = ` ${asWords(text)} `;
  return topics.find(([, words]) => words.some((word) => said.includes(` ${word} `)))?.[0];
}
