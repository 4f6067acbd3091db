import { proto, type WACallEvent, type WAMessage } from '@whiskeysockets/baileys';
import { expect, test } from 'vitest';
import { inboundOfCall } from '../../../src/transports/whatsapp/calls.ts';
import { inboundOf, writtenOnPhoneIn } from '../../../src/transports/whatsapp/inbound.ts';
import { messageAt } from '../../../src/transports/whatsapp/media.ts';

const PHONE = '6281200000001@s.whatsapp.net';
const LID = '100000000000001@lid';
const now = new Date('2026-11-20T02:00:00Z');

/** A message as Baileys hands it over: through the wire format and back. */
function heard(
  message: proto.IMessage | null,
  key: Partial<WAMessage['key']> = {},
  rest: Partial<WAMessage> = {},
) {
  const wire = message && proto.Message.decode(proto.Message.encode(proto.Message.create(message)).finish());
  const whole: WAMessage = {
    key: { remoteJid: PHONE, fromMe: false, id: '3A0000000000000001', ...key },
    message: wire,
    messageTimestamp: 1_795_140_000,
    pushName: 'Budi',
    ...rest,
  };
  return inboundOf(whole, now);
}

test('a plain text arrives with sender, phone, name and time', () => {
  expect(heard({ conversation: 'halo' })).toEqual({
    transport: 'whatsapp',
    address: PHONE,
    phone: '6281200000001',
    displayName: 'Budi',
    messageId: '3A0000000000000001',
    kind: 'text',
    text: 'halo',
    sentAt: new Date(1_795_140_000_000),
  });
});

test('a sender under a LID keeps it as address, and the phone comes only from a phone address', () => {
  expect(heard({ conversation: 'a' }, { remoteJid: LID })).not.toHaveProperty('phone');
  expect(heard({ conversation: 'a' }, { remoteJid: LID, remoteJidAlt: PHONE })).toMatchObject({
    address: LID,
    aliases: [PHONE],
    phone: '6281200000001',
  });
  expect(heard({ conversation: 'a' }, { remoteJidAlt: '100000000000001:7@lid' })).toMatchObject({
    address: PHONE,
    aliases: [LID],
  });
});

test.each<[string, proto.IMessage, string, string]>([
  ['quoted or linked text', { extendedTextMessage: { text: 'lacak' } }, 'text', 'lacak'],
  [
    'vanishing text',
    { ephemeralMessage: { message: { extendedTextMessage: { text: 'hai' } } } },
    'text',
    'hai',
  ],
  ['photo', { imageMessage: { caption: 'surat' } }, 'image', 'surat'],
  ['view-once photo', { viewOnceMessageV2: { message: { imageMessage: { caption: 'x' } } } }, 'image', 'x'],
  [
    'document with caption',
    { documentWithCaptionMessage: { message: { documentMessage: { caption: 'pengantar' } } } },
    'document',
    'pengantar',
  ],
  ['film', { videoMessage: { caption: 'v' } }, 'video', 'v'],
  ['round film', { ptvMessage: {} }, 'video', ''],
  ['voice', { audioMessage: { ptt: true } }, 'audio', ''],
  ['sticker', { stickerMessage: {} }, 'sticker', ''],
  ['contact card', { contactMessage: { displayName: 'Siti' } }, 'contact', ''],
  ['several contact cards', { contactsArrayMessage: { contacts: [] } }, 'contact', ''],
  ['poll', { pollCreationMessageV3: { name: 'Kapan?' } }, 'unknown', ''],
  ['reaction', { reactionMessage: { text: '👍' } }, 'reaction', ''],
])('a %s is understood', (_what, message, kind, text) => {
  expect(heard(message)).toMatchObject({ kind, text });
});

test('a place on earth is a location, any other place has none', () => {
  const at = (degreesLatitude: number, degreesLongitude: number) =>
    heard({ locationMessage: { degreesLatitude, degreesLongitude } });
  expect(at(-7.48, 110.22)).toMatchObject({
    kind: 'location',
    location: { latitude: -7.48, longitude: 110.22 },
  });
  for (const nowhere of [at(91, 0), at(0, Number.NaN), at(0, -181)]) {
    expect(nowhere).toMatchObject({ kind: 'location' });
    expect(nowhere).not.toHaveProperty('location');
  }
  expect(heard({ liveLocationMessage: { degreesLatitude: 1, degreesLongitude: 2 } })).toMatchObject({
    location: { latitude: 1, longitude: 2 },
  });
});

test.each<[string, ReturnType<typeof heard>]>([
  ['group', heard({ conversation: 'a' }, { remoteJid: '120363000000000001@g.us', participant: PHONE })],
  ['status', heard({ conversation: 'a' }, { remoteJid: 'status@broadcast', participant: PHONE })],
  ['broadcast list', heard({ conversation: 'a' }, {}, { broadcast: true })],
  ['newsletter', heard({ conversation: 'a' }, { remoteJid: '120363000000000001@newsletter' })],
  ['notice from WhatsApp itself', heard({ conversation: 'a' }, { remoteJid: '0@s.whatsapp.net' })],
  ['message of our own', heard({ conversation: 'a' }, { fromMe: true })],
  ['message that could not be decrypted', heard(null, {}, { messageStubType: 2 })],
  ['message without an id', heard({ conversation: 'a' }, { id: '' })],
  ['message with an endless id', heard({ conversation: 'a' }, { id: 'A'.repeat(200) })],
  ['deletion', heard({ protocolMessage: { type: proto.Message.ProtocolMessage.Type.REVOKE } })],
  ['edit', heard({ editedMessage: { message: { protocolMessage: { type: 14 } } } })],
  ['reaction taken back', heard({ reactionMessage: { text: '' } })],
  ['announcement of an album', heard({ albumMessage: { expectedImageCount: 3 } })],
  ['message with nothing in it', heard({ messageContextInfo: {} })],
])('a %s is ignored', (_what, result) => {
  expect(result).toHaveProperty('ignored');
});

test('a time that is no time becomes now', () => {
  expect(heard({ conversation: 'a' }, {}, { messageTimestamp: 0 })).toMatchObject({ sentAt: now });
});

test('the file of a photo is awaited with all that is needed to fetch it, without its preview', () => {
  const inbound = heard(
    {
      imageMessage: {
        mimetype: 'image/jpeg',
        mediaKey: new Uint8Array(32).fill(1),
        directPath: '/v/a.enc',
        jpegThumbnail: new Uint8Array(5_000),
        fileLength: 1_000,
      },
    },
    { remoteJid: LID },
  );
  if ('ignored' in inbound || inbound.file?.state !== 'awaiting') throw new Error('the photo is not awaited');
  const again = messageAt(inbound.file.reference);
  expect(again.key).toMatchObject({ remoteJid: LID, id: '3A0000000000000001' });
  expect(again.message?.imageMessage?.directPath).toBe('/v/a.enc');
  expect(again.message?.imageMessage?.mediaKey).toHaveLength(32);
  expect(inbound.file.reference.length).toBeLessThan(500);
});

test('a file that announces too many bytes is refused before it is fetched', () => {
  const file = { mimetype: 'application/pdf', fileLength: 10 * 1024 * 1024 + 1 };
  expect(heard({ documentMessage: file })).toMatchObject({ file: { state: 'refused', problem: 'tooLarge' } });
});

const edit = (original: string, text: string): proto.IMessage => ({
  protocolMessage: {
    type: proto.Message.ProtocolMessage.Type.MESSAGE_EDIT,
    key: { id: original, remoteJid: PHONE, fromMe: true },
    editedMessage: { conversation: text },
  },
});

test.each([
  ['as phones send it now', edit('3A00', 'Siti Aminah')],
  ['as phones sent it before', { editedMessage: { message: edit('3A00', 'Siti Aminah') } }],
])('changed words name the message they change, %s', (_how, message) => {
  expect(heard(message)).toMatchObject({
    messageId: '3A00-edit-3A0000000000000001',
    edits: '3A00',
    kind: 'edited',
    text: 'Siti Aminah',
  });
});

function onPhone(message: proto.IMessage, key: Partial<WAMessage['key']> = {}) {
  const us = { id: '6282100000000:7@s.whatsapp.net', lid: '200000000000000:7@lid' };
  return writtenOnPhoneIn(
    {
      key: { remoteJid: PHONE, fromMe: true, id: '3EB001', ...key },
      message,
      messageTimestamp: 1_795_140_000,
    },
    us,
    now,
  );
}

test("an officer's words on the lab's phone are told with whom they were for", () => {
  expect(onPhone({ conversation: 'Silakan datang besok' })).toEqual({
    address: PHONE,
    phone: '6281200000001',
    messageId: '3EB001',
    text: 'Silakan datang besok',
    sentAt: new Date(1_795_140_000_000),
  });
  expect(onPhone({ imageMessage: { caption: 'peta' } }, { remoteJid: LID })).toMatchObject({
    address: LID,
    text: 'peta',
  });
});

test.each<[string, ReturnType<typeof onPhone>]>([
  ['a note to oneself', onPhone({ conversation: 'a' }, { remoteJid: '6282100000000@s.whatsapp.net' })],
  ['a note to oneself by account', onPhone({ conversation: 'a' }, { remoteJid: '200000000000000@lid' })],
  ['a group', onPhone({ conversation: 'a' }, { remoteJid: '120363000000000001@g.us' })],
  ['a thumb', onPhone({ reactionMessage: { text: '👍' } })],
  ['a deletion', onPhone({ protocolMessage: { type: proto.Message.ProtocolMessage.Type.REVOKE } })],
  ['history for a new device', onPhone({ protocolMessage: { historySyncNotification: {} } })],
  ["somebody else's message", onPhone({ conversation: 'a' }, { fromMe: false })],
])('%s takes no chat over', (_what, written) => {
  expect(written).toBeUndefined();
});

const ringing: WACallEvent = {
  chatId: PHONE,
  from: PHONE,
  id: 'CALL1',
  date: now,
  status: 'offer',
  offline: false,
};

test('a call rings once, and a call to a group is none of ours', () => {
  expect(inboundOfCall({ ...ringing, from: LID, callerPn: PHONE })).toMatchObject({
    address: LID,
    aliases: [PHONE],
    phone: '6281200000001',
    messageId: 'call-CALL1',
    kind: 'call',
    sentAt: now,
  });
  expect(inboundOfCall({ ...ringing, status: 'terminate' })).toBeUndefined();
  expect(inboundOfCall({ ...ringing, isGroup: true })).toBeUndefined();
});
