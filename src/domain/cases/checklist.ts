import { and, asc, eq } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { staffIdOf } from '../actor.ts';
import type { DomainContext } from '../context.ts';
import { staff } from '../staff/table.ts';
import type { LabSettings } from '../values/lab-settings.ts';
import type { Service } from '../values/services.ts';
import { caseNamed } from './change.ts';
import { caseChecks } from './table.ts';

/** A line of a case's list of things to do. */
export interface CheckItem {
  item: string;
  /** Who ticked it and when, once somebody has. */
  done: { name: string; at: Date } | undefined;
}

/** What is to be done on a case of this service, in order. */
export function itemsFor(lab: Pick<LabSettings, 'checklists'>, service: Service): readonly string[] {
  return lab.checklists[service] ?? [];
}

/** The list of a case: what its service wants today, and what was ticked and has left the settings since. */
export function checklistOf(
  db: Db,
  one: { id: number; service: Service },
  lab: Pick<LabSettings, 'checklists'>,
): CheckItem[] {
  const ticks = db
    .select({ item: caseChecks.item, name: staff.name, at: caseChecks.at })
    .from(caseChecks)
    .innerJoin(staff, eq(staff.id, caseChecks.staffId))
    .where(eq(caseChecks.caseId, one.id))
    .orderBy(asc(caseChecks.at))
    .all();
  const items = itemsFor(lab, one.service);
  const former = ticks.map(({ item }) => item).filter((item) => !items.includes(item));
  return [...items, ...former].map((item) => {
    const tick = ticks.find((other) => other.item === item);
    return { item, done: tick && { name: tick.name, at: tick.at } };
  });
}

/**
 * Ticks a line of a case's list, or takes the tick away. As it is already: nothing happens, so that two
 * officers who tick at once do not stand in each other's way.
 */
export function tick(
  ctx: DomainContext,
  { caseId, item, done }: { caseId: number; item: string; done: boolean },
): { outcome: 'ticked' } | { outcome: 'notOnTheList' } {
  const { id, service } = caseNamed(ctx, caseId);
  const here = and(eq(caseChecks.caseId, id), eq(caseChecks.item, item));
  const isTicked = ctx.tx.select({ item: caseChecks.item }).from(caseChecks).where(here).get() !== undefined;
  if (isTicked === done) return { outcome: 'ticked' };
  if (done && !itemsFor(ctx.lab, service).includes(item)) return { outcome: 'notOnTheList' };
  if (done)
    ctx.tx
      .insert(caseChecks)
      .values({ caseId: id, item, staffId: staffIdOf(ctx), at: ctx.now })
      .run();
  else ctx.tx.delete(caseChecks).where(here).run();
  ctx.record({ kind: 'case.checked', caseId: id, item, done });
  return { outcome: 'ticked' };
}
