import type { DomainContext } from '../context.ts';
import { orderPrint } from '../papers/index.ts';
import { isVerified } from '../proofs/index.ts';
import { isChangeable, registrationNamed } from '../registrations/index.ts';
import type { LabelAsked } from './values.ts';

/** Sends the label of a shipment to the chat once more, printed anew with what is registered now. */
export function askForLabel(ctx: DomainContext, { registrationId }: { registrationId: number }): LabelAsked {
  if (!isVerified(ctx, registrationId)) return { outcome: 'proofNeeded' };
  const registration = registrationNamed(ctx, registrationId);
  const { actor } = ctx;
  const isAwaited =
    registration.stage === 'sampleRejected' || isChangeable(registration, ctx.today, 'citizen');
  if (registration.service !== 'shipment' || !isAwaited || actor.kind !== 'citizen')
    return { outcome: 'notWanted' };
  orderPrint(ctx, { what: 'label', registrationId, citizenId: actor.id });
  return { outcome: 'ordered' };
}
