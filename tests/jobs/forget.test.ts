import { expect, test } from 'vitest';
import { forget } from '../../src/jobs/forget.ts';
import { world } from '../support/world.ts';

test('a half-filled form is kept for weeks and forgotten after three months', async () => {
  const lab = await world();
  await lab.says('siti', 'daftar', 'setuju', 'Siti Aminah', '3308105708900001');

  lab.clock.pass({ days: 60 });
  lab.change((ctx) => forget.run(ctx));
  expect((await lab.says('siti', 'halo')).join()).toContain('belum selesai');

  lab.clock.pass({ days: 100 });
  expect(lab.change((ctx) => forget.run(ctx))).toBeGreaterThan(0);
  expect((await lab.says('siti', 'lanjut')).join()).toContain('Tidak ada isian yang tersimpan');
  await lab.stop();
});
