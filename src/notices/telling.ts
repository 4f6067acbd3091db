import { say } from '../../flows/kit.ts';
import type { VarsOf } from '../../templates/messages/index.ts';
import type { Scene } from '../../templates/messages/kit.ts';
import { citizenById } from '../domain/citizens/index.ts';
import type { DomainContext } from '../domain/context.ts';
import { shorten } from '../domain/links/index.ts';
import type { NoticeName } from '../domain/values/message-templates.ts';
import { letters, post, reachedAt } from '../engine/outbox.ts';

const LINK_DAYS = 180;

/** Says `notices.…` to a citizen in their language. Replies are always sent; notices only to those who want them. */
export function tell<Name extends NoticeName>(
  ctx: DomainContext,
  scene: Scene,
  citizenId: number,
  priority: 'reply' | 'notice',
  notice: Name,
  ...vars: VarsOf<`notices.${Name}`> extends void ? [] : [vars: VarsOf<`notices.${Name}`>]
): void {
  const { language, optedOut } = languageOf(ctx, citizenId);
  const to = reachedAt(ctx, citizenId);
  if (!to || (optedOut && priority === 'notice')) return;
  const staffId = ctx.actor.kind === 'staff' && priority === 'reply' ? { staffId: ctx.actor.id } : {};
  // Apart, because the compiler gives up on every priority with every name at once.
  const named = priority === 'reply' ? { priority, notice } : { priority, notice };
  const said = say(`notices.${notice}`, ...vars);
  for (const letter of letters([said], language, scene)) post(ctx, to, { ...letter, ...named, ...staffId });
}

/** In which language somebody is told, and whether they want to be. */
export function languageOf(
  ctx: DomainContext,
  citizenId: number,
): { language: 'id' | 'en'; optedOut: boolean } {
  const citizen = citizenById(ctx.tx, citizenId);
  if (!citizen) throw new Error(`no citizen ${citizenId}: a notice has nobody to go to`);
  return { language: citizen.language, optedOut: citizen.optedOutAt !== null };
}

/** A short address of ours that leads to `target` for half a year. */
export const shortLink = (ctx: DomainContext, scene: Scene, target: string): string =>
  `${scene.publicUrl}/s/${shorten(ctx, { target, days: LINK_DAYS })}`;

/** Opens the chat with the tracking words typed in: on WhatsApp, or on the simulated phone. */
export function chatLinkFor(ctx: DomainContext, scene: Scene, code: string): string {
  const words = encodeURIComponent(`LACAK ${code}`);
  return scene.simulated
    ? `/simulator?text=${words}`
    : `https://wa.me/${ctx.lab.whatsappNumber}?text=${words}`;
}
