import type { LabSettings } from '../../src/domain/values/lab-settings.ts';
import { fill } from './fill.ts';

export type Language = 'id' | 'en';

/** What every text may name besides its own variables. */
export interface Scene {
  lab: LabSettings;
  /** Where our web pages are reached, without a slash at the end. */
  publicUrl: string;
  /** True while phones are simulated: chat links then lead to the simulator. */
  simulated: boolean;
  /** What the lab says in words of its own: `id:menu.greet` → its text. */
  texts?: ReadonlyMap<string, string>;
}

type Text<Vars> = string | ((vars: Vars, scene: Scene) => string);

/** What stands for a `{place}` of a wording; a citizen's own words have gone through `quoted`. */
export type Value<Vars> = (vars: Vars, language: Language, scene: Scene) => string;

/** A text with `{places}` in it, that a lab may put in words of its own. */
export interface Wording<Vars> {
  id: string;
  en: string;
  /** What it may name besides what every text may; all of it must stay, unless it is `optional`. */
  values?: Readonly<Record<string, Value<Vars>>>;
  /** Places that may be left out. */
  optional?: readonly string[];
  /** What must stay of what every text may name: the number of an emergency. */
  needs?: readonly string[];
  /** What it is shown with while it is edited; invented. */
  example?: Vars;
}

/** One thing we say, in both languages. Variables are JSON, because they travel with the dialog. */
export interface Message<Vars> {
  id: Text<Vars>;
  en: Text<Vars>;
  /** What a lab may change of it, each wording by its name; the only one of a message is called ''. */
  wordings?: Readonly<Record<string, Wording<Vars>>>;
  /** Which of several wordings is said. */
  which?: (vars: Vars) => string;
}

/** Declares a message. Both languages are needed to compile; so is every variable. */
export function message<Vars = void>(texts: Message<Vars>): Message<Vars> {
  const { id, en } = texts;
  // A sentence without variables is a wording as it stands.
  const isPlain = typeof id === 'string' && typeof en === 'string';
  return isPlain ? { ...texts, wordings: { '': { id, en } } } : texts;
}

/** Declares a message with variables that a lab may put in words of its own. */
export function worded<Vars = void>(wording: Wording<Vars>): Message<Vars> {
  return wordedBy<Vars>(() => '', { '': wording });
}

/** Declares a message of several wordings, each of which a lab may change; `which` says by its name which is said. */
export function wordedBy<Vars>(
  which: (vars: Vars) => string,
  wordings: Readonly<Record<string, Wording<Vars>>>,
): Message<Vars> {
  const original = (language: Language) => (vars: Vars, scene: Scene) => {
    const wording = wordings[which(vars)];
    const text = wording && fill(wording[language], wording, { vars, language, scene });
    if (text === undefined) throw new Error(`wording "${which(vars)}" is missing or names what it has not`);
    return text;
  };
  return { id: original('id'), en: original('en'), wordings, which };
}
