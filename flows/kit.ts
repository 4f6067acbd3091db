import type { LabDay } from '../src/domain/values/lab-day.ts';
import type { FileProblem, MessageKind } from '../src/transports/transport.ts';
import type { MessageKey, VarsOf } from '../templates/messages/index.ts';

/** Something the bot says: which text, with which variables. Words are chosen when it is rendered. */
export interface Said {
  key: MessageKey;
  vars?: unknown;
  /** A stored file that goes with it. */
  file?: { fileId: number; name: string };
}

/** Says `key`; the compiler checks that the text's variables are all there. */
export function say<Key extends MessageKey>(
  key: Key,
  ...vars: VarsOf<Key> extends void ? [] : [vars: VarsOf<Key>]
): Said {
  return vars.length === 0 ? { key } : { key, vars: vars[0] };
}

/** When a message is heard: a flow has no clock of its own. */
export interface Moment {
  /** ISO instant. */
  now: string;
  today: LabDay;
}

/** What a person wrote, already cleaned: NFC, ASCII digits, no control characters, at most 4,000 characters. */
export interface Heard extends Moment {
  kind: MessageKind;
  text: string;
  file?: { fileId: number; name: string; mimeType: string } | { problem: FileProblem };
}

/** What can happen to a flow while it waits. Global words arrive as events of their own. */
export type FlowEvent =
  | ({ type: 'SAID' } & Heard)
  | ({ type: 'BACK' } & Moment)
  | ({ type: 'REVIEW' } & Moment)
  | ({ type: 'RESUME' } & Moment)
  | ({ type: 'HELP' } & Moment);

/** What every flow is started with. */
export interface Opening extends Moment {
  /** What the person wrote that opened the flow, without the opening word; may be empty. */
  words: string;
  /** The person's own phone as digits with country code, when the transport shows it. */
  phone: string | null;
  /** What the flow before this one hands over, as JSON. */
  handed: unknown;
  /** The half-filled form it is opened beside: a short aside leads back there with `resume`. */
  beside?: string;
}

/** How a flow ends: what is opened at once, in the same turn. */
export interface FlowOutput {
  next?: {
    flow: string;
    handed?: unknown;
    words?: string;
    /** Starts over even when a parked conversation of that flow could go on. */
    fresh?: boolean;
  };
  /** The parked conversation of this flow goes on. */
  resume?: string;
}

/** What came of reading an answer. */
export type Reading<Value> =
  /** It counts as it stands. */
  | { outcome: 'read'; value: Value }
  /** It counts once the person has said yes to `said`, which repeats it in words. */
  | { outcome: 'echo'; value: Value; said: Said }
  /** It cannot be used; `said` is one clear sentence that says what to do. */
  | { outcome: 'unclear'; said: Said };

/** One kind of answer: how people type it, and an example for those who got it wrong twice. */
export interface Answer<Value> {
  read(heard: Heard): Reading<Value>;
  example: Said;
}
