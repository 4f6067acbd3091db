import type { LabDay } from '../values/lab-day.ts';
import type { Service } from '../values/services.ts';

/** Charts about how the work is done (Pengelolaan). */
export const MANAGEMENT_CHARTS = [
  'volume',
  'timeliness',
  'units',
  'officers',
  'endingTime',
  'answerTime',
] as const;
/** Charts about what people ask for (Pemanfaatan data). */
export const USE_CHARTS = ['service', 'status', 'classification', 'area', 'category', 'source'] as const;
/** One chart by its name. */
export type Chart = (typeof MANAGEMENT_CHARTS)[number] | (typeof USE_CHARTS)[number];

/** How long the steps of a chart over time are. */
export const STEPS = ['day', 'week', 'month'] as const;
/** One of them. */
export type Step = (typeof STEPS)[number];

/**
 * What a column counts. Everything is about the cases received in the period, as they stand now:
 * `received` = `onTime` + `late` + `open`, and `openLate` is part of `open`.
 */
export type Measure =
  | 'received'
  | 'ended'
  | 'onTime'
  | 'late'
  | 'open'
  | 'openLate'
  | 'answered'
  | 'medianDays';

/** Which cases a figure is about. */
export interface Scope {
  /** The unit with everything below it. */
  unitPath: string;
  /** Only these services; all when left out. */
  services?: readonly Service[];
  /** First and last day of receipt, both included, in the lab's zone. */
  from: LabDay;
  to: LabDay;
}

/** One row of a figure. */
export interface FigureRow {
  /** The first day of a step, a service, an id, or the words that were counted; empty for "none given". */
  key: string;
  /** Of a unit or an officer; empty elsewhere. */
  name: string;
  /** In the order of the measures; null where there is nothing to take a median of. */
  values: (number | null)[];
}

/** A chart's numbers, without any words of ours. */
export interface Figure {
  chart: Chart;
  measures: Measure[];
  rows: FigureRow[];
  /** How many cases it is about. */
  received: number;
}

/** The key under which everything stands that a long list leaves out. */
export const REST = '…';
