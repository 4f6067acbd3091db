import { expect, test } from 'vitest';
import { openUnread, type Unread } from '../../../src/transports/whatsapp/unread.ts';
import { type TestLab, testLab } from '../../support/lab.ts';
import { hearingDoor } from '../hearing-door.ts';

const NUMBER = '6281200000001@s.whatsapp.net';
const LID = '100000000000001@lid';
const silent = () => {};
const log = { debug: silent, info: silent, warn: silent, error: silent };

interface Watched {
  lab: TestLab;
  door: ReturnType<typeof hearingDoor>;
  unread: Unread;
  asked: string[];
  line: { isUp: boolean };
  /** The same lab after its process was started again. */
  again(): Unread;
}

function watched(): Watched {
  const lab = testLab();
  const door = hearingDoor();
  const asked: string[] = [];
  const line = { isUp: true };
  const again = () =>
    openUnread({
      db: lab.db,
      clock: lab.clock,
      log,
      patienceMs: 60_000,
      door,
      ask: () => (line.isUp ? async (id, address) => void asked.push(`${id} ${address}`) : undefined),
    });
  return { lab, door, unread: again(), asked, line, again };
}

const from = (messageId: string, address = NUMBER, aliases: string[] = []) => ({
  messageId,
  address,
  aliases,
});
const minute = ({ lab }: Watched, unread: Unread) => {
  lab.clock.pass({ seconds: 60 });
  unread.look();
};

test('what could not be read is asked for once after a minute, and its writer told after another', () => {
  const all = watched();
  const { unread, asked, door, lab } = all;
  unread.heard(from('3A01'));
  lab.clock.pass({ seconds: 59 });
  unread.look();
  expect(asked).toEqual([]);
  lab.clock.pass({ seconds: 1 });
  for (let times = 0; times < 3; times += 1) unread.look();
  expect(asked).toEqual([`3A01 ${NUMBER}`]);
  expect(door.heard).toEqual([]);

  minute(all, unread);
  minute(all, unread);
  expect(door.heard).toMatchObject([
    { messageId: 'unread-3A01', kind: 'unreadable', address: NUMBER, phone: '6281200000001' },
  ]);
});

test('a message that comes after all is neither asked for nor spoken of', () => {
  const all = watched();
  all.unread.heard(from('3A01'));
  all.unread.came('3A01');
  for (let minutes = 0; minutes < 3; minutes += 1) minute(all, all.unread);

  expect(all.asked).toEqual([]);
  expect(all.door.heard).toEqual([]);
});

test('a message that we have is not one that could not be read', async () => {
  const all = watched();
  await all.door.receive({
    transport: 'whatsapp',
    address: NUMBER,
    messageId: '3A01',
    kind: 'text',
    text: 'halo',
    sentAt: all.lab.clock.now(),
  });
  all.unread.heard(from('3A01'));
  for (let minutes = 0; minutes < 3; minutes += 1) minute(all, all.unread);

  expect(all.asked).toEqual([]);
  expect(all.door.heard).toHaveLength(1);
});

test('somebody of whom several messages are missing is told once, under whichever address they came', () => {
  const all = watched();
  all.unread.heard(from('3A01', NUMBER, [LID]));
  all.unread.heard(from('3A02', LID, [NUMBER]));
  all.unread.heard(from('3B01', '6281200000002@s.whatsapp.net'));
  minute(all, all.unread);
  minute(all, all.unread);

  expect(all.asked).toHaveLength(3);
  expect(all.door.heard.map(({ messageId }) => messageId)).toEqual(['unread-3A01', 'unread-3B01']);
});

test('without a line nothing is asked, and the writer is not told before we have asked', () => {
  const all = watched();
  all.line.isUp = false;
  all.unread.heard(from('3A01'));
  for (let minutes = 0; minutes < 5; minutes += 1) minute(all, all.unread);
  expect(all.door.heard).toEqual([]);
  all.line.isUp = true;
  all.unread.look();
  expect(all.asked).toHaveLength(1);
});

test('a restart forgets nothing of this, and asks nothing twice', () => {
  const all = watched();
  all.unread.heard(from('3A01', LID, [NUMBER]));
  minute(all, all.unread);
  const restarted = all.again();
  expect(restarted.senderOf('3A01')).toEqual(from('3A01', LID, [NUMBER]));
  minute(all, restarted);

  expect(all.asked).toHaveLength(1);
  expect(all.door.heard.map(({ messageId }) => messageId)).toEqual(['unread-3A01']);
  expect(all.again().senderOf('3A01')).toBeUndefined();
});

test('a lab that cannot write tells the writer once it can', () => {
  const all = watched();
  all.unread.heard(from('3A01'));
  minute(all, all.unread);
  all.door.failWith(new Error('disk full'));
  all.lab.clock.pass({ seconds: 60 });
  expect(() => all.unread.look()).toThrow('disk full');
  all.door.failWith(undefined);
  all.unread.look();
  expect(all.door.heard).toHaveLength(1);
});

test('a message that we have already, and that comes again unreadable, leaves nothing behind', () => {
  const { door, unread, lab } = watched();
  door.receiveNow({
    transport: 'whatsapp',
    address: NUMBER,
    messageId: '3A0F',
    kind: 'text',
    text: 'halo',
    sentAt: lab.clock.now(),
  });
  unread.heard(from('3A0F'));
  expect(unread.senderOf('3A0F')).toBeUndefined();
});
