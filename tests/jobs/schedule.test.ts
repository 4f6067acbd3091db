import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { openIncidents } from '../../src/domain/incidents/index.ts';
import { runOn, trustClock } from '../../src/domain/job-runs/index.ts';
import { jobRuns } from '../../src/domain/job-runs/table.ts';
import type { Job } from '../../src/jobs/job.ts';
import { createJobs } from '../../src/jobs/schedule.ts';
import { type TestLab, testLab } from '../support/lab.ts';
import { day } from '../support/registrations.ts';

const FRIDAY = day('2026-11-20');
const log = pino({ level: 'silent' });

/** A lab whose jobs are woken by hand. */
function jobsOf(lab: TestLab, jobs: Job[], steadyMs?: () => number) {
  return createJobs(jobs, {
    db: lab.db,
    clock: lab.clock,
    transact: lab.transact,
    timeZone: 'Asia/Jakarta',
    log,
    // A steady clock that goes with the test's, unless a test parts them.
    steadyMs: steadyMs ?? (() => lab.clock.now().getTime()),
  });
}

/** A daily job that counts how often it was done. */
function counting(more: Partial<Job> = {}): Job & { done: number } {
  const job: Job & { done: number } = {
    name: 'counting',
    schedule: '0 0 0 1 1 *',
    oncePer: 'day',
    at: '08:00',
    done: 0,
    run() {
      job.done += 1;
      return { dihitung: job.done };
    },
    ...more,
  };
  return job;
}

const runToday = (lab: TestLab) => runOn(lab.db, 'counting', FRIDAY);

describe('a job that runs once a day', () => {
  test('runs once however often it is woken, not before its hour, and again the next day', async () => {
    const lab = testLab();
    const job = counting();
    const jobs = jobsOf(lab, [job]);
    lab.clock.set('2026-11-20T07:59:00+07:00');
    await jobs.wake('counting');
    expect(job.done).toBe(0);
    lab.clock.set('2026-11-20T08:00:00+07:00');
    for (let woken = 0; woken < 3; woken += 1) await jobs.wake('counting');
    expect(runToday(lab)).toMatchObject({ state: 'done', tries: 1, result: { dihitung: 1 } });
    lab.clock.pass({ days: 1 });
    await jobs.wake('counting');
    expect(job.done).toBe(2);
  });

  test('days on which the lab was down are not made up for', async () => {
    const lab = testLab();
    const job = counting();
    const jobs = jobsOf(lab, [job]);
    await jobs.wake('counting');
    lab.clock.pass({ days: 5 });
    await jobs.wake('counting');
    await jobs.wake('counting');
    expect(job.done).toBe(2);
  });

  test('a clock that was set back to yesterday runs nothing twice', async () => {
    const lab = testLab();
    const job = counting();
    const jobs = jobsOf(lab, [job]);
    await jobs.wake('counting');
    lab.clock.pass({ days: 1 });
    await jobs.wake('counting');
    lab.clock.pass({ days: -1 });
    await jobs.wake('counting');
    expect(job.done).toBe(2);
  });

  test('on a holiday a job for working days rests', async () => {
    const lab = testLab();
    const job = counting({ on: 'workingDays' });
    const jobs = jobsOf(lab, [job]);
    lab.clock.set('2026-11-22T09:00:00+07:00');
    await jobs.wake('counting');
    expect(job.done).toBe(0);
  });

  test('what fails is tried again with growing pauses, becomes an alarm, and the alarm ends with success', async () => {
    const lab = testLab();
    let isBroken = true;
    const job = counting({
      run() {
        if (isBroken) throw new Error('no paper');
        return 1;
      },
    });
    const jobs = jobsOf(lab, [job]);
    await jobs.wake('counting');
    expect(runToday(lab)).toMatchObject({ state: 'failed', tries: 1, problem: 'no paper' });
    await jobs.wake('counting');
    expect(runToday(lab)?.tries).toBe(1);
    lab.clock.pass({ minutes: 1 });
    await jobs.wake('counting');
    lab.clock.pass({ minutes: 4 });
    await jobs.wake('counting');
    expect(runToday(lab)?.tries).toBe(2);
    expect(openIncidents(lab.db, { limit: 9 })).toEqual([]);
    lab.clock.pass({ minutes: 1 });
    await jobs.wake('counting');
    expect(openIncidents(lab.db, { limit: 9 })).toMatchObject([{ kind: 'jobFailed' }]);
    isBroken = false;
    lab.clock.pass({ minutes: 15 });
    await jobs.wake('counting');
    expect(runToday(lab)).toMatchObject({ state: 'done', tries: 4, problem: null });
    expect(openIncidents(lab.db, { limit: 9 })).toEqual([]);
  });

  test('what a failing job had written is not kept', async () => {
    const lab = testLab();
    const job = counting({
      run(ctx) {
        ctx.tx.insert(jobRuns).values({ job: 'half', day: FRIDAY, startedAt: ctx.now, state: 'done' }).run();
        throw new Error('midway');
      },
    });
    await jobsOf(lab, [job]).wake('counting');
    expect(runOn(lab.db, 'half', FRIDAY)).toBeUndefined();
  });

  test('a run that the process did not survive is taken up again', async () => {
    const lab = testLab();
    let attempts = 0;
    const slow = counting({
      async afterwards() {
        attempts += 1;
        // The process dies here: nothing of this promise is ever heard of again.
        if (attempts === 1) await new Promise(() => {});
        return { selesai: attempts };
      },
    });
    void jobsOf(lab, [slow]).wake('counting');
    expect(runToday(lab)).toMatchObject({ state: 'running' });
    lab.clock.pass({ minutes: 2 });
    await jobsOf(lab, [slow]).wake('counting');
    expect(runToday(lab)).toMatchObject({ state: 'done', tries: 2, result: { selesai: 2 } });
  });

  test('a job somebody wants runs at once and a second time, but not beside itself', async () => {
    const lab = testLab();
    let finish: () => void = () => {};
    const job = counting({
      at: '23:00',
      anytime: true,
      afterwards: () =>
        new Promise((resolve) => {
          finish = () => resolve(undefined);
        }),
    });
    const jobs = jobsOf(lab, [job]);
    expect(jobs.runNow('counting')).toBe('started');
    expect(jobs.runNow('counting')).toBe('alreadyRunning');
    finish();
    await jobs.idle();
    expect(runToday(lab)?.state).toBe('done');
    expect(jobs.runNow('counting')).toBe('started');
    finish();
    await jobs.idle();
    expect(job.done).toBe(2);
    expect(jobs.runNow('nothing of this name')).toBe('unknown');
  });
});

describe('a clock that jumps by more than a day', () => {
  test('holds back what erases, raises an alarm, and goes on once somebody has looked', async () => {
    const lab = testLab();
    const erasing = counting({ irreversible: true });
    const harmless = counting({ name: 'harmless' });
    const jobs = jobsOf(lab, [erasing, harmless], () => 1_000);
    jobs.lookAtClock();
    lab.clock.pass({ hours: 25 });
    jobs.lookAtClock();
    await jobs.wake('counting');
    await jobs.wake('harmless');
    expect([erasing.done, harmless.done]).toEqual([0, 1]);
    expect(openIncidents(lab.db, { limit: 9 })).toMatchObject([{ kind: 'clockJumped' }]);
    expect(runOn(lab.db, 'counting', day('2026-11-21'))?.state).toBe('paused');

    lab.change((ctx) => trustClock(ctx));
    await jobs.wake('counting');
    expect(erasing.done).toBe(1);
    expect(lab.facts.map(({ kind }) => kind)).toContain('jobs.resumed');
    expect(openIncidents(lab.db, { limit: 9 })).toEqual([]);
  });

  test('is noticed between two runs of the service too, in both directions', () => {
    for (const hours of [49, -49]) {
      const lab = testLab();
      jobsOf(lab, []).lookAtClock();
      lab.clock.pass({ hours });
      const jobs = jobsOf(lab, []);
      jobs.lookAtClock();
      expect(jobs.clockDoubt(), `${hours} hours`).toMatchObject({ to: lab.clock.now() });
    }
  });

  test('a lab that ran all the while, or was off overnight, is not doubted', () => {
    const lab = testLab();
    const jobs = jobsOf(lab, []);
    jobs.lookAtClock();
    lab.clock.pass({ days: 3 });
    jobs.lookAtClock();
    lab.clock.pass({ hours: 15 });
    const next = jobsOf(lab, []);
    next.lookAtClock();
    expect(next.clockDoubt()).toBeUndefined();
  });
});
