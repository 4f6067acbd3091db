import { afterEach, expect, test } from 'vitest';
import {
  answeredOnPhone,
  citizenById,
  handBack,
  isHandled,
  reply,
  takeOver,
} from '../../src/domain/citizens/index.ts';
import { addStaff } from '../../src/domain/staff/index.ts';
import { intake } from '../../src/engine/tables.ts';
import { readThread } from '../../src/engine/thread.ts';
import { lettersIn } from '../support/stored.ts';
import { phoneOf, type World, world } from '../support/world.ts';

const labs: World[] = [];
afterEach(async () => {
  for (const lab of labs.splice(0)) {
    expect(lab.errors).toEqual([]);
    await lab.stop();
  }
});
async function opened(): Promise<World> {
  const lab = await world();
  labs.push(lab);
  return lab;
}

const citizen = (lab: World, id = 1) => {
  const found = citizenById(lab.db, id);
  if (!found) throw new Error(`no citizen ${id}`);
  return found;
};
const isSilent = (lab: World) => isHandled(citizen(lab), lab.clock.now());
async function officer(lab: World): Promise<number> {
  const added = lab.change((ctx) =>
    addStaff(ctx, { name: 'Rina', email: 'rina@lab.example', role: 'liaison', passwordHash: 'x' }),
  );
  if (added.outcome !== 'added') throw new Error('no officer');
  return added.staffId;
}

/** An officer writes to Siti on the lab's own phone. */
async function onPhone(lab: World, text: string, more: { messageId?: string; sentAt?: Date } = {}) {
  const { messageId = `phone-${text}`, sentAt = lab.clock.now() } = more;
  lab.transport.door().writtenOnPhone({ address: phoneOf('siti'), messageId, text, sentAt });
  await lab.engine.settle();
}

test('a call is answered in writing with the number of the lab, once a day', async () => {
  const lab = await opened();
  const call = (messageId: string) => lab.sends('siti', { kind: 'call', messageId });

  expect(await call('call-1')).toEqual([expect.stringContaining(lab.settings.phone)]);
  expect(await call('call-2')).toEqual([]);
  lab.clock.pass({ days: 1 });
  expect(await call('call-3')).toHaveLength(1);
  expect(await call('call-4')).toEqual([]);
});

test('a thumb under a message gets no answer, unless a form waits for words', async () => {
  const lab = await opened();
  const thumb = (more = {}) => lab.sends('siti', { kind: 'reaction', ...more });

  expect(await thumb()).toEqual([]);
  await lab.says('siti', 'menu');
  expect(await thumb()).toEqual([]);
  await lab.says('siti', 'daftar', 'ya');
  expect(await thumb({ sentAt: new Date(lab.clock.now().getTime() - 3_600_000) })).toEqual([]);
  expect(await thumb()).toEqual([expect.stringMatching(/tolong ketik jawabannya[\s\S]*\(1\/7\)/i)]);
});

test('a call of long ago is not answered', async () => {
  const lab = await opened();
  const yesterday = new Date(lab.clock.now().getTime() - 13 * 3_600_000);

  expect(await lab.sends('siti', { kind: 'call', sentAt: yesterday })).toEqual([]);
});

test.each(['call', 'unreadable', 'edited'] as const)(
  'after something %s the form goes on where it was',
  async (kind) => {
    const lab = await opened();
    await lab.says('siti', 'daftar', 'setuju');
    expect(await lab.sends('siti', { kind, text: kind === 'edited' ? 'Siti' : '' })).toHaveLength(1);

    expect((await lab.says('siti', 'Siti Aminah')).join()).toContain('(2/7)');
  },
);

test('what could not be read is spoken of in the language of its writer', async () => {
  const lab = await opened();
  await lab.says('siti', 'english');
  await lab.says('siti', 'language english');

  expect(await lab.sends('siti', { kind: 'unreadable' })).toEqual([expect.stringContaining('once more')]);
});

test('words changed before they are answered are answered as they stand', async () => {
  const lab = await opened();
  await lab.says('siti', 'daftar', 'setuju');
  const from = { address: phoneOf('siti') };
  const first = lab.transport.deliver({ ...from, messageId: 'first', text: 'Sitti' });
  const second = lab.transport.deliver({
    ...from,
    messageId: 'first-edit-1',
    edits: 'first',
    kind: 'edited',
    text: 'Siti Aminah',
  });
  const before = lab.heard('siti').length;
  await lab.engine.settle();
  await Promise.all([first, second]);

  expect(lab.heard('siti').slice(before)).toEqual([expect.stringContaining('(2/7)')]);
  expect(
    readThread(lab.db, 1)
      .filter(({ from }) => from === 'citizen')
      .at(-1)?.text,
  ).toBe('Siti Aminah');
});

test("nobody changes another person's words", async () => {
  const lab = await opened();
  const first = lab.transport.deliver({ address: phoneOf('siti'), messageId: 'first', text: 'menu' });
  const second = lab.transport.deliver({
    address: phoneOf('budi'),
    messageId: 'first-edit-1',
    edits: 'first',
    kind: 'edited',
    text: 'petugas',
  });
  await lab.engine.settle();
  await Promise.all([first, second]);

  expect(readThread(lab.db, 1)[0]?.text).toBe('menu');
  expect(lab.heard('budi').join()).toContain('tidak kami baca ulang');
});

test("an officer's words on the lab's phone silence the bot, stand in the chat, and are sent by nobody", async () => {
  const lab = await opened();
  await lab.says('siti', 'petugas');
  const before = lab.transport.sent.length;
  await onPhone(lab, 'Selamat pagi, ini Rina.');
  await lab.says('siti', 'pagi Bu', 'menu');

  expect(lab.transport.sent).toHaveLength(before);
  expect(readThread(lab.db, 1).find(({ onPhone: isOnPhone }) => isOnPhone)).toMatchObject({
    from: 'staff',
    text: 'Selamat pagi, ini Rina.',
    state: 'acknowledged',
  });
  expect(lab.facts.filter(({ kind }) => kind === 'chat.answeredOnPhone')).toHaveLength(1);
});

test('every word on the phone keeps the bot silent longer; then it answers again without a word about it', async () => {
  const lab = await opened();
  await lab.says('siti', 'halo');
  await onPhone(lab, 'satu');
  lab.clock.pass({ hours: 11 });
  await onPhone(lab, 'dua');
  lab.clock.pass({ hours: 11 });
  expect(await lab.says('siti', 'halo')).toEqual([]);
  lab.clock.pass({ hours: 2 });

  const said = await lab.says('siti', 'halo');
  expect(said).toHaveLength(1);
  expect(said.join()).not.toContain('petugas selesai');
  expect(lab.facts.filter(({ kind }) => kind === 'chat.answeredOnPhone')).toHaveLength(1);
});

test('what the bot itself has sent is not an officer’s, though it comes back from the phone', async () => {
  const lab = await opened();
  await lab.says('siti', 'halo');
  const [own] = lettersIn(lab.db);
  await onPhone(lab, own?.text ?? '', { messageId: own?.messageId ?? '' });

  expect(isSilent(lab)).toBe(false);
  expect(lettersIn(lab.db)).toHaveLength(1);
});

test('words on the phone of more than twelve hours ago are only shown', async () => {
  const lab = await opened();
  await onPhone(lab, 'kemarin', { sentAt: new Date(lab.clock.now().getTime() - 13 * 3_600_000) });

  expect(isSilent(lab)).toBe(false);
  expect(readThread(lab.db, 1).map(({ text }) => text)).toEqual(['kemarin']);
  expect(await lab.says('siti', 'halo')).toHaveLength(1);
});

test('an officer at the page can hand a chat on the phone back, and nobody is told of what they did not notice', async () => {
  const lab = await opened();
  const rina = await officer(lab);
  await lab.says('siti', 'halo');
  await onPhone(lab, 'Halo');
  lab.staff(rina, (ctx) => handBack(ctx, 1));
  await lab.engine.settle();

  expect(lab.heard('siti')).toHaveLength(1);
  expect(await lab.says('siti', 'menu')).toHaveLength(1);
});

test('an officer at the page can take over from the phone, and what is written on the phone then changes nothing', async () => {
  const lab = await opened();
  const rina = await officer(lab);
  await lab.says('siti', 'halo');
  await onPhone(lab, 'Halo');
  expect(lab.staff(rina, (ctx) => takeOver(ctx, 1))).toEqual({ outcome: 'takenOver' });
  expect(lab.staff(rina, (ctx) => reply(ctx, 1, 'Saya Rina'))).toEqual({ outcome: 'replied' });
  await onPhone(lab, 'Halo lagi');

  expect(citizen(lab).handledBy).toBe(rina);
});

test('an apology is given although an officer holds the page, and not while one holds the phone', async () => {
  const lab = await opened();
  const rina = await officer(lab);
  await lab.says('siti', 'halo');
  lab.staff(rina, (ctx) => takeOver(ctx, 1));
  expect(await lab.sends('siti', { kind: 'unreadable' })).toContainEqual(
    expect.stringContaining('sekali lagi'),
  );
  lab.staff(rina, (ctx) => handBack(ctx, 1));
  lab.change((ctx) => answeredOnPhone(ctx, 1, ctx.now));
  await lab.engine.settle();

  expect(await lab.sends('siti', { kind: 'unreadable' })).toEqual([]);
});

test('of what came late only the last is answered, even when it takes more than one commit', async () => {
  const lab = await opened();
  const late = new Date(lab.clock.now().getTime() - 30 * 60_000);
  const people = Array.from({ length: 60 }, (_, place) => `62812000${String(place).padStart(5, '0')}`);
  const brought = ['daftar', 'setuju', 'Siti Aminah'].flatMap((text) =>
    people.map((address) => lab.transport.deliver({ address, text, sentAt: late })),
  );
  await lab.engine.settle();
  await Promise.all(brought);

  for (const person of people) expect(lab.heard(person)).toEqual([expect.stringContaining('(2/7)')]);
});

test('what came late is answered though a thumb or a call came after it', async () => {
  const lab = await opened();
  const sentAt = new Date(lab.clock.now().getTime() - 30 * 60_000);
  const address = '6281200000091';
  const brought = ['text', 'reaction', 'call', 'text', 'reaction'].map((kind) =>
    lab.transport.deliver({
      address,
      kind: kind as 'text' | 'reaction' | 'call', // the words of the list above
      text: kind === 'text' ? 'menu' : '',
      sentAt,
    }),
  );
  await lab.engine.settle();
  await Promise.all(brought);
  expect(lab.heard(address)).toEqual([
    expect.stringContaining(lab.settings.phone),
    expect.stringContaining('Apa yang bisa kami bantu?'),
  ]);
});

test('two dialogs of somebody who turns out to be one person become one, and the form is kept', async () => {
  const lab = await opened();
  const [number, lid] = ['6281200000090@s.whatsapp.net', '93750000000001@lid'];
  const writes = async (address: string, text: string) => {
    lab.clock.pass({ seconds: 5 });
    await lab.transport.deliver({ address, text });
    await lab.engine.settle();
    return lab.transport.sent.at(-1)?.text;
  };
  for (const text of ['daftar', 'setuju', 'Siti Aminah']) await writes(lid, text);
  await writes(number, 'harga');
  lab.transport.door().samePerson({ addresses: [lid, number], phone: '6281200000090' });

  expect(await writes(number, 'lanjut')).toContain('(2/7)');
  expect(lettersIn(lab.db).every(({ citizenId }) => citizenId === 1)).toBe(true);
});

test('words taken back get no answer, move nothing, and stand in the chat as taken back', async () => {
  const lab = await opened();
  await lab.says('siti', 'daftar', 'setuju');
  const from = { transport: 'memory', address: phoneOf('siti') };
  await lab.transport.deliver({ ...from, messageId: 'name', text: 'Siti Aminh' });
  await lab.engine.settle();
  const before = lab.heard('siti').length;

  await lab.transport.deliver({ ...from, messageId: 'name-withdrawn', kind: 'withdrawn', edits: 'name' });
  const other = { transport: 'memory', address: phoneOf('budi'), edits: 'name' };
  await lab.transport.deliver({ ...other, messageId: 'not-his', kind: 'withdrawn' });
  await lab.engine.settle();

  expect(lab.heard('siti')).toHaveLength(before);
  const withdrawn = readThread(lab.db, 1).filter(({ kind }) => kind === 'withdrawn');
  expect(withdrawn.map(({ text }) => text)).toEqual(['Siti Aminh']);
  expect((await lab.says('siti', '3308105708900001')).join()).toContain('(3/7)');
  expect(lab.db.select().from(intake).all().at(-2)).toMatchObject({ kind: 'withdrawn', text: '' });
});
