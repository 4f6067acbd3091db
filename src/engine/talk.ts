import type { AnswerAwaited, EffectName } from '../../flows/effects.ts';
import type { Flow } from '../../flows/flow.ts';
import { type FlowOutput, type Heard, type Moment, type Opening, type Said, say } from '../../flows/kit.ts';
import type { Citizen } from '../domain/citizens/index.ts';
import type { DomainContext } from '../domain/context.ts';
import {
  type Conversation,
  closeConversation,
  createConversation,
  parkConversation,
  parkedConversations,
  runningConversation,
  runningConversations,
  saveConversation,
  savedState,
  unparkConversation,
} from './conversations.ts';
import { interpret, type Meaning } from './interpret.ts';
import { advance, begin, type Sprint } from './sprint.ts';

/** What talking needs of the house. */
export interface TalkParts {
  flows: readonly Flow[];
  /** Does an effect for a citizen, inside the turn's transaction. */
  perform(ctx: DomainContext, name: EffectName, input: unknown): unknown;
}

/** Takes what a person says through the dialog they are in, or into another one. */
export interface Talk {
  /** Runs the dialog and returns everything the bot has to say. */
  talk(ctx: DomainContext, citizen: Citizen, heard: Heard): Said[];
  /** The same for a tap on a choice of an older message, which is no answer to what was asked since. */
  tapOnOld(ctx: DomainContext, citizen: Citizen, heard: Heard): Said[];
  /** An answer that was written in time counts, however long it was on its way. */
  takeUpAsOf(ctx: DomainContext, citizen: Citizen, sentAt: Date): void;
}

// A flow that opens a flow that opens a flow … is a defect, not a dialog.
const MAX_FLOWS_PER_TURN = 5;
const MENU = 'menu';

/**
 * Which dialog runs, which are put aside, and how one leads to another.
 *
 * Longer than other files, because all of it is one decision: each way in ends in another part of it.
 */
export function createTalk({ flows, perform }: TalkParts): Talk {
  const flowNamed = (name: string): Flow => {
    const flow = flows.find((each) => each.name === name);
    if (!flow) throw new Error(`no flow ${name}`);
    return flow;
  };

  const performing = (ctx: DomainContext) => (name: EffectName, input: unknown) => perform(ctx, name, input);

  return { talk, tapOnOld, takeUpAsOf };

  function talk(ctx: DomainContext, citizen: Citizen, heard: Heard): Said[] {
    if (heard.kind === 'reaction' && !awaitsWords(ctx, citizen)) return [];
    const running = currentConversation(ctx, citizen, heard);
    if (running.asksToGoOn) return running.asksToGoOn;
    const { conversation } = running;
    const overhearing = whoOverhears(ctx, conversation, heard);
    if (overhearing) return openBeside(ctx, citizen, conversation, overhearing.name, heard.text);
    const meaning: Meaning =
      heard.kind === 'text'
        ? interpret(heard.text, flows, conversation && flowNamed(conversation.flow))
        : conversation
          ? { kind: 'event', type: 'SAID' }
          : { kind: 'open', flow: 'menu', words: '', unsure: true };
    switch (meaning.kind) {
      case 'open':
        return meaning.unsure && !conversation
          ? openUnsure(ctx, citizen, heard, meaning.words)
          : openBeside(ctx, citizen, conversation, meaning.flow, meaning.words);
      case 'cancel':
        return cancel(ctx, citizen, conversation);
      case 'resume':
        return resume(ctx, citizen, conversation, heard);
      case 'event':
        if (conversation) return step(ctx, citizen, conversation, { ...heard, type: meaning.type });
        return [...(meaning.type === 'HELP' ? [say('menu.help')] : []), ...open(ctx, citizen, 'menu', {})];
    }
  }

  /** The flow that takes what was not said to any question: never from a dialog that asks something itself. */
  function whoOverhears(
    ctx: DomainContext,
    conversation: Conversation | undefined,
    { kind, text }: Heard,
  ): Flow | undefined {
    if (kind !== 'text' || (conversation && !mayBeLeft(conversation))) return undefined;
    const shownAt = conversation?.updatedAt.toISOString() ?? null;
    const awaiting = flows.flatMap((flow) => {
      if (!flow.overhears?.words.test(text.trim())) return [];
      // The effects of these names answer so.
      const { sentAt } = perform(ctx, flow.overhears.asks, { shownAt }) as AnswerAwaited;
      return sentAt === null ? [] : [{ flow, sentAt }];
    });
    // Both are ISO instants of one zone, which sort as they are written.
    return awaiting.sort((a, b) => (a.sentAt < b.sentAt ? 1 : -1))[0]?.flow;
  }

  function mayBeLeft({ flow }: Conversation): boolean {
    return flow === MENU || flowNamed(flow).passing === true;
  }

  /** Whether somebody who puts a sign under our question instead of answering it would wait in vain. */
  function awaitsWords(ctx: DomainContext, citizen: Citizen): boolean {
    const waiting = runningConversation(ctx, citizen.id);
    return waiting !== undefined && waiting.patienceEndsAt > ctx.now && !flowNamed(waiting.flow).yields;
  }

  function tapOnOld(ctx: DomainContext, citizen: Citizen, heard: Heard): Said[] {
    const waiting = runningConversation(ctx, citizen.id);
    const flow = waiting && flowNamed(waiting.flow);
    if (!flow || flow.yields) return talk(ctx, citizen, heard);
    const meaning = interpret(heard.text, flows, undefined);
    // What opens something opens it, wherever it stood; any other word would be taken for an answer.
    if (meaning.kind === 'open' && !meaning.unsure)
      return openBeside(ctx, citizen, waiting, meaning.flow, meaning.words);
    return [say('engine.oldTap'), ...step(ctx, citizen, waiting, { ...heard, type: 'RESUME' })];
  }

  /** Somebody who does not say what they want and has a half-filled form is asked about that first. */
  function openUnsure(ctx: DomainContext, citizen: Citizen, heard: Heard, words: string): Said[] {
    const [parked] = parkedConversations(ctx, citizen.id);
    if (parked) return open(ctx, citizen, 'resume', { handed: { flow: parked.flow } });
    return [
      ...(heard.kind === 'text' ? [] : [say('menu.wrongKind', { kind: heard.kind })]),
      ...open(ctx, citizen, 'menu', { words }),
    ];
  }

  function takeUpAsOf(ctx: DomainContext, citizen: Citizen, sentAt: Date): void {
    const running = runningConversation(ctx, citizen.id);
    const waited = running ?? parkedConversations(ctx, citizen.id)[0];
    if (!waited || waited.patienceEndsAt <= sentAt) return;
    if (!running) unparkConversation(ctx, waited.id);
    saveConversation(ctx, waited.id, flowNamed(waited.flow), savedState(waited));
  }

  /** The conversation that waits; one whose patience has ended is put aside and asked about. */
  function currentConversation(
    ctx: DomainContext,
    citizen: Citizen,
    heard: Heard,
  ): { conversation?: Conversation; asksToGoOn?: Said[] } {
    const [conversation, ...others] = runningConversations(ctx, citizen.id);
    // Begun under another address, before we knew that this was the same person.
    for (const other of others) putAside(ctx, other);
    if (!conversation || conversation.patienceEndsAt > ctx.now) return conversation ? { conversation } : {};
    const flow = flows.find(({ name }) => name === conversation.flow);
    if (!flow?.keeps) {
      closeConversation(ctx, conversation.id);
      return {};
    }
    // A word that means something by itself is followed; anything else was an answer to an old question.
    const means = heard.kind === 'text' ? interpret(heard.text, flows, flow) : undefined;
    if (means && means.kind !== 'event') return { conversation };
    parkConversation(ctx, conversation);
    return { asksToGoOn: open(ctx, citizen, 'resume', { handed: { flow: flow.name } }) };
  }

  function step(
    ctx: DomainContext,
    citizen: Citizen,
    conversation: Conversation,
    event: Heard & { type: 'SAID' | 'BACK' | 'REVIEW' | 'HELP' | 'RESUME' },
  ): Said[] {
    const flow = flowNamed(conversation.flow);
    const state = savedState(conversation);
    if (conversation.version !== flow.version)
      return startAnew(ctx, citizen, conversation, flow, state.context);
    const sprint = advance(flow.machine, state, event, performing(ctx));
    if (sprint.output) closeConversation(ctx, conversation.id);
    else saveConversation(ctx, conversation.id, flow, sprint.state);
    return [...sprint.said, ...follow(ctx, citizen, sprint)];
  }

  /** The flow has changed since: the answers are kept, asking goes on at the first open question. */
  function startAnew(
    ctx: DomainContext,
    citizen: Citizen,
    conversation: Conversation,
    flow: Flow,
    context: unknown,
  ): Said[] {
    closeConversation(ctx, conversation.id);
    const opened = open(ctx, citizen, flow.name, { handed: flow.carry?.(context) });
    return flow.carry ? [say('engine.changed'), ...opened] : opened;
  }

  /** Opens a flow beside the one that is running; a half-filled form is kept, and a short aside leads back to it. */
  function openBeside(
    ctx: DomainContext,
    citizen: Citizen,
    conversation: Conversation | undefined,
    name: string,
    words: string,
  ): Said[] {
    if (!conversation) return open(ctx, citizen, name, { words });
    putAside(ctx, conversation);
    if (!flowNamed(conversation.flow).keeps) return open(ctx, citizen, name, { words });
    const said = open(ctx, citizen, name, { words, beside: conversation.flow });
    const now = runningConversation(ctx, citizen.id)?.flow;
    // Back in it, or asked whether to go on with it: then that it is kept need not be said.
    return now === conversation.flow || now === 'resume'
      ? said
      : [say('engine.kept', { flow: conversation.flow }), ...said];
  }

  function putAside(ctx: DomainContext, conversation: Conversation): void {
    if (flowNamed(conversation.flow).keeps) parkConversation(ctx, conversation);
    else closeConversation(ctx, conversation.id);
  }

  function open(
    ctx: DomainContext,
    citizen: Citizen,
    name: string,
    given: { words?: string; handed?: unknown; beside?: string },
    depth = 0,
  ): Said[] {
    if (depth >= MAX_FLOWS_PER_TURN)
      throw new Error(`more than ${MAX_FLOWS_PER_TURN} flows in one turn, last ${name}`);
    const flow = flowNamed(name);
    const opening: Opening = {
      ...momentOf(ctx),
      words: given.words ?? '',
      phone: citizen.phone,
      handed: given.handed ?? null,
      ...(given.beside === undefined ? {} : { beside: given.beside }),
    };
    const sprint = begin(flow.machine, opening, performing(ctx));
    if (!sprint.output) createConversation(ctx, citizen.id, flow, sprint.state);
    return [...sprint.said, ...follow(ctx, citizen, sprint, depth + 1)];
  }

  /** What a flow's end leads to: another flow, a form that was put aside, or a word about one. */
  function follow(ctx: DomainContext, citizen: Citizen, sprint: Sprint, depth = 1): Said[] {
    const { output } = sprint;
    if (!output) return [];
    if (output.resume) return takeUp(ctx, citizen, output.resume);
    if (output.next) return openNext(ctx, citizen, output.next, depth);
    return [];
  }

  function openNext(
    ctx: DomainContext,
    citizen: Citizen,
    next: NonNullable<FlowOutput['next']>,
    depth: number,
  ): Said[] {
    const parked = parkedConversations(ctx, citizen.id).filter(({ flow }) => flow === next.flow);
    if (parked.length > 0 && !next.fresh) {
      return open(ctx, citizen, 'resume', { handed: { flow: next.flow, fresh: next } }, depth);
    }
    for (const old of parked) closeConversation(ctx, old.id);
    return open(ctx, citizen, next.flow, next, depth);
  }

  function takeUp(ctx: DomainContext, citizen: Citizen, name: string): Said[] {
    const parked = parkedConversations(ctx, citizen.id).find(({ flow }) => flow === name);
    if (!parked) return open(ctx, citizen, name, {});
    unparkConversation(ctx, parked.id);
    return step(ctx, citizen, parked, { ...momentOf(ctx), kind: 'text', text: '', type: 'RESUME' });
  }

  function cancel(ctx: DomainContext, citizen: Citizen, conversation: Conversation | undefined): Said[] {
    if (conversation) closeConversation(ctx, conversation.id);
    const [parked] = parkedConversations(ctx, citizen.id);
    // "Batal" to the question whether to go on with a form means that form.
    if (parked && (!conversation || conversation.flow === 'resume')) {
      closeConversation(ctx, parked.id);
      return [say('engine.cancelledParked', { flow: parked.flow })];
    }
    return [say(conversation ? 'engine.cancelled' : 'engine.nothingToCancel')];
  }

  function resume(
    ctx: DomainContext,
    citizen: Citizen,
    conversation: Conversation | undefined,
    heard: Heard,
  ): Said[] {
    if (conversation && flowNamed(conversation.flow).keeps) {
      return step(ctx, citizen, conversation, { ...heard, type: 'RESUME' });
    }
    const [parked] = parkedConversations(ctx, citizen.id);
    if (!parked) {
      return conversation
        ? step(ctx, citizen, conversation, { ...heard, type: 'RESUME' })
        : [say('engine.nothingToResume'), ...open(ctx, citizen, 'menu', {})];
    }
    if (conversation) closeConversation(ctx, conversation.id);
    return takeUp(ctx, citizen, parked.flow);
  }
}

/** The instant and the day a dialog is told. */
export const momentOf = (ctx: DomainContext): Moment => ({ now: ctx.now.toISOString(), today: ctx.today });
