import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { statement } from '../../db/statement.ts';
import { type Entry, isErased, journal } from '../journal.ts';
import type { Stage } from './table.ts';

/** A stage that a registration reached. */
export interface Reached {
  stage: Stage;
  at: Date;
  actor: { kind: Entry['actorKind']; id: number | null };
  reason: string | null;
}

// A registration goes back and forth a few times at most.
const MAX_STAGES = 200;

// Asked by kind, because every reading of a registration is a fact about it too.
const stageFacts = statement((db) =>
  db
    .select()
    .from(journal)
    .where(
      and(
        eq(journal.subject, sql.placeholder('subject')),
        inArray(journal.kind, ['registration.received', 'registration.stageChanged']),
      ),
    )
    .orderBy(asc(journal.id))
    .limit(MAX_STAGES)
    .prepare(),
);

/** The stages a registration went through, oldest first, with who took it there. */
export function timeline(db: Db, registrationId: number): Reached[] {
  return stageFacts(db)
    .all({ subject: `registration:${registrationId}` })
    .filter((entry) => !isErased(entry))
    .flatMap(({ at, actorKind, actorId, data }) => {
      const actor = { kind: actorKind, id: actorId };
      if (data.kind === 'registration.received') return [{ stage: 'registered', at, actor, reason: null }];
      if (data.kind !== 'registration.stageChanged') return [];
      return [{ stage: data.to, at, actor, reason: data.reason ?? null }];
    });
}
