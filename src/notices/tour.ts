import type { Scene } from '../../templates/messages/kit.ts';
import { hoursOf } from '../domain/calendar/index.ts';
import type { DomainContext } from '../domain/context.ts';
import type { FactOf } from '../domain/journal.ts';
import type { Registration } from '../domain/registrations/index.ts';
import { reportFor } from '../domain/reports/index.ts';
import { tourNamed } from '../domain/tours/index.ts';
import { chatLinkFor, languageOf, shortLink, tell } from './telling.ts';

/** The receipt of a group's request: no approval yet, but everything that was asked for. */
export function tourReceived(ctx: DomainContext, registration: Registration, scene: Scene): void {
  const { citizenId, code, personName, institution, totalRupiah, expectedOn } = registration;
  tell(ctx, scene, citizenId, 'reply', 'tourReceived', {
    ...visitOf(ctx, registration),
    institution: institution ?? '',
    personName,
    totalRupiah,
    expectedOn,
    chatLink: shortLink(ctx, scene, chatLinkFor(ctx, scene, code)),
    pageLink: shortLink(ctx, scene, `/t/${code}`),
  });
}

/** Tells a group how its request stands; what the letter says is only in the letter. */
export function tourStaged(
  ctx: DomainContext,
  registration: Registration,
  { to }: FactOf<'registration.stageChanged'>,
  scene: Scene,
): void {
  tell(ctx, scene, registration.citizenId, 'notice', 'tourStage', {
    ...visitOf(ctx, registration),
    to,
    expectedOn: registration.expectedOn,
    hasLetter: reportFor(ctx.tx, registration.id) !== 'none',
  });
}

/** Tells a group that may come, the day before, where to be and what to bring. */
export function tourReminded(ctx: DomainContext, registration: Registration, scene: Scene): void {
  const { citizenId, visitOn } = registration;
  tell(ctx, scene, citizenId, 'notice', 'tourReminder', {
    ...visitOf(ctx, registration),
    opens: hoursOf(visitOn, ctx.lab)?.opens ?? '',
  });
}

function visitOf(ctx: DomainContext, { id, citizenId, code, visitOn, untilOn }: Registration) {
  const { kindName, kindNameEn, visitors } = tourNamed(ctx, id);
  const { language } = languageOf(ctx, citizenId);
  return { code, visitOn, untilOn, visitors, kind: language === 'en' ? kindNameEn : kindName };
}
