import { eq } from 'drizzle-orm';
import { afterEach, expect, test } from 'vitest';
import { addresses } from '../../src/domain/citizens/table.ts';
import { openIncidents } from '../../src/domain/incidents/index.ts';
import { resend } from '../../src/engine/resend.ts';
import { outbox } from '../../src/engine/tables.ts';
import { readThread } from '../../src/engine/thread.ts';
import type { Sent } from '../../src/transports/transport.ts';
import { lettersIn } from '../support/stored.ts';
import { type World, world } from '../support/world.ts';

const labs: World[] = [];
afterEach(async () => {
  await Promise.all(labs.splice(0).map((lab) => lab.stop().catch(() => {})));
});

const refused: Sent = { outcome: 'refused', problem: 'Nomor ini tidak terdaftar di WhatsApp.' };

/** A lab whose answer to siti was refused. */
async function withRefused(): Promise<World & { letterId: number }> {
  const lab = await world({});
  labs.push(lab);
  lab.transport.failNext(refused);
  await lab.says('siti', 'halo');
  const entry = readThread(lab.db, 1).find(({ letterId }) => letterId !== undefined);
  if (entry?.letterId === undefined) throw new Error('nothing in the thread can be sent again');
  return Object.assign(lab, { letterId: entry.letterId });
}

test('a letter that was refused goes once more under its id, and the matter is off the list', async () => {
  const lab = await withRefused();
  const id = lettersIn(lab.db)[0]?.messageId;
  expect(openIncidents(lab.db, { limit: 5 })).toHaveLength(1);

  expect(lab.change((ctx) => resend(ctx, { citizenId: 1, letterId: lab.letterId })).outcome).toBe('resent');
  lab.engine.wake();
  await lab.engine.settle();

  expect(openIncidents(lab.db, { limit: 5 })).toEqual([]);
  expect(lab.transport.sent.at(-1)?.messageId).toBe(id);
  expect(lettersIn(lab.db)[0]?.state).not.toBe('failed');
  expect(lab.change((ctx) => resend(ctx, { citizenId: 1, letterId: lab.letterId })).outcome).toBe(
    'notNeeded',
  );
});

test('nothing is sent again to a number that has another holder, nor out of another chat', async () => {
  const lab = await withRefused();
  expect(lab.change((ctx) => resend(ctx, { citizenId: 2, letterId: lab.letterId })).outcome).toBe('unknown');

  lab.db.update(addresses).set({ generation: 1 }).where(eq(addresses.citizenId, 1)).run();
  expect(lab.change((ctx) => resend(ctx, { citizenId: 1, letterId: lab.letterId })).outcome).toBe(
    'otherHolder',
  );
  expect(lab.db.select().from(outbox).where(eq(outbox.id, lab.letterId)).get()?.state).toBe('failed');
});
