import { expect, test } from 'vitest';
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
