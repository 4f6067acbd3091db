import { createCipheriv, randomBytes } from 'node:crypto';
import { deflateSync as deflated } from 'node:zlib';
import { type BinaryNode, hkdf, normalizeMessageContent, proto } from '@whiskeysockets/baileys';
import { systemClock } from '../../../src/clock.ts';
import { type Content, draftOf, shownOf } from './content.ts';
import { createCorrespondent, type Letter, newId, secondsNow } from './correspondent.ts';
import type { Exchange, Phone } from './exchange.ts';
import type { Person } from './who.ts';

/** A message of the bot as the lab's own phone shows it. */
export interface SeenByLab {
  id: string;
  /** The address of the chat. */
  chat: string;
  text: string;
}

/** What the lab's phone does besides linking a device. */
export interface LabPhone {
  /** An officer writes to somebody on the phone itself, past the bot; gives the id of the message. */
  writesTo(
    person: Person,
    content: string | Content,
    how?: { sentAt?: Date; under?: 'phone' | 'lid' },
  ): Promise<string>;
  /** What the bot has written, as the phone shows it. */
  readonly seen: SeenByLab[];
  /** Whether it tells the bot what a message was that the bot could not read (peer data operation). */
  tellsUnread: boolean;
  /** Messages the bot has asked it about. */
  readonly askedAbout: string[];
  /** Whether it puts files back that are gone; `false` says that it has them no longer. */
  putsFilesBack: boolean;
}

/** The lab's phone, as tests and as the server see it. */
export interface LabPhoneOnLine {
  phone: LabPhone;
  line: Phone;
  /** The key with which it signs for its devices. */
  identity: { public: Uint8Array; private: Uint8Array };
  /** The first words to a new device, without which it waits for the history. */
  greets(): Promise<void>;
  /** The bot asks for a file that is gone. */
  fileWanted(receipt: BinaryNode): void;
}

const { HISTORY_SYNC_NOTIFICATION, PEER_DATA_OPERATION_REQUEST_RESPONSE_MESSAGE } =
  proto.Message.ProtocolMessage.Type;
const { INITIAL_BOOTSTRAP } = proto.HistorySync.HistorySyncType;
const NOT_FOUND = proto.MediaRetryNotification.ResultType.NOT_FOUND;
const FILES = ['documentMessage', 'imageMessage', 'videoMessage', 'audioMessage', 'stickerMessage'] as const;

/** The lab's phone with fresh keys. */
export function createLabPhone(exchange: Exchange): LabPhoneOnLine {
  const { account, mailbox, media, news, letters } = exchange;
  const self = createCorrespondent(account.number, exchange);
  const seen: SeenByLab[] = [];
  const askedAbout: string[] = [];

  const toDevice = (message: proto.Message.IProtocolMessage): Promise<void> => {
    const attrs = { from: account.phoneAddress, type: 'text', t: secondsNow(), category: 'peer' };
    return self.writes({ id: newId(), message: { protocolMessage: message }, attrs });
  };

  const tell = async (stanzaId: string, request: proto.Message.IPeerDataOperationRequestMessage) => {
    for (const { messageKey } of request.placeholderMessageResendRequest ?? []) {
      const id = messageKey?.id ?? '';
      askedAbout.push(id);
      news.tell();
      const letter = letters.get(id);
      if (!phone.tellsUnread || !letter) continue;
      const info = proto.WebMessageInfo.encode({
        key: { remoteJid: messageKey?.remoteJid ?? null, fromMe: false, id },
        message: letter.message,
        messageTimestamp: Number(letter.attrs.t),
        pushName: letter.attrs.notify ?? null,
      }).finish();
      await toDevice({
        type: PEER_DATA_OPERATION_REQUEST_RESPONSE_MESSAGE,
        peerDataOperationRequestResponseMessage: {
          peerDataOperationRequestType: proto.Message.PeerDataOperationRequestType.PLACEHOLDER_MESSAGE_RESEND,
          stanzaId,
          peerDataOperationResult: [{ placeholderMessageResendResponse: { webMessageInfoBytes: info } }],
        },
      });
    }
  };

  const phone: LabPhone = {
    seen,
    askedAbout,
    tellsUnread: false,
    putsFilesBack: true,
    async writesTo(person, content, { sentAt = systemClock.now(), under = 'phone' } = {}) {
      const isLid = under === 'lid';
      const chat = isLid ? person.lidAddress : person.phoneAddress;
      const draft = await draftOf(typeof content === 'string' ? { text: content } : content, {
        media,
        chat,
        nowMs: sentAt.getTime(),
      });
      const letter: Letter = {
        id: newId(),
        message: { deviceSentMessage: { destinationJid: chat, message: draft.message } },
        attrs: {
          from: isLid ? account.lidAddress : account.phoneAddress,
          recipient: chat,
          ...(isLid ? { peer_recipient_pn: person.phoneAddress } : { peer_recipient_lid: person.lidAddress }),
          type: draft.type,
          t: String(Math.floor(sentAt.getTime() / 1000)),
          notify: account.name,
        },
      };
      await self.writes(letter);
      return letter.id;
    },
  };

  return {
    phone,
    get identity() {
      return self.identity;
    },
    line: {
      phoneAddress: account.phoneAddress,
      lidAddress: account.lidAddress,
      bundle: self.bundle,
      receives: ({ id, chat, sealed }) =>
        self.inTurn(async () => {
          const message = await self.reads(sealed).catch(() => undefined);
          // Its own copy of what the bot wrote is nice to have: it does not ask for it again.
          if (!message) return;
          // Baileys wraps what it asks of the phone like any other message of its own.
          const { destinationJid, message: inner } = message.deviceSentMessage ?? { message };
          const request = inner?.protocolMessage?.peerDataOperationRequestMessage;
          // Answering takes its own turn.
          if (request) return void tell(id, request);
          if (!inner || inner.protocolMessage || seen.some((each) => each.id === id)) return;
          const { text } = await shownOf(inner, media);
          seen.push({ id, chat: destinationJid ?? chat, text });
        }),
      wantedAgain: self.wantedAgain,
      confirmed: () => undefined,
      sees: () => undefined,
    },
    async greets() {
      const history = proto.HistorySync.encode({
        syncType: INITIAL_BOOTSTRAP,
        progress: 100,
        chunkOrder: 1,
      }).finish();
      await toDevice({
        type: HISTORY_SYNC_NOTIFICATION,
        historySyncNotification: {
          syncType: INITIAL_BOOTSTRAP,
          progress: 100,
          chunkOrder: 1,
          initialHistBootstrapInlinePayload: deflated(history),
        },
      });
    },
    fileWanted(receipt) {
      const { id = '' } = receipt.attrs;
      const content = normalizeMessageContent(letters.get(id)?.message) ?? {};
      const file = FILES.map((kind) => content[kind]).find((each) => each);
      const directPath = phone.putsFilesBack ? media.putBack(file?.directPath ?? '') : undefined;
      if (file && directPath) file.directPath = directPath;
      mailbox.post(mediaNotice(id, receipt, directPath, file?.mediaKey ?? undefined));
    },
  };
}

/** Where the file is now, for the bot alone. */
function mediaNotice(
  id: string,
  receipt: BinaryNode,
  directPath: string | undefined,
  mediaKey: Uint8Array | undefined,
): BinaryNode {
  const asked = Array.isArray(receipt.content) ? receipt.content.find(({ tag }) => tag === 'rmr') : undefined;
  const rmr = { tag: 'rmr', attrs: asked?.attrs ?? {} };
  const attrs = { id, from: receipt.attrs.to ?? '', type: 'mediaretry', t: secondsNow() };
  if (!directPath || !mediaKey) {
    const error = { tag: 'error', attrs: { code: String(NOT_FOUND) } };
    return { tag: 'notification', attrs, content: [error, rmr] };
  }
  const plain = proto.MediaRetryNotification.encode({
    stanzaId: id,
    directPath,
    result: proto.MediaRetryNotification.ResultType.SUCCESS,
  }).finish();
  const iv = randomBytes(12);
  const key = hkdf(Buffer.from(mediaKey), 32, { info: 'WhatsApp Media Retry Notification' });
  const aes = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(id));
  const sealed = Buffer.concat([aes.update(plain), aes.final(), aes.getAuthTag()]);
  const encrypt = [
    { tag: 'enc_p', attrs: {}, content: sealed },
    { tag: 'enc_iv', attrs: {}, content: iv },
  ];
  return { tag: 'notification', attrs, content: [{ tag: 'encrypt', attrs: {}, content: encrypt }, rmr] };
}
