import {
  type BinaryNode,
  getBinaryNodeChild,
  getBinaryNodeChildBuffer,
  getBinaryNodeChildUInt,
  isLidUser,
  jidDecode,
  type proto,
  type WASocket,
} from '@whiskeysockets/baileys';
import type { Log } from '../../log.ts';
import { problemOf } from '../problem.ts';

/** Our messages again, for a phone that could not read one and asks for it. */
export interface Repeats {
  watch(socket: WASocket): void;
  /** The message, unless another phone asks than the one it was written to. */
  find(messageId: string): Promise<proto.IMessage | undefined>;
}

/** What repeats need. */
export interface RepeatsParts {
  log: Log;
  /** The message as it was sent; nothing when it is too old or its address has changed hands. */
  sent(messageId: string): proto.IMessage | undefined;
}

const MAX_PLEAS = 1_000;

interface Plea {
  socket: WASocket;
  receipt: BinaryNode;
}

/**
 * Answers pleas from the database alone. A number may have gone to somebody else since, whose phone is
 * handed what was still under way, cannot read it and asks for it again: Baileys would encrypt it anew
 * for them. So a plea from a phone with another identity, or set up anew, gets nothing.
 */
export function createRepeats({ log, sent }: RepeatsParts): Repeats {
  /** The last plea for each message, oldest first. */
  const pleas = new Map<string, Plea>();
  return {
    watch(socket) {
      socket.ws.on('CB:receipt,type:retry', (receipt: BinaryNode) => {
        const { id } = receipt.attrs;
        if (!id) return;
        pleas.delete(id);
        pleas.set(id, { socket, receipt });
        const [oldest] = pleas.keys();
        if (pleas.size > MAX_PLEAS && oldest !== undefined) pleas.delete(oldest);
      });
      // It would give what it remembers to whoever asks, and never call `find`.
      const { messageRetryManager: memory } = socket;
      if (memory) memory.getRecentMessage = () => undefined;
    },
    async find(messageId) {
      const plea = pleas.get(messageId);
      pleas.delete(messageId);
      try {
        if (plea && (await isAnotherPhone(plea))) {
          log.warn(
            {},
            'WhatsApp: another phone than it was written to asked for a message, and did not get it',
          );
          return undefined;
        }
        return sent(messageId);
      } catch (error) {
        log.error({ problem: problemOf(error) }, 'WhatsApp: a message could not be given again');
        return undefined;
      }
    },
  };
}

async function isAnotherPhone({ socket, receipt }: Plea): Promise<boolean> {
  const jid = receipt.attrs.participant ?? receipt.attrs.from ?? '';
  // Linked devices come and go, and prove nothing about whose number it is.
  if (jidDecode(jid)?.device) return false;
  const { signalRepository, authState } = socket;
  const keys = getBinaryNodeChild(receipt, 'keys');
  const identity = keys && getBinaryNodeChildBuffer(keys, 'identity');
  if (identity) {
    const lid = isLidUser(jid) ? jid : await signalRepository.lidMapping.getLIDForPN(jid);
    const address = signalRepository.jidToSignalProtocolAddress(lid ?? jid);
    const key = Uint8Array.from([SIGNAL_KEY, ...identity]);
    const { [address]: known } = await authState.keys.get('identity-key', [address]);
    if (!known || Buffer.from(known).equals(key)) return false;
    // Stored, so that the lab hears of it: what is queued for the earlier holder is held.
    await authState.keys.set({ 'identity-key': { [address]: key } });
    return true;
  }
  const registration = getBinaryNodeChildUInt(receipt, 'registration', REGISTRATION_BYTES);
  const session = await signalRepository.getSessionInfo(jid);
  // It will ask again and then show its identity.
  return Boolean(registration && session?.registrationId && session.registrationId !== registration);
}

/** The byte that Signal writes before a public key. */
const SIGNAL_KEY = 5;
const REGISTRATION_BYTES = 4;
