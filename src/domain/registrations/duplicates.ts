import { and, desc, eq, ne, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { staffIdOf } from '../actor.ts';
import { caseOf, withinReach } from '../cases/index.ts';
import { bulkActions, cases } from '../cases/table.ts';
import type { DomainContext } from '../context.ts';
import type { Standing } from '../staff/values.ts';
import { takePlaces } from './places.ts';
import { type Registration, registrationById, registrationNamed, save } from './rows.ts';
import { moveTo } from './stages.ts';
import type { Stage } from './table.ts';
import { type Changed, phaseOf } from './values.ts';
import { wayFor } from './ways.ts';

/** Why two requests look as if they belong together. */
export type Likeness =
  /** The same person for the same day, both still open: one of them may be one too many. */
  | 'sameRequest'
  /** The same NIK, or the same name and number, from another chat. */
  | 'samePerson';

/** A request that looks like another one. */
export interface Lookalike {
  registration: Registration;
  likeness: Likeness;
  by: 'nik' | 'nameAndPhone';
}

const MAX_SHOWN = 5;
/** Somebody who registers for a whole village has one number: more are not compared. */
const MAX_COMPARED = 50;

/** Requests that look like this one, newest first, at most five, of those that somebody may see. */
export function lookalikes(db: Db, one: Registration, standing: Standing): Lookalike[] {
  const { nik, phone, personName } = one;
  const byNik = alike(db, one, standing, sql`${cases.nik} = ${nik} and ${cases.nik} != ''`);
  const byName = alike(
    db,
    one,
    standing,
    sql`${cases.phone} = ${phone} and ${cases.phone} != '' and ${cases.personName} = ${personName} collate nocase`,
  );
  const found = new Map<number, Lookalike>();
  for (const [rows, by] of [[byNik, 'nik'] as const, [byName, 'nameAndPhone'] as const]) {
    for (const registration of rows) {
      const likeness = likenessOf(one, registration);
      if (likeness && !found.has(registration.id)) found.set(registration.id, { registration, likeness, by });
    }
  }
  return [...found.values()].sort((a, b) => b.registration.id - a.registration.id).slice(0, MAX_SHOWN);
}

function alike(db: Db, one: Registration, standing: Standing, same: SQL): Registration[] {
  return db
    .select({ id: cases.subjectId })
    .from(cases)
    .where(and(same, eq(cases.service, one.service), ne(cases.subjectId, one.id), withinReach(standing)))
    .orderBy(desc(cases.id))
    .limit(MAX_COMPARED)
    .all()
    .flatMap(({ id }) => registrationById(db, id) ?? []);
}

function likenessOf(one: Registration, other: Registration): Likeness | undefined {
  const areOpen = phaseOf(one.stage) !== 'ended' && phaseOf(other.stage) !== 'ended';
  if (areOpen && one.visitOn === other.visitOn) return 'sameRequest';
  return one.citizenId === other.citizenId ? undefined : 'samePerson';
}

/** What was done when a request was marked, as it is kept to be taken back. */
interface Marked {
  caseId: number;
  /** The registration that stays. */
  of: number;
  stage: Stage;
  /** Of the registration, since it was marked. */
  version: number;
}

const KIND = 'duplicate';
/** The citizen reads this. Without the other code, which may belong to somebody else's chat. */
const TOLD = 'Permintaan ganda: layanan yang sama pada hari yang sama sudah terdaftar.';

/** What came of marking a request as a duplicate. */
export type MarkedDuplicate =
  | Changed
  /** It does not look like that one, or is past the stage in which it can be cancelled. */
  | { outcome: 'notAllowed'; stage: Stage };

/**
 * Ends a request because the same was asked twice: it is kept, cancelled with the reason, gives its
 * place back, and says which one stays. The citizen is told as of every change.
 *
 * @param input.of the registration that stays; must look like this one (`sameRequest`)
 */
export function markDuplicate(
  ctx: DomainContext,
  input: { registrationId: number; expectedVersion: number; of: number; standing: Standing },
): MarkedDuplicate {
  const registration = registrationNamed(ctx, input.registrationId);
  if (registration.version !== input.expectedVersion) return { outcome: 'stale', current: registration };
  const { id: registrationId, stage } = registration;
  const stays = lookalikes(ctx.tx, registration, input.standing).find(
    (each) => each.registration.id === input.of && each.likeness === 'sameRequest',
  );
  const about = caseOf(ctx.tx, registration.service, registrationId);
  if (!stays || !about || !wayFor(registration.service, 'staff', stage, 'cancelled'))
    return { outcome: 'notAllowed', stage };
  const { version } = moveTo(ctx, registration, 'cancelled', TOLD);
  const marked: Marked = { caseId: about.id, of: input.of, stage, version };
  ctx.tx
    .insert(bulkActions)
    .values({ staffId: staffIdOf(ctx), kind: KIND, at: ctx.now, before: [marked] })
    .run();
  ctx.record({ kind: 'registration.markedDuplicate', registrationId, of: stays.registration.code });
  return { outcome: 'changed', version };
}

/** The request that stays, of one that was marked and not brought back; `mayUndo` while nothing came since. */
export function duplicateOf(
  db: Db,
  registration: Registration,
): { of: Registration; mayUndo: boolean } | undefined {
  const found = markOf(db, registration);
  const of = found && registrationById(db, found.marked.of);
  return of && { of, mayUndo: found.marked.version === registration.version };
}

/** What came of bringing a request back. */
export type DuplicateUndone =
  | Changed
  /** It was not marked, or something has happened to it since. */
  | { outcome: 'notMarked' }
  /** Its day has passed or has no place left: it has to be registered anew. */
  | { outcome: 'dayGone' };

/** Brings a request back that was marked by mistake: to its stage and to a place on its day. */
export function undoDuplicate(
  ctx: DomainContext,
  input: { registrationId: number; expectedVersion: number },
): DuplicateUndone {
  staffIdOf(ctx);
  const registration = registrationNamed(ctx, input.registrationId);
  if (registration.version !== input.expectedVersion) return { outcome: 'stale', current: registration };
  const found = markOf(ctx.tx, registration);
  if (!found || found.marked.version !== registration.version) return { outcome: 'notMarked' };
  const { id: registrationId, service, visitOn, stage: from } = registration;
  // Boxes come when they come.
  if (service !== 'shipment' && visitOn < ctx.today) return { outcome: 'dayGone' };
  const place = takePlaces(ctx, registration);
  if (place.outcome === 'dayGone') return { outcome: 'dayGone' };
  const { stage: to } = found.marked;
  const { placesOn } = place;
  const { version } = save(ctx, registration, {
    ...{ stage: to, stageReason: null, stageSince: ctx.now, placesOn },
  });
  ctx.tx.update(bulkActions).set({ undoneAt: ctx.now }).where(eq(bulkActions.id, found.id)).run();
  ctx.record({ kind: 'registration.duplicateUndone', registrationId });
  ctx.record({ kind: 'registration.stageChanged', registrationId, from, to });
  return { outcome: 'changed', version };
}

function markOf(db: Db, registration: Registration): { id: number; marked: Marked } | undefined {
  if (registration.stage !== 'cancelled') return undefined;
  const about = caseOf(db, registration.service, registration.id);
  const found = db
    .select({ id: bulkActions.id, before: bulkActions.before })
    .from(bulkActions)
    .where(
      and(
        eq(bulkActions.kind, KIND),
        sql`${bulkActions.undoneAt} is null`,
        sql`json_extract(${bulkActions.before}, '$[0].caseId') = ${about?.id ?? 0}`,
      ),
    )
    .orderBy(desc(bulkActions.id))
    .limit(1)
    .get();
  // Written by `markDuplicate` alone.
  const [marked] = (found?.before ?? []) as Marked[];
  return found && marked && { id: found.id, marked };
}
