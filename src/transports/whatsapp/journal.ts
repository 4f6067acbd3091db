import {
  type BinaryNode,
  cleanMessage,
  DEFAULT_CONNECTION_CONFIG,
  decodeMessageNode,
  isLidUser,
  jidDecode,
  proto,
  type SignalKeyStoreWithTransaction,
  type SocketConfig,
  unpadRandomMax16,
  type WAMessage,
  type WASocket,
} from '@whiskeysockets/baileys';
import type { Log } from '../../log.ts';
import { problemOf } from '../problem.ts';

/** The account we are, with its devices' common addresses. */
export type Us = WASocket['user'];

/** One message as it came over the wire, and who we were then. */
interface Stanza {
  node: BinaryNode;
  us: Us;
}

/** What the journal tells, each before WhatsApp hears anything of ours about the message. */
export interface JournalParts {
  log: Log;
  /** A message that was decrypted; the keys that could decrypt it again are given up when this returns. */
  took(message: WAMessage, us: Us): void;
  /** A message that could not be decrypted. What it says is not in it. */
  lost(message: WAMessage): void;
  /** A stanza of which one of the others will follow; late when it waited for us on the server. */
  came(message: WAMessage, isLate: boolean): void;
  /** A stanza without anything to decrypt, and WhatsApp's word for why. */
  empty(message: WAMessage, reason: string | undefined): void;
  /** The identity that the sender has used, before the message is taken. */
  identity(signalAddress: string, key: Uint8Array): void;
}

/** Sits where Baileys decrypts, so that no message is acknowledged before it is written down. */
export interface Journal {
  makeSignalRepository: SocketConfig['makeSignalRepository'];
  watch(socket: WASocket): void;
}

const READABLE = new Set(['pkmsg', 'msg', 'skmsg']);

/**
 * Baileys tells WhatsApp that we have a message before it tells us, and forgets the keys of a message
 * before that. Here both wait: the message is handed on inside the step that decrypts it, and only then
 * are the keys given up. A crash at any place leaves the message with us, with WhatsApp, or with both.
 */
export function createJournal({ log, took, lost, came, empty, identity }: JournalParts): Journal {
  /** The stanza that each ciphertext came in; forgotten together with it. */
  const stanzas = new WeakMap<Uint8Array, Stanza>();

  /** Nothing here may throw into Baileys. */
  const safely = (what: string, work: () => void) => {
    try {
      work();
    } catch (error) {
      log.error({ what, problem: problemOf(error) }, 'WhatsApp: a message was not noted');
    }
  };

  const stanzaCame = (stanza: Stanza) => {
    const parts = Array.isArray(stanza.node.content) ? stanza.node.content : [];
    const message = headOf(stanza);
    let isReadable = false;
    for (const { tag, attrs, content } of parts) {
      if (tag === 'plaintext') isReadable = true;
      if (tag !== 'enc' || !(content instanceof Uint8Array)) continue;
      stanzas.set(content, stanza);
      isReadable ||= READABLE.has(attrs.type ?? '');
    }
    if (isReadable) came(message, stanza.node.attrs.offline !== undefined);
    else empty(message, parts.find(({ tag }) => tag === 'unavailable')?.attrs.type);
  };

  const makeSignalRepository: Journal['makeSignalRepository'] = (auth, logger, lidsOf) => {
    const repository = DEFAULT_CONNECTION_CONFIG.makeSignalRepository(auth, logger, lidsOf);
    const decrypt = repository.decryptMessage.bind(repository);
    // Baileys gives every socket a store with transactions.
    const keys = auth.keys as SignalKeyStoreWithTransaction;

    /** The sender's other address, where our own records know it. */
    const otherAddress = async (sender: string, jid: string) => {
      if (!isLidUser(sender)) return isLidUser(jid) ? jid : undefined;
      const { user = '' } = jidDecode(sender) ?? {};
      const reverse = `${user}_reverse`;
      const { [reverse]: number = '' } = await keys.get('lid-mapping', [reverse]);
      // Baileys keeps the number of an account that has lost it to another one.
      const { [number]: lid } = await keys.get('lid-mapping', [number]);
      return lid === user ? `${number}@s.whatsapp.net` : undefined;
    };
    const tellIdentity = async (jid: string) => {
      const { user = '', device } = jidDecode(jid) ?? {};
      // Linked devices come and go and prove nothing.
      if (device) return;
      // Read here, since Baileys would ask the server about a number it does not know.
      const { [user]: lid } = isLidUser(jid) ? {} : await keys.get('lid-mapping', [user]);
      const address = repository.jidToSignalProtocolAddress(lid ? `${lid}@lid` : jid);
      const { [address]: key } = await keys.get('identity-key', [address]);
      if (key) identity(address, key);
    };

    repository.decryptMessage = async (encrypted) => {
      const stanza = stanzas.get(encrypted.ciphertext);
      if (!stanza) return decrypt(encrypted);
      try {
        // What `decrypt` changes is committed at the end of this, after the message is written down.
        return await keys.transaction(async () => {
          const plain = await decrypt(encrypted);
          const message = messageIn(stanza, plain);
          const { key } = message;
          if (encrypted.type === 'pkmsg') await tellIdentity(encrypted.jid);
          if (!key.fromMe && !key.remoteJidAlt && key.remoteJid)
            key.remoteJidAlt = await otherAddress(key.remoteJid, encrypted.jid);
          took(message, stanza.us);
          return plain;
        }, encrypted.jid);
      } catch (error) {
        safely('lost', () => lost(headOf(stanza)));
        throw error;
      }
    };
    return repository;
  };

  return {
    makeSignalRepository,
    watch(socket) {
      // Before Baileys' own listener, so that the stanza is known when it is decrypted.
      socket.ws.prependListener('CB:message', (node: BinaryNode) =>
        safely('stanza', () => stanzaCame({ node, us: socket.authState.creds.me })),
      );
    },
  };
}

/** The message of a stanza as Baileys would tell it, without what it says. */
function headOf({ node, us }: Stanza): WAMessage {
  const [id, lid] = [us?.id ?? '', us?.lid ?? ''];
  const { fullMessage } = decodeMessageNode(node, id, lid);
  cleanMessage(fullMessage, id, lid);
  // The other address in an own message's stanza is our own.
  if (fullMessage.key.fromMe) fullMessage.key.remoteJidAlt = undefined;
  return fullMessage;
}

function messageIn(stanza: Stanza, plain: Uint8Array): WAMessage {
  const content = proto.Message.decode(unpadRandomMax16(plain));
  return { ...headOf(stanza), message: content.deviceSentMessage?.message ?? content };
}
