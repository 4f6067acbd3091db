import type { OutputOf } from '../effects.ts';
import type { Flow } from '../flow.ts';
import { type Said, say } from '../kit.ts';
import { flowMachine } from '../machine.ts';

/** What stands behind the opening word; empty when nothing does. */
const codeIn = (words: string): string =>
  words
    .replace(/^\s*sambung\s*/i, '')
    .replace(/[\s-]/g, '')
    .slice(0, 40);

/** `SAMBUNG <code>`: an officer says whose chat this is. */
export const staffLink: Flow = {
  name: 'staff-link',
  version: 1,
  opens: ['sambung'],
  takesWords: true,
  patienceMinutes: 1,
  machine: flowMachine<{ code: string; beside: string | null }>().createMachine({
    id: 'staff-link',
    initial: 'opening',
    context: ({ input }) => ({ code: codeIn(input.words), beside: input.beside ?? null }),
    output: ({ context: { beside } }) => (beside ? { resume: beside } : {}),
    states: {
      opening: {
        always: [
          {
            guard: ({ context }) => context.code === '',
            target: 'ended',
            actions: { type: 'say', params: say('staff-link.howTo') },
          },
          { target: 'linking' },
        ],
      },
      linking: {
        invoke: {
          src: 'linkStaffChat',
          input: ({ context }) => ({ code: context.code }),
          onDone: {
            target: 'ended',
            actions: { type: 'say', params: ({ event }) => answered(event.output) },
          },
        },
      },
      ended: { type: 'final' },
    },
  }),
};

function answered(came: OutputOf<'linkStaffChat'>): Said {
  switch (came.outcome) {
    case 'linked':
      return say('staff-link.linked', { name: came.name });
    case 'locked':
      return say('staff-link.locked', { until: came.until });
    case 'unknown':
      return say('staff-link.unknown');
  }
}
