import type { DomainContext } from '../context.ts';
import { fileById } from '../files/index.ts';
import { orderPrint, papersOf } from '../papers/index.ts';
import type { LabelSheet } from '../papers/values.ts';
import { isVerified } from '../proofs/index.ts';
import { isChangeable, type Registration, registrationNamed } from '../registrations/index.ts';
import type { LabelAsked, LabelTaken } from './values.ts';

/** Sends the label of a shipment to the chat once more, printed anew with what is registered now. */
export function askForLabel(ctx: DomainContext, { registrationId }: { registrationId: number }): LabelAsked {
  const { actor } = ctx;
  const barred = barredFrom(ctx, registrationId);
  if (barred) return barred;
  if (actor.kind !== 'citizen') throw new Error(`a ${actor.kind} has no chat to send a label to`);
  orderPrint(ctx, { what: 'label', registrationId, citizenId: actor.id });
  return { outcome: 'ordered' };
}

/** Gives who has just proven a shipment its label as a file; one that is not there yet is ordered. */
export function takeLabel(
  ctx: DomainContext,
  { registrationId, sheet }: { registrationId: number; sheet: LabelSheet },
): LabelTaken {
  const barred = barredFrom(ctx, registrationId);
  if (barred) return barred;
  const counting = papersOf(ctx.tx, registrationId)
    .filter(({ kind, issuedAt, replacedAt }) => kind === 'label' && issuedAt && !replacedAt)
    .flatMap(({ fileId }) => (fileId === null ? [] : (fileById(ctx.tx, fileId) ?? [])));
  const file = counting.find(({ name }) => name.endsWith(`-${SHEET_NAMES[sheet]}.pdf`));
  if (file) {
    // It holds the sender's name, address and number.
    ctx.record({ kind: 'file.opened', registrationId, fileId: file.id });
    return { outcome: 'ready', fileId: file.id, name: file.name };
  }
  orderPrint(ctx, { what: 'label', registrationId });
  return { outcome: 'ordered' };
}

// As the printed files are called.
const SHEET_NAMES: Record<LabelSheet, string> = { a4: 'A4', roll: '50x25mm' };

function barredFrom(
  ctx: DomainContext,
  registrationId: number,
): Extract<LabelAsked, { outcome: 'proofNeeded' | 'notWanted' }> | undefined {
  if (!isVerified(ctx, registrationId)) return { outcome: 'proofNeeded' };
  return wantsLabel(registrationNamed(ctx, registrationId), ctx.today) ? undefined : { outcome: 'notWanted' };
}

/** Boxes are still to come. */
const wantsLabel = (registration: Registration, today: Registration['visitOn']): boolean =>
  registration.service === 'shipment' &&
  (registration.stage === 'sampleRejected' || isChangeable(registration, today, 'citizen'));
