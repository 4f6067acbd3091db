import { and, eq } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import type { DomainContext } from '../context.ts';
import { textProblem, tidied } from './rules.ts';
import { messageTexts } from './table.ts';

export { MAX_TEXT_CHARACTERS, tidied } from './rules.ts';

/** A text the lab says in words of its own. */
export type OwnText = typeof messageTexts.$inferSelect;

/** One language of a text as it is to be from now on. */
export interface TextEdit {
  language: 'id' | 'en';
  /** Undefined for the original. */
  text: string | undefined;
  /** The own words its editor saw; undefined where there were none. */
  was: string | undefined;
  /** What is said without words of one's own: typing exactly that is going back to it. */
  original: string;
}

/** What came of changing a text; nothing is saved unless all of it can be. */
export type TextSaved =
  | { outcome: 'saved' }
  | { outcome: 'invalid'; problems: { language: 'id' | 'en'; problem: string }[] }
  /** Somebody else was faster. */
  | { outcome: 'stale' };

/** Everything the lab says in words of its own, by message and language. */
export function ownTexts(db: Db): OwnText[] {
  return db.select().from(messageTexts).orderBy(messageTexts.message, messageTexts.language).all();
}

/** The lab's own words for one message, language by language. */
export function ownTextsOf(db: Db, message: string): OwnText[] {
  return db.select().from(messageTexts).where(eq(messageTexts.message, message)).all();
}

/**
 * Says a message in words of the lab's own from now on, or in the original's again.
 *
 * @param message as in the templates: `menu.greet`, `person.comes.closed`
 * @param problemIn what the wording itself forbids; the templates know, which stand above the domain
 */
export function saveTexts(
  ctx: DomainContext,
  { message, edits }: { message: string; edits: readonly TextEdit[] },
  problemIn: (text: string, language: 'id' | 'en') => string | undefined,
): TextSaved {
  if (ctx.actor.kind !== 'staff') throw new Error('only staff change what the lab says');
  const staffId = ctx.actor.id;
  const known = new Map(ownTextsOf(ctx.tx, message).map(({ language, text }) => [language, text]));
  if (edits.some(({ language, was }) => known.get(language) !== was)) return { outcome: 'stale' };
  const wanted = edits.map((edit) => ({
    ...edit,
    text: edit.text === undefined || tidied(edit.text) === edit.original ? undefined : tidied(edit.text),
  }));
  const problems = wanted.flatMap(({ language, text }) => {
    const problem = text === undefined ? undefined : (textProblem(text) ?? problemIn(text, language));
    return problem === undefined ? [] : [{ language, problem }];
  });
  if (problems.length > 0) return { outcome: 'invalid', problems };
  for (const { language, text, was, original } of wanted.filter((edit) => edit.text !== edit.was)) {
    const which = and(eq(messageTexts.message, message), eq(messageTexts.language, language));
    ctx.tx.delete(messageTexts).where(which).run();
    if (text !== undefined) {
      ctx.tx.insert(messageTexts).values({ message, language, text, staffId, updatedAt: ctx.now }).run();
    }
    const changes = { text: { from: was ?? original, to: text ?? original } };
    ctx.record({ kind: 'text.changed', message, language, changes });
  }
  return { outcome: 'saved' };
}
