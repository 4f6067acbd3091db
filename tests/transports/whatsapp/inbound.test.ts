import { proto, type WAMessage } from '@whiskeysockets/baileys';
import { expect, test } from 'vitest';
import { inboundOf } from '../../../src/transports/whatsapp/inbound.ts';
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
  ['reaction', { reactionMessage: { text: '👍' } }, 'unknown', ''],
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
