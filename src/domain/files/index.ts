import { eq, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { statement } from '../../db/statement.ts';
import type { DomainContext } from '../context.ts';
import { files } from './table.ts';

/** A stored file as its row describes it. */
export type StoredFile = typeof files.$inferSelect;

/** What is written down of a file; its id and the instant are added here. */
export type NewFile = Omit<typeof files.$inferInsert, 'id' | 'createdAt'>;

const byId = statement((db) =>
  db
    .select()
    .from(files)
    .where(eq(files.id, sql.placeholder('id')))
    .prepare(),
);

/** Writes down a file whose bytes already lie safely on the disk. Returns its id. */
export function addFile(ctx: DomainContext, row: NewFile): number {
  const { id } = ctx.tx
    .insert(files)
    .values({ ...row, createdAt: ctx.now })
    .returning({ id: files.id })
    .get();
  return id;
}

/** The file's row, or undefined when there is none. */
export function fileById(db: Db, id: number): StoredFile | undefined {
  return byId(db).get({ id });
}

/** Forgets a file that nothing refers to; its bytes go from the disk within a day or two. */
export function forgetFile(ctx: DomainContext, id: number): void {
  ctx.tx.delete(files).where(eq(files.id, id)).run();
}
