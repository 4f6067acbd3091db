import { maskedSought, namesSomebody, SEARCH_CHARACTERS } from '../domain/cases/index.ts';
import { seal, unseal } from './sealed.ts';
import type { StaffVisit } from './visit.ts';

type Texts = Readonly<Record<string, string>>;

/** The words of a search box, out of an address or a form. */
export function soughtIn(visit: StaffVisit, texts: Texts): { words: string; isForgotten: boolean } {
  const sealed = texts.sealed ? unseal(visit, texts.sealed) : undefined;
  const typed = texts.words?.trim().slice(0, SEARCH_CHARACTERS) ?? '';
  // The box shows what was sealed with most of it hidden; sent back like that it means the same.
  const isSame = sealed !== undefined && ('words' in texts ? typed === maskedSought(sealed) : true);
  return {
    words: isSame ? sealed : typed,
    isForgotten: Boolean(texts.sealed) && sealed === undefined && typed === '',
  };
}

/** The words as they may stand in an address: what says who somebody is is sealed. */
export function soughtTerm(visit: StaffVisit, words: string | undefined): [name: string, value: string][] {
  if (!words) return [];
  return namesSomebody(words) ? [['sealed', seal(visit, words)]] : [['words', words]];
}

/** The words as the box shows them. */
export const soughtShown = (words = ''): string => (namesSomebody(words) ? maskedSought(words) : words);
