import { spawn } from 'node:child_process';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { z } from 'zod';
import { journalHead, NOTED_AS } from '../domain/chain/index.ts';
import type { DomainContext } from '../domain/context.ts';
import { raise, settled } from '../domain/incidents/index.ts';
import { firstRunAt, type JobResult, lastDone } from '../domain/job-runs/index.ts';
import type { LabSettings } from '../domain/values/lab-settings.ts';
import { EVERY_MINUTE, type Job } from './job.ts';

/** What the nightly backup needs. */
export interface BackupJobParts {
  dataDir: string;
  /** Where backups lie. */
  backupDir: string;
  lab(): LabSettings;
  /** Today, for the file's name. */
  now(): Date;
}

/** The name by which its runs are kept. */
export const BACKUP_JOB = 'backup';
const OURS = /^sapalab-\d{4}-\d{2}-\d{2}T\d{6}Z\.backup$/;
const LEFTOVER = /^sapalab-.*\.backup\.(part|work)$/;
/** As source it is a .ts file that Node strips of its types, built it is a .js file. */
const COMMAND = join(import.meta.dirname, `../backup${extname(import.meta.url)}`);
const MAX_HOURS = 4;

const answerSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('made'),
    bytes: z.int(),
    sha256: z.string().length(64),
    files: z.int(),
    tables: z.int(),
    rows: z.int(),
    missingFiles: z.int(),
    changedFiles: z.int(),
  }),
  z.object({ outcome: z.literal('noSpace'), neededBytes: z.number(), freeBytes: z.number() }),
  z.object({ outcome: z.literal('noData') }),
  z.object({ outcome: z.literal('notVerified'), problem: z.string() }),
]);

/** Backs everything up each night, in a process of its own, and keeps the newest ones. */
export function nightlyBackup({ dataDir, backupDir, lab, now }: BackupJobParts): Job {
  return {
    name: BACKUP_JOB,
    about: 'Membuat cadangan seluruh data, membacanya kembali, dan membandingkan isinya.',
    schedule: EVERY_MINUTE,
    oncePer: 'day',
    // Before what erases, so that a mistake in an age can be undone.
    at: '01:30',
    anytime: true,
    run: () => 0,
    async afterwards(transact): Promise<JobResult> {
      await mkdir(backupDir, { recursive: true, mode: 0o700 });
      await removeLeftovers(backupDir);
      const name = `sapalab-${now().toISOString().slice(0, 19).replaceAll(':', '')}Z.backup`;
      const made = await inOwnProcess(join(backupDir, name), dataDir);
      if (made.outcome !== 'made') throw new Error(problemOf(made));
      const removed = await keepNewest(backupDir, lab().backupsKept);
      const { bytes, sha256, files, rows, tables, missingFiles, changedFiles } = made;
      const head = transact({ kind: 'system' }, (ctx) => {
        ctx.record({ kind: 'backup.made', bytes, sha256 });
        settled(ctx, { kind: 'backupOld' });
        return journalHead(ctx.tx).hash;
      });
      const strays = missingFiles + changedFiles;
      return {
        berkas: name,
        MB: Math.round(bytes / 104_857.6) / 10,
        tabel: tables,
        baris: rows,
        'berkas warga': files,
        [NOTED_AS]: head,
        ...(strays > 0 && { 'berkas hilang atau berubah': strays }),
        ...(removed > 0 && { 'cadangan lama dihapus': removed }),
      };
    },
  };
}

const OLD_MS = 26 * 3_600_000;

/** Raises an alarm when the last good backup is more than 26 hours old: one night was missed. */
export const watchBackups: Job = {
  name: 'watch-backups',
  about: 'Membunyikan tanda bahaya bila cadangan terakhir berumur lebih dari 26 jam.',
  schedule: '30 */10 * * * *',
  run: (ctx) => noteOldBackup(ctx),
};

function noteOldBackup(ctx: DomainContext): number {
  const last = lastDone(ctx.tx, BACKUP_JOB)?.endedAt ?? undefined;
  // A lab that is new has until its first night and a day for its first.
  const since = last ?? firstRunAt(ctx.tx, BACKUP_JOB);
  if (since === undefined || ctx.now.getTime() - since.getTime() <= OLD_MS) {
    settled(ctx, { kind: 'backupOld' });
    return 0;
  }
  const raised = raise(ctx, {
    kind: 'backupOld',
    about: last ? 'Cadangan terakhir berumur lebih dari 26 jam' : 'Belum pernah ada cadangan',
  });
  return raised.outcome === 'raised' ? 1 : 0;
}

function inOwnProcess(target: string, dataDir: string): Promise<z.infer<typeof answerSchema>> {
  const child = spawn(process.execPath, ['--no-warnings', COMMAND, target, '--data', dataDir, '--json'], {
    // The channel is only there so that the child ends with us.
    stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
    timeout: MAX_HOURS * 3_600_000,
  });
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      const answer = answerSchema.safeParse(parsed(said));
      if (answer.success) resolve(answer.data);
      else reject(new Error(`proses cadangan berakhir tanpa jawaban (${code ?? 'dihentikan'})`));
    });
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function problemOf(made: Exclude<z.infer<typeof answerSchema>, { outcome: 'made' }>): string {
  if (made.outcome === 'noSpace') {
    const [needed, free] = [made.neededBytes, made.freeBytes].map((bytes) => Math.ceil(bytes / 1_048_576));
    return `Ruang disk tidak cukup: perlu ${needed} MB, tersisa ${free} MB.`;
  }
  return made.outcome === 'noData' ? 'Tidak ada data untuk dicadangkan.' : made.problem;
}

/** Only of backups this job made: what people put there is theirs. */
async function keepNewest(folder: string, count: number): Promise<number> {
  const ours = (await readdir(folder)).filter((name) => OURS.test(name)).toSorted();
  const old = ours.slice(0, Math.max(0, ours.length - count));
  for (const name of old) await rm(join(folder, name));
  return old.length;
}

async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (LEFTOVER.test(name)) await rm(join(folder, name), { recursive: true, force: true });
}
