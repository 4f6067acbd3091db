import { identityChanged, samePerson } from '../domain/citizens/index.ts';
import type { DomainContext } from '../domain/context.ts';
import type { Transact } from '../transact.ts';
import type { Door } from '../transports/transport.ts';
import { forgetTalkWith } from './aside.ts';
import { awaitingFiles, fileArrived } from './awaited-files.ts';
import type { Delivery } from './deliver.ts';
import { isKnown, writeDown } from './intake.ts';
import { noteWrittenOnPhone } from './on-phone.ts';

/** What a door needs of the engine. */
export interface DoorParts {
  transact: Transact;
  delivery: Delivery;
  receive: Door['receive'];
  backlog: Door['backlog'];
  wake(): void;
  noteProblem(error: unknown, what: string): void;
}

/** The door of one transport. What is written through it is committed when its words return. */
export function doorOf(transport: string, parts: DoorParts): Door {
  const { delivery, receive, backlog, wake, noteProblem } = parts;
  const change = <Result>(work: (ctx: DomainContext) => Result): Result =>
    parts.transact({ kind: 'system' }, work);
  return {
    receive,
    backlog,
    receiveNow(message) {
      const recorded = change((ctx) => writeDown(ctx, message));
      wake();
      return recorded;
    },
    knows: (messageId) => change((ctx) => isKnown(ctx, transport, messageId)),
    samePerson: ({ addresses, phone }) =>
      change((ctx) => void samePerson(ctx, { transport, addresses, phone: phone ?? null })),
    writtenOnPhone: (message) => change((ctx) => noteWrittenOnPhone(ctx, transport, message)),
    fileArrived: async (messageId, file) => {
      change((ctx) => fileArrived(ctx, transport, messageId, file));
      wake();
    },
    awaitingFiles: () => change((ctx) => awaitingFiles(ctx, transport)),
    // A transport's handler must not throw; a word that is lost costs a tick mark, nothing more.
    receipt(receipt) {
      try {
        change((ctx) => delivery.receipt(ctx, receipt));
      } catch (error) {
        noteProblem(error, 'a receipt could not be written down');
      }
    },
    receiptsNow: (receipts) =>
      change((ctx) => {
        for (const receipt of receipts) delivery.receipt(ctx, receipt);
      }),
    identityChanged: (address) =>
      change((ctx) => {
        const citizenId = identityChanged(ctx, transport, address);
        if (citizenId !== undefined) forgetTalkWith(ctx, citizenId);
      }),
  };
}
