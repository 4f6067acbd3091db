import { eq, lt } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import type { DomainContext } from '../context.ts';
import { webForms } from './table.ts';

/** For so long the receipt of a form can be opened again. */
const KEPT_MS = 14 * 24 * 3_600_000;

/** The code of what a form became when it was sent before: a double click, or a page sent again. */
export function sentAs(db: Db, key: string): string | undefined {
  return db.select({ code: webForms.code }).from(webForms).where(eq(webForms.key, key)).get()?.code;
}

/** Remembers for two weeks what a form has become. */
export function rememberSent(ctx: DomainContext, { key, code }: { key: string; code: string }): void {
  ctx.tx.insert(webForms).values({ key, code, at: ctx.now }).run();
  ctx.tx
    .delete(webForms)
    .where(lt(webForms.at, new Date(ctx.now.getTime() - KEPT_MS)))
    .run();
}
