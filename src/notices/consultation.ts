import type { Scene } from '../../templates/messages/kit.ts';
import { hoursOf } from '../domain/calendar/index.ts';
import { consultationOf, proposalsOf } from '../domain/consultations/index.ts';
import type { DomainContext } from '../domain/context.ts';
import type { FactOf } from '../domain/journal.ts';
import { initialsOf, type Registration, registrationNamed } from '../domain/registrations/index.ts';
import type { LabDay } from '../domain/values/lab-day.ts';
import { officerHears } from '../staff-notices.ts';
import { chatLinkFor, shortLink, tell } from './telling.ts';

const opensOn = (ctx: DomainContext, { visitOn }: Registration): string =>
  hoursOf(visitOn, ctx.lab)?.opens ?? '';

/** The receipt of a consultation. */
export function consultationReceived(ctx: DomainContext, registration: Registration, scene: Scene): void {
  const { citizenId, code, personName, visitOn, totalRupiah } = registration;
  tell(ctx, scene, citizenId, 'reply', 'consultationReceived', {
    code,
    personName,
    visitOn,
    opens: opensOn(ctx, registration),
    totalRupiah,
    chatLink: shortLink(ctx, scene, chatLinkFor(ctx, scene, code)),
    pageLink: shortLink(ctx, scene, `/t/${code}`),
  });
}

/** Tells the day before what to bring, and where it is; asks once more about a day that nobody has answered. */
export function consultationReminded(ctx: DomainContext, registration: Registration, scene: Scene): void {
  const { id, citizenId, code, visitOn } = registration;
  const { proposal } = consultationOf(ctx.tx, id);
  const opens = opensOn(ctx, registration);
  if (proposal) askAbout(ctx, registration, proposal, scene);
  else tell(ctx, scene, citizenId, 'notice', 'consultationReminder', { code, visitOn, opens });
}

/** What staff have decided. A proposed day and a proposal taken back have words of their own. */
export function consultationStaged(
  ctx: DomainContext,
  registration: Registration,
  { from, to, reason }: FactOf<'registration.stageChanged'>,
  scene: Scene,
): void {
  // One that was cancelled by mistake and is brought back has no other words.
  if ((to === 'dateProposed' || to === 'registered') && from !== 'cancelled') return;
  const { citizenId, code, visitOn } = registration;
  const opens = opensOn(ctx, registration);
  tell(ctx, scene, citizenId, 'notice', 'consultationStage', {
    code,
    to,
    reason: reason ?? null,
    visitOn,
    opens,
  });
}

/** Asks whether the day that staff propose suits. */
export function dateProposed(
  ctx: DomainContext,
  { registrationId, day, reason }: FactOf<'registration.dateProposed'>,
  scene: Scene,
): void {
  askAbout(ctx, registrationNamed(ctx, registrationId), { day, reason }, scene);
}

function askAbout(
  ctx: DomainContext,
  { id: registrationId, citizenId, code, personName, visitOn }: Registration,
  { day, reason }: { day: LabDay; reason: string },
  scene: Scene,
): void {
  const proposal = { registrationId, code, initials: initialsOf(personName), visitOn, day, reason };
  tell(ctx, scene, citizenId, 'notice', 'dateProposed', { proposal });
}

/** Tells whoever proposed a day what the citizen answered, and the citizen when it was taken back. */
export function proposalAnswered(
  ctx: DomainContext,
  { registrationId, day, answer }: FactOf<'registration.proposalAnswered'>,
  scene: Scene,
): void {
  const { citizenId, code, visitOn } = registrationNamed(ctx, registrationId);
  const [last] = proposalsOf(ctx.tx, registrationId);
  if (ctx.actor.kind !== 'staff') {
    if (last) officerHears(ctx, 'consultation', registrationId, last.proposedBy);
    return;
  }
  if (answer === 'withdrawn')
    tell(ctx, scene, citizenId, 'notice', 'proposalWithdrawn', { code, day, visitOn });
}
