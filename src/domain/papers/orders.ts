import { and, asc, eq, isNull } from 'drizzle-orm';
import type { DomainContext } from '../context.ts';
import { raise } from '../incidents/index.ts';
import { registrationNamed } from '../registrations/index.ts';
import { drawPaperCode } from './rows.ts';
import { printOrders } from './table.ts';
import { LABEL_SHEETS } from './values.ts';

/** What is to be printed, and who gets it in the chat. */
export type PrintWish =
  | { what: 'label'; registrationId: number; citizenId?: number }
  | { what: 'sheetTemplates'; registrationId?: number; citizenId?: number };

/** An order that is being printed. */
export type OrderToPrint = typeof printOrders.$inferSelect;

/** How long after it was ordered each try may begin; after the last it is given up, and staff hear of it. */
const TRY_AFTER_SECONDS = [0, 10, 60, 300, 1_800];
const PRINT_TRIES = TRY_AFTER_SECONDS.length;
/** So many are looked at for one whose time has come. */
const LOOKED_AT = 100;

/**
 * Has something printed beside the event loop and sent to the citizen's chat. Whoever asks twice before
 * it is there gets it once.
 *
 * @returns the order's id
 */
export function orderPrint(ctx: DomainContext, wish: PrintWish): number {
  const { what, registrationId = null, citizenId = null } = wish;
  const waiting = ctx.tx
    .select({ id: printOrders.id })
    .from(printOrders)
    .where(
      and(
        eq(printOrders.state, 'waiting'),
        eq(printOrders.what, what),
        registrationId === null
          ? isNull(printOrders.registrationId)
          : eq(printOrders.registrationId, registrationId),
        citizenId === null ? isNull(printOrders.citizenId) : eq(printOrders.citizenId, citizenId),
      ),
    )
    .get();
  if (waiting) return waiting.id;
  // Drawn now, so that what is printed again after a crash has the same codes.
  const codes = what === 'label' ? LABEL_SHEETS.map(() => drawPaperCode(ctx)) : [];
  const { id } = ctx.tx
    .insert(printOrders)
    .values({ what, registrationId, citizenId, codes, orderedAt: ctx.now })
    .returning({ id: printOrders.id })
    .get();
  ctx.record({ kind: 'paper.ordered', orderId: id, what });
  return id;
}

/**
 * The order that waits longest, with one more try counted, so that one which ends the process is not
 * tried for ever. Those that used all their tries are given up, and staff are told.
 */
export function beginOrder(ctx: DomainContext): OrderToPrint | undefined {
  const waiting = ctx.tx
    .select()
    .from(printOrders)
    .where(eq(printOrders.state, 'waiting'))
    // One that failed does not hold up the others.
    .orderBy(asc(printOrders.tries), asc(printOrders.id))
    .limit(LOOKED_AT)
    .all();
  for (const order of waiting) {
    if (order.tries >= PRINT_TRIES) giveUp(ctx, order);
    else if (isDue(order, ctx.now)) {
      const tries = order.tries + 1;
      ctx.tx.update(printOrders).set({ tries }).where(eq(printOrders.id, order.id)).run();
      return { ...order, tries };
    }
  }
  return undefined;
}

const isDue = ({ orderedAt, tries }: OrderToPrint, now: Date): boolean =>
  now.getTime() >= orderedAt.getTime() + (TRY_AFTER_SECONDS[tries] ?? 0) * 1_000;

/** Notes that an order could not be printed this time; after the last try it is given up. */
export function failOrder(ctx: DomainContext, order: OrderToPrint): void {
  if (order.tries >= PRINT_TRIES) giveUp(ctx, order);
}

function giveUp(ctx: DomainContext, { id, what, registrationId, citizenId }: OrderToPrint): void {
  ctx.tx.update(printOrders).set({ state: 'failed', doneAt: ctx.now }).where(eq(printOrders.id, id)).run();
  const code = registrationId === null ? '' : ` ${registrationNamed(ctx, registrationId).code}`;
  const about = what === 'label' ? `Label kiriman${code} tidak tercetak` : 'Templat Excel tidak tercetak';
  raise(ctx, { kind: 'printFailed', about, ...(citizenId === null ? {} : { citizenId }) });
}

/** Notes that an order is printed: whoever asked gets the files. False when it was done already. */
export function finishOrder(ctx: DomainContext, order: OrderToPrint, fileIds: number[]): boolean {
  const { id, citizenId, registrationId } = order;
  const { changes } = ctx.tx
    .update(printOrders)
    .set({ state: 'done', doneAt: ctx.now })
    .where(and(eq(printOrders.id, id), eq(printOrders.state, 'waiting')))
    .run();
  if (changes === 0) return false;
  ctx.record({
    kind: 'paper.printed',
    orderId: id,
    fileIds,
    ...(citizenId !== null && { citizenId }),
    ...(registrationId !== null && { registrationId }),
  });
  return true;
}
