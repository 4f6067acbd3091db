import type { Clock } from './clock.ts';
import type { Db } from './db/open.ts';
import type { Actor, DomainContext } from './domain/context.ts';
import { type Fact, writeFact } from './domain/journal.ts';
import { labDayAt } from './domain/values/lab-day.ts';
import type { LabSettings } from './domain/values/lab-settings.ts';

/** Runs one change in one transaction, in the name of `actor`. All of it happens, or none. */
export type Transact = <Result>(actor: Actor, change: (ctx: DomainContext) => Result) => Result;

/** What `transact` needs of the lab. */
export interface TransactParts {
  db: Db;
  clock: Clock;
  /** The lab's settings as they are now. */
  lab(): LabSettings;
  /** Who is told of a fact, inside the same transaction. */
  notice(ctx: DomainContext, fact: Fact): void;
  /** Told after the commit, with what happened; must not write. */
  committed(facts: Fact[]): void;
}

/** The only way to open a transaction. Immediate, synchronous, never nested. */
export function createTransact({ db, clock, lab, notice, committed }: TransactParts): Transact {
  return (actor, change) => {
    const facts: Fact[] = [];
    const now = clock.now();
    const settings = lab();
    const today = labDayAt(now, settings.timeZone);
    const contextOf = (who: Actor): DomainContext => {
      const ctx: DomainContext = {
        tx: db,
        now,
        today,
        lab: settings,
        actor: who,
        chance: clock.chance,
        as: contextOf,
        record(fact) {
          writeFact(db, now, who, fact);
          facts.push(fact);
          notice(ctx, fact);
        },
      };
      return ctx;
    };
    if (db.$client.inTransaction) throw new Error('transact inside transact: pass the context on instead');
    const result = db.$client.transaction(() => change(contextOf(actor))).immediate();
    if (facts.length > 0) committed(facts);
    return result;
  };
}
