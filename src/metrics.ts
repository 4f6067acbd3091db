import type { Clock } from './clock.ts';
import type { Db } from './db/open.ts';
import { caseFigures } from './domain/cases/index.ts';
import { deliveryFigures } from './engine/pulse.ts';
import type { Jobs } from './jobs/index.ts';
import type { FigureSource } from './site/figures.ts';

/** What is counted for machines that watch: cheap to read, no personal data, few labels. */
export function figureSources({
  db,
  clock,
  jobs,
}: {
  db: Db;
  clock: Clock;
  jobs: Pick<Jobs, 'counts'>;
}): FigureSource[] {
  return [
    {
      name: 'messages_total',
      help: 'messages that have ever come in',
      labels: [],
      read: () => [{ labels: {}, value: deliveryFigures(db).messages }],
    },
    {
      name: 'intake_messages',
      help: 'messages that are not done, by state',
      labels: ['state'],
      read: () => asFigures(deliveryFigures(db).intake),
    },
    {
      name: 'outbox_letters',
      help: 'letters that have not arrived yet or never will, by state',
      labels: ['state'],
      read: () => asFigures(deliveryFigures(db).outbox),
    },
    {
      name: 'cases',
      help: 'cases that are not ended: all of them by phase, and those past their deadline',
      labels: ['phase'],
      read: () => asFigures(caseFigures(db, clock.now()), 'phase'),
    },
    {
      name: 'job_runs_total',
      help: 'what jobs came to since the start',
      labels: ['job', 'outcome'],
      read: () =>
        jobs.counts().map(({ job, outcome, count }) => ({ labels: { job, outcome }, value: count })),
    },
  ];
}

const asFigures = (counts: Record<string, number>, label = 'state') =>
  Object.entries(counts).map(([name, value]) => ({ labels: { [label]: name }, value }));
