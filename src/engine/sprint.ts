import { type AnyActorScope, type AnyMachineSnapshot, type AnyStateMachine, createEmptyActor } from 'xstate';
import type { EffectCall, EffectName } from '../../flows/effects.ts';
import type { FlowEvent, FlowOutput, Opening, Said } from '../../flows/kit.ts';

/** A machine between two messages: everything that must survive, as JSON. */
export interface MachineState {
  value: unknown;
  context: unknown;
}

/** What one sprint did: from one wait to the next. */
export interface Sprint {
  state: MachineState;
  said: Said[];
  /** Set when the machine has ended. */
  output?: FlowOutput;
}

/** Does what a machine asks of the lab, at once, and gives back the lab's answer. */
export type Perform = (effect: EffectName, input: unknown) => unknown;

// A dialog that needs more effects than this in one turn is going in circles.
const MAX_STEPS = 50;

/** Starts a machine and runs it to its first wait. */
export function begin(machine: AnyStateMachine, opening: Opening, perform: Perform): Sprint {
  return run(machine, (scope) => machine.getInitialSnapshot(scope, opening), perform);
}

/**
 * Takes one message through a machine, to its next wait.
 *
 * @throws when `state` names a state the machine no longer has, or the machine does not come to rest
 */
export function advance(
  machine: AnyStateMachine,
  state: MachineState,
  event: FlowEvent,
  perform: Perform,
): Sprint {
  // Only value and context were saved; the rest of a snapshot follows from them.
  const snapshot = machine.resolveState({ value: state.value as never, context: state.context as never });
  return run(machine, (scope) => machine.transition(snapshot, event, scope), perform);
}

type Step = (scope: AnyActorScope) => AnyMachineSnapshot;

function run(machine: AnyStateMachine, first: Step, perform: Perform): Sprint {
  const said: Said[] = [];
  let asked: { id: string; src: string; input: unknown } | undefined;
  // The shapes of XState's own actions are not typed for any machine; the contract test watches them.
  const scope = scopeWith(({ type, params }) => {
    if (type === 'say') said.push(...spoken(params));
    if (type === 'xstate.spawnChild') asked = params as typeof asked;
  });
  let snapshot = first(scope);
  for (let step = 0; step < MAX_STEPS; step += 1) {
    if (snapshot.status === 'done') {
      return { state: stateOf(snapshot), said, output: (snapshot.output ?? {}) as FlowOutput };
    }
    if (!asked) return { state: stateOf(snapshot), said };
    const output =
      asked.src === 'lab' ? performCall(asked.input, perform) : perform(asked.src as EffectName, asked.input);
    const answered = { type: `xstate.done.actor.${asked.id}`, output, actorId: asked.id };
    asked = undefined;
    snapshot = machine.transition(snapshot, answered as never, scope);
  }
  throw new Error(
    `a machine did not come to rest in ${MAX_STEPS} steps; last state ${JSON.stringify(snapshot.value)}`,
  );
}

// XState's own `transition()` makes an actor for every step, and that actor an initial snapshot nobody
// wants: two thirds of the time a step takes. One actor that never runs serves them all.
const nobody = createEmptyActor();

const scopeWith = (actionExecutor: AnyActorScope['actionExecutor']): AnyActorScope => ({
  self: nobody,
  system: nobody.system,
  id: nobody.id,
  sessionId: nobody.sessionId,
  actionExecutor,
  logger() {},
  defer() {},
  emit() {},
  stopChild() {},
});

const performCall = (input: unknown, perform: Perform): unknown => {
  const call = input as EffectCall;
  return perform(call.effect, call.input);
};

const spoken = (params: unknown): Said[] => (Array.isArray(params) ? params : [params]) as Said[];

const stateOf = (snapshot: { value: unknown; context: unknown }): MachineState => ({
  value: snapshot.value,
  context: snapshot.context,
});
