import { expect, test } from 'vitest';
import { addFile } from '../../src/domain/files/index.ts';
import { readThread } from '../../src/engine/thread.ts';
import { world } from '../support/world.ts';

test('a chat shows both sides in order and never a whole NIK', async () => {
  const lab = await world();
  await lab.says(
    'siti',
    'daftar',
    'setuju',
    'Siti Aminah',
    'NIK saya 3308.1057.0890.0001',
    '3308 1057 0890 0001',
  );

  const thread = readThread(lab.db, 1);

  expect(thread.map(({ from }) => from)).toEqual(Array(5).fill(['citizen', 'bot']).flat());
  expect(thread.map(({ text }) => text.replace(/\D/g, '')).join()).not.toContain('3308105708900001');
  expect(thread.at(-2)?.text).toBe('3308••••••••0001');
  await lab.stop();
});

test.each([
  ['two spaces between the groups', '3308  1057  0890  0001'],
  ['long dashes and colons', '3308–1057:0890—0001'],
  ['digits as wide as letters', '３３０８１０５７０８９００００１'],
  ['signs that nobody sees', '33081057\u200b0890\u20600001'],
])('a NIK is masked for staff with %s', async (_how, typed) => {
  const lab = await world();
  await lab.sends('siti', { text: `ini ${typed}` });

  expect(readThread(lab.db, 1)[0]?.text).toMatch(/^ini 3308•{8}000[01]$/);
  await lab.stop();
});

test('a NIK in the name of a file is masked too', async () => {
  const lab = await world();
  const fileId = lab.change((ctx) =>
    addFile(ctx, {
      storedAs: 'a',
      name: 'KTP 3308105708900001.pdf',
      mimeType: 'application/pdf',
      sizeBytes: 1,
      sha256: '',
      origin: 'citizen',
    }),
  );
  await lab.sends('siti', { kind: 'document', file: { state: 'stored', fileId } });

  expect(readThread(lab.db, 1)[0]?.fileName).toBe('KTP 3308••••••••0001.pdf');
  await lab.stop();
});
