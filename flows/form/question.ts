import type { LabDay } from '../../src/domain/values/lab-day.ts';
import type { FileKind } from '../answers/file.ts';
import type { EffectName, InputOf, OutputOf } from '../effects.ts';
import type { Heard, Reading, Said } from '../kit.ts';

/** What a question may look at: the answers so far and where the person is. */
export interface View<Answers> {
  answers: Partial<Answers>;
  /** `at` of `of`, from 1. */
  at: number;
  of: number;
  /** Everything has been answered: this answer is only being changed. */
  changing: boolean;
  today: LabDay;
  /** The person's own phone, when the transport shows it. */
  phone: string | null;
  /** What this question has gathered so far; belongs to it alone. */
  draft: unknown;
  /** What the flow before handed over. */
  handed: unknown;
  /** What the plan's `prepare` has answered; null where it asks for nothing. */
  prepared: unknown;
  /** Answers that were taken over from an earlier request: they are not read back whole. */
  recalled: readonly string[];
}

/** Where somebody is, for the words of a question. */
export const position = <Answers>({ at, of, changing }: View<Answers>) => ({ at, of, changing });

/** The same question as a field of a page: on the website, and at the counter. */
export interface PageField<Value, Answers> {
  kind: 'text' | 'tel' | 'email' | 'date' | 'number' | 'choice' | 'file' | 'tests' | 'place' | 'samples';
  /** What stands above the field, in few words. */
  label: Said;
  hint?: Said;
  /** Left empty it is known from other answers: what the question's `offer` says. */
  mayStayEmpty?: true;
  /** What must be ticked when the answer is another than what `offer` says. */
  confirm?: Said;
  /** Of a `file`: what it may be. */
  accepts?: readonly FileKind[];
  /**
   * Of a `choice`: the word that is read for each, and what it is called. Of a `file`: what can be done
   * about one that was kept in the draft with mistakes.
   */
  choices?(view: View<Answers>): readonly { word: string; label: Said }[];
  /** What each row of `take` is made of. */
  parts?: readonly { name: string; label: Said; kind?: 'text' | 'number' | 'tests' }[];
  /** Reads what no one sentence says, row by row: the ids of `tests`, the parts of `samples`. */
  take?(rows: readonly Readonly<Record<string, string>>[], view: View<Answers>): Step<Value>;
  /** How the lab is asked about what was taken; without it as the question itself does. */
  look?: LookUp<Value, Answers>;
}

/** What a question makes of what was said. */
export type Step<Value> =
  /** It counts; `said` stands before what is asked next. */
  | { outcome: 'read'; value: Value; said?: Said }
  | Extract<Reading<Value>, { outcome: 'echo' }>
  /** It cannot be used; with `asksAgain` the question stands once more below what is said. */
  | { outcome: 'unclear'; said: Said; asksAgain?: true }
  /** The lab must be asked first; its answer goes to `look.judge`, with `draft` as what is gathered by then. */
  | { outcome: 'look'; input: unknown; draft?: unknown }
  /**
   * Nothing is settled yet, but something is gathered: the person stays at this question. `also` are answers
   * to other questions that have come meanwhile; with `asksAgain` the question stands once more below.
   */
  | {
      outcome: 'keep';
      draft: unknown;
      said: Said;
      also?: Readonly<Record<string, unknown>>;
      asksAgain?: true;
    };

/** One thing a form wants to know. Everything it returns is JSON. */
export interface Question<Answers, Key extends keyof Answers & string = keyof Answers & string> {
  key: Key;
  /** What people call it when they want to change it. */
  words: string[];
  ask(view: View<Answers>): Said;
  read(heard: Heard, view: View<Answers>): Step<Answers[Key]>;
  /** Shown after the second failure. */
  example: Said;
  look?: LookUp<Answers[Key], Answers>;
  /** How a page asks for it. */
  field?: PageField<Answers[Key], Answers>;
  /** What is known already and only needs a yes. */
  offer?(view: View<Answers>): { value: Answers[Key]; said: Said } | undefined;
  /** What "lewati" answers; absent when the question must be answered. */
  skipTo?: Answers[Key];
  /** True where a file is wanted instead of words. */
  takesFile?: true;
  /** The draft this question starts with. */
  start?(view: View<Answers>): unknown;
  /** What the draft amounts to when the question is left without a last word; undefined for nothing. */
  gathered?(draft: unknown): Answers[Key] | undefined;
  /** Answers that make no sense any more when this one changes. */
  clears?: (keyof Answers & string)[];
}

/** A question of any key of a form. */
export type AnyQuestion<Answers> = {
  [Key in keyof Answers & string]: Question<Answers, Key>;
}[keyof Answers & string];

/** How a question asks the lab and reads its answer. */
export interface LookUp<Value, Answers> {
  effect: EffectName;
  judge(found: unknown, view: View<Answers>): Step<Value>;
}

/** Asks the lab `effect`; `judge` gets exactly what that effect answers. */
export function lookUp<Name extends EffectName, Value, Answers>(
  effect: Name,
  judge: (found: OutputOf<Name>, view: View<Answers>) => Step<Value>,
): LookUp<Value, Answers> {
  // The sprint performs `effect` and hands its output straight to `judge`.
  return { effect, judge: (found, view) => judge(found as OutputOf<Name>, view) };
}

/** The step that asks the lab, with the input its effect wants; `draft` is kept until it has answered. */
export function looking<Name extends EffectName>(
  input: InputOf<Name>,
  draft?: unknown,
): { outcome: 'look'; input: InputOf<Name>; draft?: unknown } {
  return { outcome: 'look', input, ...(draft === undefined ? {} : { draft }) };
}
