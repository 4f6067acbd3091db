import { staffIdOf } from '../actor.ts';
import { changesBetween } from '../changes.ts';
import type { DomainContext } from '../context.ts';
import type { LabDay } from '../values/lab-day.ts';
import { type Changes, type Registration, registrationNamed, save } from './rows.ts';
import { reasonIn } from './rules.ts';
import type { Stage } from './table.ts';
import { type Changed, phaseOf } from './values.ts';

/** How a visit was paid for, as staff write it down at the counter. */
export type Payment =
  | 'unpaid'
  | { kind: 'paid'; receiptNumber: string; paidRupiah: number }
  | { kind: 'free'; reason: string };

/** What came of writing a payment down. */
export type PaymentRecorded =
  | Changed
  | { outcome: 'receiptNeeded' }
  /** Not a whole number of rupiah above zero. */
  | { outcome: 'amountWrong' }
  | { outcome: 'reasonNeeded' }
  /** It was called off before anybody paid: nothing is owed. */
  | { outcome: 'calledOff'; stage: Stage };

/** Stages in which nothing is owed any more. */
const CALLED_OFF: readonly Stage[] = ['rejected', 'cancelled'];

/** Whether a payment can be written down: not the first one of what was called off, but what was paid before can be put right. */
export const takesPayment = ({ stage, payment }: Pick<Registration, 'stage' | 'payment'>): boolean =>
  payment !== 'unpaid' || !CALLED_OFF.includes(stage);

/** Writes down that a registration is unpaid, paid (with the receipt) or free of charge (with the reason). */
export function recordPayment(
  ctx: DomainContext,
  input: { registrationId: number; expectedVersion: number; payment: Payment },
): PaymentRecorded {
  staffIdOf(ctx);
  const registration = registrationNamed(ctx, input.registrationId);
  if (registration.version !== input.expectedVersion) return { outcome: 'stale', current: registration };
  if (!takesPayment(registration)) return { outcome: 'calledOff', stage: registration.stage };
  const read = readPayment(input.payment);
  if (read.outcome !== 'read') return read;
  const { version } = save(ctx, registration, read.changes);
  const { id: registrationId } = registration;
  const changes = changesBetween(registration, read.changes);
  const { payment } = read.changes;
  ctx.record({ kind: 'registration.paymentRecorded', registrationId, payment, changes });
  return { outcome: 'changed', version };
}

function readPayment(payment: Payment):
  | {
      outcome: 'read';
      changes: Required<Pick<Changes, 'payment' | 'receiptNumber' | 'paidRupiah' | 'freeReason'>>;
    }
  | { outcome: 'receiptNeeded' | 'amountWrong' | 'reasonNeeded' } {
  const nothing = { receiptNumber: null, paidRupiah: null, freeReason: null };
  if (payment === 'unpaid') return { outcome: 'read', changes: { ...nothing, payment: 'unpaid' } };
  if (payment.kind === 'free') {
    const freeReason = reasonIn(payment.reason);
    if (freeReason === undefined) return { outcome: 'reasonNeeded' };
    return { outcome: 'read', changes: { ...nothing, payment: 'free', freeReason } };
  }
  const receiptNumber = payment.receiptNumber.trim();
  const { paidRupiah } = payment;
  if (receiptNumber === '') return { outcome: 'receiptNeeded' };
  if (!Number.isSafeInteger(paidRupiah) || paidRupiah <= 0) return { outcome: 'amountWrong' };
  return { outcome: 'read', changes: { ...nothing, payment: 'paid', receiptNumber, paidRupiah } };
}

/** What came of moving the expected day. */
export type ExpectedChanged =
  | Changed
  | { outcome: 'reasonNeeded' }
  /** The day lies before today or before the visit. */
  | { outcome: 'tooEarly'; earliest: LabDay }
  /** It is the expected day already. */
  | { outcome: 'sameDay' }
  /** The registration has ended. */
  | { outcome: 'ended'; stage: Stage };

/** Moves the day by which the result is expected; the citizen is told, with the reason. */
export function changeExpected(
  ctx: DomainContext,
  input: { registrationId: number; expectedVersion: number; expectedOn: LabDay; reason: string },
): ExpectedChanged {
  staffIdOf(ctx);
  const registration = registrationNamed(ctx, input.registrationId);
  if (registration.version !== input.expectedVersion) return { outcome: 'stale', current: registration };
  if (phaseOf(registration.stage) === 'ended') return { outcome: 'ended', stage: registration.stage };
  const reason = reasonIn(input.reason);
  if (reason === undefined) return { outcome: 'reasonNeeded' };
  const { expectedOn } = input;
  const earliest = registration.visitOn > ctx.today ? registration.visitOn : ctx.today;
  if (expectedOn < earliest) return { outcome: 'tooEarly', earliest };
  if (expectedOn === registration.expectedOn) return { outcome: 'sameDay' };
  const { version } = save(ctx, registration, { expectedOn, expectedReason: reason });
  ctx.record({
    kind: 'registration.expectedChanged',
    registrationId: registration.id,
    from: registration.expectedOn,
    to: expectedOn,
    reason,
  });
  return { outcome: 'changed', version };
}

/** Shows an officer the whole NIK, which also holds the birth date; who looked and why is kept. */
export function revealNik(
  ctx: DomainContext,
  input: { registrationId: number; reason: string },
): { outcome: 'revealed'; nik: string } | { outcome: 'reasonNeeded' } | { outcome: 'noNik' } {
  staffIdOf(ctx);
  const reason = reasonIn(input.reason);
  if (reason === undefined) return { outcome: 'reasonNeeded' };
  const { id: registrationId, nik } = registrationNamed(ctx, input.registrationId);
  if (nik === null) return { outcome: 'noNik' };
  ctx.record({ kind: 'registration.nikRevealed', registrationId, reason });
  return { outcome: 'revealed', nik };
}

/** Records that an officer has read a registration. */
export function opened(ctx: DomainContext, registrationId: number): void {
  staffIdOf(ctx);
  ctx.record({ kind: 'registration.opened', registrationId });
}
