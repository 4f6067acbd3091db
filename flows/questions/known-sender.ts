import type { OutputOf } from '../effects.ts';
import type { FormPlan } from '../form/index.ts';
import { say } from '../kit.ts';
import type { SenderAnswers } from './sender.ts';

/** Offers the institutions this chat has sent groups or samples for before, each with who is in charge. */
export const knownSender: NonNullable<FormPlan<SenderAnswers>['known']> = {
  call: { effect: 'knownSenders', input: {} },
  offer(found) {
    // The form hands over what `call` has answered.
    const { senders } = found as OutputOf<'knownSenders'>;
    if (senders.length === 0) return undefined;
    return {
      said: say('asking.whichSender', { senders: senders.map(({ called }) => called) }),
      answers: senders.map(({ personName, institution, email }) => ({
        personName,
        institution,
        ...(email === null ? {} : { email }),
      })),
    };
  },
};
