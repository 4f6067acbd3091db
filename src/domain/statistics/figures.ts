import { and, eq, gte, inArray, isNotNull, lt, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { workingTime } from '../calendar/index.ts';
import { inUnit, late } from '../cases/index.ts';
import { cases } from '../cases/table.ts';
import { staff } from '../staff/table.ts';
import { units } from '../units/table.ts';
import { addDays, daysBetween, instantAt, type LabDay } from '../values/lab-day.ts';
import type { LabSettings } from '../values/lab-settings.ts';
import { daySpan, stepOf, stepsBetween } from './days.ts';
import { asWorkingDays, median } from './median.ts';
import {
  type Chart,
  type Figure,
  type FigureRow,
  type Measure,
  REST,
  type Scope,
  type Step,
} from './values.ts';

/** A figure to be counted. */
export interface Question extends Scope {
  chart: Chart;
  /** Of a chart over time. */
  step: Step;
}

/** The most rows a figure has; what is counted beyond them stands together in the last. */
const MAX_ROWS = 60;
/** Five years of days. */
const MAX_DAYS = 1_830;

/** Counts one chart from one reading of the database. */
export function figureOf(db: Db, question: Question, lab: LabSettings, now: Date): Figure {
  switch (question.chart) {
    case 'volume':
      return overTime(db, question, lab, now);
    case 'timeliness':
      return tallied(db, question, lab, now, sql`${cases.service}`, NAMELESS);
    case 'units':
      return tallied(db, question, lab, now, sql`${cases.unitId}`, UNIT_NAME);
    case 'officers':
      return tallied(db, question, lab, now, sql`coalesce(${cases.assigneeId}, '')`, OFFICER_NAME);
    case 'endingTime':
      return medians(db, question, lab, 'ended');
    case 'answerTime':
      return medians(db, question, lab, 'answered');
    default:
      return counted(db, question, lab, KEYS[question.chart]);
  }
}

const KEYS = {
  service: sql`${cases.service}`,
  // The same word means different things in different services.
  status: sql`${cases.service} || ':' || ${cases.status}`,
  classification: sql`${cases.classification}`,
  area: sql`${cases.area}`,
  category: sql`${cases.category}`,
  source: sql`${cases.source}`,
} satisfies Record<string, SQL>;

const NAMELESS = sql`''`;
const UNIT_NAME = sql`(select ${units.name} from ${units} where ${units.id} = ${cases.unitId})`;
const OFFICER_NAME = sql`coalesce((select ${staff.name} from ${staff} where ${staff.id} = ${cases.assigneeId}), '')`;

/** The cases of a scope, as a condition on `cases`. */
export function inScope({ unitPath, services, from, to }: Scope, timeZone: string): SQL | undefined {
  return and(
    gte(cases.receivedAt, instantAt(from, '00:00', timeZone)),
    lt(cases.receivedAt, instantAt(addDays(to, 1), '00:00', timeZone)),
    inUnit(unitPath),
    services && inArray(cases.service, [...services]),
  );
}

const isEnded = sql`${cases.phase} = 'ended'`;

const tally = (now: Date) => ({
  received: sql<number>`count(*)`,
  onTime: sql<number>`sum(${isEnded} and not ${cases.missed})`,
  late: sql<number>`sum(${isEnded} and ${cases.missed})`,
  open: sql<number>`sum(not ${isEnded})`,
  openLate: sql<number>`sum(${late(now)})`,
});

const TALLIED: Measure[] = ['received', 'onTime', 'late', 'open', 'openLate'];

function tallied(db: Db, question: Question, lab: LabSettings, now: Date, key: SQL, name: SQL): Figure {
  const found = db
    .select({ key: sql<string>`${key}`, name: sql<string>`${name}`, ...tally(now) })
    .from(cases)
    .where(inScope(question, lab.timeZone))
    .groupBy(key)
    .orderBy(sql`count(*) desc`, key)
    .all();
  const rows = found.map(
    ({ key: each, name: called, received, onTime, late, open, openLate }): FigureRow => ({
      key: String(each),
      name: called,
      values: [received, onTime, late, open, openLate],
    }),
  );
  return figure(question.chart, TALLIED, rows);
}

function counted(db: Db, question: Question, lab: LabSettings, key: SQL): Figure {
  const found = db
    .select({ key: sql<string>`${key}`, received: sql<number>`count(*)` })
    .from(cases)
    .where(inScope(question, lab.timeZone))
    .groupBy(key)
    .orderBy(sql`count(*) desc`, key)
    .all();
  const rows = found.map((row): FigureRow => ({ key: row.key, name: '', values: [row.received] }));
  return figure(question.chart, ['received'], rows);
}

function overTime(db: Db, question: Question, lab: LabSettings, now: Date): Figure {
  const to = nearer(question.from, question.to);
  const span = daySpan(question.from, lab.timeZone);
  const day = sql<number>`cast((${cases.receivedAt} - ${span.startMs}) / 86400000 as integer)`;
  const found = db
    .select({ day, ...tally(now) })
    .from(cases)
    .where(inScope({ ...question, to }, lab.timeZone))
    .groupBy(day)
    .all();
  const sums = new Map<LabDay, number[]>(
    stepsBetween(question.from, to, question.step).map((first) => [first, TALLIED.map(() => 0)]),
  );
  for (const { day: index, received, onTime, late, open, openLate } of found) {
    const sum = sums.get(stepOf(addDays(question.from, index), question.step));
    [received, onTime, late, open, openLate].forEach((value, place) => {
      if (sum) sum[place] = (sum[place] ?? 0) + value;
    });
  }
  const rows = [...sums].map(([key, values]): FigureRow => ({ key, name: '', values }));
  return { chart: question.chart, measures: TALLIED, rows, received: sumOf(rows) };
}

const nearer = (from: LabDay, to: LabDay): LabDay =>
  daysBetween(from, to) > MAX_DAYS ? addDays(from, MAX_DAYS) : to;

function medians(db: Db, question: Question, lab: LabSettings, what: 'ended' | 'answered'): Figure {
  const until = what === 'ended' ? cases.endedAt : cases.firstAnsweredAt;
  const found = db
    .select({
      service: cases.service,
      from: sql<number>`${cases.receivedAt}`,
      until: sql<number>`${until}`,
    })
    .from(cases)
    .where(
      and(
        inScope(question, lab.timeZone),
        isNotNull(until),
        what === 'ended' ? eq(cases.phase, 'ended') : undefined,
      ),
    )
    .all();
  const time = workingTime(db, lab);
  const rows = [...Map.groupBy(found, ({ service }) => service)]
    .map(([service, members]): FigureRow => {
      const middle = median(members.map((each) => time.between(new Date(each.from), new Date(each.until))));
      return {
        key: service,
        name: '',
        values: [members.length, middle === undefined ? null : asWorkingDays(middle, lab)],
      };
    })
    .sort((a, b) => (b.values[0] ?? 0) - (a.values[0] ?? 0) || (a.key < b.key ? -1 : 1));
  return figure(question.chart, [what, 'medianDays'], rows);
}

function figure(chart: Chart, measures: Measure[], rows: FigureRow[]): Figure {
  const [shown, rest] = [rows.slice(0, MAX_ROWS), rows.slice(MAX_ROWS)];
  if (rest.length > 0 && !measures.includes('medianDays'))
    shown.push({
      key: REST,
      name: '',
      values: measures.map((_, place) => rest.reduce((sum, { values }) => sum + (values[place] ?? 0), 0)),
    });
  return { chart, measures, rows: shown, received: sumOf(rows) };
}

const sumOf = (rows: readonly FigureRow[]): number =>
  rows.reduce((sum, { values }) => sum + (values[0] ?? 0), 0);
