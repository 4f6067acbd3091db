import { assign } from 'xstate';
import type { TestLine, TestOffer } from '../../src/domain/catalogue/values.ts';
import { unheard } from '../answers/typed.ts';
import { lineOf } from '../effects.ts';
import { type FlowOutput, type Heard, type Said, say } from '../kit.ts';
import { flowMachine } from '../machine.ts';
import { afterDetailIn, asksAbout, isAboutConsultation, isWords, picked } from './reading.ts';

interface PricesContext {
  words: string;
  groups: { name: string; count: number }[];
  /** The tests that numbers choose from. */
  hits: TestLine[];
  /** The test whose price, preparation and duration are shown. */
  test: TestOffer | null;
  output: FlowOutput;
}

const hitIn = (context: PricesContext, heard: Heard) =>
  picked(context.hits, ({ name, nameEn }) => [name, nameEn], heard);
const groupIn = (context: PricesContext, heard: Heard) => picked(context.groups, ({ name }) => [name], heard);

const askText = (context: PricesContext): Said => say('prices.ask', { groups: context.groups });
const listText = (context: PricesContext): Said => say('prices.list', { tests: context.hits });
const detailText = ({ test, ...context }: PricesContext): Said =>
  test ? say('prices.detail', { test }) : askText({ test, ...context });

/** Finds a test by its name or its group and tells what it costs and asks for. */
export const machine = flowMachine<PricesContext>().createMachine({
  id: 'prices',
  initial: 'listing',
  context: ({ input }) => ({ words: input.words, groups: [], hits: [], test: null, output: {} }),
  output: ({ context }) => context.output,
  states: {
    listing: {
      invoke: {
        src: 'testGroups',
        input: {},
        onDone: [
          {
            guard: ({ context }) => isAboutConsultation(context.words),
            target: 'leaving',
            actions: { type: 'say', params: say('prices.consultation') },
          },
          {
            guard: ({ context }) => asksAbout(context.words) !== '',
            target: 'looking',
            actions: assign(({ context, event }) => ({
              groups: event.output.groups,
              words: asksAbout(context.words),
            })),
          },
          {
            target: 'asking',
            actions: [
              assign(({ event }) => ({ groups: event.output.groups })),
              { type: 'say', params: ({ context }) => askText(context) },
            ],
          },
        ],
      },
    },
    asking: {
      on: {
        SAID: [
          {
            guard: ({ context, event }) => groupIn(context, event) !== undefined,
            target: 'browsing',
            actions: assign(({ context, event }) => ({ words: groupIn(context, event)?.name ?? '' })),
          },
          {
            guard: ({ event }) => isWords(event),
            target: 'looking',
            actions: assign(({ event }) => ({ words: event.text })),
          },
          {
            actions: {
              type: 'say',
              params: ({ context, event }) => [unheard(event, say('prices.unclear')), askText(context)],
            },
          },
        ],
        HELP: { actions: { type: 'say', params: ({ context }) => [say('engine.help'), askText(context)] } },
        '*': { actions: { type: 'say', params: ({ context }) => askText(context) } },
      },
    },
    looking: {
      invoke: {
        src: 'findTests',
        input: ({ context }) => ({ words: context.words }),
        onDone: [
          {
            guard: ({ event }) => event.output.tests.length === 0,
            target: 'asking',
            actions: { type: 'say', params: ({ context }) => [say('prices.notFound'), askText(context)] },
          },
          {
            guard: ({ event }) => event.output.exact || event.output.tests.length === 1,
            target: 'detailing',
            actions: [
              assign(({ event }) => ({ test: event.output.tests[0] ?? null })),
              { type: 'say', params: ({ context }) => detailText(context) },
            ],
          },
          {
            target: 'choosing',
            actions: [
              assign(({ event }) => ({ hits: event.output.tests.map(lineOf) })),
              { type: 'say', params: ({ context }) => listText(context) },
            ],
          },
        ],
      },
    },
    browsing: {
      invoke: {
        src: 'testsOfGroup',
        input: ({ context }) => ({ group: context.words }),
        onDone: {
          target: 'choosing',
          actions: [
            assign(({ event }) => ({ hits: event.output.tests.map(lineOf) })),
            { type: 'say', params: ({ context }) => listText(context) },
          ],
        },
      },
    },
    choosing: {
      on: {
        SAID: [
          {
            guard: ({ context, event }) => hitIn(context, event) !== undefined,
            target: 'fetching',
            actions: assign(({ context, event }) => ({ words: String(hitIn(context, event)?.id ?? '') })),
          },
          {
            guard: ({ event }) => isWords(event),
            target: 'looking',
            actions: assign(({ event }) => ({ words: event.text })),
          },
          {
            actions: {
              type: 'say',
              params: ({ context, event }) => [unheard(event, say('prices.unclear')), listText(context)],
            },
          },
        ],
        BACK: { target: 'asking', actions: { type: 'say', params: ({ context }) => askText(context) } },
        HELP: { actions: { type: 'say', params: ({ context }) => [say('engine.help'), listText(context)] } },
        '*': { actions: { type: 'say', params: ({ context }) => listText(context) } },
      },
    },
    fetching: {
      invoke: {
        src: 'testById',
        input: ({ context }) => ({ testId: Number(context.words) }),
        onDone: [
          {
            guard: ({ event }) => event.output.test === null,
            target: 'asking',
            actions: { type: 'say', params: ({ context }) => [say('prices.notFound'), askText(context)] },
          },
          {
            target: 'detailing',
            actions: [
              assign(({ event }) => ({ test: event.output.test })),
              { type: 'say', params: ({ context }) => detailText(context) },
            ],
          },
        ],
      },
    },
    detailing: {
      on: {
        SAID: [
          {
            guard: ({ event }) => afterDetailIn(event) === 'register',
            target: 'leaving',
            actions: assign(({ context }) => ({
              output: {
                next: { flow: 'laboratory', handed: { test: context.test && lineOf(context.test) } },
              },
            })),
          },
          {
            guard: ({ event }) => afterDetailIn(event) === 'other',
            target: 'asking',
            actions: { type: 'say', params: ({ context }) => askText(context) },
          },
          {
            guard: ({ event }) => afterDetailIn(event) === 'menu',
            target: 'leaving',
            actions: assign({ output: { next: { flow: 'menu' } } }),
          },
          {
            guard: ({ event }) => isWords(event),
            target: 'looking',
            actions: assign(({ event }) => ({ words: event.text })),
          },
          {
            actions: {
              type: 'say',
              params: ({ context, event }) => [unheard(event, say('prices.unclear')), detailText(context)],
            },
          },
        ],
        BACK: { target: 'asking', actions: { type: 'say', params: ({ context }) => askText(context) } },
        HELP: {
          actions: { type: 'say', params: ({ context }) => [say('engine.help'), detailText(context)] },
        },
        '*': { actions: { type: 'say', params: ({ context }) => detailText(context) } },
      },
    },
    leaving: { type: 'final' },
  },
});
