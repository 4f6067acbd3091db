import { assign } from 'xstate';
import type { OutputOf } from '../effects.ts';
import type { Flow } from '../flow.ts';
import { type Said, say } from '../kit.ts';
import { flowMachine } from '../machine.ts';

/** The code in what somebody writes while they are asked for one: also with the word before it. */
const codeIn = (text: string): string => text.trim().replace(/^(?:cek|check|verify|verifikasi)\s+/i, '');

const answerTo = (found: OutputOf<'genuineness'>): Said => {
  switch (found.outcome) {
    case 'genuine':
      return say('papers.genuine', found);
    case 'replaced':
      return say('papers.replaced', found);
    case 'unknown':
      return say('papers.unknown', found);
    case 'typo':
      return say('papers.typo');
    case 'notACode':
      return say('papers.notACode');
  }
};

const isAnswered = ({ outcome }: OutputOf<'genuineness'>): boolean =>
  outcome !== 'typo' && outcome !== 'notACode';

/** Whether a paper is genuine, by the code at its foot; never whom it is about (T-09). */
export const genuine: Flow = {
  name: 'genuine',
  version: 1,
  opens: ['keaslian', 'cek keaslian', 'dokumen asli', 'surat asli', 'genuine'],
  yields: true,
  patienceMinutes: 10,
  machine: flowMachine<{ typed: string; beside: string | null }>().createMachine({
    id: 'genuine',
    initial: 'opening',
    context: ({ input }) => ({ typed: codeIn(input.words), beside: input.beside ?? null }),
    output: ({ context: { beside } }) => (beside ? { resume: beside } : {}),
    states: {
      opening: {
        always: [
          { guard: ({ context }) => context.typed !== '', target: 'comparing' },
          { target: 'asking', actions: { type: 'say', params: say('papers.askCode') } },
        ],
      },
      asking: {
        on: {
          SAID: {
            target: 'comparing',
            actions: assign(({ event }) => ({ typed: codeIn(event.text) })),
          },
          '*': { actions: { type: 'say', params: say('papers.askCode') } },
        },
      },
      comparing: {
        invoke: {
          src: 'genuineness',
          input: ({ context }) => ({ typed: context.typed }),
          onDone: [
            {
              guard: ({ event }) => isAnswered(event.output),
              target: 'answered',
              actions: { type: 'say', params: ({ event }) => answerTo(event.output) },
            },
            { target: 'asking', actions: { type: 'say', params: ({ event }) => answerTo(event.output) } },
          ],
        },
      },
      answered: { type: 'final' },
    },
  }),
};
