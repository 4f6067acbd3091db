import { assign } from 'xstate';
import type { TestLine } from '../../src/domain/catalogue/values.ts';
import { choice } from '../answers/choice.ts';
import { greetsFirst, isGreeting } from '../answers/greeting.ts';
import { isFine, isThanks } from '../answers/words.ts';
import { lineOf, type OutputOf } from '../effects.ts';
import { type FlowOutput, type Heard, type Said, say } from '../kit.ts';
import { flowMachine } from '../machine.ts';
import { menuItems } from './items.ts';
import { isBareAnswer, readWish } from './wish.ts';

interface MenuContext {
  words: string;
  greets: boolean;
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
/** How many answers `offerTest` lists. */
const OFFERED = 3;

/** What is said to a message that is no wish: one without words, or a number or yes that is not on the list. */
const misheard = (heard: Heard, count: number): Said[] => {
  if (heard.kind !== 'text') return [say('menu.wrongKind', { kind: heard.kind })];
  return isBareAnswer(heard.text) ? [say('menu.chooseNumber', { count })] : [];
};
const menuText = (): Said => say('menu.choose', { items: menuItems.map(({ flow }) => flow) });

const toLaboratory = (test?: TestLine): FlowOutput => ({
  next: { flow: 'laboratory', ...(test ? { handed: { test } } : {}) },
});

/** Greets, understands what people want in their own words, and leads on. */
export const machine = flowMachine<MenuContext>()
  .extend({
    actions: { rereads: assign(({ event }) => (event.type === 'SAID' ? { words: event.text } : {})) },
  })
  .createMachine({
    id: 'menu',
    initial: 'opening',
    context: ({ input: { words } }) => ({
      words: isGreeting(words) ? '' : words,
      greets: greetsFirst(words),
      hits: [],
      output: {},
    }),
    output: ({ context }) => context.output,
    states: {
      opening: {
        always: [
          {
            guard: ({ context }) => isThanks(context.words),
            target: 'leaving',
            actions: { type: 'say', params: say('menu.welcome') },
          },
          {
            guard: ({ context }) => isFine(context.words),
            target: 'leaving',
            actions: { type: 'say', params: say('menu.fine') },
          },
          {
            // An answer to a question that is no longer open.
            guard: ({ context }) => context.words !== '' && isBareAnswer(context.words),
            target: 'choosing',
            actions: { type: 'say', params: () => [say('menu.over'), menuText()] },
          },
          {
            guard: ({ context }) => context.words === '',
            target: 'choosing',
            actions: {
              type: 'say',
              params: ({ context }) => [...(context.greets ? [say('menu.greet')] : []), menuText()],
            },
          },
          {
            target: 'understanding',
            actions: { type: 'say', params: ({ context }) => (context.greets ? say('menu.greet') : []) },
          },
        ],
      },
      understanding: {
        always: [
          {
            guard: ({ context }) => readWish(context.words).about !== '',
            target: 'looking',
          },
          {
            guard: ({ context }) => readWish(context.words).registers,
            target: 'leaving',
            actions: assign(() => ({ output: toLaboratory() })),
          },
          {
            // Numbers that are not on the list are never searched for.
            target: 'choosing',
            actions: {
              type: 'say',
              params: () => [say('menu.chooseNumber', { count: menuItems.length }), menuText()],
            },
          },
        ],
      },
      looking: {
        invoke: {
          src: 'findTests',
          input: ({ context }) => ({ words: readWish(context.words).about }),
          onDone: [
            {
              guard: ({ context, event }) => readWish(context.words).registers && isOne(event.output),
              target: 'leaving',
              actions: assign(({ event }) => ({
                output: toLaboratory(event.output.tests.slice(0, 1).map(lineOf)[0]),
              })),
            },
            {
              guard: ({ event }) => isOne(event.output),
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
              guard: ({ context }) => readWish(context.words).registers,
              target: 'leaving',
              actions: assign(() => ({ output: toLaboratory() })),
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
                output: toLaboratory(hitChosen(context, event)),
              })),
            },
            {
              guard: ({ context, event }) => misheard(event, context.hits.length).length > 0,
              actions: {
                type: 'say',
                params: ({ context, event }) => [
                  ...misheard(event, context.hits.length),
                  say('menu.whichTest', { hits: context.hits }),
                ],
              },
            },
            { target: 'understanding', actions: 'rereads' },
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
                output: toLaboratory(context.hits[0]),
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
            {
              guard: ({ event }) => misheard(event, OFFERED).length > 0,
              actions: {
                type: 'say',
                params: ({ context, event }) => [...misheard(event, OFFERED), offerText(context)],
              },
            },
            { target: 'understanding', actions: 'rereads' },
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
            {
              guard: ({ event }) => isThanks(event.text),
              target: 'leaving',
              actions: { type: 'say', params: say('menu.welcome') },
            },
            { target: 'understanding', actions: 'rereads' },
          ],
          HELP: { actions: { type: 'say', params: () => [say('menu.help'), menuText()] } },
          '*': { actions: { type: 'say', params: () => menuText() } },
        },
      },
      leaving: { type: 'final' },
    },
  });

const isOne = ({ tests, exact }: OutputOf<'findTests'>): boolean =>
  tests.length === 1 || (exact && tests.length > 0);
const offerText = (context: MenuContext): Said => {
  const [hit] = context.hits;
  return hit ? say('menu.offerTest', hit) : menuText();
};
