import { assign } from 'xstate';
import { choice } from '../answers/choice.ts';
import type { Flow } from '../flow.ts';
import { type FlowOutput, type Heard, say } from '../kit.ts';
import { flowMachine } from '../machine.ts';

const resumeChoice = choice([
  { key: 'resume', words: ['lanjut', 'lanjutkan', 'ya', 'iya', 'resume', 'continue', 'yes'] },
  { key: 'fresh', words: ['mulai baru', 'baru', 'ulang dari awal', 'start again', 'new'] },
  { key: 'menu', words: ['menu', 'tidak', 'no'] },
]);
const resumeIn = (heard: Heard) => {
  const reading = heard.kind === 'text' ? resumeChoice.read(heard) : undefined;
  return reading?.outcome === 'read' ? reading.value : undefined;
};

/** What opens the question whether to go on with a form that was put aside. */
interface ResumeHandover {
  flow: string;
  /** What was being opened instead, when somebody asked for the same form again. */
  fresh?: NonNullable<FlowOutput['next']>;
}

/** Continue or start again? Never a silent reset (C-04). */
export const resume: Flow = {
  name: 'resume',
  version: 1,
  opens: [],
  patienceMinutes: 24 * 60,
  machine: flowMachine<ResumeHandover & { output: FlowOutput }>().createMachine({
    id: 'resume',
    initial: 'opening',
    context: ({ input }) => ({ ...(input.handed as ResumeHandover), output: {} }),
    output: ({ context }) => context.output,
    states: {
      opening: {
        always: {
          target: 'asking',
          actions: { type: 'say', params: ({ context }) => say('asides.askResume', { flow: context.flow }) },
        },
      },
      asking: {
        on: {
          SAID: [
            {
              guard: ({ event }) => resumeIn(event) === 'resume',
              target: 'chosen',
              actions: assign(({ context }) => ({ output: { resume: context.flow } })),
            },
            {
              guard: ({ event }) => resumeIn(event) === 'fresh',
              target: 'chosen',
              actions: assign(({ context }) => ({
                output: { next: { flow: context.flow, ...context.fresh, fresh: true } },
              })),
            },
            {
              guard: ({ event }) => resumeIn(event) === 'menu',
              target: 'chosen',
              actions: assign({ output: { next: { flow: 'menu' } } }),
            },
            {
              actions: {
                type: 'say',
                params: ({ context }) => say('asides.askResume', { flow: context.flow }),
              },
            },
          ],
          '*': {
            actions: {
              type: 'say',
              params: ({ context }) => say('asides.askResume', { flow: context.flow }),
            },
          },
        },
      },
      chosen: { type: 'final' },
    },
  }),
};
