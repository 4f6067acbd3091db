import { eq } from 'drizzle-orm';
import {
  caseById,
  caseOf,
  notesOf,
  type PlacedCase,
  placedCase,
  placesOfCitizen,
} from './domain/cases/index.ts';
import { citizenById } from './domain/citizens/index.ts';
import type { DomainContext } from './domain/context.ts';
import { exports } from './domain/exports/table.ts';
import type { FactOf } from './domain/journal.ts';
import { type Hearer, hearers, tell, tellUnit } from './domain/notifications/index.ts';
import type { NotificationKind } from './domain/notifications/values.ts';
import { staffById } from './domain/staff/index.ts';
import { type Role, reaches, reachesPerson } from './domain/staff/values.ts';
import { messageById, receiversOf } from './domain/unit-messages/index.ts';
import { ROOT_UNIT_ID } from './domain/units/table.ts';
import type { Service } from './domain/values/services.ts';

// The half of binding 2 that officers hear under the bell, in the transaction that recorded the fact.
// Nobody hears of what they did themselves, nor of what lies outside their reach; no line names a citizen.

/** A new request: whoever works on its service in its unit. */
export function unitHears(ctx: DomainContext, { caseId }: FactOf<'case.opened'>): void {
  const opened = caseById(ctx.tx, caseId);
  if (!opened) return;
  const { unitId, service, code } = opened;
  tellUnit(ctx, { unitId, service }, { kind: 'caseReceived', subject: `unit:${unitId}`, about: code });
}

/** Work that changed hands: who has it now, and who had it. */
export function assigneesHear(ctx: DomainContext, { caseId, from, to }: FactOf<'case.assigned'>): void {
  tellAbout(ctx, caseId, to, 'caseAssigned');
  tellAbout(ctx, caseId, from, to === null ? 'caseReturned' : 'caseHandedOver');
}

/** Work that went to another unit: whoever works there, and who had it. */
export function receiversHear(ctx: DomainContext, { caseId, to, had }: FactOf<'case.forwarded'>): void {
  const forwarded = caseById(ctx.tx, caseId);
  if (!forwarded) return;
  const news = { kind: 'caseForwarded', subject: `case:${caseId}`, about: forwarded.code } as const;
  tellUnit(ctx, { unitId: to, service: forwarded.service }, news);
  // It may lie outside their reach now; that it is gone they may know.
  if (had !== undefined) tell(ctx, [had], { ...news, kind: 'caseHandedOver' });
}

/** The citizen has changed, moved or cancelled the request: who has it. */
export function assigneeHears(ctx: DomainContext, service: Service, subjectId: number): void {
  const changed = caseOf(ctx.tx, service, subjectId);
  if (changed) tellAbout(ctx, changed.id, changed.assigneeId, 'caseChanged');
}

/** The citizen has answered what an officer asked: that officer, unless it is theirs and they hear of it anyway. */
export function officerHears(ctx: DomainContext, service: Service, subjectId: number, staffId: number): void {
  const answered = caseOf(ctx.tx, service, subjectId);
  if (answered && answered.assigneeId !== staffId) tellAbout(ctx, answered.id, staffId, 'caseChanged');
}

/** A note beside a case: who has it, and who wrote one before. */
export function noteWritersHear(ctx: DomainContext, { caseId }: FactOf<'case.noteAdded'>): void {
  const noted = caseById(ctx.tx, caseId);
  const writers = new Set(notesOf(ctx.tx, caseId).map(({ staffId }) => staffId));
  for (const id of writers.add(noted?.assigneeId ?? 0)) tellAbout(ctx, caseId, id, 'noteAdded');
}

/** Soon due: who has it, or whoever could take it. */
export function dueSoonHears(ctx: DomainContext, { caseId }: FactOf<'case.dueSoon'>): void {
  const due = caseById(ctx.tx, caseId);
  if (!due) return;
  if (due.assigneeId === null)
    tellUnit(ctx, due, { kind: 'dueSoon', subject: `case:${caseId}`, about: due.code });
  else tellAbout(ctx, caseId, due.assigneeId, 'dueSoon');
}

const ANSWERABLE: readonly Role[] = ['coordinator', 'supervisor'];
const LEADING: readonly Role[] = ['administrator', 'liaison'];

/** Late: who has it, and who answers for the unit and those above it; where nobody does, who leads the unit. */
export function overdueHears(ctx: DomainContext, { caseId }: FactOf<'case.overdue'>): void {
  const late = placedCase(ctx.tx, caseId);
  if (!late) return;
  tellAbout(ctx, caseId, late.assigneeId, 'overdue');
  const above = late.unitPath.split('/').filter(Boolean).map(Number);
  const people = within(hearers(ctx.tx, { unitIds: above }), late);
  const answerable = people.filter(({ role }) => ANSWERABLE.includes(role));
  const leading = people.filter(({ role, unitId }) => LEADING.includes(role) && unitId === late.unitId);
  const told = answerable.length > 0 ? answerable : leading;
  tell(ctx, idsOf(told), { kind: 'overdue', subject: `case:${caseId}`, about: late.code });
}

/** Somebody wants a person: whoever works where their requests are, and the lab's own desk. */
export function deskHears(ctx: DomainContext, { citizenId }: FactOf<'citizen.personWanted'>): void {
  const news = { kind: 'personWanted', subject: `citizen:${citizenId}` } as const;
  tell(ctx, idsOf(deskOf(ctx, citizenId)), news);
}

/** A citizen writes while the bot is silent: the officer who has the chat, or the desk when that is the phone. */
export function holderHears(ctx: DomainContext, { citizenId }: FactOf<'citizen.wroteToOfficer'>): void {
  const holder = citizenById(ctx.tx, citizenId)?.handledBy ?? null;
  // Who answers on the lab's phone has the words before them.
  if (holder !== null) tell(ctx, [holder], { kind: 'citizenReplied', subject: `citizen:${citizenId}` });
}

/** A message to units: everybody who belongs to one that received it. */
export function unitsHear(ctx: DomainContext, { threadId, messageId }: FactOf<'unitMessage.sent'>): void {
  const sent = messageById(ctx.tx, messageId);
  if (!sent) return;
  const unitIds = receiversOf(ctx.tx, threadId, sent.unitId).map(({ unitId }) => unitId);
  const about = sent.subject === '' ? sent.unitName : `${sent.subject} (${sent.unitName})`;
  tell(ctx, idsOf(hearers(ctx.tx, { unitIds })), {
    kind: 'unitMessage',
    subject: `unitMessage:${threadId}`,
    about,
  });
}

/** An export that is ready: who asked for it, though it was done in that person's name. */
export function exporterHears(ctx: DomainContext, { exportId }: FactOf<'cases.exported'>): void {
  const wanted = ctx.tx.select().from(exports).where(eq(exports.id, exportId)).get();
  if (wanted?.state !== 'ready') return;
  const news = { kind: 'exportReady', subject: `export:${exportId}` } as const;
  tell(ctx.as({ kind: 'system' }), [wanted.staffId], news);
}

/** Something is wrong with the lab itself. */
export function administratorsHear(ctx: DomainContext, { incidentId, what }: FactOf<'alarm.raised'>): void {
  const administrators = hearers(ctx.tx, {}).filter(({ role }) => role === 'administrator');
  tell(ctx, idsOf(administrators), { kind: 'alarm', subject: `incident:${incidentId}`, about: what });
}

function tellAbout(ctx: DomainContext, caseId: number, to: number | null, kind: NotificationKind): void {
  const placed = placedCase(ctx.tx, caseId);
  if (!placed || to === null || to === 0) return;
  const told = within(hearers(ctx.tx, { ids: [to] }), placed);
  tell(ctx, idsOf(told), { kind, subject: `case:${caseId}`, about: withDoer(ctx, placed.code) });
}

/** The code, and which officer did it. */
function withDoer(ctx: DomainContext, code: string): string {
  const doer = ctx.actor.kind === 'staff' ? staffById(ctx.tx, ctx.actor.id) : undefined;
  return doer ? `${code} (${doer.name})` : code;
}

function deskOf(ctx: DomainContext, citizenId: number): Hearer[] {
  const places = placesOfCitizen(ctx.tx, citizenId);
  const homes = new Set(places.map(({ unitPath }) => unitPath));
  return hearers(ctx.tx, {}).filter(
    (one) =>
      one.role !== 'supervisor' &&
      !isAway(one, ctx.now) &&
      (one.unitId === ROOT_UNIT_ID || homes.has(one.unitPath)) &&
      reachesPerson(one, places),
  );
}

const within = (people: readonly Hearer[], { unitPath, service }: PlacedCase): Hearer[] =>
  people.filter((one) => reaches(one, { unitPath, service }));

const isAway = ({ awayUntil }: Hearer, now: Date): boolean => awayUntil !== null && awayUntil > now;

const idsOf = (people: readonly Hearer[]): number[] => people.map(({ id }) => id);
