import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { flows } from '../../flows/index.ts';
import { open } from '../../src/db/open.ts';
import { migrateTo } from '../support/released.ts';
import { lettersIn } from '../support/stored.ts';
import { phoneOf, world } from '../support/world.ts';

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

/** The migration the first release ended with. */
const FIRST_RELEASE = '0001_catalogue-search';
const BEFORE = Date.parse('2026-05-04T09:00:00+07:00');
const NOW = Date.parse('2026-11-20T08:59:00+07:00');

/** A lab of the first release, in which siti has written and been answered; one letter was never confirmed. */
function firstRelease(dataDir: string): void {
  const opened = open(dataDir);
  if (opened.outcome !== 'opened') throw new Error(opened.outcome);
  migrateTo(opened.db, FIRST_RELEASE);
  const sql = opened.db.$client;
  const phone = phoneOf('siti');
  const rows: [text: string, state: string, at: number][] = [
    ['Halo!', 'read', BEFORE],
    ['Hasil Anda siap', 'handedOver', BEFORE],
    ['Sampel Anda diterima', 'sending', NOW],
    ['Pembayaran dicatat', 'queued', NOW],
  ];
  sql
    .prepare('INSERT INTO citizens (display_name, phone, created_at) VALUES (?, ?, ?)')
    .run('Siti', phone, BEFORE);
  sql
    .prepare("INSERT INTO addresses (citizen_id, transport, address, created_at) VALUES (1, 'memory', ?, ?)")
    .run(phone, BEFORE);
  sql
    .prepare("INSERT INTO incidents (kind, citizen_id, about, created_at) VALUES ('loop', 1, 'Berulang', ?)")
    .run(BEFORE);
  const letter = sql.prepare(
    `INSERT INTO outbox (citizen_id, transport, address, generation, priority, text, message_id, state,
       not_before, created_at, handed_over_at)
     VALUES (1, 'memory', @phone, 0, 'reply', @text, @id, @state, @at, @at, iif(@state = 'queued', null, @at))`,
  );
  for (const [text, state, at] of rows) letter.run({ phone, text, id: `3EB0${state}`, state, at });
  sql.exec("INSERT INTO whatsapp_keys (type, id, value) VALUES ('session', '6281200000001.0', '{}')");
  opened.close();
}

test('a lab of the first release goes on where it was, and says nothing again that is half a year old', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sapalab-upgrade-'));
  firstRelease(dataDir);
  const after = await world({ dataDir, ways: { again: 'sameMessage', confirmsWithinMs: 30_000 } });
  await after.engine.settle();

  expect(after.heard('siti')).toEqual(['Sampel Anda diterima', 'Pembayaran dicatat']);
  expect(lettersIn(after.db).map(({ state }) => state)).toEqual([
    'read',
    'uncertain',
    'handedOver',
    'handedOver',
  ]);
  expect(await after.says('siti', 'halo')).toEqual([expect.stringContaining('Halo')]);
  expect(after.errors).toEqual([]);
  await after.stop();
  rmSync(dataDir, { recursive: true });
});
