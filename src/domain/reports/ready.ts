import type { DomainContext } from '../context.ts';
import { type Registration, registrationNamed } from '../registrations/index.ts';
import type { Stage } from '../registrations/table.ts';
import { newestOf, reportNamed } from './rows.ts';
import { RELEASE_PATHS, type Report, type Standing, standingOf } from './rules.ts';

/** Somebody else was faster: how the registration stands now. */
export interface Stale {
  outcome: 'stale';
  current: Registration;
}

/** A report cannot be validated or released as it stands now; a newer version makes it `superseded`. */
export interface NotAllowed {
  outcome: 'notAllowed';
  stage: Stage;
  standing: Standing | 'superseded';
}

/** The report and its registration, if nobody was faster and it stands where the next step begins. */
export function readyFor(
  ctx: DomainContext,
  input: { reportId: number; expectedVersion: number },
  from: Standing,
): { outcome: 'ready'; report: Report; registration: Registration } | Stale | NotAllowed {
  const report = reportNamed(ctx, input.reportId);
  const registration = registrationNamed(ctx, report.registrationId);
  if (registration.version !== input.expectedVersion) return { outcome: 'stale', current: registration };
  const { service, stage } = registration;
  const standing =
    newestOf(ctx.tx, registration.id)?.id === report.id ? standingOf(report, registration) : 'superseded';
  if (stage !== RELEASE_PATHS[service]?.checking || standing !== from)
    return { outcome: 'notAllowed', stage, standing };
  return { outcome: 'ready', report, registration };
}
