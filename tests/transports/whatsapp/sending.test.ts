import type { WASocket } from '@whiskeysockets/baileys';
import { expect, test } from 'vitest';
import type { Receipt } from '../../../src/transports/transport.ts';
import { createSending } from '../../../src/transports/whatsapp/sending.ts';
import { testClock } from '../../support/lab.ts';

const silent = () => {};
const log = { debug: silent, info: silent, warn: silent, error: silent };
const message = {
  address: '6281200000001@s.whatsapp.net',
  messageId: '3EB0AAAAAAAAAAAAAAAAAA',
  text: 'Halo',
};

function phoneLine(sendMessage: (...words: unknown[]) => Promise<unknown> = async () => ({})) {
  const clock = testClock();
  const sent: unknown[][] = [];
  const receipts: Receipt[] = [];
  // Only what sending uses of a socket.
  const socket = {
    sendMessage: (...words: unknown[]) => {
      sent.push(words);
      return sendMessage(...words);
    },
  } as unknown as WASocket;
  let isOpen = true;
  const sending = createSending({
    clock,
    log,
    socket: () => (isOpen ? socket : undefined),
    receipt: (receipt) => void receipts.push(receipt),
  });
  return {
    clock,
    sent,
    receipts,
    sending,
    cut: () => {
      isOpen = false;
    },
  };
}

test('a message goes out under the id it was given', async () => {
  const { sending, sent } = phoneLine();
  expect(await sending.send(message)).toEqual({ outcome: 'handedOver' });
  expect(sent[0]).toMatchObject([message.address, { text: 'Halo' }, { messageId: message.messageId }]);
});

test('the second message to a chat is put off, not held', async () => {
  const { clock, sending, sent } = phoneLine();
  await sending.send(message);
  expect(await sending.send({ ...message, messageId: 'B' })).toMatchObject({
    outcome: 'notNow',
    afterMs: 2_000,
  });
  expect(sent).toHaveLength(1);
  clock.pass({ seconds: 2 });
  expect(await sending.send({ ...message, messageId: 'B' })).toEqual({ outcome: 'handedOver' });
});

test('without a connection nothing goes and no turn is used up', async () => {
  const { sending, cut, sent } = phoneLine();
  cut();
  expect(await sending.send(message)).toMatchObject({ outcome: 'notNow', problem: 'not connected' });
  expect(sent).toEqual([]);
});

test('a group is refused, and so is a file that is gone', async () => {
  const { sending, sent } = phoneLine();
  expect(await sending.send({ ...message, address: '120363000000000001@g.us' })).toMatchObject({
    outcome: 'refused',
  });
  expect(sent).toEqual([]);
  const gone = phoneLine(async () => {
    throw Object.assign(new Error('ENOENT'), { code: 'ENOENT' });
  });
  expect(await gone.sending.send(message)).toMatchObject({ outcome: 'refused' });
});

test('a failure on an open line counts as a try and names nobody', async () => {
  const { sending } = phoneLine(async () => {
    throw new Error('No sessions for 6281200000001@s.whatsapp.net');
  });
  expect(await sending.send(message)).toEqual({ outcome: 'notNow', problem: 'Error: No sessions for …' });
});

test('a line lost in the middle of a send costs no try and leaves nothing uncertain', async () => {
  for (const ends of ['well', 'badly']) {
    const line = phoneLine(async () => {
      line.cut();
      line.sending.lineLost();
      if (ends === 'badly') throw new Error('Connection Closed');
    });
    expect(await line.sending.send(message)).toMatchObject({
      outcome: 'notNow',
      afterMs: expect.any(Number),
    });
    expect(line.receipts).toEqual([]);
  }
});

test('an answer that overtakes the send is not forgotten', async () => {
  const line = phoneLine(async () => {
    line.sending.heard({ messageId: message.messageId, state: 'acknowledged' });
    line.cut();
  });
  expect(await line.sending.send(message)).toEqual({ outcome: 'handedOver' });
  line.sending.lineLost();
  expect(line.receipts.map(({ state }) => state)).toEqual(['acknowledged']);
});

test('what WhatsApp had not confirmed when the line was lost is uncertain; the rest is not', async () => {
  const { clock, sending, receipts } = phoneLine();
  await sending.send(message);
  sending.heard({ messageId: message.messageId, state: 'acknowledged' });
  clock.pass({ seconds: 2 });
  await sending.send({ ...message, messageId: 'B' });
  sending.lineLost();
  sending.lineLost();
  expect(receipts.map(({ messageId, state }) => [messageId, state])).toEqual([
    [message.messageId, 'acknowledged'],
    ['B', 'uncertain'],
  ]);
});
