import type { WASocket } from '@whiskeysockets/baileys';
import type { Clock } from '../../clock.ts';
import type { Outbound, Receipt, Sent } from '../transport.ts';
import { createGovernor } from './governor.ts';
import { contentOf, isPersonsAddress } from './outbound.ts';
import type { Log } from './parts.ts';
import { problemOf } from './quiet.ts';

/** What sending needs. */
export interface SendingParts {
  clock: Clock;
  log: Log;
  socket(): WASocket | undefined;
  receipt(receipt: Receipt): void;
}

/** Hands messages to the open socket and follows them until WhatsApp has spoken. */
export interface Sending {
  send(message: Outbound): Promise<Sent>;
  /** A word of WhatsApp's about one of our messages. */
  heard(receipt: Receipt): void;
  /** The socket is gone: for what was not confirmed nobody knows any more. */
  lineLost(): void;
}

const NOT_CONNECTED_MS = 2_000;
const UPLOAD_PATIENCE_MS = 60_000;
const MAX_UNCONFIRMED = 1_000;

/** A new sending with nothing under way. */
export function createSending({ clock, log, socket, receipt }: SendingParts): Sending {
  const governor = createGovernor(clock);
  /** What WhatsApp has not spoken about yet, oldest first. */
  const unconfirmed = new Map<string, 'sending' | 'handedOver'>();
  const notConnected: Sent = { outcome: 'notNow', problem: 'not connected', afterMs: NOT_CONNECTED_MS };

  const handOver = async (open: WASocket, message: Outbound): Promise<Sent> => {
    const { messageId, address } = message;
    try {
      await open.sendMessage(address, contentOf(message), {
        messageId,
        mediaUploadTimeoutMs: UPLOAD_PATIENCE_MS,
      });
    } catch (error) {
      unconfirmed.delete(messageId);
      if (socket() !== open) return notConnected;
      const problem = problemOf(error);
      log.warn({ problem }, 'WhatsApp: a message could not be handed over');
      if (isFileMissing(error)) return { outcome: 'refused', problem: 'the file is not there' };
      return { outcome: 'notNow', problem };
    }
    // The server's answer may have overtaken the end of the send.
    if (!unconfirmed.has(messageId)) return { outcome: 'handedOver' };
    unconfirmed.delete(messageId);
    if (socket() !== open) return notConnected;
    unconfirmed.set(messageId, 'handedOver');
    return { outcome: 'handedOver' };
  };

  return {
    async send(message) {
      if (!isPersonsAddress(message.address))
        return { outcome: 'refused', problem: 'not the address of a person' };
      const open = socket();
      if (!open) return notConnected;
      const waitMs = governor.take(message.address);
      if (waitMs > 0) return { outcome: 'notNow', problem: 'too fast', afterMs: waitMs };
      const [oldest] = unconfirmed.keys();
      if (unconfirmed.size >= MAX_UNCONFIRMED && oldest !== undefined) unconfirmed.delete(oldest);
      unconfirmed.set(message.messageId, 'sending');
      return handOver(open, message);
    },
    heard(word) {
      unconfirmed.delete(word.messageId);
      receipt(word);
    },
    lineLost() {
      // What is still being sent gets its own answer, and is sent again on the next line.
      const lost = [...unconfirmed]
        .filter(([, stage]) => stage === 'handedOver')
        .map(([messageId]) => messageId);
      for (const messageId of lost) {
        unconfirmed.delete(messageId);
        receipt({
          messageId,
          state: 'uncertain',
          problem: 'the connection closed before WhatsApp confirmed it',
        });
      }
    },
  };
}

function isFileMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
