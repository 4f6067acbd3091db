import type { LabDay } from '../values/lab-day.ts';
import type { RegistrationService, Service } from '../values/services.ts';

/** A case as a digest names it: never with its person. */
export interface NamedCase {
  code: string;
  service: Service;
  /** Null while nobody has it. */
  officer: string | null;
  /** ISO instant. */
  dueAt: string;
}

/** Cases of one kind: how many, and the first of them. */
export interface CaseList {
  total: number;
  /** At most `MAX_CASES`, the longest due first. */
  cases: NamedCase[];
}

/** So many cases are named in a detail; the rest is on the pages. */
export const MAX_CASES = 30;

/** What came and went of one service. */
export interface ServiceNumbers {
  service: Service;
  received: number;
  ended: number;
  /** Of those that ended, the ones that came too late in some step. */
  late: number;
}

/** Letters and people somebody should look at. */
export interface Waiting {
  people: number;
  /** ISO instant since when the first of them waits. */
  oldestAt: string | null;
  /** Questions of citizens that staff have not answered, and those whose time is over. */
  questions: number;
  questionsLate: number;
}

/** Who is to be expected on the next day the lab is open. */
export interface Expected {
  on: LabDay;
  /** Of each service that people come for, and somebody does; of a group all its people. */
  visits: { service: RegistrationService; requests: number; people: number }[];
  /** Samples that should be here by then. */
  shipments: number;
}

/** How well the lab could be reached. */
export interface Reachability {
  outages: number;
  isDown: boolean;
}

/** How a unit below did in a week, with everything below it. */
export interface UnitNumbers {
  unitId: number;
  name: string;
  received: number;
  ended: number;
  late: number;
  /** As it stands now. */
  open: number;
  openLate: CaseList;
}

/** All that a day's digest is made of, counted at one moment. */
export interface DayNumbers {
  /** From this day on, the day before `until` included. */
  since: LabDay;
  until: LabDay;
  services: ServiceNumbers[];
  late: CaseList;
  dueToday: CaseList;
  waiting: Waiting;
  expected: Expected;
  undelivered: number;
  line: Reachability;
  /** The days of the chart. */
  trend: { day: LabDay; received: number; ended: number }[];
}

/** One numbered item of a digest, as it was when it was posted. */
export type DigestItem = { number: number } & (
  | { kind: 'numbers'; since: LabDay; until: LabDay; services: ServiceNumbers[] }
  | ({ kind: 'late' } & CaseList)
  | ({ kind: 'dueToday' } & CaseList)
  | ({ kind: 'waiting' } & Waiting)
  | ({ kind: 'expected' } & Expected)
  | { kind: 'undelivered'; total: number }
  | ({ kind: 'line' } & Reachability)
  | ({ kind: 'unit' } & UnitNumbers)
);

/** Which digest. */
export type DigestKind = 'daily' | 'weekly';

/** What came of a number in answer to a digest. */
export type ItemFound =
  | { outcome: 'found'; item: DigestItem }
  | { outcome: 'noSuch'; first: number; last: number }
  | { outcome: 'none' };
