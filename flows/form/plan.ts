import type { EffectCall, EffectName, OutputOf } from '../effects.ts';
import type { FlowOutput, Said } from '../kit.ts';
import type { AnyQuestion, View } from './question.ts';

/** How a form ends once the lab has answered. */
export type Ending<Answers> =
  | { outcome: 'ended'; said: Said[]; next?: FlowOutput['next'] }
  /** Something has to be answered anew before it can be sent; `draft` keeps what is still good of it. */
  | { outcome: 'again'; key: keyof Answers & string; said: Said; draft?: unknown };

/** A form as data: what it asks, and what becomes of the answers. */
export interface FormPlan<Answers> {
  /** Asks for consent to the use of personal data before the first question, once per person. */
  consent: boolean;
  /** What its questions have to know of the lab, asked before the form begins: `view.prepared`. */
  prepare?: EffectCall;
  /** What is said instead of the form when the lab offers nothing of it now. */
  closed?(prepared: unknown): Said | undefined;
  /** Who it may be about, from earlier requests of this chat: offered before the first question. */
  known?: {
    call: EffectCall;
    /** Asks which one is meant; undefined when nobody is known. */
    offer(found: OutputOf<EffectName>): { said: Said; answers: Partial<Answers>[] } | undefined;
  };
  /** Says what this is and how long it takes. */
  intro(view: View<Answers>): Said;
  questions: readonly AnyQuestion<Answers>[];
  /** Everything answered so far, with numbers; `complete` when it can be sent. */
  review(view: View<Answers>, complete: boolean): Said;
  /** Answers that are known from the start, the one to change first, and what is kept of `handed`. */
  begin?(
    handed: unknown,
  ): { answers: Partial<Answers>; editing?: keyof Answers & string; handed: unknown } | undefined;
  /** It is sent once everything is answered: each answer has been said back, and there is nothing else to check. */
  sendsAtOnce?: true;
  submit: {
    call(answers: Answers, handed: unknown): EffectCall;
    judge(found: OutputOf<EffectName>, view: View<Answers>): Ending<Answers>;
  };
}
