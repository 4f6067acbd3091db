import { setup } from 'xstate';
import { effectActors } from '../effects.ts';
import type { Flow } from '../flow.ts';
import { type FlowEvent, type FlowOutput, type Opening, type Said, say } from '../kit.ts';

const machine = setup({
  types: {
    context: {} as { beside: string | null },
    events: {} as FlowEvent,
    input: {} as Opening,
    output: {} as FlowOutput,
  },
  actors: effectActors,
  actions: { say: (_, _said: Said | Said[]) => {} },
}).createMachine({
  id: 'my-data',
  initial: 'opening',
  context: ({ input }) => ({ beside: input.beside ?? null }),
  output: ({ context: { beside } }) => (beside ? { resume: beside } : {}),
  states: {
    opening: { always: { target: 'told', actions: { type: 'say', params: say('asides.myData') } } },
    told: { type: 'final' },
  },
});

/** Whom to ask about one's data. */
export const myData: Flow = {
  name: 'my-data',
  version: 1,
  machine,
  opens: ['data pribadi', 'hapus data', 'privasi', 'privacy'],
  patienceMinutes: 1,
};
