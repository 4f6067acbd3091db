import type { Db } from '../db/open.ts';
import { searchCases } from '../domain/cases/index.ts';
import { journalHead, notedHeads, type Verified, verifyJournal } from '../domain/chain/index.ts';
import { dayList } from '../domain/day-list/index.ts';
import type { Readings } from '../domain/readings.ts';
import { countsByStage, queue } from '../domain/registrations/index.ts';
import { published } from '../domain/statistics/index.ts';
import type { Tell } from '../threads/values.ts';
import { catalogueWorkbook } from './catalogue.ts';
import { exportCases } from './export-cases.ts';
import { chart, chartSheet, digest } from './statistics.ts';

/** How each reading of a list is done: over a connection that can only read. */
export type ReadingList<List extends object = Readings> = {
  readonly [Name in keyof List]: List[Name] extends (input: infer Input) => infer Output
    ? (db: Db, input: Input, tell: Tell) => Output | Promise<Output>
    : never;
};

/** Everything that is read off the event loop, by name. Readers of the domain; none of them writes. */
export const readings: ReadingList = {
  journalChecked,
  registrationCounts: (db, { within, service }) => countsByStage(db, within, service),
  dayList,
  registrations: (db, { filter, page }) => queue(db, filter, page),
  searchCases,
  exportCases,
  catalogueWorkbook,
  chart,
  chartSheet,
  published: (db, { lab, now }) => published(db, lab, now),
  digest,
};

/** Walks the journal in steps, so that the thread hears when it is called off. */
async function journalChecked(db: Db, _input: Record<string, never>, tell: Tell): Promise<Verified> {
  const total = journalHead(db).id;
  const walk = verifyJournal(db, notedHeads(db));
  for (;;) {
    const step = walk.next();
    if (step.done) return step.value;
    tell(step.value, total);
    await new Promise((rested) => setImmediate(rested));
  }
}
