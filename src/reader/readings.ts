import type { Db } from '../db/open.ts';
import type { Readings } from '../domain/readings.ts';
import { countsByStage } from '../domain/registrations/index.ts';
import { published } from '../domain/statistics/index.ts';
import { chart, chartSheet, digest } from './statistics.ts';

/** Hears how far a long reading is; called as often as one likes, passed on a few times a second. */
export type Tell = (done: number, total: number) => void;

/** How each reading of a list is done: over a connection that can only read. */
export type ReadingList<List extends object = Readings> = {
  readonly [Name in keyof List]: List[Name] extends (input: infer Input) => infer Output
    ? (db: Db, input: Input, tell: Tell) => Output | Promise<Output>
    : never;
};

/** Everything that is read off the event loop, by name. Readers of the domain; none of them writes. */
export const readings: ReadingList = {
  registrationCounts: (db) => countsByStage(db),
  chart,
  chartSheet,
  published: (db, { lab, now }) => published(db, lab, now),
  digest,
};
