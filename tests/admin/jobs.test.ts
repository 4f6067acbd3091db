import { afterEach, describe, expect, test } from 'vitest';
import { lookAtClock } from '../../src/domain/job-runs/index.ts';
import { jobRuns } from '../../src/domain/job-runs/table.ts';
import type { JobView } from '../../src/domain/job-runs/values.ts';
import { day } from '../support/registrations.ts';
import { type StaffPages, staffPages, WELL } from '../support/staff-pages.ts';

let lab: StaffPages;
afterEach(() => lab.close());

const backup: JobView = {
  name: 'backup',
  about: 'Membuat cadangan seluruh data.',
  schedule: '12 * * * * *',
  daily: { at: '01:30', on: 'allDays' },
  irreversible: false,
  canRunNow: true,
  isRunning: false,
  nextAt: undefined,
  runs: [],
  lastRun: undefined,
};
const daily = (name: string, more: Partial<JobView> = {}): JobView => ({
  ...backup,
  name,
  canRunNow: false,
  ...more,
});

describe('the page of jobs', () => {
  test('says when each runs, what the last run did or why it could not, and when it comes again', async () => {
    lab = await staffPages();
    const run = lab.db
      .insert(jobRuns)
      .values({
        job: 'x',
        day: day('2026-11-20'),
        startedAt: new Date('2026-11-19T18:30:00Z'),
        state: 'done',
        tries: 2,
        result: { baris: 1234 },
      })
      .returning()
      .get();
    const failed = {
      ...run,
      id: 2,
      state: 'failed' as const,
      problem: 'Ruang disk tidak cukup.',
      tries: 6,
      result: null,
    };
    const jobs = [
      { ...backup, runs: [run] },
      daily('digest', { daily: { at: '16:00', on: 'workingDays' }, runs: [failed] }),
      daily('watch-line', {
        daily: undefined,
        schedule: '*/5 * * * * *',
        lastRun: { at: lab.clock.now(), problem: 'kertas habis' },
      }),
    ];
    await lab.close();
    lab = await staffPages({
      jobs: { overview: () => jobs, clockDoubt: () => undefined, runNow: () => 'started' },
    });
    const admin = await lab.signedIn(await lab.hire('Dewi Lestari', 'administrator'));
    const { html } = await admin.get('/admin/jobs');
    const text = html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    expect(text).toContain('Setiap hari pukul 01.30');
    expect(text).toContain('percobaan ke-2');
    expect(text).toContain('baris: 1.234');
    expect(text).toContain('Hari kerja pukul 16.00');
    expect(text).toContain('Ruang disk tidak cukup.');
    // The next working day after a Friday is Monday.
    expect(text).toContain('Berikutnya 23 November 2026 16.00');
    expect(text).toContain('Setiap 5 detik');
    expect(text).toContain('kertas habis');
  });

  test('starts a harmless job, and no other', async () => {
    const started: string[] = [];
    const jobs = {
      overview: () => [backup, daily('forget')],
      clockDoubt: () => undefined,
      runNow: (name: string) => {
        started.push(name);
        return 'started' as const;
      },
    };
    lab = await staffPages({ jobs });
    const admin = await lab.signedIn(await lab.hire('Dewi Lestari', 'administrator'));
    const done = await admin.fill('/admin/jobs', '/admin/jobs/backup/run');
    expect(done.to).toContain('notice=jobStarted');
    expect(started).toEqual(['backup']);
    const { html } = await admin.get('/admin/jobs');
    expect(html).not.toContain('/admin/jobs/forget/run');
    const refused = await admin.post('/admin/jobs/forget/run', { key: 'a-key-of-sixteen-letters' });
    expect([refused.status, started.length]).toEqual([404, 1]);
  });

  test('shows a clock that jumped until an administrator says that it is right', async () => {
    lab = await staffPages();
    lab.change((ctx) => lookAtClock(ctx, undefined, 0));
    lab.clock.pass({ days: 3 });
    lab.change((ctx) => lookAtClock(ctx, undefined, 0));
    const admin = await lab.signedIn(await lab.hire('Dewi Lestari', 'administrator'));
    expect((await admin.get('/admin/jobs')).html).toContain('Jam komputer meragukan');
    await admin.fill('/admin/jobs', '/admin/jobs/trust-clock');
    expect((await admin.get('/admin/jobs')).html).not.toContain('Jam komputer meragukan');
    expect(lab.facts).toContainEqual({ kind: 'jobs.resumed', job: '' });
  });
});

describe('the page of health', () => {
  const lights = (html: string) =>
    [...html.matchAll(/class="badge (green|amber|red)"/g)].map(([, light]) => light);

  test('is all green in a lab in which all is well, for everybody who works there', async () => {
    lab = await staffPages();
    const officer = await lab.signedIn(await lab.hire('Rina Wulandari', 'serviceOfficer'));
    const { html } = await officer.get('/admin/health');
    expect(html).toContain('Semua berjalan baik');
    expect(new Set(lights(html))).toEqual(new Set(['green']));
  });

  test('shows a red light and what to do when WhatsApp is down and a night had no backup', async () => {
    lab = await staffPages({
      transport: () => ({ name: 'whatsapp', state: { status: 'unpaired', detail: 'HP memutus tautan.' } }),
      health: () => ({
        ...WELL,
        status: 'trouble',
        backupIsOld: true,
        failingJobs: ['backup'],
        problem: 'the disk is almost full',
        freeDiskMegabytes: 40,
      }),
    });
    const officer = await lab.signedIn(await lab.hire('Rina Wulandari', 'liaison'));
    const { html } = await officer.get('/admin/health');
    expect(lights(html).filter((light) => light === 'red')).toHaveLength(5);
    expect(html).toContain('HP memutus tautan.');
    expect(html).toContain('Beri tahu admin pusat');
    expect(html).toContain('Cadangan malam');
    expect(html).not.toContain('href="/admin/jobs"');
    const admin = await lab.signedIn(await lab.hire('Dewi Lestari', 'administrator'));
    expect((await admin.get('/admin/health')).html).toContain('href="/admin/jobs"');
  });
});
