import type { Db } from '../../db/open.ts';
import { registrationById } from '../registrations/index.ts';
import type { Stage } from '../registrations/table.ts';
import { labDayAt } from '../values/lab-day.ts';
import { readPaperCode } from '../values/paper-code.ts';
import { type Paper, paperByCode } from './rows.ts';
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
  const over = overSince(db, paper);
  return over === null
    ? { outcome: 'genuine', ...known }
    : { outcome: 'replaced', ...known, replacedOn: labDayAt(over, timeZone) };
}

/** Stages in which nobody comes and nothing is sent any more. */
const CALLED_OFF: readonly Stage[] = ['cancelled', 'rejected'];

/**
 * Since when a paper counts no more: another one has taken its place, or what it was for is off. A label
 * sends no boxes and a letter invites nobody once a request is called off; what was measured stays true,
 * and so does the letter that has turned a group down.
 */
export function overSince(db: Db, { kind, replacedAt, registrationId }: Paper): Date | null {
  if (replacedAt !== null || kind === 'report') return replacedAt;
  const registration = registrationById(db, registrationId);
  if (!registration || !CALLED_OFF.includes(registration.stage)) return null;
  return kind === 'replyLetter' && registration.stage === 'rejected' ? null : registration.stageSince;
}
