import { expect, test } from 'vitest';
import type { Inbound } from '../../../src/transports/transport.ts';
import { createRecording } from '../../../src/transports/whatsapp/recording.ts';

const silent = () => {};
const log = { debug: silent, info: silent, warn: silent, error: silent };
const photo: Inbound = {
  transport: 'whatsapp',
  address: '6281200000001@s.whatsapp.net',
  messageId: '3A01',
  kind: 'image',
  text: '',
  file: { state: 'awaiting', reference: 'where' },
  sentAt: new Date(0),
};

test('a message is with the lab before the handler returns', () => {
  const received: string[] = [];
  const recording = createRecording({
    log,
    recorded: silent,
    receive: async ({ messageId }) => {
      received.push(messageId);
      return { outcome: 'recorded', intakeId: 1 };
    },
  });
  recording.record(photo);
  expect(received).toEqual(['3A01']);
});

test('it is told what was written down, and what had come before', async () => {
  const told: string[] = [];
  let times = 0;
  const recording = createRecording({
    log,
    recorded: ({ messageId }, outcome) => void told.push(`${messageId} ${outcome}`),
    receive: async () => {
      times += 1;
      return { outcome: times === 1 ? 'recorded' : 'duplicate', intakeId: 1 };
    },
  });
  recording.record(photo);
  recording.record(photo);
  await recording.stop();
  expect(told).toEqual(['3A01 recorded', '3A01 duplicate']);
});

test('a lab that cannot write is offered the message again, and stopping does not wait for it', async () => {
  let times = 0;
  const recording = createRecording({
    log,
    recorded: silent,
    receive: () => {
      times += 1;
      throw new Error('disk full');
    },
  });
  recording.record(photo);
  await recording.stop();
  expect(times).toBe(2);
});
