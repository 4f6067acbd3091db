import { expect, test } from 'vitest';
import { file } from '../../../flows/answers/file.ts';
import { name } from '../../../flows/answers/name.ts';
import { MESSAGE_KINDS } from '../../../src/transports/transport.ts';
import { asksAgain, heard } from './said.ts';

const letter = file({ accepts: ['pdf', 'photo'] });
const pdf = { fileId: 7, name: 'rujukan.pdf', mimeType: 'application/pdf' };
const photo = { fileId: 8, name: 'rujukan.jpg', mimeType: 'image/jpeg' };

test('a stored file of the right kind is taken', () => {
  expect(letter.read(heard('', { kind: 'document', file: pdf }))).toEqual({
    outcome: 'read',
    value: { fileId: 7, name: 'rujukan.pdf' },
  });
  expect(letter.read(heard('ini ya', { kind: 'image', file: photo })).outcome).toBe('read');
});

test('a photo is refused where only a PDF will do, and a spreadsheet everywhere', () => {
  expect(asksAgain(file({ accepts: ['pdf'] }), '', { kind: 'image', file: photo })).toContain(
    'Kirim berkas PDF.',
  );
  const sheet = { fileId: 9, name: 'a.xlsx', mimeType: 'application/vnd.ms-excel' };
  expect(asksAgain(letter, '', { kind: 'document', file: sheet })).toContain('atau foto');
});

test('each problem of a file has a sentence of its own', () => {
  const problems = [
    'tooLarge',
    'empty',
    'wrongKind',
    'damaged',
    'encrypted',
    'unsafe',
    'notFetched',
  ] as const;
  const sentences = problems.map((problem) => asksAgain(letter, '', { kind: 'document', file: { problem } }));
  expect(new Set(sentences).size).toBe(problems.length);
  expect(sentences[0]).toContain('terlalu besar');
  expect(sentences[4]).toContain('kata sandi');
});

test('words instead of a file are told what is awaited', () => {
  expect(asksAgain(letter, 'suratnya di rumah')).toContain('menunggu berkas PDF atau foto');
  expect(asksAgain(letter, '', { kind: 'audio' })).toContain('menunggu');
});

test('a file that did not come with its message is asked for once more', () => {
  expect(asksAgain(letter, '', { kind: 'document' })).toContain('belum sampai');
});

test('a question for words answers each kind of message with what it cannot do', () => {
  const sentences = MESSAGE_KINDS.map((kind) => asksAgain(name, '', { kind }));
  expect(new Set(sentences).size).toBe(MESSAGE_KINDS.length);
  expect(asksAgain(name, '', { kind: 'audio' })).toBe(
    'Maaf, saya belum bisa mendengarkan pesan suara. Tolong ketik jawabannya ya.',
  );
  expect(asksAgain(name, '\u200b  ')).toContain('kosong');
});

const sheet = file({ accepts: ['sheet'] });

test('an Excel sheet is taken where one is wanted, old or new', () => {
  for (const mimeType of [
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'application/vnd.ms-excel',
  ])
    expect(
      sheet.read(heard('', { kind: 'document', file: { fileId: 3, name: 'a', mimeType } })).outcome,
    ).toBe('read');
  expect(asksAgain(sheet, '', { kind: 'document', file: pdf })).toContain('berkas Excel');
});

test('each problem of a sheet has a sentence of its own, and none of them asks for a photo', () => {
  const problems = ['damaged', 'encrypted', 'macros', 'tooManyRows', 'overfull', 'wrongKind'] as const;
  const sentences = problems.map((problem) => asksAgain(sheet, '', { kind: 'document', file: { problem } }));
  expect(new Set(sentences).size).toBe(problems.length);
  for (const sentence of sentences) expect(sentence).not.toContain('foto');
  expect(sentences[2]).toContain('makro');
  expect(sentences[3]).toContain('2.000 baris');
});

test('a sheet with macros sent for a letter is of the wrong kind', () => {
  expect(asksAgain(letter, '', { kind: 'document', file: { problem: 'macros' } })).toContain('atau foto');
});
