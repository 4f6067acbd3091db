import type { ReadingList } from '../../src/reader/readings.ts';

/** Readings that misbehave in every way one can. */
export interface OddReadings {
  tables(input: { like: string }): string[];
  forever(input: { steps: number }): number;
  ends(input: Record<string, never>): number;
  throws(input: { words: string }): number;
  writes(input: Record<string, never>): number;
  steps(input: { count: number }): string;
}

export const oddReadings: ReadingList<OddReadings> = {
  tables: (db, { like }) =>
    db.$client.prepare('select name from sqlite_schema where name like ?').pluck().all(like) as string[],
  forever: (db, { steps }) =>
    db.$client
      .prepare(
        'with recursive n(i) as (select 1 union all select i + 1 from n where i < ?) select sum(i) from n',
      )
      .pluck()
      .get(steps) as number,
  ends: () => process.exit(3),
  throws: (_db, { words }) => {
    throw new Error(words);
  },
  writes: (db) => db.$client.prepare('insert into citizens (created_at) values (1)').run().changes,
  steps: async (_db, { count }, tell) => {
    for (let step = 1; step <= count; step += 1) {
      tell(step, count);
      await new Promise((later) => setImmediate(later));
    }
    return 'done';
  },
};
