import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One message of the dialog and the answer it must get. */
export interface Exchange {
  typed: string;
  answer: string;
}

const SCRIPT = join(import.meta.dirname, '../transcripts/laboratory/register.chat');

/** The registration of the golden transcript: fourteen messages, each with the bot's one answer. */
export function laboratoryDialog(): Exchange[] {
  const exchanges: Exchange[] = [];
  for (const line of readFileSync(SCRIPT, 'utf8').split('\n')) {
    const [, typed] = /^siti: (.*)$/.exec(line) ?? [];
    const last = exchanges.at(-1);
    if (typed !== undefined) exchanges.push({ typed, answer: '' });
    else if (last && line.startsWith('bot: ')) last.answer = line.slice(5);
    else if (last) last.answer += `\n${line.slice(5)}`;
  }
  return exchanges.map(({ typed, answer }) => ({ typed, answer: withoutChance(answer.trim()) }));
}

/** An answer without what chance put into it: the code and the short links. */
export const withoutChance = (answer: string): string =>
  answer.replaceAll(/LAB(-[0-9A-Z]+)+/g, 'LAB-…').replaceAll(/\/s\/\w+/g, '/s/…');

/** A phone for every person, ending as the transcript shows it. */
export const phoneOf = (person: number): string => `62812${String(person).padStart(5, '0')}7190`;
