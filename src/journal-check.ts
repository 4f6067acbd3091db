import type { Db } from './db/open.ts';
import { journalHead } from './domain/chain/index.ts';
import type { Ask } from './domain/readings.ts';
import type { Transact } from './transact.ts';

/** A million rows take some five seconds; this is for a slow disk and a long life. */
const PATIENCE_MS = 15 * 60_000;

/** Checks the journal's chain on demand, beside the event loop; one check at a time. */
export interface JournalCheck {
  /** How far the check under way is, if there is one. */
  running(): { rows: number; total: number } | undefined;
  /** Begins a check in an officer's name; what it comes to is written in the journal. */
  start(staffId: number): void;
}

/** What it needs of the lab. */
export interface JournalCheckParts {
  db: Db;
  ask: Ask;
  transact: Transact;
  log: { error(about: object, message: string): void };
  /** Open pages look again. */
  changed(): void;
}

export function createJournalCheck({ db, ask, transact, log, changed }: JournalCheckParts): JournalCheck {
  let underWay: { rows: number; total: number } | undefined;

  async function check(staffId: number): Promise<void> {
    const progress = (rows: number, total: number) => {
      underWay = { rows, total };
    };
    try {
      const found = await ask('journalChecked', {}, { patienceMs: PATIENCE_MS, progress });
      underWay = undefined;
      const { outcome, rows } = found;
      const where = found.outcome === 'broken' ? { entry: found.id, problem: found.problem } : {};
      transact({ kind: 'staff', id: staffId }, (ctx) =>
        ctx.record({ kind: 'journal.checked', outcome, rows, ...where }),
      );
    } catch (error) {
      log.error({ error: error instanceof Error ? error.message : 'unknown' }, 'the journal was not checked');
    } finally {
      underWay = undefined;
      changed();
    }
  }

  return {
    running: () => underWay,
    start(staffId) {
      if (underWay) return;
      underWay = { rows: 0, total: journalHead(db).id };
      void check(staffId);
    },
  };
}
