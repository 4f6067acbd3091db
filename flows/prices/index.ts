import { assign, setup } from 'xstate';
import type { TestLine, TestOffer } from '../../src/domain/catalogue/values.ts';
import { choice } from '../answers/choice.ts';
import { unheard } from '../answers/typed.ts';
import { effectActors, lineOf } from '../effects.ts';
import type { Flow } from '../flow.ts';
import { type FlowEvent, type FlowOutput, type Heard, type Opening, type Said, say } from '../kit.ts';

interface PricesContext {
  words: string;
  groups: { name: string; count: number }[];
  /** The tests that numbers choose from. */
  hits: TestLine[];
  /** The test whose price, preparation and duration are shown. */
  test: TestOffer | null;
  output: FlowOutput;
}

const afterDetail = choice([
  { key: 'register', words: ['daftar', 'ya', 'register', 'yes'] },
  { key: 'other', words: ['cari lain', 'lain', 'cari', 'other'] },
  { key: 'menu', words: ['menu', 'selesai', 'tidak', 'no'] },
]);

const picked = <Thing>(
  things: readonly Thing[],
  namesOf: (thing: Thing) => string[],
  heard: Heard,
): Thing | undefined => {
  if (heard.kind !== 'text') return undefined;
  const reading = choice(things.map((thing, place) => ({ key: String(place), words: namesOf(thing) }))).read(
    heard,
  );
  return reading.outcome === 'read' ? things[Number(reading.value)] : undefined;
};
const hitIn = (context: PricesContext, heard: Heard) =>
  picked(context.hits, ({ name, nameEn }) => [name, nameEn], heard);
const groupIn = (context: PricesContext, heard: Heard) => picked(context.groups, ({ name }) => [name], heard);
const afterDetailIn = (heard: Heard) => {
  const reading = heard.kind === 'text' ? afterDetail.read(heard) : undefined;
  return reading?.outcome === 'read' ? reading.value : undefined;
};

// "Berapa harga kolesterol?" is about kolesterol; "harga" alone is about nothing yet.
const ASKING =
  /\b(?:saya|sy|mau|ingin|tanya|nanya|bertanya|info|lihat|cek|daftar|harga(?:nya)?|biaya(?:nya)?|tarif(?:nya)?|berapa(?:an)?|persiapan(?:nya)?|prices?|costs?|how much|preparation|is|the|for|of)\b/gi;
const asksAbout = (words: string): string => {
  const about = words.slice(0, 300).replace(ASKING, ' ').replace(/\s+/g, ' ').trim();
  return /\p{L}{2}/u.test(about) ? about : '';
};

const askText = (context: PricesContext): Said => say('prices.ask', { groups: context.groups });
const listText = (context: PricesContext): Said => say('prices.list', { tests: context.hits });
const detailText = ({ test, ...context }: PricesContext): Said =>
  test ? say('prices.detail', { test }) : askText({ test, ...context });
const isWords = (heard: Heard): boolean => heard.kind === 'text' && /\p{L}{2}/u.test(heard.text);

const machine = setup({
  types: {
    context: {} as PricesContext,
    events: {} as FlowEvent,
    input: {} as Opening,
    output: {} as FlowOutput,
  },
  actors: effectActors,
  actions: { say: (_, _said: Said | Said[]) => {} },
}).createMachine({
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

/** Prices, preparation and how long it takes, for everybody, without consent (REG-LAB-10). */
export const prices: Flow = {
  name: 'prices',
  version: 1,
  machine,
  opens: [
    'harga',
    'biaya',
    'tarif',
    'berapa',
    'persiapan',
    'harus puasa',
    'perlu puasa',
    'apakah puasa',
    'price',
    'prices',
    'cost',
    'how much',
    'preparation',
  ],
  takesWords: true,
  yields: true,
  patienceMinutes: 30,
};
