import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { tell } from '../../src/domain/notifications/index.ts';
import { staff } from '../../src/domain/staff/table.ts';
import { staffNews } from '../../src/jobs/staff-news.ts';
import { world } from '../support/world.ts';

test('an officer who wants it is told in the own chat how much is new, and nothing about anybody', async () => {
  const lab = await world();
  await lab.says('siti', 'halo');
  const rina = lab.db
    .insert(staff)
    .values({
      name: 'Rina Wulandari',
      email: 'rina@lab.example',
      role: 'liaison',
      passwordHash: '',
      createdAt: lab.clock.now(),
      citizenId: 1,
      wantsWhatsApp: true,
    })
    .returning({ id: staff.id })
    .get();
  const job = staffNews(() => ({ lab: lab.settings, publicUrl: 'https://lab.example', simulated: true }));
  const happens = (kind: 'caseAssigned' | 'overdue', subject: string) =>
    lab.change((ctx) => tell(ctx, [rina.id], { kind, subject, about: 'LAB-7K2M-9QXP-C (Bagus Prakoso)' }));
  const run = async () => {
    const before = lab.heard('siti').length;
    lab.change((ctx) => job.run(ctx));
    await lab.engine.settle();
    return lab.heard('siti').slice(before);
  };

  happens('caseAssigned', 'case:1');
  happens('caseAssigned', 'case:2');
  happens('overdue', 'case:3');
  expect(await run()).toEqual([
    '3 hal baru: 2 diserahkan kepada Anda, 1 terlambat.\nBuka https://lab.example/admin/notifications',
  ]);
  happens('caseAssigned', 'case:4');
  expect(await run()).toEqual([]);

  // Late in the evening only what is urgent comes; the rest comes when the lab opens.
  lab.clock.set('2026-11-20T21:00:00+07:00');
  expect(await run()).toEqual([]);
  happens('overdue', 'case:5');
  expect(await run()).toEqual(['1 hal baru: 1 terlambat.\nBuka https://lab.example/admin/notifications']);
  lab.clock.set('2026-11-23T08:00:00+07:00');
  expect((await run()).join()).toContain('1 hal baru: 1 diserahkan kepada Anda');

  // Who has left the office for good, or has unticked it, hears nothing.
  lab.db.update(staff).set({ wantsWhatsApp: false }).where(eq(staff.id, rina.id)).run();
  happens('overdue', 'case:6');
  lab.clock.pass({ minutes: 10 });
  expect(await run()).toEqual([]);
  await lab.stop();
});
