import type { LabDay } from '../values/lab-day.ts';
import type { Stage } from './table.ts';

/** Who takes a registration from one stage to the next; `report` is its report, uploaded or gone out. */
export type Mover = 'citizen' | 'staff' | 'report';

/** One way from a stage to another. */
export interface Way {
  from: Stage;
  to: Stage;
  by: readonly Mover[];
  /** Staff say why; the citizen is told. */
  needsReason?: true;
}

/** Every way there is. What is not here does not happen. */
export const WAYS: readonly Way[] = [
  { from: 'registered', to: 'verified', by: ['staff'] },
  { from: 'registered', to: 'rejected', by: ['staff'], needsReason: true },
  { from: 'registered', to: 'cancelled', by: ['citizen', 'staff'] },
  { from: 'verified', to: 'sampleReceived', by: ['staff'] },
  { from: 'verified', to: 'rejected', by: ['staff'], needsReason: true },
  { from: 'verified', to: 'cancelled', by: ['citizen', 'staff'] },
  { from: 'sampleReceived', to: 'testing', by: ['staff'] },
  { from: 'sampleReceived', to: 'sampleRejected', by: ['staff'], needsReason: true },
  { from: 'testing', to: 'validating', by: ['staff', 'report'] },
  { from: 'testing', to: 'sampleRejected', by: ['staff'], needsReason: true },
  // A new sample has come.
  { from: 'sampleRejected', to: 'sampleReceived', by: ['staff'] },
  { from: 'sampleRejected', to: 'cancelled', by: ['staff'] },
  { from: 'validating', to: 'testing', by: ['staff'], needsReason: true },
  { from: 'validating', to: 'completed', by: ['report'] },
  // A corrected report was uploaded.
  { from: 'completed', to: 'validating', by: ['report'] },
];

/** The way from one stage to another for this mover, or undefined when there is none. */
export function wayFor(mover: Mover, from: Stage, to: Stage): Way | undefined {
  return WAYS.find((way) => way.from === from && way.to === to && way.by.includes(mover));
}

/** Where staff may take a registration from `stage`, in the order of the buttons. */
export function nextStages(stage: Stage): { to: Stage; needsReason: boolean }[] {
  return WAYS.filter((way) => way.from === stage && way.by.includes('staff')).map((way) => ({
    to: way.to,
    needsReason: way.needsReason === true,
  }));
}

/** Whether a registration in this stage counts among the visits of its day. */
export function holdsPlace(stage: Stage): boolean {
  return stage !== 'rejected' && stage !== 'cancelled';
}

/**
 * Whether a registration can still be moved, corrected or cancelled: until the sample is here, and
 * by the citizen until the day of the visit is over. Staff may also put right what was missed.
 */
export function isChangeable(
  registration: { stage: Stage; visitOn: LabDay },
  today: LabDay,
  by: 'citizen' | 'staff',
): boolean {
  const beforeSample = registration.stage === 'registered' || registration.stage === 'verified';
  return beforeSample && (by === 'staff' || registration.visitOn >= today);
}

const MIN_REASON_CHARACTERS = 3;

/** A reason somebody gave, trimmed; undefined when it says nothing. */
export function reasonIn(words: string | undefined): string | undefined {
  const reason = words?.trim() ?? '';
  return reason.length >= MIN_REASON_CHARACTERS ? reason : undefined;
}

const MAX_INITIALS = 3;

/** `S.A.` for Siti Aminah: enough to know one's own people by. */
export function initialsOf(personName: string): string {
  return personName
    .split(/\s+/)
    .flatMap((word) => /\p{L}/u.exec(word) ?? [])
    .slice(0, MAX_INITIALS)
    .map((letter) => `${letter.toUpperCase()}.`)
    .join('');
}
