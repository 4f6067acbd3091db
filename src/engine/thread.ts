import { and, desc, eq, lt } from 'drizzle-orm';
import type { Db } from '../db/open.ts';
import type { DeliveryState, ThreadEntry } from '../domain/citizens/values.ts';
import { fileById } from '../domain/files/index.ts';
import { cleanText } from '../domain/values/clean-text.ts';
import { withMaskedNiks } from '../domain/values/nik.ts';
import { mayGoAgain } from './resend.ts';
import { intake, outbox } from './tables.ts';

const ENTRIES_AT_ONCE = 60;

/**
 * Both sides of a chat, newest last. A NIK anybody typed is masked here as everywhere: staff reveal it on
 * the registration, where that is recorded.
 *
 * @param before only what is older than this `seq`
 */
export function readThread(db: Db, citizenId: number, before?: number): ThreadEntry[] {
  const until = before === undefined ? undefined : new Date(before);
  const came = db
    .select()
    .from(intake)
    .where(and(eq(intake.citizenId, citizenId), until && lt(intake.receivedAt, until)))
    .orderBy(desc(intake.id))
    .limit(ENTRIES_AT_ONCE)
    .all();
  const went = db
    .select()
    .from(outbox)
    .where(and(eq(outbox.citizenId, citizenId), until && lt(outbox.createdAt, until)))
    .orderBy(desc(outbox.id))
    .limit(ENTRIES_AT_ONCE)
    .all();
  const entries: ThreadEntry[] = [
    ...came.toReversed().map((row) => ({
      at: row.receivedAt,
      from: 'citizen' as const,
      kind: row.kind,
      text: shown(row.text),
      ...fileOf(db, row.fileId, null),
      seq: row.receivedAt.getTime(),
    })),
    ...went.toReversed().map((row) => ({
      at: row.createdAt,
      from: row.staffId === null && !row.onPhone ? ('bot' as const) : ('staff' as const),
      ...(row.staffId === null ? {} : { staffId: row.staffId }),
      ...(row.onPhone ? { onPhone: true } : {}),
      kind: row.fileId === null ? 'text' : 'document',
      text: shown(row.text),
      ...fileOf(db, row.fileId, row.fileName),
      state: row.state,
      ...problemOf(row),
      ...(mayGoAgain(row) ? { letterId: row.id } : {}),
      seq: row.createdAt.getTime(),
    })),
  ];
  // The sort is stable, so what came stands before its answer at the same millisecond.
  return entries.sort((a, b) => a.seq - b.seq).slice(-ENTRIES_AT_ONCE);
}

const GOES_NO_FURTHER = new Set<DeliveryState>(['failed', 'uncertain', 'awaitingPerson']);

// A transport may say what staff should know in a sentence of theirs; anything shorter is for the log.
function problemOf({ state, lastProblem }: typeof outbox.$inferSelect): { problem?: string } {
  const isForStaff = GOES_NO_FURTHER.has(state) && lastProblem !== null && /^[A-Z].*\.$/s.test(lastProblem);
  return isForStaff ? { problem: lastProblem } : {};
}

function fileOf(db: Db, fileId: number | null, name: string | null): { fileId?: number; fileName?: string } {
  if (fileId === null) return {};
  return { fileId, fileName: withMaskedNiks(name ?? fileById(db, fileId)?.name ?? 'berkas') };
}

// As the bot reads it: digits of any script as digits, nothing unseen between them.
const shown = (text: string): string => withMaskedNiks(cleanText(text));
