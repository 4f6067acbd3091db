import type { Said } from '../../flows/kit.ts';
import { answers } from './answers.ts';
import { asides } from './asides.ts';
import { engine } from './engine.ts';
import { form } from './form.ts';
import { info } from './info.ts';
import type { Language, Message, Scene } from './kit.ts';
import { laboratory } from './laboratory.ts';
import { menu } from './menu.ts';
import { notices } from './notices.ts';
import { person } from './person.ts';
import { prices } from './prices.ts';
import { tracking } from './tracking.ts';

const texts = { answers, asides, engine, form, info, laboratory, menu, notices, person, prices, tracking };

type Texts = typeof texts;

/** `laboratory.askName`: the file, then the entry. */
export type MessageKey = {
  [File in keyof Texts & string]: `${File}.${keyof Texts[File] & string}`;
}[keyof Texts & string];

/** The variables a text needs; `void` when it needs none. */
export type VarsOf<Key extends MessageKey> = Key extends `${infer File}.${infer Entry}`
  ? File extends keyof Texts
    ? Entry extends keyof Texts[File]
      ? Texts[File][Entry] extends Message<infer Vars>
        ? Vars
        : never
      : never
    : never
  : never;

/** The words of something said, in the person's language. */
export function render(said: Said, language: Language, scene: Scene): string {
  const [file, entry] = said.key.split('.') as [string, string];
  // `say` has checked key and variables against each other; here they are only looked up.
  const found = (texts as unknown as Record<string, Record<string, Message<unknown>>>)[file]?.[entry];
  if (!found) throw new Error(`no message ${said.key}`);
  const text = found[language];
  return typeof text === 'string' ? text : text(said.vars, scene);
}
