import type { DomainContext } from '../context.ts';
import {
  changePlaces,
  isChangeable,
  maySee,
  type Registration,
  registrationNamed,
  save,
  stepByService,
} from '../registrations/index.ts';
import type { LabDay } from '../values/lab-day.ts';
import { close, closeAndTell, lastProposal, openProposal } from './rows.ts';
import type { ConsultationSubmitted } from './values.ts';

/** How long after an answer to a proposal its chat may choose the day without a proof. */
const CHOOSES_FOR_HOURS = 24;

/**
 * Moves a visit to another day and nothing else. Whoever has just been asked by the lab about the day
 * may do so without a proof, in the chat that registered: nothing of the request is shown for it.
 */
export function moveVisit(
  ctx: DomainContext,
  { registrationId, visitOn }: { registrationId: number; visitOn: LabDay },
): ConsultationSubmitted {
  const registration = registrationNamed(ctx, registrationId);
  if (!maySee(ctx, registrationId) && !isAskedAbout(ctx, registration)) return { outcome: 'proofNeeded' };
  // The lab has asked, so that the first day may be over by the time the answer comes.
  if (!isChangeable(registration, ctx.today, 'staff'))
    return { outcome: 'tooLate', stage: registration.stage };
  const moved = moveToDay(ctx, registration, visitOn);
  return moved.outcome === 'dayGone' ? moved : { outcome: 'done', code: registration.code };
}

function isAskedAbout(ctx: DomainContext, { id, citizenId }: Registration): boolean {
  if (ctx.actor.kind !== 'citizen' || ctx.actor.id !== citizenId) return false;
  const proposal = lastProposal(ctx.tx, id);
  if (!proposal || (proposal.answer !== null && proposal.answer !== 'declined')) return false;
  const since = proposal.answeredAt ?? ctx.now;
  return ctx.now.getTime() - since.getTime() <= CHOOSES_FOR_HOURS * 3_600_000;
}

/**
 * Takes the new day before it leaves the old one, so that a full day loses nothing. What was confirmed
 * or proposed for the old day counts no more: a citizen's new day is to be confirmed, unless it is the
 * very day that staff have proposed.
 */
export function moveToDay(
  ctx: DomainContext,
  registration: Registration,
  visitOn: LabDay,
): Extract<ConsultationSubmitted, { outcome: 'dayGone' }> | { outcome: 'moved'; registration: Registration } {
  const { id: registrationId, visitOn: from, stage } = registration;
  if (visitOn === from) return { outcome: 'moved', registration };
  const proposal = stage === 'dateProposed' ? openProposal(ctx.tx, registrationId) : undefined;
  const isProposed = proposal?.day === visitOn;
  const place = changePlaces(ctx, registration, { ...registration, visitOn }, isProposed);
  if (place.outcome === 'dayGone') return place;
  const there = save(ctx, registration, { visitOn, expectedOn: visitOn, expectedReason: null });
  const byStaff = ctx.actor.kind === 'staff';
  if (proposal && byStaff && !isProposed) close(ctx, proposal, 'withdrawn');
  else if (proposal) closeAndTell(ctx, proposal, isProposed ? 'accepted' : 'declined');
  // The answer to a proposal says where it moved to.
  if (!isProposed) ctx.record({ kind: 'registration.moved', registrationId, from, to: visitOn });
  if (isProposed) return { outcome: 'moved', registration: stepByService(ctx, there, 'confirmed') };
  const isToConfirm = proposal !== undefined || (stage === 'confirmed' && !byStaff);
  return {
    outcome: 'moved',
    registration: isToConfirm ? stepByService(ctx, there, 'registered') : there,
  };
}
