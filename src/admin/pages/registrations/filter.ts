import { type CaseSearch, maskedSought } from '../../../domain/cases/index.ts';
import type { QueueFilter } from '../../../domain/registrations/index.ts';
import { STAGES } from '../../../domain/registrations/table.ts';
import { parseLabDay } from '../../../domain/values/lab-day.ts';
import { REGISTRATION_SERVICES, type RegistrationService } from '../../../domain/values/services.ts';
import { soughtIn, soughtTerm } from '../../sought.ts';
import type { StaffVisit } from '../../visit.ts';

/** Where the list stands. */
export const LIST = '/admin/registrations';

/** Whose registrations somebody sees: an officer of some services those, everybody else all of them. */
export const servicesSeen = ({ staff }: StaffVisit): RegistrationService[] =>
  REGISTRATION_SERVICES.filter(
    (service) => staff.role !== 'serviceOfficer' || staff.services.includes(service),
  );

/** What a list is of when the address does not say: a search is of every service, the list of work of one. */
const usualService = (visit: StaffVisit, words: string | undefined): RegistrationService | 'all' =>
  words ? 'all' : (servicesSeen(visit)[0] ?? 'laboratory');

/** Reads which list is wanted out of an address or a form; what cannot be read is as if it were not said. */
export function filterIn(visit: StaffVisit): QueueFilter {
  const { query } = visit;
  const { words } = soughtIn(visit, query);
  const service =
    [...REGISTRATION_SERVICES, 'all' as const].find((known) => known === query.service) ??
    usualService(visit, words);
  const stage = [...STAGES, 'open' as const].find((known) => known === query.stage);
  const visitOn = parseLabDay(query.visitOn ?? '');
  const payment = (['unpaid', 'paid', 'free'] as const).find((known) => known === query.payment);
  // A search looks everywhere unless a stage is chosen; the list of work shows what is open.
  const shown = query.stage === 'all' ? undefined : (stage ?? (words ? undefined : 'open'));
  return {
    ...(service !== 'all' && { service }),
    ...(shown && { stage: shown }),
    ...(visitOn && { visitOn }),
    ...(payment && { payment }),
    ...(words && { words }),
  };
}

/** The same list as a search, for a file of it; what only a registration knows cannot be searched for. */
export function searchOf({ service, stage, visitOn, payment, words }: QueueFilter): CaseSearch | undefined {
  if (visitOn || payment) return undefined;
  return {
    ...(service && { service }),
    ...(words && { words }),
    ...(stage === 'open' ? { phase: 'unfinished' as const } : stage && { status: stage }),
  };
}

/** What was looked for, with nobody to be read out of it. */
export function maskedFilter({ words, ...same }: QueueFilter): string {
  const parts = Object.entries(same).map(([name, value]) => `${name}=${value}`);
  return [...(words ? [`words=${maskedSought(words)}`] : []), ...parts].join(' ');
}

/** The address of a list; what is left out of `change` stays as in `filter`, but for the stage. */
export function addressOf(
  visit: StaffVisit,
  filter: QueueFilter,
  change: { stage?: string | undefined; service?: RegistrationService | 'all' },
): string {
  const service = change.service ?? filter.service ?? 'all';
  const wanted = {
    service: service === usualService(visit, filter.words) ? undefined : service,
    visitOn: filter.visitOn,
    payment: filter.payment,
    stage: change.stage,
  };
  const query = new URLSearchParams(soughtTerm(visit, filter.words));
  for (const [name, value] of Object.entries(wanted)) if (value) query.set(name, value);
  return `${LIST}${query.size > 0 ? `?${query}` : ''}`;
}
