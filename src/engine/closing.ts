import { and, desc, eq, gt, isNotNull, isNull, or } from 'drizzle-orm';
import { momentIn } from '../../templates/messages/format.ts';
import { hoursOf, isWorkingDay } from '../domain/calendar/index.ts';
import { citizens } from '../domain/citizens/table.ts';
import type { DomainContext } from '../domain/context.ts';
import { raise, settled, wasRaisedSince } from '../domain/incidents/index.ts';
import { incidents } from '../domain/incidents/table.ts';
import { addDays, instantAt, labDayAt } from '../domain/values/lab-day.ts';
import type { Transport } from '../transports/transport.ts';
import { lastPlaceOf } from './outbox.ts';
import { intake, outbox } from './tables.ts';
import { lastHeardAt } from './window.ts';

/** Time enough to look something up and answer. */
const LEAD_MS = 3 * 3_600_000;
/** Less than this at the desk in the last hours is too little. */
const ENOUGH_MS = 3_600_000;
/** A window is a day or less; a longer one would only be looked at in vain. */
const MAX_DAYS = 3;

/**
 * Tells staff, once for each window, that somebody waits for a person and can soon no longer be
 * answered freely; and takes back what no longer holds. Somebody waits who wants a person, or whose
 * words stand unanswered in a chat that an officer has.
 *
 * @returns how many were told of
 */
export function noteClosingWindows(ctx: DomainContext, transports: readonly Transport[]): number {
  const longestMs = Math.max(0, ...transports.map(({ answersWithinMs = 0 }) => answersWithinMs));
  if (longestMs === 0) return 0;
  const waiting = new Map<number, Window>();
  for (const citizenId of whoMayWait(ctx, longestMs)) {
    const window = windowOf(ctx, transports, citizenId);
    if (window) waiting.set(citizenId, window);
  }
  takeBack(ctx, waiting);
  let told = 0;
  for (const [citizenId, { heardAt, closesAt }] of waiting) {
    if (!isTimeToSay(ctx, closesAt)) continue;
    if (wasRaisedSince(ctx, { kind: 'windowClosing', citizenId }, heardAt)) continue;
    const about = `Bisa dibalas bebas sampai ${momentIn(closesAt.toISOString(), ctx.lab.timeZone, 'id')}`;
    raise(ctx, { kind: 'windowClosing', citizenId, about });
    told += 1;
  }
  return told;
}

/** When somebody who waits was last heard, and until when they can be answered freely. */
interface Window {
  heardAt: Date;
  closesAt: Date;
}

/** Three hours before; where nobody would be there then, earlier, while somebody is. */
function isTimeToSay(ctx: DomainContext, closesAt: Date): boolean {
  const lastHours = new Date(closesAt.getTime() - LEAD_MS);
  if (ctx.now >= closesAt) return false;
  if (ctx.now >= lastHours) return true;
  if (openMsBetween(ctx, lastHours, closesAt) >= ENOUGH_MS) return false;
  return isOpenNow(ctx) && openMsBetween(ctx, ctx.now, closesAt) <= LEAD_MS;
}

const isOpenNow = (ctx: DomainContext): boolean =>
  openMsBetween(ctx, ctx.now, new Date(ctx.now.getTime() + 1)) > 0;

/** How long the lab is open between two instants, at most three days from now. */
function openMsBetween({ lab, now, tx }: DomainContext, from: Date, until: Date): number {
  const today = labDayAt(now, lab.timeZone);
  let openMs = 0;
  for (let ahead = 0; ahead < MAX_DAYS; ahead += 1) {
    const day = addDays(today, ahead);
    const hours = hoursOf(day, lab);
    if (!hours || !isWorkingDay(tx, day, lab)) continue;
    const opens = instantAt(day, hours.opens, lab.timeZone).getTime();
    const closes = instantAt(day, hours.closes, lab.timeZone).getTime();
    openMs += Math.max(0, Math.min(closes, until.getTime()) - Math.max(opens, from.getTime()));
  }
  return openMs;
}

/** People who asked for an officer, or had one when they wrote last: few at any time. */
function whoMayWait(ctx: DomainContext, longestMs: number): ReadonlySet<number> {
  // When a hold is over, the next message ends it; one that was over before all windows matters no more.
  const held = ctx.tx
    .select({ id: citizens.id })
    .from(citizens)
    .where(gt(citizens.handledUntil, new Date(ctx.now.getTime() - longestMs)))
    .all();
  return new Set([...held.map(({ id }) => id), ...openAbout(ctx, 'personWanted')]);
}

function windowOf(
  ctx: DomainContext,
  transports: readonly Transport[],
  citizenId: number,
): Window | undefined {
  const place = lastPlaceOf(ctx.tx, citizenId);
  const withinMs = transports.find(({ name }) => name === place?.transport)?.answersWithinMs;
  const heardAt = place && lastHeardAt(ctx.tx, place);
  if (!heardAt || withinMs === undefined || isAnswered(ctx, citizenId)) return undefined;
  return { heardAt, closesAt: new Date(heardAt.getTime() + withinMs) };
}

/** Whether an officer, on the page or on the lab's phone, has had the last word. */
function isAnswered(ctx: DomainContext, citizenId: number): boolean {
  const came = ctx.tx
    .select({ at: intake.receivedAt })
    .from(intake)
    .where(eq(intake.citizenId, citizenId))
    .orderBy(desc(intake.id))
    .get();
  const answered = ctx.tx
    .select({ at: outbox.createdAt })
    .from(outbox)
    .where(and(eq(outbox.citizenId, citizenId), or(isNotNull(outbox.staffId), eq(outbox.onPhone, true))))
    .orderBy(desc(outbox.id))
    .get();
  return came === undefined || (answered !== undefined && answered.at >= came.at);
}

/** Nobody waits any more, or they have written again and there is time. */
function takeBack(ctx: DomainContext, waiting: ReadonlyMap<number, Window>): void {
  for (const citizenId of openAbout(ctx, 'windowClosing')) {
    const window = waiting.get(citizenId);
    const matter = { kind: 'windowClosing', citizenId } as const;
    if (!window || !wasRaisedSince(ctx, matter, window.heardAt)) settled(ctx, matter);
  }
}

function openAbout(ctx: DomainContext, kind: 'personWanted' | 'windowClosing'): number[] {
  return ctx.tx
    .select({ citizenId: incidents.citizenId })
    .from(incidents)
    .where(and(eq(incidents.kind, kind), isNull(incidents.resolvedAt)))
    .all()
    .flatMap(({ citizenId }) => citizenId ?? []);
}
