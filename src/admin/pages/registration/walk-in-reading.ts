import type { EffectCall, EffectName, OutputOf } from '../../../../flows/effects.ts';
import { type Field, type Filled, fieldsOf, fillPage, openPage } from '../../../../flows/form/page.ts';
import { typedIn } from '../../../../flows/form/typed.ts';
import { type AnswersOf, forms } from '../../../../flows/forms.ts';
import type { Heard, Moment, Said } from '../../../../flows/kit.ts';
import type { DomainContext } from '../../../domain/context.ts';
import type { RegistrationService } from '../../../domain/values/services.ts';
import type { StaffVisit } from '../../visit.ts';

const momentOf = ({ now, today }: Pick<StaffVisit, 'now' | 'today'>): Moment => ({
  now: now.toISOString(),
  today,
});

const asking =
  ({ parts }: StaffVisit, ctx: DomainContext) =>
  (call: EffectCall) =>
    // The parts perform each effect as its name says.
    parts.perform(ctx, call.effect, call.input) as OutputOf<EffectName>;

// The fields of a service's form, or why there are none now.
function fieldsIn<Service extends RegistrationService>(
  visit: StaffVisit,
  ctx: DomainContext,
  service: Service,
): { outcome: 'open'; fields: readonly Field[] } | { outcome: 'closed'; said: Said } {
  const opened = openPage<AnswersOf[Service]>(forms[service], asking(visit, ctx), momentOf(visit));
  if (opened.outcome === 'closed') return opened;
  return { outcome: 'open', fields: fieldsOf<AnswersOf[Service]>(forms[service], opened.view) };
}

/** The fields of a service's form, or why there are none now, in a transaction of its own. */
export const fieldsFor = (visit: StaffVisit, service: RegistrationService) =>
  visit.parts.transact({ kind: 'staff', id: visit.staff.staffId }, (ctx) => fieldsIn(visit, ctx, service));

/** What an officer typed, as the questions of the chat read it. */
export function readWalkIn<Service extends RegistrationService>(
  visit: StaffVisit,
  ctx: DomainContext,
  {
    service,
    body,
    files,
  }: {
    service: Service;
    body: Readonly<Record<string, string>>;
    files: ReadonlyMap<string, NonNullable<Heard['file']>>;
  },
): Filled<AnswersOf[Service]> {
  const opened = fieldsIn(visit, ctx, service);
  const fields = opened.outcome === 'open' ? opened.fields : [];
  return fillPage<AnswersOf[Service]>(
    forms[service],
    typedIn(fields, body, files),
    asking(visit, ctx),
    momentOf(visit),
  );
}
