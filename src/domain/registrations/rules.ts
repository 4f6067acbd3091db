import type { LabDay } from '../values/lab-day.ts';
import type { RegistrationService } from '../values/services.ts';
import type { Stage } from './table.ts';

/** Whether a registration in this stage counts among the visits of its day. */
export function holdsPlace(stage: Stage): boolean {
  return stage !== 'rejected' && stage !== 'cancelled';
}

/** Before the lab has received the sample or the visit has begun. */
const BEFORE: Readonly<Record<RegistrationService, readonly Stage[]>> = {
  laboratory: ['registered', 'verified'],
  consultation: ['registered', 'dateProposed', 'confirmed'],
  tour: ['registered', 'reviewing', 'approved'],
  shipment: ['registered', 'documentsToFix', 'documentsVerified', 'awaitingSamples'],
};

/**
 * Whether a registration can still be moved, corrected or cancelled: until the sample is here, and
 * by the citizen until the day of the visit is over. Staff may also put right what was missed.
 */
export function isChangeable(
  { service, stage, visitOn }: { service: RegistrationService; stage: Stage; visitOn: LabDay },
  today: LabDay,
  by: 'citizen' | 'staff',
): boolean {
  const isOver = service !== 'shipment' && visitOn < today;
  return BEFORE[service].includes(stage) && (by === 'staff' || !isOver);
}

/** Whether a visit has yet to come: that it took place, or that nobody came, cannot be said before its day. */
export function isBeforeVisit(
  { service, visitOn }: { service: RegistrationService; visitOn: LabDay },
  to: Stage,
  today: LabDay,
): boolean {
  const saysHowItWent = to === 'noShow' || (to === 'completed' && service !== 'laboratory');
  return saysHowItWent && service !== 'shipment' && visitOn > today;
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
