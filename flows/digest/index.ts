import { assign } from 'xstate';
import type { OutputOf } from '../effects.ts';
import type { Flow } from '../flow.ts';
import { type Said, say } from '../kit.ts';
import { flowMachine } from '../machine.ts';

/** A number in answer to a digest: its item in detail, and nothing else is touched. */
export const digest: Flow = {
  name: 'digest',
  version: 1,
  opens: [],
  takesWords: true,
  overhears: { words: /^\d{1,2}$/, asks: 'digestAwaits' },
  patienceMinutes: 1,
  machine: flowMachine<{ number: number; isOver: boolean }>().createMachine({
    id: 'digest',
    initial: 'finding',
    context: ({ input }) => ({ number: Number(input.words) || 0, isOver: false }),
    // A digest that nobody can ask about any more leaves the number to the menu.
    output: ({ context }) => (context.isOver ? { next: { flow: 'menu' } } : {}),
    states: {
      finding: {
        invoke: {
          src: 'digestItem',
          input: ({ context }) => ({ number: context.number }),
          onDone: [
            { guard: ({ event }) => event.output.outcome === 'none', target: 'over' },
            { target: 'told', actions: { type: 'say', params: ({ event }) => told(event.output) } },
          ],
        },
      },
      over: { type: 'final', entry: assign({ isOver: true }) },
      told: { type: 'final' },
    },
  }),
};

function told(found: OutputOf<'digestItem'>): Said[] {
  switch (found.outcome) {
    case 'found':
      return [say('digest.item', { item: found.item })];
    case 'noSuch':
      return [say('digest.noSuchItem', { first: found.first, last: found.last })];
    case 'none':
      return [];
  }
}
