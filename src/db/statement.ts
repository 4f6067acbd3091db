import type { Db } from './open.ts';

/**
 * A statement that is prepared once per database and then only run: on the path of a turn drizzle's
 * builder costs five times the statement itself.
 *
 * SQLite plans a statement anew at every run when it joins tables or binds a `LIMIT`, which costs ten
 * times the reading: for one row take `get()` without a limit, and a subquery instead of a join.
 *
 * @example const byCode = statement((db) => db.select().from(t).where(eq(t.code, sql.placeholder('code'))).prepare());
 *          byCode(ctx.tx).get({ code })
 */
export function statement<Prepared>(prepare: (db: Db) => Prepared): (db: Db) => Prepared {
  const prepared = new WeakMap<Db, Prepared>();
  return (db) => {
    const known = prepared.get(db);
    if (known) return known;
    const made = prepare(db);
    prepared.set(db, made);
    return made;
  };
}
