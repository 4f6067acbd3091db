import type { Flow } from '../flow.ts';
import { say } from '../kit.ts';
import { flowMachine } from '../machine.ts';

const kit = flowMachine<{ beside: string | null }>();

/** No notices any more; what is asked is still answered. */
export const stop: Flow = {
  name: 'stop',
  version: 1,
  opens: ['unsubscribe'],
  patienceMinutes: 1,
  machine: kit.createMachine({
    id: 'stop',
    initial: 'stopping',
    context: ({ input }) => ({ beside: input.beside ?? null }),
    output: ({ context: { beside } }) => (beside ? { resume: beside } : {}),
    states: {
      stopping: {
        invoke: {
          src: 'stopNotices',
          input: {},
          onDone: { target: 'stopped', actions: { type: 'say', params: say('asides.stopped') } },
        },
      },
      stopped: { type: 'final' },
    },
  }),
};

/** Notices again, and the menu. */
export const start: Flow = {
  name: 'start',
  version: 1,
  opens: ['subscribe'],
  patienceMinutes: 1,
  machine: kit.createMachine({
    id: 'start',
    initial: 'starting',
    context: ({ input }) => ({ beside: input.beside ?? null }),
    output: ({ context: { beside } }) => (beside ? { resume: beside } : { next: { flow: 'menu' } }),
    states: {
      starting: {
        invoke: {
          src: 'resumeNotices',
          input: {},
          onDone: [
            {
              guard: ({ event }) => event.output.wereStopped,
              target: 'started',
              actions: { type: 'say', params: say('asides.started') },
            },
            { target: 'started' },
          ],
        },
      },
      started: { type: 'final' },
    },
  }),
};
