import { afterEach, beforeEach, expect, test } from 'vitest';
import { citizenById } from '../../src/domain/citizens/index.ts';
import type { Inbound } from '../../src/transports/transport.ts';
import { messagesIn } from '../support/stored.ts';
import { type World, world } from '../support/world.ts';

/** As Meta tells it: a number, and the account behind it; the number may be left out. */
const NUMBER = '6281200000090';
const ACCOUNT = 'ID.1502576394655843';
const both = { address: NUMBER, aliases: [ACCOUNT], phone: NUMBER };

let lab: World;
beforeEach(async () => {
  lab = await world();
});
afterEach(() => lab.stop());

async function writes(from: Pick<Inbound, 'address'> & Partial<Inbound>, text: string): Promise<string> {
  lab.clock.pass({ seconds: 5 });
  // The memory transport takes the address for the number unless it is told that there is none.
  await lab.transport.deliver({ phone: undefined, ...from, text });
  await lab.engine.settle();
  return lab.transport.sent.at(-1)?.text ?? '';
}
const writers = () => [...new Set(messagesIn(lab.db).map(({ citizenId }) => citizenId))];
const phoneOf = (citizenId: number) => lab.change((ctx) => citizenById(ctx.tx, citizenId)?.phone);

test('an account that shows its number later is the same person, in the same form', async () => {
  await writes({ address: ACCOUNT }, 'daftar gula darah puasa');
  await writes({ address: ACCOUNT }, 'ya');
  expect(phoneOf(1)).toBeNull();
  expect(await writes(both, 'Siti Aminah')).toContain('(2/7)');
  expect(writers()).toEqual([1]);
  expect(phoneOf(1)).toBe(NUMBER);
});

test('the next holder of a number has an account of their own and sees nothing of the earlier one', async () => {
  await writes(both, 'daftar gula darah puasa');
  await writes(both, 'ya');
  const answer = await writes({ ...both, aliases: ['ID.999'] }, 'lanjut');
  expect(answer).toContain('Tidak ada');
  expect(writers()).toEqual([1, 2]);
});

test('who changes the number, as Meta tells it, keeps form and person under the new account', async () => {
  await writes(both, 'daftar gula darah puasa');
  lab.transport.door().samePerson({ addresses: [ACCOUNT, 'ID.777'] });
  const moved = { address: '6281200000091', aliases: ['ID.777'], phone: '6281200000091' };
  await writes(moved, 'ya');
  expect(writers()).toEqual([1]);
});

test('a new number that was another citizen’s until yesterday brings nothing of theirs', async () => {
  const theirs = { address: '6281200000091', aliases: ['ID.500'], phone: '6281200000091' };
  await writes(theirs, 'daftar gula darah puasa');
  await writes(both, 'halo');
  lab.transport.door().samePerson({ addresses: [ACCOUNT, 'ID.777'] });
  const answer = await writes({ ...theirs, aliases: ['ID.777'] }, 'lanjut');
  // Their own menu, not the other's form.
  expect(answer).toContain('Apa yang bisa kami bantu?');
  expect(writers()).toEqual([1, 2]);
});
