import { and, eq } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import type { DomainContext } from '../context.ts';
import { textProblem, tidied } from './rules.ts';
import { messageTexts } from './table.ts';

export { MAX_TEXT_CHARACTERS } from './rules.ts';

/** A text the lab says in words of its own. */
export type OwnText = typeof messageTexts.$inferSelect;

/** Which text, in which language. */
export interface TextName {
  /** As in the templates: `menu.greet`, `person.comes.closed`. */
  message: string;
  language: 'id' | 'en';
}

/** What came of changing a text; `stale` when it is not as `was` any more. */
export type TextSaved =
  | { outcome: 'saved' }
  | { outcome: 'invalid'; problem: string }
  | { outcome: 'stale'; current: string | undefined };

/** Everything the lab says in words of its own, by message and language. */
export function ownTexts(db: Db): OwnText[] {
  return db.select().from(messageTexts).orderBy(messageTexts.message, messageTexts.language).all();
}

/** The lab's own words for one text; undefined while it is the original. */
export function ownText(db: Db, { message, language }: TextName): OwnText | undefined {
  return db
    .select()
    .from(messageTexts)
    .where(and(eq(messageTexts.message, message), eq(messageTexts.language, language)))
    .get();
}

/**
 * Says a text in words of the lab's own from now on, or in the original's again.
 *
 * @param change.text the new words; undefined for the original
 * @param change.was the own words its editor saw, undefined where there were none
 * @param change.original what is said without words of one's own: typing exactly that is going back to it
 * @param problemIn what the wording itself forbids; the templates know, which stand above the domain
 */
export function saveText(
  ctx: DomainContext,
  change: TextName & { text: string | undefined; was: string | undefined; original: string },
  problemIn: (text: string) => string | undefined,
): TextSaved {
  if (ctx.actor.kind !== 'staff') throw new Error('only staff change what the lab says');
  const { message, language } = change;
  const current = ownText(ctx.tx, change)?.text;
  if (current !== change.was) return { outcome: 'stale', current };
  const typed = change.text === undefined ? undefined : tidied(change.text);
  const problem = typed === undefined ? undefined : (textProblem(typed) ?? problemIn(typed));
  if (problem) return { outcome: 'invalid', problem };
  const wanted = typed === change.original ? undefined : typed;
  if (wanted === current) return { outcome: 'saved' };
  const which = and(eq(messageTexts.message, message), eq(messageTexts.language, language));
  ctx.tx.delete(messageTexts).where(which).run();
  if (wanted !== undefined) {
    const staffId = ctx.actor.id;
    ctx.tx
      .insert(messageTexts)
      .values({ message, language, text: wanted, staffId, updatedAt: ctx.now })
      .run();
  }
  const changes = { text: { from: current ?? change.original, to: wanted ?? change.original } };
  ctx.record({ kind: 'text.changed', message, language, changes });
  return { outcome: 'saved' };
}
