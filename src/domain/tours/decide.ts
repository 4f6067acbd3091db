import type { DomainContext } from '../context.ts';
import { type Registration, reasonIn, registrationNamed, save, takePlaces } from '../registrations/index.ts';
import { type NewReport, takesUpload, type Uploaded, upload } from '../reports/index.ts';
import { tourNamed } from './rows.ts';

/** What came of deciding on a group. */
export type Decided =
  | Uploaded
  /** Turned down without saying why. */
  | { outcome: 'reasonNeeded' }
  /** It had been turned down, and its days have been given to others since. */
  | { outcome: 'noRoom' };

/** A decision with its letter, which a second officer still has to check. */
export interface Decision extends Omit<NewReport, 'letter'> {
  decision: 'approved' | 'rejected';
  /** Why it is turned down; the citizen reads it. */
  reason?: string;
  /** The number on the letter; null when an uploaded one has its own. */
  number: string | null;
}

/**
 * Adds a letter that approves or turns down a group. Nothing is told before it has been validated,
 * released and gone out; a later letter takes its place.
 */
export function decide(
  ctx: DomainContext,
  { decision, reason: words, number, ...letter }: Decision,
): Decided {
  const registration = registrationNamed(ctx, letter.registrationId);
  if (registration.version !== letter.expectedVersion) return { outcome: 'stale', current: registration };
  if (!takesUpload(registration)) return { outcome: 'notAllowed', stage: registration.stage };
  const reason = decision === 'rejected' ? reasonIn(words) : null;
  if (reason === undefined) return { outcome: 'reasonNeeded' };
  const held = placesFor(ctx, registration, decision);
  if (held === undefined) return { outcome: 'noRoom' };
  const uploaded = upload(ctx, { ...letter, letter: { decision, number, reason } });
  if (uploaded.outcome !== 'uploaded' || held === 'unchanged') return uploaded;
  const { version } = save(ctx, registrationNamed(ctx, letter.registrationId), held);
  return { ...uploaded, version };
}

/**
 * The places a group holds while its letter is checked, taken here where they are missing. Who was turned
 * down has given them back, and needs them again only to be approved after all.
 */
function placesFor(
  ctx: DomainContext,
  registration: Registration,
  decision: 'approved' | 'rejected',
): Pick<Registration, 'places' | 'placesOn'> | 'unchanged' | undefined {
  if (registration.stage !== 'rejected' && registration.places > 0) return 'unchanged';
  if (decision === 'rejected') return { places: 0, placesOn: [] };
  const { visitors: places } = tourNamed(ctx, registration.id);
  const taken = takePlaces(ctx, { ...registration, places });
  return taken.outcome === 'booked' ? { places, placesOn: taken.placesOn } : undefined;
}
