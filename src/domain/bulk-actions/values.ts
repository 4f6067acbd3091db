import type { WorkRow } from '../cases/index.ts';
import type { Stage } from '../registrations/table.ts';

/** Stages to which many may go at once: the usual way on. What ends a request is done one by one. */
export const BULK_STAGES = [
  'verified',
  'confirmed',
  'reviewing',
  'sampleReceived',
  'testing',
] as const satisfies readonly Stage[];

/** What is to be done to many cases. */
export type BulkWish =
  | { kind: 'take' }
  | { kind: 'assign'; to: number }
  | { kind: 'return' }
  | { kind: 'forward'; to: number }
  | { kind: 'stage'; to: (typeof BULK_STAGES)[number] };

/** Why one of them stays as it is. */
export type Barrier =
  /** Somebody changed it since it was chosen. */
  | 'changed'
  | 'ended'
  /** It is as wished already. */
  | 'already'
  /** A colleague has it, and taking it needs a talk. */
  | 'held'
  /** The person cannot have it. */
  | 'unfit'
  /** The unit lies neither below nor right above. */
  | 'notThere'
  /** The stage does not lead there, or the service has no such stage. */
  | 'noSuchStep';

/** One chosen case and what becomes of it. */
export interface BulkLine {
  row: WorkRow;
  /** Undefined where it changes. */
  barrier: Barrier | undefined;
}

/** What would happen. */
export interface BulkPreview {
  lines: BulkLine[];
  /** Whether it must be said why. */
  needsReason: boolean;
  /** How many citizens are written to. */
  tellsCitizens: number;
}

/** The most that are changed at once: what one page of a list shows. */
export const MOST_AT_ONCE = 100;
/** How long it can be taken back. */
export const UNDO_MINUTES = 15;
