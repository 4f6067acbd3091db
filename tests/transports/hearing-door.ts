import type { Door, Inbound } from '../../src/transports/transport.ts';

/** A door that writes down what it hears, as the engine would, and answers when told to. */
export interface HearingDoor extends Door {
  readonly heard: Inbound[];
  /** Called after each new message, as the engine's turn would be. */
  answerWith(answer: ((inbound: Inbound) => Promise<unknown>) | undefined): void;
  /** Every message from now on fails like this. */
  failWith(error: Error | undefined): void;
}

export function hearingDoor(): HearingDoor {
  const heard: Inbound[] = [];
  let answer: ((inbound: Inbound) => Promise<unknown>) | undefined;
  let failure: Error | undefined;
  return {
    heard,
    answerWith(given) {
      answer = given;
    },
    failWith(error) {
      failure = error;
    },
    async receive(inbound) {
      if (failure) throw failure;
      const known = heard.findIndex(({ messageId }) => messageId === inbound.messageId);
      if (known >= 0) return { outcome: 'duplicate', intakeId: known + 1 };
      heard.push(inbound);
      const intakeId = heard.length;
      await answer?.(inbound);
      return { outcome: 'recorded', intakeId };
    },
    fileArrived: async () => {},
    awaitingFiles: () => [],
    receipt: () => {},
    receiptsNow: () => {},
    receiveNow(inbound) {
      if (failure) throw failure;
      const known = heard.findIndex(({ messageId }) => messageId === inbound.messageId);
      if (known >= 0) return { outcome: 'duplicate', intakeId: known + 1 };
      heard.push(inbound);
      return { outcome: 'recorded', intakeId: heard.length };
    },
    knows: (messageId) => heard.some((inbound) => inbound.messageId === messageId),
    backlog: () => {},
    samePerson: () => {},
    writtenOnPhone: () => {},
    identityChanged: () => {},
  };
}
