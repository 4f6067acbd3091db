import { assign, setup } from 'xstate';
import type { TestLine } from '../../src/domain/catalogue/values.ts';
import { choice } from '../answers/choice.ts';
import { effectActors, lineOf } from '../effects.ts';
import type { Flow } from '../flow.ts';
import { type FlowEvent, type FlowOutput, type Heard, type Opening, type Said, say } from '../kit.ts';
import { menuItems } from './items.ts';

interface MenuContext {
  words: string;
  hits: TestLine[];
  output: FlowOutput;
}

const itemChoice = choice(menuItems.map(({ flow, words }) => ({ key: flow, words })));

const offerChoice = choice([
  { key: 'register', words: ['ya', 'daftar', 'ya daftar', 'yes', 'register'] },
  { key: 'ask', words: ['tanya', 'harga', 'tanya harga', 'persiapan', 'price', 'ask'] },
  { key: 'menu', words: ['menu', 'menu lengkap', 'tidak', 'no', 'gak'] },
]);

const chosen = <Key extends string>(
  answer: { read(heard: Heard): { outcome: string; value?: Key } },
  heard: Heard,
) => {
  const reading = heard.kind === 'text' ? answer.read(heard) : undefined;
  return reading?.outcome === 'read' ? reading.value : undefined;
};
const hitChosen = (context: MenuContext, heard: Heard): TestLine | undefined => {
  const place = chosen(
    choice(context.hits.map(({ name, nameEn }, index) => ({ key: String(index), words: [name, nameEn] }))),
    heard,
  );
  return place === undefined ? undefined : context.hits[Number(place)];
};
const menuText = (): Said => say('menu.choose', { items: menuItems.map(({ flow }) => flow) });

/** Greets, understands what people want in their own words, and leads on. */
const machine = setup({
  types: {
    context: {} as MenuContext,
    events: {} as FlowEvent,
    input: {} as Opening,
    output: {} as FlowOutput,
  },
  actors: effectActors,
  actions: { say: (_, _said: Said | Said[]) => {} },
}).createMachine({
  id: 'menu',
  initial: 'opening',
  context: ({ input }) => ({ words: input.words, hits: [], output: {} }),
  output: ({ context }) => context.output,
  states: {
    opening: {
      always: [
        { guard: ({ context }) => context.words !== '', target: 'looking' },
        { target: 'choosing', actions: { type: 'say', params: () => [say('menu.greet'), menuText()] } },
      ],
    },
    looking: {
      invoke: {
        src: 'findTests',
        input: ({ context }) => ({ words: context.words }),
        onDone: [
          {
            guard: ({ event }) =>
              event.output.tests.length > 0 && (event.output.exact || event.output.tests.length === 1),
            target: 'offering',
            actions: [
              assign(({ event }) => ({ hits: event.output.tests.slice(0, 1).map(lineOf) })),
              { type: 'say', params: ({ context }) => offerText(context) },
            ],
          },
          {
            guard: ({ event }) => event.output.tests.length > 1,
            target: 'narrowing',
            actions: [
              assign(({ event }) => ({ hits: event.output.tests.map(lineOf) })),
              { type: 'say', params: ({ context }) => say('menu.whichTest', { hits: context.hits }) },
            ],
          },
          {
            target: 'choosing',
            actions: { type: 'say', params: () => [say('menu.notUnderstood'), menuText()] },
          },
        ],
      },
    },
    narrowing: {
      on: {
        SAID: [
          {
            guard: ({ context, event }) => hitChosen(context, event) !== undefined,
            target: 'leaving',
            actions: assign(({ context, event }) => ({
              output: { next: { flow: 'laboratory', handed: { test: hitChosen(context, event) } } },
            })),
          },
          { target: 'rereading', actions: assign(({ event }) => ({ words: event.text })) },
        ],
        '*': {
          actions: { type: 'say', params: ({ context }) => say('menu.whichTest', { hits: context.hits }) },
        },
      },
    },
    offering: {
      on: {
        SAID: [
          {
            guard: ({ event }) => chosen(offerChoice, event) === 'register',
            target: 'leaving',
            actions: assign(({ context }) => ({
              output: { next: { flow: 'laboratory', handed: { test: context.hits[0] } } },
            })),
          },
          {
            guard: ({ event }) => chosen(offerChoice, event) === 'ask',
            target: 'leaving',
            actions: assign(({ context }) => ({
              output: { next: { flow: 'prices', words: context.hits[0]?.name ?? '' } },
            })),
          },
          {
            guard: ({ event }) => chosen(offerChoice, event) === 'menu',
            target: 'choosing',
            actions: { type: 'say', params: () => menuText() },
          },
          { target: 'rereading', actions: assign(({ event }) => ({ words: event.text })) },
        ],
        '*': { actions: { type: 'say', params: ({ context }) => offerText(context) } },
      },
    },
    choosing: {
      on: {
        SAID: [
          {
            guard: ({ event }) => chosen(itemChoice, event) !== undefined,
            target: 'leaving',
            actions: assign(({ event }) => ({
              output: { next: { flow: chosen(itemChoice, event) ?? 'menu' } },
            })),
          },
          {
            guard: ({ event }) => event.kind !== 'text',
            actions: {
              type: 'say',
              params: ({ event }) => [say('menu.wrongKind', { kind: event.kind }), menuText()],
            },
          },
          { target: 'rereading', actions: assign(({ event }) => ({ words: event.text })) },
        ],
        BACK: { actions: { type: 'say', params: () => menuText() } },
        '*': { actions: { type: 'say', params: () => [say('menu.help'), menuText()] } },
      },
    },
    // Numbers that are not on the list are never searched for; words are.
    rereading: {
      always: [
        { guard: ({ context }) => /\p{L}{2}/u.test(context.words), target: 'looking' },
        {
          target: 'choosing',
          actions: {
            type: 'say',
            params: () => [say('menu.chooseNumber', { count: menuItems.length }), menuText()],
          },
        },
      ],
    },
    leaving: { type: 'final' },
  },
});

const offerText = (context: MenuContext): Said => {
  const [hit] = context.hits;
  return hit ? say('menu.offerTest', hit) : menuText();
};

/** The way in: a greeting, a numbered menu, and a guess at what was meant (NAV-02 to NAV-08). */
export const menu: Flow = {
  name: 'menu',
  version: 1,
  machine,
  opens: ['cek', 'periksa', 'pemeriksaan', 'tes darah', 'cek darah', 'check', 'test'],
  takesWords: true,
  yields: true,
  patienceMinutes: 30,
};
