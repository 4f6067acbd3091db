import type { Flow } from '../../flows/flow.ts';
import { type Said, say } from '../../flows/kit.ts';
import type { Scene } from '../../templates/messages/kit.ts';
import { citizenById } from '../domain/citizens/index.ts';
import type { DomainContext } from '../domain/context.ts';
import { forgetProofsOf } from '../domain/proofs/index.ts';
import {
  closeConversation,
  parkConversation,
  parkedConversations,
  runningConversations,
  tiredConversations,
} from './conversations.ts';
import { letters, post, reachedAt } from './outbox.ts';

const TIRED_AT_ONCE = 50;

/** Forms nobody has answered for a while are put aside, with one note; other dialogs just end. */
export function putTiredAside(ctx: DomainContext, flows: readonly Flow[], scene: Scene): void {
  for (const conversation of tiredConversations(ctx, TIRED_AT_ONCE)) {
    const flow = flows.find(({ name }) => name === conversation.flow);
    if (!flow?.keeps) {
      closeConversation(ctx, conversation.id);
      continue;
    }
    parkConversation(ctx, conversation);
    tell(ctx, conversation.citizenId, say('notices.putAside', { flow: conversation.flow }), scene);
  }
}

function tell(ctx: DomainContext, citizenId: number, said: Said, scene: Scene): void {
  const to = reachedAt(ctx, citizenId);
  const citizen = citizenById(ctx.tx, citizenId);
  if (!to || !citizen || citizen.optedOutAt) return;
  for (const letter of letters([said], citizen.language, scene))
    post(ctx, to, { ...letter, priority: 'notice', notice: 'putAside' });
}

/** Whoever writes from now on may be somebody else: no form of the earlier one, and no proof. */
export function forgetTalkWith(ctx: DomainContext, citizenId: number): void {
  for (const { id } of [...runningConversations(ctx, citizenId), ...parkedConversations(ctx, citizenId)])
    closeConversation(ctx, id);
  forgetProofsOf(ctx, { kind: 'citizen', id: citizenId });
}
