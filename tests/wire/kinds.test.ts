import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { files } from '../../src/domain/files/table.ts';
import { pdf } from '../files/made-files.ts';
import { openDays } from '../support/open-days.ts';
import type { Content, Person } from '../support/whatsapp/index.ts';
import { type WireLab, wireLab } from '../support/whatsapp/wire-lab.ts';

let lab: WireLab;
beforeAll(async () => {
  lab = await wireLab();
  await lab.startPaired();
});
afterAll(() => lab.end());

const bytes = Buffer.from('0123456789abcdef');
const place = { latitude: -7.47, longitude: 110.22 };

/** Somebody whom the bot has just asked for a name. */
async function askedForName(name: string): Promise<Person> {
  const person = lab.whatsapp.person({ name });
  await person.asks('daftar');
  expect(await person.asks('ya')).toContain('(1/7)');
  return person;
}

/** Sends it, then says a name; gives what was heard before the bot took the name. */
async function answersTo(person: Person, content: Content): Promise<string[]> {
  const before = person.heard.length;
  await person.sends(content);
  await lab.whatsapp.allAnswered();
  await person.says('Siti Aminah');
  const taken = await person.hears(/\(2\/7\)/);
  return person.heard.slice(before, person.heard.indexOf(taken)).map(({ text }) => text);
}

const NOT_UNDERSTOOD: readonly [kind: string, content: Content, answer: RegExp][] = [
  ['a voice note', { voice: bytes }, /mendengarkan pesan suara/],
  ['a video', { video: bytes }, /menonton video/],
  ['a sticker', { sticker: bytes }, /membaca stiker/],
  ['a place', { location: place }, /memakai lokasi/],
  ['a place that moves', { liveLocation: place }, /memakai lokasi/],
  ['a contact card', { contact: { name: 'Budi', phone: '6281200009999' } }, /membaca kartu kontak/],
  ['a photo', { image: bytes }, /membaca tulisan di gambar/],
  ['a document', { document: bytes, name: 'ktp.pdf', mimeType: 'application/pdf' }, /dari berkas/],
  ['a poll', { poll: { question: 'Puasa?', options: ['Ya', 'Tidak'] } }, /jenis pesan itu/],
  ['a reaction', { reaction: '👍', to: '3EB0FFFFFFFFFFFFFFFFFF' }, /tanda seperti itu/],
  ['an invitation to a group', { message: { groupInviteMessage: { groupName: 'RT 3' } } }, /jenis pesan itu/],
];

test.concurrent('whoever sends what the bot cannot read is told so once, and asked the same question again', async () => {
  const all = NOT_UNDERSTOOD.map(async ([kind, content, answer]) => {
    const answers = await answersTo(await askedForName(kind), content);
    expect(answers, kind).toHaveLength(1);
    expect(answers[0], kind).toMatch(answer);
    expect(answers[0], kind).toContain('(1/7)');
  });
  await Promise.all(all);
});

const SAID: readonly [kind: string, content: Content, how?: { disappearing: true }][] = [
  ['text that disappears', { text: 'Siti Aminah' }, { disappearing: true }],
  ['text with a preview', { message: { extendedTextMessage: { text: 'Siti Aminah' } } }],
  ['words under a photo', { image: bytes, caption: 'Siti Aminah' }],
  [
    'words under a document',
    { document: bytes, name: 'ktp.pdf', mimeType: 'application/pdf', caption: 'Siti Aminah' },
  ],
];

test.concurrent('words are words, however WhatsApp wraps them', async () => {
  const all = SAID.map(async ([kind, content, how]) => {
    const person = await askedForName(kind);
    await person.sends(content, how);
    expect((await person.hears(/\d\/7/)).text, kind).toContain('(2/7)');
  });
  await Promise.all(all);
});

const NOTHING_SAID: readonly [kind: string, content: Content][] = [
  ['a reaction taken back', { reaction: '', to: '3EB0FFFFFFFFFFFFFFFFFF' }],
  ['a message taken back', { revoke: '3AFFFFFFFFFFFFFFFFFF' }],
  ['the start of an album', { message: { albumMessage: { expectedImageCount: 2 } } }],
];

test.concurrent('what nobody has said gets no answer, and WhatsApp is told that it has come', async () => {
  const all = NOTHING_SAID.map(async ([kind, content]) => {
    const answers = await answersTo(await askedForName(kind), content);
    expect(answers, kind).toEqual([]);
  });
  await Promise.all(all);
});

test.concurrent('groups, statuses and newsletters get no answer, and WhatsApp is told that they have come', async () => {
  const person = await askedForName('Rina');
  for (const within of ['120363000000000001@g.us', 'status@broadcast', '120363000000000002@newsletter'])
    await person.says('halo', { within });
  await lab.whatsapp.allAnswered();
  await person.asks('Rina Kartika');

  expect(person.heard.map(({ chat }) => chat)).toEqual(Array(3).fill(person.phoneAddress));
  expect(person.last()?.text).toContain('(2/7)');
});

test.concurrent('a referral letter arrives as the file that was sent', async () => {
  const ani = await askedForName('Ani');
  const [day = ''] = openDays();
  for (const typed of ['Ani Wulandari', '3308105708900001', 'y', day, '1', 'kolesterol', '1', 'selesai'])
    await ani.asks(typed);
  expect(await ani.asks('1')).toContain('(7/7)');
  const letter = Buffer.from(await pdf('Rujukan'));
  await ani.sends({ document: letter, name: 'rujukan dokter.pdf', mimeType: 'application/pdf' });

  expect((await ani.hears(/Mohon periksa/)).text).toContain('Rujukan: rujukan dokter.pdf');
  const stored = lab.look((db) => db.select().from(files).all());
  expect(stored.filter(({ name }) => name === 'rujukan dokter.pdf')).toMatchObject([
    { sizeBytes: letter.length, sha256: createHash('sha256').update(letter).digest('hex') },
  ]);
});
