import { staffIdOf } from '../actor.ts';
import type { DomainContext } from '../context.ts';
import { givePlacesBack } from './places.ts';
import { type Registration, registrationNamed, save } from './rows.ts';
import { holdsPlace, isBeforeVisit, reasonIn } from './rules.ts';
import type { Stage } from './table.ts';
import type { Changed } from './values.ts';
import { wayFor } from './ways.ts';

/** What came of taking a registration to another stage. */
export type StageChanged =
  | Changed
  | { outcome: 'notAllowed'; from: Stage; to: Stage }
  | { outcome: 'reasonNeeded' };

/**
 * Staff take a registration to another stage, along the ways of `ways.ts`.
 *
 * @param input.expectedVersion of the registration as it was shown; a newer one is given back as `stale`
 * @param input.reason needed where `nextStages` says so
 */
export function changeStage(
  ctx: DomainContext,
  input: { registrationId: number; expectedVersion: number; to: Stage; reason?: string },
): StageChanged {
  staffIdOf(ctx);
  const registration = registrationNamed(ctx, input.registrationId);
  if (registration.version !== input.expectedVersion) return { outcome: 'stale', current: registration };
  const way = wayFor(registration.service, 'staff', registration.stage, input.to);
  if (!way || isBeforeVisit(registration, input.to, ctx.today))
    return { outcome: 'notAllowed', from: registration.stage, to: input.to };
  const reason = reasonIn(input.reason);
  if (way.needsReason && reason === undefined) return { outcome: 'reasonNeeded' };
  return { outcome: 'changed', version: moveTo(ctx, registration, input.to, reason).version };
}

/** A report takes its registration to `to`; when it is there already, only the version rises. For the reports alone. */
export function stepByReport(
  ctx: DomainContext,
  registration: Registration,
  to: Stage,
  reason?: string,
): Registration {
  return stepBy(ctx, 'report', registration, to, reason);
}

/** A step that only the service knows takes its registration to `to`. For the services' own modules alone. */
export function stepByService(
  ctx: DomainContext,
  registration: Registration,
  to: Stage,
  reason?: string,
): Registration {
  return stepBy(ctx, 'own', registration, to, reason);
}

function stepBy(
  ctx: DomainContext,
  mover: 'report' | 'own',
  registration: Registration,
  to: Stage,
  reason: string | undefined,
): Registration {
  const { id, service, stage } = registration;
  if (stage === to) return markChanged(ctx, registration);
  if (!wayFor(service, mover, stage, to)) {
    throw new Error(`registration ${id}: no ${mover} leads a ${service} from ${stage} to ${to}`);
  }
  return moveTo(ctx, registration, to, reason);
}

/** Raises the version, because something that belongs to the registration has changed. */
export function markChanged(ctx: DomainContext, registration: Registration): Registration {
  return save(ctx, registration, {});
}

// What the citizen is shown as long as it stands; a reason for going back is told once, in the notice.
const SHOWS_REASON: readonly Stage[] = [
  'rejected',
  'sampleRejected',
  'cancelled',
  'documentsToFix',
  'dateProposed',
];

/** Takes a registration to a stage it may go to, gives its place back when it ends, and records it. */
export function moveTo(
  ctx: DomainContext,
  registration: Registration,
  to: Stage,
  reason?: string,
): Registration {
  const from = registration.stage;
  if (holdsPlace(from) && !holdsPlace(to)) givePlacesBack(ctx, registration);
  const moved = save(ctx, registration, {
    stage: to,
    stageReason: SHOWS_REASON.includes(to) ? (reason ?? null) : null,
    stageSince: ctx.now,
  });
  ctx.record({
    kind: 'registration.stageChanged',
    registrationId: registration.id,
    from,
    to,
    ...(reason === undefined ? {} : { reason }),
  });
  return moved;
}
