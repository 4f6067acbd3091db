import type { Flow } from '../flow.ts';
import { say } from '../kit.ts';
import { flowMachine } from '../machine.ts';

const machine = flowMachine<{ beside: string | null }>().createMachine({
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
