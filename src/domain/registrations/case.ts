import { eq, sql } from 'drizzle-orm';
import { statement } from '../../db/statement.ts';
import { addWorkingDays, hoursOf, isWorkingDay } from '../calendar/index.ts';
import type { CaseState } from '../cases/values.ts';
import type { DomainContext } from '../context.ts';
import { shipments } from '../shipments/table.ts';
import { addDays, instantAt, type LabDay, labDayAt } from '../values/lab-day.ts';
import type { Registration } from './rows.ts';
import type { Stage } from './table.ts';
import { phaseOf } from './values.ts';

/** What the case of a registration says of it now. */
export function caseStateOf(ctx: DomainContext, registration: Registration): CaseState {
  const { id, service, stage, personName, phone, nik } = registration;
  return {
    service,
    subjectId: id,
    status: stage,
    phase: phaseOf(stage),
    personName,
    phone,
    nik: nik ?? '',
    ...originOf(ctx, registration),
    deadline: deadlineOf(ctx, registration),
  };
}

const shipmentOfOne = statement((db) =>
  db
    .select({ category: shipments.category, area: shipments.regencyName })
    .from(shipments)
    .where(eq(shipments.registrationId, sql.placeholder('id')))
    .prepare(),
);

/** What samples are of and where they come from; its own module writes that right after the registration. */
function originOf(ctx: DomainContext, { id, service }: Registration): Pick<CaseState, 'category' | 'area'> {
  return service === 'shipment' ? (shipmentOfOne(ctx.tx).get({ id }) ?? {}) : {};
}

/**
 * What the clock of a stage counts from and until when it must be done: the check before the visit by
 * closing time of the working day before it, the visit on its day, the documents of a shipment on the
 * working day after they came, the reply to a group and the result on the expected day.
 */
function deadlineOf(
  ctx: DomainContext,
  registration: Registration,
): NonNullable<CaseState['deadline']> | null {
  const { service, stage, createdAt, stageSince, visitOn, untilOn, expectedOn } = registration;
  if (service === 'tour' && phaseOf(stage) === 'open')
    return { from: createdAt, due: closingOf(ctx, expectedOn) };
  if (service === 'shipment' && (stage === 'registered' || stage === 'documentsVerified'))
    return { from: stageSince, due: closingOf(ctx, dayAfter(ctx, stageSince)) };
  if (stage === 'registered') return { from: createdAt, due: checkedBy(ctx, createdAt, visitOn) };
  if (VISITED.includes(stage)) return { from: stageSince, due: closingOf(ctx, untilOn ?? visitOn) };
  if (phaseOf(stage) !== 'open') return null;
  const opens = hoursOf(visitOn, ctx.lab)?.opens ?? '00:00';
  return { from: instantAt(visitOn, opens, ctx.lab.timeZone), due: closingOf(ctx, expectedOn) };
}

const dayAfter = (ctx: DomainContext, at: Date): LabDay =>
  addWorkingDays(ctx.tx, labDayAt(at, ctx.lab.timeZone), 1, ctx.lab);

/** Nothing more is to be done before somebody comes, or answers. */
const VISITED: readonly Stage[] = ['verified', 'confirmed', 'dateProposed', 'approved'];

function checkedBy(ctx: DomainContext, createdAt: Date, visitOn: LabDay): Date {
  const before = closingOf(ctx, workingDayBefore(ctx, visitOn));
  // Who registers in the last hours is checked before the counter opens.
  if (before > createdAt) return before;
  const opening = instantAt(visitOn, hoursOf(visitOn, ctx.lab)?.opens ?? '07:00', ctx.lab.timeZone);
  return opening > createdAt ? opening : closingOf(ctx, visitOn);
}

const MAX_DAYS_BACK = 30;

function workingDayBefore(ctx: DomainContext, day: LabDay): LabDay {
  for (let back = 1; back <= MAX_DAYS_BACK; back += 1) {
    const earlier = addDays(day, -back);
    if (isWorkingDay(ctx.tx, earlier, ctx.lab)) return earlier;
  }
  return addDays(day, -1);
}

const LATEST = '16:00';

/** When a day's work is over; on a day that has closed since, on the next one that is open. */
function closingOf(ctx: DomainContext, day: LabDay): Date {
  const open = isWorkingDay(ctx.tx, day, ctx.lab) ? day : addWorkingDays(ctx.tx, day, 1, ctx.lab);
  return instantAt(open, hoursOf(open, ctx.lab)?.closes ?? LATEST, ctx.lab.timeZone);
}
