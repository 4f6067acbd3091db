import { staffIdOf } from '../actor.ts';
import { comingDays, hoursOf, visitDay } from '../calendar/index.ts';
import type { DomainContext } from '../context.ts';
import {
  initialsOf,
  isOwn,
  maySee,
  type Registration,
  reasonIn,
  registrationNamed,
  save,
  stepByService,
} from '../registrations/index.ts';
import { type Stage, visitProposals } from '../registrations/table.ts';
import { addDays, daysBetween, type LabDay } from '../values/lab-day.ts';
import { moveToDay } from './move.ts';
import { close, closeAndTell, openProposal, openProposalsOf } from './rows.ts';
import type { OpenProposal, ProposalAnswered, Proposed, Withdrawn } from './values.ts';

/** From where another day can be proposed; a newer proposal takes the place of an open one. */
const PROPOSABLE: readonly Stage[] = ['registered', 'confirmed', 'dateProposed'];

/**
 * Staff propose another day for a visit and say why; the citizen answers with two taps. The visit keeps
 * its day, and takes no place on the new one, until the answer is there.
 *
 * @param input.expectedVersion of the registration as it was shown; a newer one is given back as `stale`
 */
export function proposeDate(
  ctx: DomainContext,
  input: { registrationId: number; expectedVersion: number; day: LabDay; reason: string },
): Proposed {
  const { registrationId, day } = input;
  const proposedBy = staffIdOf(ctx);
  const registration = consultationNamed(ctx, registrationId);
  if (registration.version !== input.expectedVersion) return { outcome: 'stale', current: registration };
  if (!PROPOSABLE.includes(registration.stage)) return { outcome: 'notAllowed', stage: registration.stage };
  const reason = reasonIn(input.reason);
  if (reason === undefined) return { outcome: 'reasonNeeded' };
  if (day === registration.visitOn) return { outcome: 'sameDay' };
  const judged = visitDay(ctx, day, 'consultation');
  if (judged.outcome !== 'open') return { outcome: 'dayImpossible', problem: judged };
  const earlier = registration.stage === 'dateProposed' ? openProposal(ctx.tx, registrationId) : undefined;
  if (earlier) close(ctx, earlier, 'withdrawn');
  ctx.tx
    .insert(visitProposals)
    .values({ registrationId, day, reason, proposedBy, proposedAt: ctx.now })
    .run();
  const { version } =
    registration.stage === 'dateProposed'
      ? save(ctx, registration, { stageReason: reason })
      : stepByService(ctx, registration, 'dateProposed', reason);
  ctx.record({ kind: 'registration.dateProposed', registrationId, day, reason });
  return { outcome: 'changed', version };
}

/** Staff take a proposal back: the visit keeps its day and is to be confirmed. */
export function withdrawProposal(
  ctx: DomainContext,
  { registrationId, expectedVersion }: { registrationId: number; expectedVersion: number },
): Withdrawn {
  staffIdOf(ctx);
  const registration = consultationNamed(ctx, registrationId);
  if (registration.version !== expectedVersion) return { outcome: 'stale', current: registration };
  const proposal = waitingFor(ctx, registration);
  if (!proposal) return { outcome: 'notAllowed', stage: registration.stage };
  closeAndTell(ctx, proposal, 'withdrawn');
  return { outcome: 'changed', version: stepByService(ctx, registration, 'registered').version };
}

/**
 * The answer to a proposed day: by the chat that registered, which needs no proof for it, by a contact
 * with a fresh proof, or by staff for somebody on the telephone.
 *
 * Accepted, the place on the new day is taken before the old one is left, without any lead time; when it
 * is gone meanwhile nothing changes. Declined, the visit keeps its day until another is chosen.
 */
export function answerProposal(
  ctx: DomainContext,
  { registrationId, accepted }: { registrationId: number; accepted: boolean },
): ProposalAnswered {
  const registration = consultationNamed(ctx, registrationId);
  const { code, visitOn } = registration;
  if (!isOwn(ctx, registration) && !maySee(ctx, registrationId)) return { outcome: 'proofNeeded' };
  const proposal = waitingFor(ctx, registration);
  if (!proposal) return { outcome: 'over', stage: registration.stage };
  const { day } = proposal;
  if (!accepted) {
    closeAndTell(ctx, proposal, 'declined');
    stepByService(ctx, registration, 'registered');
    return { outcome: 'declined', code, visitOn, nearest: otherDays(ctx, visitOn, day) };
  }
  const moved = moveToDay(ctx, registration, day);
  if (moved.outcome === 'dayGone')
    return { outcome: 'dayGone', code, day, visitOn, nearest: otherDays(ctx, visitOn, day) };
  return { outcome: 'accepted', code, day, opens: hoursOf(day, ctx.lab)?.opens ?? '' };
}

const MAX_OFFERED = 3;

/** The days with room that are closest to the visit, besides its own and the proposed one; soonest first. */
function otherDays(ctx: DomainContext, visitOn: LabDay, proposed: LabDay): LabDay[] {
  const { horizonDays, consultationLeadDays } = ctx.lab;
  const first = addDays(ctx.today, consultationLeadDays);
  const away = (day: LabDay) => Math.abs(daysBetween(visitOn, day));
  return comingDays(ctx.tx, ctx, 'consultation', horizonDays)
    .filter(({ day, taken, perDay }) => day >= first && taken < perDay)
    .map(({ day }) => day)
    .filter((day) => day !== visitOn && day !== proposed)
    .sort((a, b) => away(a) - away(b) || (a < b ? 1 : -1))
    .slice(0, MAX_OFFERED)
    .sort();
}

/**
 * The proposals that wait for an answer of the contact that is writing, newest first, at most nine.
 *
 * @param registrationId only of this request; one of another chat needs a fresh proof
 */
export function openProposals(ctx: DomainContext, registrationId: number | null): OpenProposal[] {
  const { actor } = ctx;
  if (actor.kind !== 'citizen') return [];
  const asked = registrationId === null ? undefined : consultationNamed(ctx, registrationId);
  if (asked && !isOwn(ctx, asked) && !maySee(ctx, asked.id)) return [];
  return (
    openProposalsOf(ctx.tx, asked?.citizenId ?? actor.id)
      // About one request it was asked above whether they may.
      .filter((each) => (asked ? each.registrationId === asked.id : isOwnProposal(ctx, each)))
      .map(({ personName, proposedAt: _at, citizenId: _who, createdAt: _since, ...proposal }) => ({
        ...proposal,
        initials: initialsOf(personName),
      }))
  );
}

/**
 * When the newest proposal was sent that a bare "1" of the contact that is writing can mean, if it was
 * sent after `since`, an ISO instant; null when none was.
 */
export function proposalAwaitedSince(ctx: DomainContext, since: string | null): Date | null {
  if (ctx.actor.kind !== 'citizen') return null;
  const newest = openProposalsOf(ctx.tx, ctx.actor.id).find((each) => isOwnProposal(ctx, each));
  if (!newest || (since !== null && newest.proposedAt <= new Date(since))) return null;
  return newest.proposedAt;
}

const isOwnProposal = (
  ctx: DomainContext,
  { registrationId: id, citizenId, createdAt }: ReturnType<typeof openProposalsOf>[number],
): boolean => isOwn(ctx, { id, citizenId, createdAt });

const waitingFor = (ctx: DomainContext, { id, stage }: Registration) =>
  stage === 'dateProposed' ? openProposal(ctx.tx, id) : undefined;

function consultationNamed(ctx: DomainContext, registrationId: number): Registration {
  const registration = registrationNamed(ctx, registrationId);
  if (registration.service !== 'consultation')
    throw new Error(`registration ${registrationId} is no consultation but a ${registration.service}`);
  return registration;
}
