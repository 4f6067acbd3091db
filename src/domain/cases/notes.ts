import { desc, eq } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { staffIdOf } from '../actor.ts';
import type { DomainContext } from '../context.ts';
import { staff } from '../staff/table.ts';
import { caseNamed } from './change.ts';
import { caseNotes } from './table.ts';

/** How long a note may be. */
export const NOTE_CHARACTERS = 3_000;

/** What officers wrote to each other about a case. */
export interface Note {
  id: number;
  staffId: number;
  /** Who wrote it. */
  name: string;
  text: string;
  at: Date;
}

/** What came of writing a note. */
export type NoteAdded =
  | { outcome: 'added'; noteId: number }
  | { outcome: 'empty' }
  | { outcome: 'tooLong'; maximum: number };

/** Writes a note beside a case. Nothing of it ever leads to the citizen. */
export function addNote(ctx: DomainContext, input: { caseId: number; text: string }): NoteAdded {
  const text = input.text.trim();
  if (text === '') return { outcome: 'empty' };
  if (text.length > NOTE_CHARACTERS) return { outcome: 'tooLong', maximum: NOTE_CHARACTERS };
  const { id: caseId } = caseNamed(ctx, input.caseId);
  const { id: noteId } = ctx.tx
    .insert(caseNotes)
    .values({ caseId, staffId: staffIdOf(ctx), text, at: ctx.now })
    .returning({ id: caseNotes.id })
    .get();
  ctx.record({ kind: 'case.noteAdded', caseId, noteId });
  return { outcome: 'added', noteId };
}

const MOST_NOTES = 200;

/** The newest 200 notes of a case, newest first. */
export function notesOf(db: Db, caseId: number): Note[] {
  return db
    .select({
      id: caseNotes.id,
      staffId: caseNotes.staffId,
      name: staff.name,
      text: caseNotes.text,
      at: caseNotes.at,
    })
    .from(caseNotes)
    .innerJoin(staff, eq(staff.id, caseNotes.staffId))
    .where(eq(caseNotes.caseId, caseId))
    .orderBy(desc(caseNotes.id))
    .limit(MOST_NOTES)
    .all();
}
