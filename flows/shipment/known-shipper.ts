import type { ShipmentAnswers } from '../../src/domain/shipments/values.ts';
import type { OutputOf } from '../effects.ts';
import type { FormPlan } from '../form/index.ts';
import { say } from '../kit.ts';

/** Offers who has sent samples from this chat before, with everything about them but what is sent. */
export const knownShipper: NonNullable<FormPlan<ShipmentAnswers>['known']> = {
  call: { effect: 'knownShippers', input: {} },
  offer(found) {
    // The form hands over what `call` has answered.
    const { shippers } = found as OutputOf<'knownShippers'>;
    if (shippers.length === 0) return undefined;
    return {
      said: say('shipment.whichShipper', { shippers: shippers.map(({ called }) => called) }),
      answers: shippers.map(({ called: _shown, ...answers }) => answers),
    };
  },
};
