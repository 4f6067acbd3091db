import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { flows } from '../../flows/index.ts';
import { world } from '../support/world.ts';

test('a dialog that an upgrade took away leaves nobody without an answer', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sapalab-upgrade-'));
  const before = await world({ dataDir });
  await before.says('siti', 'harga');
  await before.stop();

  const after = await world({
    dataDir,
    clock: before.clock,
    flows: flows.filter(({ name }) => name !== 'prices'),
  });
  const [answer] = await after.sends('siti', { text: '1', messageId: 'after-the-upgrade' });

  expect(after.errors).toEqual([]);
  expect(answer).toContain('Apa yang bisa kami bantu?');
  await after.stop();
  rmSync(dataDir, { recursive: true });
});
