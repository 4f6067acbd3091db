import { expect, test } from 'vitest';
import { contentOf, isPersonsAddress, repeated } from '../../../src/transports/whatsapp/outbound.ts';
import { receiptOfStatus } from '../../../src/transports/whatsapp/receipts.ts';
import { openSentFiles } from '../../../src/transports/whatsapp/sent-files.ts';
import { testLab } from '../../support/lab.ts';

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

test('for a phone that could not read it a message is repeated as it was, for thirty days', () => {
  const writtenAt = new Date('2026-11-01T02:00:00Z');
  const asked = (days: number) => ({
    now: new Date(writtenAt.getTime() + days * 86_400_000),
    file: () => ({ documentMessage: { fileName: 'LHU.pdf' } }),
  });
  const text = { text: 'Halo', fileId: null, writtenAt };
  expect(repeated(text, asked(0))).toEqual({ extendedTextMessage: { text: 'Halo' } });
  expect(repeated(text, asked(30))).toBeDefined();
  expect(repeated(text, asked(31))).toBeUndefined();
  expect(repeated({ ...text, fileId: 7 }, asked(1))).toEqual({ documentMessage: { fileName: 'LHU.pdf' } });
  expect(repeated(undefined, asked(0))).toBeUndefined();
});

test('a file message is kept as it went for thirty days', () => {
  const { db, clock } = testLab();
  const files = openSentFiles(db, clock);
  const mediaKey = new Uint8Array(32).fill(7);
  files.keep('A', { documentMessage: { fileName: 'LHU.pdf', mediaKey } });
  clock.pass({ days: 29 });
  files.forgetOld();
  expect(Buffer.from(files.find('A')?.documentMessage?.mediaKey ?? [])).toEqual(Buffer.from(mediaKey));
  clock.pass({ days: 2 });
  files.forgetOld();
  expect(files.find('A')).toBeUndefined();
});

test('statuses become receipts; one that says nothing new, or repeats a refusal, is none', () => {
  const stateOf = (status: number) => receiptOfStatus({ id: 'A', status })?.state;
  expect([0, 1, 2, 3, 4, 5].map(stateOf)).toEqual([
    undefined,
    undefined,
    'acknowledged',
    'delivered',
    'read',
    'read',
  ]);
  expect(receiptOfStatus({ id: 'A' })).toBeUndefined();
  expect(receiptOfStatus({ status: 3 })).toBeUndefined();
});
