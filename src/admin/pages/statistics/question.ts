import { periodName } from '../../../../templates/documents/charts/words.ts';
import { serviceName } from '../../../../templates/messages/services.ts';
import type { Question } from '../../../domain/statistics/index.ts';
import {
  type Chart,
  MANAGEMENT_CHARTS,
  STEPS,
  type Step,
  USE_CHARTS,
} from '../../../domain/statistics/values.ts';
import { type UnitRow, unitsWithin } from '../../../domain/units/index.ts';
import { addDays, daysBetween, type LabDay, parseLabDay } from '../../../domain/values/lab-day.ts';
import { SERVICES, type Service } from '../../../domain/values/services.ts';
import type { StaffVisit } from '../../visit.ts';

/** The two kinds of charts, each under a name of its own. */
export const TABS = { management: 'Pengelolaan', use: 'Pemanfaatan data' } as const;
/** One of them. */
export type Tab = keyof typeof TABS;

/** What is asked for by the address, and what could be. */
export interface Asked {
  tab: Tab;
  charts: readonly Chart[];
  question: Question;
  /** Under the title of the picture. */
  subtitle: string;
  unit: UnitRow | undefined;
  units: UnitRow[];
  services: readonly Service[];
  service: Service | undefined;
  /** What is wrong with the dates, in one sentence. */
  problem: string | undefined;
}

/** Five years: nothing longer is counted in one piece. */
const MOST_DAYS = 1_826;
const USUAL_DAYS = 30;

/** Reads the filters out of the address; what is not there or not allowed is as if it were not said. */
export function askedBy(visit: StaffVisit): Asked {
  const { staff, query, parts, today, lab } = visit;
  const units = unitsWithin(parts.db, staff).filter(({ active }) => active);
  const unit = units.find(({ id }) => String(id) === query.unit) ?? units[0];
  const services = staff.role === 'serviceOfficer' ? staff.services : SERVICES;
  const service = services.find((each) => each === query.service);
  const charts = { management: managementCharts(visit), use: USE_CHARTS };
  const tab: Tab = query.tab === 'use' || isUse(query.chart) ? 'use' : 'management';
  const chart = charts[tab].find((each) => each === query.chart) ?? charts[tab][0] ?? 'volume';
  const { from, to, problem } = periodIn(query, today);
  const step = STEPS.find((each) => each === query.step) ?? usualStep(from, to);
  const wanted = service ? [service] : staff.role === 'serviceOfficer' ? services : undefined;
  const place = unit ? unit.alias || unit.name : lab.shortName;
  const subtitle = [unit?.parentId === null ? lab.shortName : place, service && serviceName(service, 'id')];
  return {
    tab,
    charts: charts[tab],
    question: {
      chart,
      step,
      unitPath: unit?.path ?? staff.unitPath,
      from,
      to,
      ...(wanted && { services: wanted }),
    },
    subtitle: [...subtitle, `masuk ${periodName(from, to, 'id')}`].filter(Boolean).join(' · '),
    unit,
    units,
    services,
    service,
    problem,
  };
}

// How much each officer has done is for those who answer for a unit.
const managementCharts = ({ staff }: StaffVisit): readonly Chart[] =>
  staff.role === 'serviceOfficer'
    ? MANAGEMENT_CHARTS.filter((chart) => chart !== 'officers')
    : MANAGEMENT_CHARTS;

const isUse = (chart: string | undefined): boolean => USE_CHARTS.some((each) => each === chart);

function periodIn(
  query: Readonly<Record<string, string>>,
  today: LabDay,
): { from: LabDay; to: LabDay; problem: string | undefined } {
  const usual = { from: addDays(today, 1 - USUAL_DAYS), to: today };
  if (!query.from && !query.to) return { ...usual, problem: undefined };
  const [from, to] = [parseLabDay(query.from ?? ''), parseLabDay(query.to ?? '')];
  if (!from || !to)
    return { ...usual, problem: 'Isi kedua tanggal, misalnya dari 01/11/2026 sampai 20/11/2026.' };
  if (to < from) return { ...usual, problem: 'Tanggal "sampai" harus sesudah tanggal "dari".' };
  if (daysBetween(from, to) > MOST_DAYS)
    return { ...usual, problem: 'Pilih paling lama lima tahun sekaligus.' };
  return { from, to, problem: undefined };
}

function usualStep(from: LabDay, to: LabDay): Step {
  const days = daysBetween(from, to);
  return days <= 35 ? 'day' : days <= 190 ? 'week' : 'month';
}

/** Periods that are chosen with one press. */
export function presets(today: LabDay): { name: string; from: LabDay; to: LabDay }[] {
  const thisMonth = firstOf(today);
  const lastMonth = firstOf(addDays(thisMonth, -1));
  const thisYear = firstOf(addDays(thisMonth, 0), '01');
  return [
    { name: '7 hari', from: addDays(today, -6), to: today },
    { name: '30 hari', from: addDays(today, 1 - USUAL_DAYS), to: today },
    { name: 'Bulan ini', from: thisMonth, to: today },
    { name: 'Bulan lalu', from: lastMonth, to: addDays(thisMonth, -1) },
    { name: 'Tahun ini', from: thisYear, to: today },
    { name: '12 bulan', from: firstOf(addDays(thisMonth, -330)), to: today },
  ];
}

// Every month has a first day.
const firstOf = (day: LabDay, month = day.slice(5, 7)): LabDay => `${day.slice(0, 4)}-${month}-01` as LabDay;

/** The address of what is asked with something changed; `undefined` takes it away. */
export function addressOf(
  visit: StaffVisit,
  change: Readonly<Record<string, string | undefined>>,
  path = '/admin/statistics',
): string {
  const query = new URLSearchParams();
  const { notice: _said, ...here } = visit.query;
  for (const [name, value] of Object.entries({ ...here, ...change })) if (value) query.set(name, value);
  return `${path}${query.size > 0 ? `?${query}` : ''}`;
}
