import { assign, setup } from 'xstate';
import { choice } from './answers/choice.ts';
import { effectActors } from './effects.ts';
import type { Flow } from './flow.ts';
import { type FlowEvent, type FlowOutput, type Heard, type Opening, type Said, say } from './kit.ts';

const types = { events: {} as FlowEvent, input: {} as Opening, output: {} as FlowOutput };
const actions = { say: (_: unknown, _said: Said | Said[]) => {} };

/** Asking for a person: staff see it, the bot goes on working until somebody takes over. */
export const person: Flow = {
  name: 'person',
  version: 1,
  opens: [
    'petugas',
    'orang',
    'manusia',
    'operator',
    'cs',
    'komplain',
    'keluhan',
    'lapor',
    'mengadu',
    'human',
    'complaint',
  ],
  aside: true,
  patienceMinutes: 1,
  machine: setup({ types: { ...types, context: {} as object }, actors: effectActors, actions }).createMachine(
    {
      id: 'person',
      initial: 'asking',
      context: {},
      output: {},
      states: {
        asking: {
          invoke: {
            src: 'wantPerson',
            input: {},
            onDone: {
              target: 'asked',
              actions: { type: 'say', params: ({ event }) => say('asides.personComes', event.output) },
            },
          },
        },
        asked: { type: 'final' },
      },
    },
  ),
};

/** No notices any more. */
export const stop: Flow = {
  name: 'stop',
  version: 1,
  opens: ['unsubscribe'],
  aside: true,
  patienceMinutes: 1,
  machine: setup({ types: { ...types, context: {} as object }, actors: effectActors, actions }).createMachine(
    {
      id: 'stop',
      initial: 'stopping',
      context: {},
      output: {},
      states: {
        stopping: {
          invoke: {
            src: 'stopNotices',
            input: {},
            onDone: { target: 'stopped', actions: { type: 'say', params: () => say('asides.stopped') } },
          },
        },
        stopped: { type: 'final' },
      },
    },
  ),
};

/** Notices again, and the menu. */
export const start: Flow = {
  name: 'start',
  version: 1,
  opens: ['subscribe'],
  patienceMinutes: 1,
  machine: setup({ types: { ...types, context: {} as object }, actors: effectActors, actions }).createMachine(
    {
      id: 'start',
      initial: 'starting',
      context: {},
      output: { next: { flow: 'menu' } },
      states: {
        starting: {
          invoke: {
            src: 'resumeNotices',
            input: {},
            onDone: [
              {
                guard: ({ event }) => event.output.wereStopped,
                target: 'started',
                actions: { type: 'say', params: () => say('asides.started') },
              },
              { target: 'started' },
            ],
          },
        },
        started: { type: 'final' },
      },
    },
  ),
};

/** Whom to ask about one's data. */
export const myData: Flow = {
  name: 'my-data',
  version: 1,
  opens: ['data pribadi', 'hapus data', 'privasi', 'privacy'],
  aside: true,
  patienceMinutes: 1,
  machine: setup({ types: { ...types, context: {} as object }, actors: effectActors, actions }).createMachine(
    {
      id: 'my-data',
      initial: 'opening',
      context: {},
      output: {},
      states: {
        opening: { always: { target: 'told', actions: { type: 'say', params: () => say('asides.myData') } } },
        told: { type: 'final' },
      },
    },
  ),
};

const languageChoice = choice([
  { key: 'id', words: ['indonesia', 'bahasa indonesia', 'indo', 'indonesian'] },
  { key: 'en', words: ['english', 'inggris', 'bahasa inggris', 'en'] },
]);
const languageIn = (heard: (Pick<Heard, 'kind' | 'text'> & Opening) | Heard): 'id' | 'en' | undefined => {
  const reading = languageChoice.read({
    now: heard.now,
    today: heard.today,
    kind: 'text',
    text: 'words' in heard ? heard.words : heard.text,
  });
  return reading.outcome === 'read' ? reading.value : undefined;
};

/** Indonesian or English, kept per person. */
export const language: Flow = {
  name: 'language',
  version: 1,
  opens: ['english', 'inggris', 'indonesia'],
  takesWords: true,
  aside: true,
  patienceMinutes: 10,
  machine: setup({
    types: { ...types, context: {} as { language: 'id' | 'en' | null } },
    actors: effectActors,
    actions,
  }).createMachine({
    id: 'language',
    initial: 'opening',
    context: ({ input }) => ({ language: languageIn({ ...input, kind: 'text', text: input.words }) ?? null }),
    output: {},
    states: {
      opening: {
        always: [
          { guard: ({ context }) => context.language !== null, target: 'choosing' },
          { target: 'asking', actions: { type: 'say', params: () => say('asides.askLanguage') } },
        ],
      },
      asking: {
        on: {
          SAID: [
            {
              guard: ({ event }) => languageIn(event) !== undefined,
              target: 'choosing',
              actions: assign(({ event }) => ({ language: languageIn(event) ?? null })),
            },
            { actions: { type: 'say', params: () => say('asides.askLanguage') } },
          ],
          '*': { actions: { type: 'say', params: () => say('asides.askLanguage') } },
        },
      },
      choosing: {
        invoke: {
          src: 'chooseLanguage',
          input: ({ context }) => ({ language: context.language ?? 'id' }),
          onDone: { target: 'chosen', actions: { type: 'say', params: () => say('asides.languageChosen') } },
        },
      },
      chosen: { type: 'final' },
    },
  }),
};

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
  machine: setup({
    types: { ...types, context: {} as ResumeHandover & { output: FlowOutput } },
    actors: effectActors,
    actions,
  }).createMachine({
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
