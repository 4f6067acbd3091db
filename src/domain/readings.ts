import type { Asking, WhyUndone } from '../threads/values.ts';
import type { CaseSearchAsked, CasesFound } from './cases/index.ts';
import type { Verified } from './chain/index.ts';
import type { DayList, DayListAsked } from './day-list/values.ts';
import type { DayNumbers, UnitNumbers } from './digests/values.ts';
import type { Queue, QueueFilter, QueuePage } from './registrations/index.ts';
import type { Stage } from './registrations/table.ts';
import type { Standing } from './staff/values.ts';
import type { Published, Question } from './statistics/index.ts';
import type { Figure } from './statistics/values.ts';
import type { LabDay } from './values/lab-day.ts';
import type { LabSettings } from './values/lab-settings.ts';
import type { RegistrationService } from './values/services.ts';

/**
 * What can be read off the event loop, by name: everything that may take longer than ten milliseconds.
 * Input and output are plain data, because they travel between threads. What each name does stands in
 * `src/reader/readings.ts`.
 */
export interface Readings {
  /** Whether every row of the journal is as it was written; see `verifyJournal`. */
  journalChecked(input: Record<string, never>): Verified;
  /** How many registrations are in each stage, of one service or of all. */
  registrationCounts(input: { within?: Standing; service?: RegistrationService }): Record<Stage, number>;
  /** Who is expected on a day for one service. */
  dayList(input: DayListAsked): DayList;
  /** A page of the list of registrations. */
  registrations(input: { filter: QueueFilter; page: QueuePage }): Queue;
  /** A page of a search for cases. */
  searchCases(input: CaseSearchAsked): CasesFound;
  /** Writes everything a search finds into a file; the number of rows. */
  exportCases(input: CasesExportAsked): number;
  /** A chart's numbers and its picture, for a page and for a phone. */
  chart(input: ChartAsked): { figure: Figure; svg: string; narrowSvg: string; description: string };
  /** A chart's table as a workbook (XLSX). */
  chartSheet(input: ChartAsked): Uint8Array;
  /** The catalogue as a workbook (XLSX) that can be changed and read back. */
  catalogueWorkbook(input: { today: LabDay; labName: string }): Uint8Array;
  /** What everybody may know. */
  published(input: { lab: LabSettings; now: Date }): Published;
  /** Somebody's digest: of the days since `since`, of the week before `monday`, and its chart as PNG. */
  digest(input: DigestAsked): { day?: DayNumbers; week?: UnitNumbers[]; png?: Uint8Array };
}

/** Which cases go into which file. */
export interface CasesExportAsked extends Omit<CaseSearchAsked, 'after' | 'limit'> {
  format: 'csv' | 'xlsx';
  path: string;
  /** Fewer than Excel allows, for tests. */
  rowsPerSheet?: number;
}

interface ChartAsked {
  question: Question;
  lab: LabSettings;
  now: Date;
  /** What stands under the title: unit and period. */
  subtitle: string;
}

interface DigestAsked {
  unitId: number;
  unitPath: string;
  since?: LabDay;
  monday?: LabDay;
  lab: LabSettings;
  now: Date;
  /** In whose words the chart is drawn, if it is wanted. */
  picture?: { place: string; language: 'id' | 'en' };
}

/**
 * Asks for a reading by its name.
 *
 * @throws `NotRead` when there is no answer; the lab itself is well
 */
export type Ask<List extends object = Readings> = <Name extends keyof List & string>(
  name: Name,
  input: InputOf<List[Name]>,
  asking?: Asking,
) => Promise<OutputOf<List[Name]>>;

type InputOf<Reading> = Reading extends (input: infer Input) => unknown ? Input : never;
export type OutputOf<Reading> = Reading extends (input: never) => infer Output ? Output : never;

/** A reading without an answer. Whoever asked may say so and offer to try again. */
export class NotRead extends Error {
  readonly reason: WhyUndone;

  constructor(reason: WhyUndone, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'NotRead';
    this.reason = reason;
  }
}
