import { setImmediate as breath } from 'node:timers/promises';
import type { DomainContext } from '../domain/context.ts';
import {
  type Ageing,
  agreedRun,
  caseAgeing,
  countOld,
  cutoff,
  finishErasing,
  foundIn,
  noteErased,
  notificationAgeing,
  proofAgeing,
  type RetentionRun,
} from '../domain/retention/index.ts';
import { chatAgeing, forgetPeople } from '../engine/ageing.ts';
import { EVERY_MINUTE, type Job } from './job.ts';

/** Every kind of data that grows old; a person's cases before the person. */
const AGEING: readonly Ageing[] = [...caseAgeing, ...chatAgeing, proofAgeing, notificationAgeing];

/** So many at once: a transaction stays short while people write. */
const BATCH = 100;
const MAX_BATCHES = 100_000;

/** Counts each night what is too old to keep, and erases nothing. */
export const retentionCount: Job = {
  name: 'retention-count',
  about: 'Menghitung data yang sudah melewati masa simpannya. Tidak menghapus apa pun.',
  schedule: EVERY_MINUTE,
  oncePer: 'day',
  at: '02:40',
  anytime: true,
  // Ages that a jumping clock has made would be proposed for erasure.
  irreversible: true,
  run: (ctx) => ({ 'melewati masa simpan': countOld(ctx, AGEING) }),
};

/** Erases what an administrator has agreed to, a little at a time, after the night's backup. */
export const retentionErase: Job = {
  name: 'retention-erase',
  about: 'Menghapus data lama yang penghapusannya sudah disetujui admin pusat, dan mencatat buktinya.',
  schedule: EVERY_MINUTE,
  oncePer: 'day',
  at: '03:10',
  irreversible: true,
  run: () => 0,
  async afterwards(transact, progress) {
    let erased = 0;
    for (const ageing of AGEING) {
      for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
        const done = transact({ kind: 'system' }, (ctx) => eraseBatch(ctx, ageing));
        erased += done;
        if (done < BATCH) break;
        progress({ dihapus: erased });
        await breath();
      }
    }
    for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
      const done = transact({ kind: 'system' }, forgetSome);
      if (done < BATCH) break;
      await breath();
    }
    transact({ kind: 'system' }, (ctx) => {
      const run = agreedRun(ctx.tx);
      if (run) finishErasing(ctx, run.id);
    });
    return { dihapus: erased };
  },
};

function eraseBatch(ctx: DomainContext, ageing: Ageing): number {
  // Asked each time: a word that is taken back, or a case that is held meanwhile, counts at once.
  const run = agreedRun(ctx.tx);
  const before = run && cutoffOf(ctx, run, ageing);
  if (!run || !before) return 0;
  const done = ageing.erase(ctx, before, BATCH);
  if (done > 0) noteErased(ctx, run.id, ageing.kind, done);
  return done;
}

function forgetSome(ctx: DomainContext): number {
  const run = agreedRun(ctx.tx);
  if (!run) return 0;
  return forgetPeople(ctx, cutoff(run.day, ctx.lab.retention.chats, ctx.lab.timeZone), BATCH);
}

/** What was shown when somebody agreed, and never more; a longer time that was set since wins. */
function cutoffOf(ctx: DomainContext, run: RetentionRun, { kind }: Ageing): Date | undefined {
  const found = foundIn(run).find((each) => each.kind === kind);
  if (!found || found.count === 0) return undefined;
  return cutoff(run.day, Math.max(found.months, ctx.lab.retention[kind]), ctx.lab.timeZone);
}
