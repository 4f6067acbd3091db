import { expect, test } from 'vitest';
import { contentOf, isPersonsAddress, repeated } from '../../../src/transports/whatsapp/outbound.ts';
import { receiptOfAck, receiptOfStatus } from '../../../src/transports/whatsapp/receipts.ts';

const message = {
  address: '6281200000001@s.whatsapp.net',
  messageId: '3EB0AAAAAAAAAAAAAAAAAA',
  text: 'Halo',
};
const file = (mimeType: string) => ({ fileId: 1, path: '/data/files/ab', name: 'hasil', mimeType });

test('a text goes out without a preview of the addresses in it', () => {
  expect(contentOf(message)).toEqual({ text: 'Halo', linkPreview: null });
});

test('a photo goes out as an image, anything else as a document with its name', () => {
  expect(contentOf({ ...message, file: file('image/png') })).toEqual({
    image: { url: '/data/files/ab' },
    mimetype: 'image/png',
    caption: 'Halo',
  });
  expect(contentOf({ ...message, text: '', file: file('application/pdf') })).toEqual({
    document: { url: '/data/files/ab' },
    mimetype: 'application/pdf',
    fileName: 'hasil',
  });
});

test('only persons are written to', () => {
  expect(isPersonsAddress('6281200000001@s.whatsapp.net')).toBe(true);
  expect(isPersonsAddress('100000000000001@lid')).toBe(true);
  for (const other of ['120363000000000001@g.us', 'status@broadcast', '6281200000001', 'a@lid', '']) {
    expect(isPersonsAddress(other)).toBe(false);
  }
});

test('a text is repeated for a phone that could not read it, half of a file message is not', () => {
  expect(repeated({ text: 'Halo' })).toEqual({ extendedTextMessage: { text: 'Halo' } });
  expect(repeated({ text: 'Halo', fileId: null })).toEqual({ extendedTextMessage: { text: 'Halo' } });
  expect(repeated({ text: 'Hasil Anda', fileId: 7 })).toBeUndefined();
  expect(repeated(undefined)).toBeUndefined();
});

test("the server's answer says taken, or refused with its code", () => {
  expect(receiptOfAck({ id: 'A' })).toEqual({ messageId: 'A', state: 'acknowledged' });
  expect(receiptOfAck({ id: 'A', error: '463' })).toEqual({
    messageId: 'A',
    state: 'failed',
    problem: 'WhatsApp code 463',
  });
  expect(receiptOfAck({})).toBeUndefined();
});

test('statuses become receipts; one that says nothing new is none', () => {
  const stateOf = (status: number) => receiptOfStatus({ id: 'A', status })?.state;
  expect([0, 1, 2, 3, 4, 5].map(stateOf)).toEqual([
    'failed',
    undefined,
    'acknowledged',
    'delivered',
    'read',
    'read',
  ]);
  expect(receiptOfStatus({ id: 'A', status: 0, parameters: ['479'] })?.problem).toBe('WhatsApp code 479');
  expect(receiptOfStatus({ id: 'A' })).toBeUndefined();
  expect(receiptOfStatus({ status: 3 })).toBeUndefined();
});
