import type { Language, Message, Scene } from '../../templates/messages/kit.ts';
import type { LabDay } from '../domain/values/lab-day.ts';
import type { LabSettings } from '../domain/values/lab-settings.ts';
import type { SiteParts } from './parts.ts';
import { type PlainWord, WORDS } from './words.ts';

/** One request of somebody from outside. */
export interface Visit {
  parts: SiteParts;
  lab: LabSettings;
  now: Date;
  today: LabDay;
  language: Language;
  /** The path without what follows the question mark, for the other language's link. */
  path: string;
  /** The visitor's network address: all we know of them. */
  address: string;
}

/** What we say, in the visitor's language. */
export function said(visit: Visit, name: PlainWord): string {
  return saidWith(visit, WORDS[name], undefined);
}

/** What we say about something. */
export function saidWith<Vars>({ language, lab, parts }: Visit, words: Message<Vars>, vars: Vars): string {
  const text = words[language];
  return typeof text === 'string' ? text : text(vars, sceneOf({ lab, parts }));
}

/** What our texts may name. Our own address is not among it: whoever reads this is there already. */
export function sceneOf({ lab, parts }: Pick<Visit, 'lab' | 'parts'>): Scene {
  return { lab, publicUrl: '', simulated: parts.simulated, ...(parts.texts && { texts: parts.texts() }) };
}

/** An address of ours that keeps the language somebody chose. */
export function linkTo(visit: Visit, path: string): string {
  return visit.language === 'en' ? `${path}?lang=en` : path;
}
