import { type MachineContext, setup } from 'xstate';
import { effectActors } from './effects.ts';
import type { FlowEvent, FlowOutput, Opening, Said } from './kit.ts';

/**
 * What every machine is written in: the events a person causes, the effects the lab offers, and `say`.
 * The sprint collects what is said and performs what is asked; nothing here runs by itself.
 */
export const flowMachine = <Context extends MachineContext>() =>
  setup({
    types: {
      context: {} as Context,
      events: {} as FlowEvent,
      input: {} as Opening,
      output: {} as FlowOutput,
    },
    actors: effectActors,
    actions: { say: (_, _said: Said | Said[]) => {} },
  });
