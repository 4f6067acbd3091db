import type { Db } from '../../db/open.ts';
import { registrationById } from '../registrations/index.ts';
import type { LabDay } from '../values/lab-day.ts';
import { openProposal } from './rows.ts';

export { answersOf, correct } from './correct.ts';
export { moveVisit } from './move.ts';
export {
  answerProposal,
  openProposals,
  proposalAwaitedSince,
  proposeDate,
  withdrawProposal,
} from './proposals.ts';
export { type Proposal, proposalsOf } from './rows.ts';
export { submit } from './submit.ts';

/** What tracking shows of a consultation besides what all requests show. */
export function consultationOf(
  db: Db,
  registrationId: number,
): { proposal: { day: LabDay; reason: string } | null } {
  const isAsked = registrationById(db, registrationId)?.stage === 'dateProposed';
  const proposal = isAsked ? openProposal(db, registrationId) : undefined;
  return { proposal: proposal ? { day: proposal.day, reason: proposal.reason } : null };
}
