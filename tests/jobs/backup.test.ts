import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { verifyBackup } from '../../src/backup/unpack.ts';
import { openIncidents } from '../../src/domain/incidents/index.ts';
import { lastDone, lastRuns } from '../../src/domain/job-runs/index.ts';
import { nightlyBackup, watchBackups } from '../../src/jobs/backup.ts';
import { createJobs } from '../../src/jobs/schedule.ts';
import { labOnDisk } from '../backup/backed-up-lab.ts';
import { type TestLab, testLab } from '../support/lab.ts';

let lab: TestLab;
let disk: ReturnType<typeof labOnDisk>;
let backupDir: string;
beforeEach(() => {
  lab = testLab({ backupsKept: 2 });
  disk = labOnDisk();
  backupDir = join(disk.root, 'backups');
});
afterEach(() => {
  disk.close();
  rmSync(disk.root, { recursive: true, force: true });
});

const clockwork = (dataDir = disk.dataDir) =>
  createJobs(
    [nightlyBackup({ dataDir, backupDir, lab: () => lab.settings, now: lab.clock.now }), watchBackups],
    {
      db: lab.db,
      clock: lab.clock,
      transact: lab.transact,
      timeZone: 'Asia/Jakarta',
      log: pino({ level: 'silent' }),
      steadyMs: () => lab.clock.now().getTime(),
    },
  );
const alarms = () => openIncidents(lab.db, { limit: 9 }).map(({ kind }) => kind);

test('each night makes a backup that can be restored, and the newest few are kept', async () => {
  mkdirSync(backupDir);
  writeFileSync(join(backupDir, 'sapalab-2026-01-01T000000Z.backup.part'), 'cut off');
  writeFileSync(join(backupDir, 'mine.backup'), 'put there by hand');
  const jobs = clockwork();
  for (let night = 0; night < 3; night += 1) {
    await jobs.wake('backup');
    lab.clock.pass({ days: 1 });
  }
  const kept = readdirSync(backupDir).toSorted();
  expect(kept).toEqual([
    'mine.backup',
    'sapalab-2026-11-21T020000Z.backup',
    'sapalab-2026-11-22T020000Z.backup',
  ]);
  const newest = await verifyBackup(join(backupDir, kept[2] ?? ''), undefined, join(disk.root, 'look'));
  expect(newest.outcome).toBe('whole');
  expect(lastDone(lab.db, 'backup')?.result).toMatchObject({ berkas: kept[2], 'berkas warga': 4 });
  expect(lab.facts.filter(({ kind }) => kind === 'backup.made')).toHaveLength(3);
});

test('a night without a good backup is an alarm until there is one', async () => {
  const broken = clockwork(join(disk.root, 'nothing here'));
  await broken.wake('backup');
  expect(lastRuns(lab.db, 'backup', 1)).toMatchObject([
    { state: 'failed', problem: expect.stringContaining('Tidak ada data') },
  ]);
  lab.clock.pass({ hours: 25 });
  await broken.wake('watch-backups');
  expect(alarms()).toEqual([]);
  lab.clock.pass({ hours: 2 });
  await broken.wake('watch-backups');
  expect(alarms()).toEqual(['backupOld']);
  await clockwork().wake('backup');
  expect(alarms()).toEqual([]);
});
