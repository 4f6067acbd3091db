import type { JSX } from 'preact';
import { z } from 'zod';
import { addWorkingDays, isWorkingDay } from '../../domain/calendar/index.ts';
import { retryAt, trustClock } from '../../domain/job-runs/index.ts';
import type { JobView } from '../../domain/job-runs/values.ts';
import { addDays, instantAt } from '../../domain/values/lab-day.ts';
import { Icon } from '../icons.tsx';
import { instantWords } from '../instants.ts';
import { jobName, RUN_STATES, resultWords, scheduleWords } from '../job-words.ts';
import { Columns } from '../lists.tsx';
import { Badge, Card, Form, Live } from '../pieces.tsx';
import type { Deed, Page, StaffVisit } from '../visit.ts';

const ACTION = '/admin/jobs';

/** What the clock starts, how it went, and what is held back. */
export const jobsPage: Page = (visit) => {
  const jobs = visit.parts.jobs.overview();
  const daily = jobs.filter((job) => job.daily !== undefined);
  const constant = jobs.filter((job) => job.daily === undefined);
  return {
    outcome: 'page',
    title: 'Pekerjaan terjadwal',
    body: (
      <div class="medium">
        <div class="page-head">
          <h1>Pekerjaan terjadwal</h1>
        </div>
        <ClockDoubt visit={visit} />
        <Live visit={visit} part="jobs" everySeconds={10}>
          <div id="jobs">
            {daily.map((job) => (
              <DailyJob key={job.name} visit={visit} job={job} />
            ))}
            <Card title="Yang berjalan terus" icon="clock" flush>
              <table class="list cards">
                <Columns names={['Pekerjaan', 'Jadwal', 'Terakhir']} />
                <tbody>
                  {constant.map((job) => (
                    <ConstantJob key={job.name} visit={visit} job={job} />
                  ))}
                </tbody>
              </table>
            </Card>
          </div>
        </Live>
      </div>
    ),
  };
};

function ClockDoubt({ visit }: { visit: StaffVisit }): JSX.Element | null {
  const doubt = visit.parts.jobs.clockDoubt();
  if (!doubt) return null;
  return (
    <Card title="Jam komputer meragukan" icon="warning" id="clock">
      <p>
        Jam komputer berpindah dari <strong>{instantWords(visit, doubt.from)}</strong> ke{' '}
        <strong>{instantWords(visit, doubt.to)}</strong>, padahal waktu sebanyak itu tidak berlalu selama
        layanan berjalan. Bila layanan memang mati selama itu, tidak ada yang salah. Sampai Anda memastikan,
        tidak ada yang dihapus dan tidak ada yang ditutup karena umurnya.
      </p>
      <p>
        Sekarang menurut komputer: <strong>{instantWords(visit, visit.now)}</strong>. Benar?
      </p>
      <Form visit={visit} action={`${ACTION}/trust-clock`}>
        <button type="submit">Jamnya benar, lanjutkan</button>
      </Form>
    </Card>
  );
}

function DailyJob({ visit, job }: { visit: StaffVisit; job: JobView }): JSX.Element {
  const [last, ...older] = job.runs;
  const next = nextOf(visit, job);
  const state = job.isRunning ? RUN_STATES.running : last && RUN_STATES[last.state];
  return (
    <Card
      title={jobName(job.name)}
      icon="jobs"
      id={`job-${job.name}`}
      side={<Badge tone={state?.tone ?? 'grey'}>{state?.name ?? 'Belum pernah'}</Badge>}
    >
      {job.about ? <p>{job.about}</p> : null}
      <p class="muted">
        {scheduleWords(job)}.{next ? ` Berikutnya ${instantWords(visit, next)}.` : ''}
        {job.irreversible ? ' Ditahan bila jam komputer meragukan.' : ''}
      </p>
      {last ? (
        <p>
          <strong>{instantWords(visit, last.startedAt)}</strong>
          {last.tries > 1 ? `, percobaan ke-${last.tries}` : ''}
          {': '}
          {last.problem && last.state === 'failed'
            ? last.problem
            : resultWords(last.result) || 'tidak ada yang perlu dikerjakan'}
        </p>
      ) : null}
      <div class="row">
        {job.canRunNow ? (
          <Form visit={visit} action={`${ACTION}/${job.name}/run`}>
            <button
              type="submit"
              class="secondary"
              disabled={job.isRunning}
              aria-label={`Jalankan sekarang: ${jobName(job.name)}`}
            >
              Jalankan sekarang
            </button>
          </Form>
        ) : null}
        {job.name === 'retention-count' ? (
          <a class="button secondary" href="/admin/retention">
            <Icon name="eye" /> Buka penghapusan data lama
          </a>
        ) : null}
      </div>
      {older.length > 0 ? (
        <details class="act">
          <summary>Hari-hari sebelumnya</summary>
          <ul class="plain-list">
            {older.map((run) => (
              <li key={run.id}>
                <span class="grow">
                  {instantWords(visit, run.startedAt)}
                  <br />
                  <span class="muted">{run.state === 'failed' ? run.problem : resultWords(run.result)}</span>
                </span>
                <Badge tone={RUN_STATES[run.state].tone}>{RUN_STATES[run.state].name}</Badge>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </Card>
  );
}

function ConstantJob({ visit, job }: { visit: StaffVisit; job: JobView }): JSX.Element {
  return (
    <tr>
      <th scope="row" class="name">
        {jobName(job.name)}
        <br />
        <span class="muted small">{job.about}</span>
      </th>
      <td data-name="Jadwal">{scheduleWords(job)}</td>
      <td data-name="Terakhir" class={job.lastRun?.problem ? undefined : 'muted'}>
        {job.lastRun ? instantWords(visit, job.lastRun.at) : 'belum'}
        {job.lastRun?.problem ? (
          <>
            <br />
            <Badge tone="red">Gagal</Badge> {job.lastRun.problem}
          </>
        ) : null}
      </td>
    </tr>
  );
}

/** When a daily job runs next, as far as can be said. */
function nextOf({ parts, lab, today, now }: StaffVisit, { daily, runs }: JobView): Date | undefined {
  if (!daily) return undefined;
  const [last] = runs;
  const again = last?.day === today ? retryAt(last) : undefined;
  if (again) return again > now ? again : undefined;
  const isForWork = daily.on === 'workingDays';
  const isToday = last?.day !== today && (!isForWork || isWorkingDay(parts.db, today, lab));
  const first = instantAt(today, daily.at, lab.timeZone);
  if (isToday && first > now) return first;
  const day = isForWork ? addWorkingDays(parts.db, today, 1, lab) : addDays(today, 1);
  return instantAt(day, daily.at, lab.timeZone);
}

/** Starts a job that does no harm at any hour. */
export const runJobDeed: Deed<unknown> = {
  form: z.unknown(),
  page: jobsPage,
  back: (visit) => `${ACTION}#job-${visit.params.name}`,
  carryOut(_ctx, visit) {
    const name = visit.params.name ?? '';
    const known = visit.parts.jobs.overview().find((job) => job.name === name && job.canRunNow);
    if (!known) return { outcome: 'notFound' };
    return { outcome: 'done', notice: 'jobStarted', afterwards: () => void visit.parts.jobs.runNow(name) };
  },
};

/** An administrator has looked at the machine's clock. */
export const trustClockDeed: Deed<unknown> = {
  form: z.unknown(),
  page: jobsPage,
  back: () => ACTION,
  carryOut(ctx) {
    trustClock(ctx);
    return { outcome: 'done', notice: 'clockTrusted' };
  },
};
