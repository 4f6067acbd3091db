import type { Db } from '../../db/open.ts';
import { type LabDay, labDayAt } from '../values/lab-day.ts';
import { readPaperCode } from '../values/paper-code.ts';
import { paperByCode } from './rows.ts';
import type { PaperKind } from './values.ts';

/** What everybody may know of a code. Never whom the paper is about. */
export type Genuineness =
  | { outcome: 'genuine'; code: string; paper: PaperKind; issuedOn: LabDay }
  /** It was genuine; since then another one counts, or none. */
  | { outcome: 'replaced'; code: string; paper: PaperKind; issuedOn: LabDay; replacedOn: LabDay }
  /** No paper of ours has this code. */
  | { outcome: 'unknown'; code: string }
  /** The check character disagrees with the others. */
  | { outcome: 'typo' }
  | { outcome: 'notACode' };

/**
 * Whether a paper with the code somebody typed is genuine. A draft that is not out yet is unknown.
 *
 * No budget counts the tries: the code opens nothing, and the answer says only what stands on the paper.
 */
export function genuineness(db: Db, typed: string, timeZone: string): Genuineness {
  const reading = readPaperCode(typed);
  if (reading.outcome !== 'code') return reading;
  const { code } = reading;
  const paper = paperByCode(db, code);
  if (!paper?.issuedAt) return { outcome: 'unknown', code };
  const known = { code, paper: paper.kind, issuedOn: labDayAt(paper.issuedAt, timeZone) };
  return paper.replacedAt === null
    ? { outcome: 'genuine', ...known }
    : { outcome: 'replaced', ...known, replacedOn: labDayAt(paper.replacedAt, timeZone) };
}
