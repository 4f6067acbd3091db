import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { verifyBackup } from '../../src/backup/unpack.ts';
import { installRoot } from '../../src/db/root.ts';
import { citizens } from '../../src/domain/citizens/table.ts';
import { labOnDisk } from './backed-up-lab.ts';

/** Runs what follows with files of at most 20 KiB (or 40, where a shell counts in larger blocks). */
const SMALL_FILES = ['/bin/sh', '-c', 'ulimit -f 40; exec "$@"', 'sh'];

/** The command, in a process of its own. */
function command(dataDir: string, target: string, before: string[] = []) {
  const line = [
    ...before,
    process.execPath,
    '--no-warnings',
    join(installRoot, 'src/backup.ts'),
    target,
    '--data',
    dataDir,
    '--json',
  ];
  const child = spawn(line[0] ?? '', line.slice(1), { cwd: installRoot, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  const ended = new Promise<{ code: number | null; said: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, said })),
  );
  return { child, ended };
}

test('a backup that is killed at any moment is a whole one or none, and harms no older one', async () => {
  const lab = labOnDisk({ letters: 40 });
  const many = Array.from({ length: 500 }, (_, n) => ({
    displayName: `Warga ${n}`.repeat(20),
    createdAt: new Date(n),
  }));
  lab.db.insert(citizens).values(many).run();
  const target = join(lab.root, 'lab.backup');
  const began = performance.now();
  const first = await command(lab.dataDir, target).ended;
  const lasts = performance.now() - began;
  expect(first.said).toContain('"outcome":"made"');
  const older = readFileSync(target);
  let killed = 0;
  for (let cut = 1; cut <= 6; cut += 1) {
    // The last part of its life, where it writes; a process takes most of its time to begin.
    const { child, ended } = command(lab.dataDir, target);
    await pause((lasts * (cut + 4)) / 11);
    child.kill('SIGKILL');
    if ((await ended).code === null) killed += 1;
    const found = await verifyBackup(target, undefined, join(lab.root, 'look'));
    expect(found.outcome, `cut ${cut}`).toBe('whole');
    for (const name of readdirSync(lab.root).filter((each) => each.endsWith('.part')))
      expect((await verifyBackup(join(lab.root, name), undefined, join(lab.root, 'look'))).outcome).not.toBe(
        'notABackup',
      );
  }
  expect(killed).toBeGreaterThan(2);
  expect(older.length).toBeGreaterThan(512);
  // What a kill left behind is gone after the next one that lives.
  expect((await command(lab.dataDir, target).ended).code).toBe(0);
  expect(readdirSync(lab.root).toSorted()).toEqual(['data', 'lab.backup', 'look']);
  lab.close();
  rmSync(lab.root, { recursive: true });
}, 120_000);

test('a disk that takes no more ends the backup with a word and leaves the older one', async () => {
  const lab = labOnDisk({ letters: 5 });
  const target = join(lab.root, 'lab.backup');
  expect((await command(lab.dataDir, target).ended).code).toBe(0);
  const older = readFileSync(target);
  const full = await command(lab.dataDir, target, SMALL_FILES).ended;
  expect(full.code).toBe(1);
  expect(full.said).toContain('notVerified');
  expect(readFileSync(target)).toEqual(older);
  expect(readdirSync(lab.root).toSorted()).toEqual(['data', 'lab.backup']);
  lab.close();
  rmSync(lab.root, { recursive: true });
}, 60_000);
