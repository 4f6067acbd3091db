import { type CacheStore, generateWAMessage, type proto, type WASocket } from '@whiskeysockets/baileys';
import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import { problemOf } from '../problem.ts';
import type { Admitted, Outbound, Receipt, Sent, Waiting } from '../transport.ts';
import { ruleOfAckError } from './ack-errors.ts';
import type { Courtesy } from './courtesy.ts';
import type { Governor } from './governor.ts';
import { contentOf, isPersonsAddress } from './outbound.ts';
import { baileysLogger } from './quiet.ts';
import type { SentFiles } from './sent-files.ts';

/** What sending needs. */
export interface SendingParts {
  clock: Clock;
  log: Log;
  governor: Governor;
  courtesy: Courtesy;
  files: SentFiles;
  /** Baileys' memory of which devices people have. */
  devices: Pick<CacheStore, 'del'>;
  socket(): WASocket | undefined;
  receipt(receipt: Receipt): void;
  /** A message got no answer for so long that the line may be dead. */
  lineDoubted(): void;
}

/** Hands messages to the open socket and follows them until WhatsApp has spoken. */
export interface Sending {
  /** Which letters may go now. */
  admit<Letter extends Waiting>(letters: readonly Letter[]): Admitted<Letter>;
  send(message: Outbound): Promise<Sent>;
  /** A word about one of our messages that is no refusal. */
  heard(receipt: Receipt): void;
  /** WhatsApp's own answer to a message: taken, or refused with a code. */
  answered(attrs: Record<string, string | undefined>): void;
  /** A socket is open. */
  lineFound(): void;
  /** The socket is gone: for what was not confirmed nobody knows any more. */
  lineLost(): void;
  /** Resolves when WhatsApp has spoken about all that was handed over, or after `patienceMs`. */
  quiet(patienceMs: number): Promise<void>;
}

const NOT_CONNECTED_MS = 2_000;
/** On a new line WhatsApp first tells what happened meanwhile; a letter it names need not go again. */
const LISTENS_FIRST_MS = 500;
const UPLOAD_PATIENCE_MS = 60_000;
const MAX_FOLLOWED = 1_000;

const LINE_LOST = 'Sambungan terputus sebelum WhatsApp menjawab.';
const NOT_TAKEN = 'Pesan tidak dapat diserahkan ke WhatsApp.';
const NOT_UPLOADED = 'Berkas tidak dapat diunggah ke WhatsApp.';

/** A message under way: where to, and whether the socket has it. */
interface Followed {
  address: string;
  stage: 'sending' | 'handedOver';
}

/** A new sending with nothing under way. */
export function createSending(parts: SendingParts): Sending {
  const { clock, log, governor, courtesy, files, devices, socket, receipt, lineDoubted } = parts;
  /** What WhatsApp has not spoken about yet, oldest first. */
  const followed = new Map<string, Followed>();
  /** How often a message was refused and handed over again. */
  const refusals = new Map<string, number>();
  const notConnected: Sent = { outcome: 'notNow', problem: 'not connected', afterMs: NOT_CONNECTED_MS };
  const lost: Sent = { outcome: 'unknown', problem: LINE_LOST };
  let foundAt = 0;
  let whenQuiet: (() => void) | undefined;

  const forget = (messageId: string) => {
    followed.delete(messageId);
    if (followed.size === 0) whenQuiet?.();
  };

  const contentFor = async (open: WASocket, message: Outbound): Promise<proto.IMessage> => {
    // The same file goes under the same id and with the same key, also after a crash.
    const before = message.file && files.find(message.messageId);
    if (before) return before;
    const { message: content } = await generateWAMessage(message.address, contentOf(message), {
      messageId: message.messageId,
      userJid: open.user?.id ?? '',
      upload: open.waUploadToServer,
      mediaUploadTimeoutMs: UPLOAD_PATIENCE_MS,
      logger: baileysLogger(log),
    });
    if (!content) throw new Error('Baileys made an empty message');
    if (message.file) files.keep(message.messageId, content);
    return content;
  };

  const handOver = async (open: WASocket, { address, messageId }: Outbound, content: proto.IMessage) => {
    remember(followed, messageId, { address, stage: 'sending' });
    await open.relayMessage(address, content, { messageId });
    const mine = followed.get(messageId);
    // The server's answer may have overtaken the end of the send.
    if (!mine) return { outcome: 'handedOver' } as const;
    if (socket() !== open) {
      forget(messageId);
      return lost;
    }
    mine.stage = 'handedOver';
    return { outcome: 'handedOver' } as const;
  };

  const failed = (open: WASocket, { messageId, file }: Outbound, error: unknown): Sent => {
    const wasFollowed = followed.has(messageId);
    forget(messageId);
    // Baileys fails before it writes to the socket, so this has not gone out.
    if (socket() !== open) return notConnected;
    if (file && isMissing(file.path, error))
      return { outcome: 'refused', problem: 'Berkasnya tidak ada lagi.' };
    log.warn(
      { problem: problemOf(error), step: wasFollowed ? 'relay' : 'prepare' },
      'WhatsApp: a message could not be handed over',
    );
    return { outcome: 'notNow', problem: file && !wasFollowed ? NOT_UPLOADED : NOT_TAKEN };
  };

  const renewSession = async (address: string): Promise<void> => {
    const user = address.split('@')[0] ?? '';
    try {
      await devices.del(user);
      await socket()?.assertSessions([address], true);
    } catch (error) {
      log.warn({ problem: problemOf(error) }, 'WhatsApp: a session could not be renewed');
    }
  };

  const refused = async (messageId: string, from: string | undefined, code: string): Promise<void> => {
    const rule = ruleOfAckError(code);
    const address = followed.get(messageId)?.address ?? from;
    const before = refusals.get(messageId) ?? 0;
    forget(messageId);
    log.warn({ code, again: before < rule.again }, 'WhatsApp: a message was refused');
    if (rule.slowsDown) governor.slowDown(rule.slowsDown.restMs);
    const problem = `${rule.said} (kode ${code}).`;
    if (before >= rule.again) {
      refusals.delete(messageId);
      receipt({ messageId, state: 'failed', problem });
      return;
    }
    remember(refusals, messageId, before + 1);
    if (rule.freshSession && address) await renewSession(address);
    // The outbox hands it over again, so a crash from here on loses nothing.
    receipt({ messageId, state: 'uncertain', problem });
  };

  return {
    admit(letters) {
      if (!socket()) return { letters: [] };
      const sinceMs = clock.now().getTime() - foundAt;
      if (sinceMs >= 0 && sinceMs < LISTENS_FIRST_MS)
        return { letters: [], againInMs: LISTENS_FIRST_MS - sinceMs };
      // The outbox has given up waiting for an answer to one of these, and it is not worth asking the same line.
      if (letters.some(({ messageId }) => followed.get(messageId)?.stage === 'handedOver')) {
        lineDoubted();
        return { letters: [] };
      }
      return governor.admit(letters);
    },
    async send(message) {
      if (!isPersonsAddress(message.address))
        return { outcome: 'refused', problem: 'Alamat ini bukan nomor orang.' };
      const open = socket();
      if (!open) return notConnected;
      try {
        const [content] = await Promise.all([contentFor(open, message), courtesy.before(open, message)]);
        return socket() === open ? await handOver(open, message, content) : notConnected;
      } catch (error) {
        return failed(open, message, error);
      }
    },
    heard(word) {
      forget(word.messageId);
      receipt(word);
    },
    answered({ id, from, error }) {
      if (!id) return;
      if (error) {
        void refused(id, from, error);
        return;
      }
      forget(id);
      refusals.delete(id);
      receipt({ messageId: id, state: 'acknowledged' });
    },
    lineFound() {
      foundAt = clock.now().getTime();
    },
    lineLost() {
      // What is still being sent gets its own answer.
      const unconfirmed = [...followed].filter(([, { stage }]) => stage === 'handedOver');
      for (const [messageId] of unconfirmed) {
        forget(messageId);
        receipt({
          messageId,
          state: 'uncertain',
          problem: LINE_LOST,
        });
      }
    },
    async quiet(patienceMs) {
      if (followed.size === 0) return;
      await new Promise<void>((resolve) => {
        const late = setTimeout(resolve, patienceMs);
        whenQuiet = () => {
          clearTimeout(late);
          resolve();
        };
      });
    },
  };
}

/** Puts it in as the newest and lets the oldest go when there are too many. */
function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > MAX_FOLLOWED && oldest !== undefined) map.delete(oldest);
}

function isMissing(path: string, error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === 'ENOENT' &&
    'path' in error &&
    error.path === path
  );
}
