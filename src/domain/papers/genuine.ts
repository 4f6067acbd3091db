import type { Db } from '../../db/open.ts';
import { labDayAt } from '../values/lab-day.ts';
import { readPaperCode } from '../values/paper-code.ts';
import { paperByCode } from './rows.ts';
import type { Genuineness } from './values.ts';

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
