import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { proto, WASocket } from '@whiskeysockets/baileys';
import { afterAll, expect, test, vi } from 'vitest';
import type { Outbound, Receipt } from '../../../src/transports/transport.ts';
import { createCourtesy } from '../../../src/transports/whatsapp/courtesy.ts';
import { createGovernor } from '../../../src/transports/whatsapp/governor.ts';
import { createSending } from '../../../src/transports/whatsapp/sending.ts';
import { openSentFiles } from '../../../src/transports/whatsapp/sent-files.ts';
import { testLab } from '../../support/lab.ts';
import { hearingDoor } from '../hearing-door.ts';

const silent = () => {};
const log = { debug: silent, info: silent, warn: silent, error: silent };
const CHAT = '6281200000001@s.whatsapp.net';
// A notice is sent without the pause in which we seem to type.
const message: Outbound = {
  address: CHAT,
  messageId: '3EB0AAAAAAAAAAAAAAAAAA',
  text: 'Halo',
  priority: 'notice',
};
const next = (messageId: string): Outbound => ({ ...message, messageId });

const folder = mkdtempSync(join(tmpdir(), 'sapalab-sending-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const pdf = join(folder, 'lhu.pdf');
writeFileSync(pdf, '%PDF-1.7 invented');
const withFile: Outbound = {
  ...message,
  file: { fileId: 1, path: pdf, name: 'LHU.pdf', mimeType: 'application/pdf' },
};

interface Relayed {
  address: string;
  content: proto.IMessage;
  messageId: string;
}

function phoneLine(relay: () => Promise<void> = async () => {}) {
  const lab = testLab();
  const relayed: Relayed[] = [];
  const receipts: Receipt[] = [];
  const signs: unknown[] = [];
  let uploads = 0;
  let uploadFails = false;
  const say = (...words: unknown[]) => {
    signs.push(words);
    return Promise.resolve();
  };
  // Only what sending uses of a socket.
  const socket = {
    user: { id: '6281200000999:1@s.whatsapp.net' },
    relayMessage: async (address: string, content: proto.IMessage, { messageId }: { messageId: string }) => {
      relayed.push({ address, content, messageId });
      await relay();
    },
    waUploadToServer: async () => {
      if (uploadFails) throw new Error('Media upload failed on all hosts');
      uploads += 1;
      return { mediaUrl: `https://media.example/${uploads}`, directPath: `/${uploads}` };
    },
    readMessages: (keys: { id?: string }[]) => say('read', ...keys.map(({ id }) => id)),
    sendPresenceUpdate: (what: string, where: string) => say(what, where),
    assertSessions: (addresses: string[], anew: boolean) => say('session', ...addresses, anew),
  } as unknown as WASocket;
  let isOpen = true;
  const courtesy = createCourtesy(lab.clock, log);
  const governor = createGovernor(lab.clock, { perSecond: 5, chatPauseMs: 2_000 });
  const sending = createSending({
    clock: lab.clock,
    log,
    governor,
    courtesy,
    files: openSentFiles(lab.db, lab.clock),
    devices: { del: (user) => void signs.push(['devices forgotten', user]) },
    socket: () => (isOpen ? socket : undefined),
    receipt: (receipt) => void receipts.push(receipt),
    lineDoubted: () => void signs.push('line doubted'),
  });
  return {
    clock: lab.clock,
    relayed,
    receipts,
    signs,
    sending,
    governor,
    courtesy,
    uploads: () => uploads,
    failUploads: () => {
      uploadFails = true;
    },
    cut: () => {
      isOpen = false;
    },
  };
}

test('a message goes out under the id it was given', async () => {
  const { sending, relayed } = phoneLine();
  expect(await sending.send(message)).toEqual({ outcome: 'handedOver' });
  expect(relayed).toMatchObject([
    { address: CHAT, content: { extendedTextMessage: { text: 'Halo' } }, messageId: message.messageId },
  ]);
});

test('without a line nothing is chosen and nothing is sent', async () => {
  const { sending, relayed, cut } = phoneLine();
  cut();
  expect(sending.admit([message])).toEqual({ letters: [] });
  expect(await sending.send(message)).toMatchObject({ outcome: 'notNow', afterMs: 2_000 });
  expect(relayed).toEqual([]);
});

test('on a new line WhatsApp speaks first', () => {
  const { sending, clock } = phoneLine();
  sending.lineFound();
  expect(sending.admit([message])).toEqual({ letters: [], againInMs: 500 });
  clock.pass({ seconds: 0.5 });
  expect(sending.admit([message])).toEqual({ letters: [message] });
});

test('groups and strange addresses are refused for good', async () => {
  const { sending } = phoneLine();
  for (const address of ['120363000000000001@g.us', 'status@broadcast', ''])
    expect(await sending.send({ ...message, address })).toMatchObject({ outcome: 'refused' });
});

test('a file is uploaded once, whatever happens to the message', async () => {
  const line = phoneLine();
  await line.sending.send(withFile);
  await line.sending.send(withFile);
  expect(line.uploads()).toBe(1);
  const [first, second] = line.relayed.map(({ content }) => content.documentMessage);
  expect(first).toMatchObject({ fileName: 'LHU.pdf', mimetype: 'application/pdf', directPath: '/1' });
  expect(Buffer.from(second?.mediaKey ?? [])).toEqual(Buffer.from(first?.mediaKey ?? []));
});

test('a file that cannot be uploaded is a failed try; one that is not there is refused', async () => {
  const line = phoneLine();
  line.failUploads();
  expect(await line.sending.send(withFile)).toEqual({
    outcome: 'notNow',
    problem: 'Berkas tidak dapat diunggah ke WhatsApp.',
  });
  const gone = {
    ...withFile,
    messageId: 'B',
    file: { fileId: 2, path: join(folder, 'gone.pdf'), name: 'x.pdf', mimeType: 'application/pdf' },
  };
  expect(await line.sending.send(gone)).toEqual({ outcome: 'refused', problem: 'Berkasnya tidak ada lagi.' });
  expect(line.relayed).toEqual([]);
});

test('a failure on an open line counts as a try and names nobody', async () => {
  const { sending } = phoneLine(async () => {
    throw new Error('No sessions for 6281200000001@s.whatsapp.net');
  });
  expect(await sending.send(message)).toEqual({
    outcome: 'notNow',
    problem: 'Pesan tidak dapat diserahkan ke WhatsApp.',
  });
});

test('a line lost before the message was written costs no try', async () => {
  const line = phoneLine(async () => {
    line.cut();
    line.sending.lineLost();
    throw new Error('Connection Closed');
  });
  expect(await line.sending.send(message)).toMatchObject({ outcome: 'notNow', afterMs: expect.any(Number) });
  expect(line.receipts).toEqual([]);
});

test('of a message that was being written when the line was lost nobody knows', async () => {
  const line = phoneLine(async () => {
    line.cut();
    line.sending.lineLost();
  });
  expect(await line.sending.send(message)).toMatchObject({ outcome: 'unknown' });
  expect(line.receipts).toEqual([]);
});

test('an answer that overtakes the send is not forgotten', async () => {
  const line = phoneLine(async () => {
    line.sending.answered({ id: message.messageId });
    line.cut();
  });
  expect(await line.sending.send(message)).toEqual({ outcome: 'handedOver' });
  line.sending.lineLost();
  expect(line.receipts.map(({ state }) => state)).toEqual(['acknowledged']);
});

test('what WhatsApp had not confirmed when the line was lost is uncertain; the rest is not', async () => {
  const { sending, receipts } = phoneLine();
  await sending.send(message);
  sending.answered({ id: message.messageId });
  await sending.send(next('B'));
  sending.lineLost();
  sending.lineLost();
  expect(receipts.map(({ messageId, state }) => [messageId, state])).toEqual([
    [message.messageId, 'acknowledged'],
    ['B', 'uncertain'],
  ]);
});

test('a message that comes back without an answer casts doubt on the line, and nothing more goes over it', async () => {
  const { sending, signs, receipts } = phoneLine();
  await sending.send(message);
  expect(sending.admit([next('B'), message])).toEqual({ letters: [] });
  expect(signs).toEqual(['line doubted']);
  sending.lineLost();
  expect(receipts).toMatchObject([{ messageId: message.messageId, state: 'uncertain' }]);
  expect(sending.admit([message])).toEqual({ letters: [message] });
});

test('479: the session is made anew, and the message goes once more', async () => {
  const { sending, receipts, signs, governor } = phoneLine();
  await sending.send(message);
  sending.answered({ id: message.messageId, from: CHAT, error: '479' });
  await vi.waitFor(() =>
    expect(receipts).toEqual([
      {
        messageId: message.messageId,
        state: 'uncertain',
        problem: 'WhatsApp tidak mengenali HP penerima (kode 479).',
      },
    ]),
  );
  expect(signs).toEqual([
    ['devices forgotten', '6281200000001'],
    ['session', CHAT, true],
  ]);
  await sending.send(message);
  sending.answered({ id: message.messageId, from: CHAT, error: '479' });
  await vi.waitFor(() => expect(receipts[1]).toMatchObject({ state: 'failed' }));
  expect(governor.speed().isSlowed).toBe(false);
});

test('463: it has failed, and from now on we go slower', async () => {
  const { sending, receipts, governor } = phoneLine();
  await sending.send(message);
  sending.answered({ id: message.messageId, error: '463' });
  expect(receipts).toEqual([
    { messageId: message.messageId, state: 'failed', problem: expect.stringContaining('kode 463') },
  ]);
  expect(governor.speed()).toMatchObject({ perSecond: 2.5, noticesPausedUntil: expect.any(Date) });
});

test('429: everything rests, then the message goes again, twice at most', async () => {
  const { sending, receipts, clock } = phoneLine();
  for (const state of ['uncertain', 'uncertain', 'failed'] as const) {
    await sending.send(message);
    sending.answered({ id: message.messageId, error: '429' });
    expect(receipts.at(-1)).toMatchObject({ state });
    expect(sending.admit([next('B')]).letters).toEqual([]);
    clock.pass({ minutes: 1 });
  }
});

test('any other refusal is final at once', async () => {
  const { sending, receipts, governor } = phoneLine();
  await sending.send(message);
  sending.answered({ id: message.messageId, error: '400' });
  expect(receipts).toEqual([
    { messageId: message.messageId, state: 'failed', problem: 'WhatsApp menolak pesan ini (kode 400).' },
  ]);
  expect(governor.speed().isSlowed).toBe(false);
});

test('before an answer the chat is marked read and we seem to type; before a notice nothing shows', async () => {
  const line = phoneLine();
  const door = line.courtesy.listenAt(hearingDoor());
  const heard = (messageId: string, address = CHAT) =>
    door.receive({
      transport: 'whatsapp',
      address,
      messageId,
      kind: 'text',
      text: 'halo',
      sentAt: line.clock.now(),
    });
  await heard('IN1');
  await heard('IN2');
  await heard('IN2');
  await heard('ELSEWHERE', '6281200000002@s.whatsapp.net');
  await line.sending.send(message);
  expect(line.signs).toEqual([]);
  await line.sending.send({ ...next('B'), priority: 'reply' });
  expect(line.signs).toEqual([
    ['read', 'IN1', 'IN2'],
    ['composing', CHAT],
  ]);
  await line.sending.send({ ...next('C'), priority: 'reply' });
  expect(line.signs).toHaveLength(3);
});

test('what is unread is remembered for a bounded number of chats and messages', async () => {
  const line = phoneLine();
  const door = line.courtesy.listenAt(hearingDoor());
  const chat = (number: number) => `62812${10_000_000 + number}@s.whatsapp.net`;
  const sentAt = line.clock.now();
  for (let number = 0; number <= 2_000; number += 1)
    door.receiveNow({
      transport: 'whatsapp',
      address: chat(number),
      messageId: `M${number}`,
      kind: 'text',
      text: '',
      sentAt,
    });
  for (let number = 0; number < 30; number += 1)
    door.receiveNow({
      transport: 'whatsapp',
      address: CHAT,
      messageId: `N${number}`,
      kind: 'text',
      text: '',
      sentAt,
    });
  await line.sending.send({ ...next('A'), address: chat(0), priority: 'reply' });
  expect(line.signs).toEqual([['composing', chat(0)]]);
  await line.sending.send({ ...next('B'), priority: 'reply' });
  expect(line.signs[1]).toEqual(['read', ...Array.from({ length: 20 }, (_, place) => `N${place + 10}`)]);
});

test('a stopping line waits for the last word, but not for ever', async () => {
  const { sending } = phoneLine();
  await sending.quiet(60_000);
  await sending.send(message);
  const quiet = sending.quiet(60_000);
  sending.answered({ id: message.messageId });
  await quiet;
  await sending.send(next('B'));
  await sending.quiet(1);
});
