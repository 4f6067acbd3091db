import { expect, test } from 'vitest';
import { reply } from '../../src/domain/citizens/index.ts';
import { openIncidents } from '../../src/domain/incidents/index.ts';
import { addStaff } from '../../src/domain/staff/index.ts';
import { world } from '../support/world.ts';

test('an officer who answers has looked: the wish for a person is off the list, other trouble stays', async () => {
  const lab = await world();
  const added = lab.change((ctx) =>
    addStaff(ctx, { name: 'Rina', email: 'rina@lab.example', role: 'liaison', passwordHash: 'x' }),
  );
  if (added.outcome !== 'added') throw new Error('no officer');
  await lab.says('siti', 'petugas');
  await lab.says('budi', 'petugas');
  expect(openIncidents(lab.db, { limit: 10 })).toHaveLength(2);

  lab.staff(added.staffId, (ctx) => reply(ctx, 1, 'Selamat pagi, ada yang bisa kami bantu?'));

  expect(openIncidents(lab.db, { limit: 10 }).map(({ citizenId }) => citizenId)).toEqual([2]);
  await lab.stop();
});
