import { assign } from 'xstate';
import { choice } from '../answers/choice.ts';
import type { Flow } from '../flow.ts';
import { type Moment, say } from '../kit.ts';
import { flowMachine } from '../machine.ts';

const languageChoice = choice([
  { key: 'id', words: ['indonesia', 'bahasa indonesia', 'indo', 'indonesian'] },
  { key: 'en', words: ['english', 'inggris', 'bahasa inggris', 'en'] },
]);
const languageIn = (text: string, { now, today }: Moment): 'id' | 'en' | undefined => {
  const reading = languageChoice.read({ now, today, kind: 'text', text });
  return reading.outcome === 'read' ? reading.value : undefined;
};

/** Indonesian or English, kept per person. */
export const language: Flow = {
  name: 'language',
  version: 1,
  opens: ['english', 'inggris', 'indonesia'],
  takesWords: true,
  patienceMinutes: 10,
  machine: flowMachine<{ language: 'id' | 'en' | null; beside: string | null }>().createMachine({
    id: 'language',
    initial: 'opening',
    context: ({ input }) => ({
      language: languageIn(input.words, input) ?? null,
      beside: input.beside ?? null,
    }),
    output: ({ context: { beside } }) => (beside ? { resume: beside } : { next: { flow: 'menu' } }),
    states: {
      opening: {
        always: [
          { guard: ({ context }) => context.language !== null, target: 'choosing' },
          { target: 'asking', actions: { type: 'say', params: say('asides.askLanguage') } },
        ],
      },
      asking: {
        on: {
          SAID: [
            {
              guard: ({ event }) => languageIn(event.text, event) !== undefined,
              target: 'choosing',
              actions: assign(({ event }) => ({ language: languageIn(event.text, event) ?? null })),
            },
            { actions: { type: 'say', params: say('asides.askLanguage') } },
          ],
          '*': { actions: { type: 'say', params: say('asides.askLanguage') } },
        },
      },
      choosing: {
        invoke: {
          src: 'chooseLanguage',
          input: ({ context }) => ({ language: context.language ?? 'id' }),
          onDone: { target: 'chosen', actions: { type: 'say', params: say('asides.languageChosen') } },
        },
      },
      chosen: { type: 'final' },
    },
  }),
};
