import { isFine, isFinish, isThanks } from '../answers/words.ts';
import type { Flow } from '../flow.ts';
import { say } from '../kit.ts';
import { flowMachine } from '../machine.ts';
import { type Topic, topicOf, topicWords } from './topics.ts';

interface PersonContext {
  /** What it is about, when the first words tell. */
  topic: Topic | null;
  /** The form that waits and goes on at once. */
  beside: string | null;
}

/** Staff see that somebody is wanted; what is written meanwhile is kept for them. */
const machine = flowMachine<PersonContext>().createMachine({
  id: 'person',
  initial: 'asking',
  context: ({ input }) => ({ topic: topicOf(input.words) ?? null, beside: input.beside ?? null }),
  output: ({ context: { beside } }) => (beside ? { resume: beside } : {}),
  states: {
    asking: {
      invoke: {
        src: 'wantPerson',
        input: {},
        onDone: [
          {
            guard: ({ context }) => context.beside !== null,
            target: 'asked',
            actions: { type: 'say', params: ({ event }) => say('person.comesBeside', event.output) },
          },
          {
            target: 'waiting',
            actions: {
              type: 'say',
              params: ({ context: { topic }, event }) => [
                ...(topic ? [say('person.topic', { topic })] : []),
                say('person.comes', event.output),
              ],
            },
          },
        ],
      },
    },
    waiting: {
      on: {
        SAID: [
          {
            guard: ({ event }) => isThanks(event.text) || isFine(event.text) || isFinish(event.text),
            target: 'asked',
            actions: { type: 'say', params: say('menu.welcome') },
          },
          { actions: { type: 'say', params: say('person.noted') } },
        ],
        '*': { actions: { type: 'say', params: say('person.stillComing') } },
      },
    },
    asked: { type: 'final' },
  },
});

/** Asking for a person; also where people end who want what this chat cannot do yet. */
export const person: Flow = {
  name: 'person',
  version: 1,
  machine,
  opens: [
    ...topicWords,
    'petugas',
    'ketemu orang',
    'bicara orang',
    'dengan orang',
    'sama orang',
    'orang asli',
    'manusia',
    'operator',
    'cs',
    'human',
    'real person',
    'to a person',
    'to someone',
    'to somebody',
  ],
  takesWords: true,
  patienceMinutes: 60,
};
