import { and, eq, isNull, sql } from 'drizzle-orm';
import { statement } from '../../db/statement.ts';
import type { DomainContext } from '../context.ts';
import { unitHandling } from '../units/index.ts';
import { firstClock, nextClock } from './deadline.ts';
import { type Case, caseOf } from './rows.ts';
import { cases } from './table.ts';
import type { CaseState, Source } from './values.ts';

/** What a case begins with, besides its state. */
export interface NewCase extends CaseState {
  code: string;
  number?: number;
  /** Missing when the request is anonymous. */
  citizenId?: number;
  source: Source;
}

const insertOne = statement((db) =>
  db
    .insert(cases)
    .values({
      service: sql.placeholder('service'),
      subjectId: sql.placeholder('subjectId'),
      code: sql.placeholder('code'),
      number: sql.placeholder('number'),
      unitId: sql.placeholder('unitId'),
      citizenId: sql.placeholder('citizenId'),
      personName: sql.placeholder('personName'),
      phone: sql.placeholder('phone'),
      nik: sql.placeholder('nik'),
      status: sql.placeholder('status'),
      phase: sql.placeholder('phase'),
      phaseSince: sql.placeholder('now'),
      category: sql.placeholder('category'),
      classification: sql.placeholder('classification'),
      area: sql.placeholder('area'),
      source: sql.placeholder('source'),
      receivedAt: sql.placeholder('now'),
      clockFrom: sql.placeholder('clockFrom'),
      // The column would turn an instant into milliseconds, and stumble over none.
      dueAt: sql`${sql.placeholder('dueAt')}`,
      warnAt: sql`${sql.placeholder('warnAt')}`,
      pausedAt: sql`${sql.placeholder('pausedAt')}`,
    })
    .returning({ id: cases.id })
    .prepare(),
);

/** Opens the folder of a new request, in the unit that handles its service; gives its id. */
export function openCase(ctx: DomainContext, made: NewCase): number {
  const clock = firstClock(ctx, made);
  const { id } = insertOne(ctx.tx).get({
    personName: '',
    phone: '',
    nik: '',
    category: '',
    classification: '',
    area: '',
    ...made,
    number: made.number ?? null,
    citizenId: made.citizenId ?? null,
    unitId: unitHandling(ctx.tx, made.service),
    now: ctx.now,
    clockFrom: clock.clockFrom,
    dueAt: stored(clock.dueAt),
    warnAt: stored(clock.warnAt),
    pausedAt: stored(clock.pausedAt),
  });
  ctx.record({ kind: 'case.opened', caseId: id });
  return id;
}

const updateOne = statement((db) =>
  db
    .update(cases)
    .set({
      personName: sql`${sql.placeholder('personName')}`,
      phone: sql`${sql.placeholder('phone')}`,
      nik: sql`${sql.placeholder('nik')}`,
      status: sql`${sql.placeholder('status')}`,
      phase: sql`${sql.placeholder('phase')}`,
      category: sql`${sql.placeholder('category')}`,
      classification: sql`${sql.placeholder('classification')}`,
      area: sql`${sql.placeholder('area')}`,
      phaseSince: sql`${sql.placeholder('phaseSince')}`,
      clockFrom: sql`${sql.placeholder('clockFrom')}`,
      dueAt: sql`${sql.placeholder('dueAt')}`,
      warnAt: sql`${sql.placeholder('warnAt')}`,
      warnedAt: sql`${sql.placeholder('warnedAt')}`,
      escalatedAt: sql`${sql.placeholder('escalatedAt')}`,
      pausedAt: sql`${sql.placeholder('pausedAt')}`,
      endedAt: sql`${sql.placeholder('endedAt')}`,
      firstAnsweredAt: sql`${sql.placeholder('firstAnsweredAt')}`,
      missed: sql`${sql.placeholder('missed')}`,
      version: sql`${cases.version} + 1`,
    })
    .where(eq(cases.id, sql.placeholder('id')))
    .prepare(),
);

/** As the database keeps it. */
const stored = (instant: Date | null): number | null => instant?.getTime() ?? null;

/** Brings the folder of a request up to date: called wherever its service saves it. */
export function keepCase(ctx: DomainContext, state: CaseState): void {
  const kept = caseOf(ctx.tx, state.service, state.subjectId);
  if (!kept) throw new Error(`${state.service} ${state.subjectId} has no case`);
  const { deadline: _deadline, paused: _paused, ...said } = state;
  const clock = nextClock(ctx, kept, state);
  updateOne(ctx.tx).run({
    ...kept,
    ...said,
    phaseSince: stored(kept.phase === state.phase ? kept.phaseSince : ctx.now),
    clockFrom: stored(clock.clockFrom),
    dueAt: stored(clock.dueAt),
    warnAt: stored(clock.warnAt),
    warnedAt: stored(clock.warnedAt),
    escalatedAt: stored(clock.escalatedAt),
    pausedAt: stored(clock.pausedAt),
    endedAt: stored(state.phase === 'ended' ? (kept.endedAt ?? ctx.now) : null),
    missed: clock.missed ? 1 : 0,
    firstAnsweredAt: stored(kept.firstAnsweredAt ?? (isAnswer(ctx, kept, state) ? ctx.now : null)),
  });
}

/** The first step an officer takes is the first thing a citizen hears of the request, as a reply is. */
const isAnswer = ({ actor }: DomainContext, kept: Case, state: CaseState): boolean =>
  actor.kind === 'staff' && kept.status !== state.status;

/** An officer has written to the citizen about a case. */
export function noteAnswered(ctx: DomainContext, caseId: number): void {
  ctx.tx
    .update(cases)
    .set({ firstAnsweredAt: ctx.now })
    .where(and(eq(cases.id, caseId), isNull(cases.firstAnsweredAt)))
    .run();
}

/** The request belongs to this contact from now on. */
export function caseToCitizen(
  ctx: DomainContext,
  { service, subjectId }: Pick<CaseState, 'service' | 'subjectId'>,
  citizenId: number,
): void {
  ctx.tx
    .update(cases)
    .set({ citizenId })
    .where(and(eq(cases.service, service), eq(cases.subjectId, subjectId)))
    .run();
}
