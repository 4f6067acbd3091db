import type { AnyStateMachine } from 'xstate';

/** A dialog people can have with us: a machine, the words that open it, a version. */
export interface Flow {
  name: string;
  /** Raise it when a saved conversation of the older machine can no longer go on as it is. */
  version: number;
  machine: AnyStateMachine;
  /** Words and phrases in which people ask for it, in lower case. */
  opens: readonly string[];
  /** Whether the flow wants the words it was opened with. */
  takesWords?: true;
  /** While it waits, words that open another flow are followed; the rest is an answer to it. */
  yields?: true;
  /** It only looks things up: an answer to something that was sent unasked since leaves it, and nothing is lost. */
  passing?: true;
  /**
   * Takes words like these when nothing is asked, or only by the menu or a flow that is `passing`, if the lab
   * says that they are awaited: an answer to something that was sent unasked since. Where several flows await them, the one whose
   * message was sent last.
   */
  overhears?: { words: RegExp; asks: 'digestAwaits' | 'proposalAwaits' };
  /** A half-filled form worth keeping: it is parked, not dropped, when something else is opened. */
  keeps?: true;
  /** After this much silence the next message is asked whether to go on. */
  patienceMinutes: number;
  /** The input a newer version starts with so that the answers of an older one are kept. */
  carry?(context: unknown): unknown;
}
