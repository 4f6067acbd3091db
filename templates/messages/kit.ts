import type { LabSettings } from '../../src/domain/values/lab-settings.ts';

export type Language = 'id' | 'en';

/** What every text may name besides its own variables. */
export interface Scene {
  lab: LabSettings;
  /** Where our web pages are reached, without a slash at the end. */
  publicUrl: string;
  /** True while phones are simulated: chat links then lead to the simulator. */
  simulated: boolean;
}

type Text<Vars> = string | ((vars: Vars, scene: Scene) => string);

/** One thing we say, in both languages. Variables are JSON, because they travel with the dialog. */
export interface Message<Vars> {
  id: Text<Vars>;
  en: Text<Vars>;
}

/** Declares a message. Both languages are needed to compile; so is every variable. */
export function message<Vars = void>(texts: Message<Vars>): Message<Vars> {
  return texts;
}
