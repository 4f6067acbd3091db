import { expect, test } from 'vitest';
import { laboratoryDialog } from '../support/dialog.ts';
import { type World, world } from '../support/world.ts';

/** A lab in which Siti has answered everything but the question for a letter. */
async function atTheLetter(): Promise<World> {
  const lab = await world();
  const typed = laboratoryDialog().map((exchange) => exchange.typed);
  await lab.says('siti', ...typed.slice(0, typed.indexOf('lewati')));
  return lab;
}

const photo = { messageId: 'photo', kind: 'image', file: { state: 'awaiting', reference: 'there' } } as const;

test('what is written behind a photo waits until the photo has been fetched', async () => {
  const lab = await atTheLetter();
  expect(await lab.sends('siti', photo)).toEqual([]);
  expect(await lab.sends('siti', { text: 'lewati' })).toEqual([]);
  expect(await lab.sends('budi', { text: 'halo' })).toHaveLength(1);
  const before = lab.heard('siti').length;
  await lab.transport.door().fileArrived('photo', { state: 'refused', problem: 'notFetched' });
  await lab.engine.settle();

  expect(lab.heard('siti').slice(before)).toEqual([
    expect.stringContaining('belum sampai'),
    expect.stringContaining('Mohon periksa'),
  ]);
  await lab.stop();
});

test('a photo that does not come for minutes holds nothing up any longer', async () => {
  const lab = await atTheLetter();
  await lab.sends('siti', photo);
  await lab.sends('siti', { text: 'lewati' });
  const before = lab.heard('siti').length;
  lab.clock.pass({ minutes: 6 });
  lab.engine.tick();
  await lab.engine.settle();

  expect(lab.heard('siti').slice(before)).toEqual([expect.stringContaining('Mohon periksa')]);
  expect(lab.db.$client.prepare("select state from intake where message_id = 'photo'").pluck().get()).toBe(
    'awaitingFile',
  );
  await lab.stop();
});
