import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { AnyStateMachine } from 'xstate';
import type { Flow } from '../flows/flow.ts';
import { flows } from '../flows/index.ts';
import type { FlowEvent } from '../flows/kit.ts';
import { eventsOf, openingsOf, questionsIn, type Walked, walk } from './support/walk.ts';

const walks = new Map<string, Walked>();

/** A walk takes seconds for a form, so each flow is walked once. */
function walked(flow: Flow): Walked {
  const found =
    walks.get(flow.name) ??
    walk(flow.machine, openingsOf(flow.name), eventsOf(flow.name), questionsIn(flow.name));
  walks.set(flow.name, found);
  return found;
}

/** Longer than a question: what is data, and what people ask to read. */
const LONG = new Set([
  'form.explainConsent',
  'laboratory.review',
  'prices.detail',
  'shipment.mistakes',
  'shipment.review',
  'tour.review',
  'tracking.shown',
]);
// Who corrects a registration has agreed when making it, and said who it is about.
const BEFORE_THE_FORM = ['askingConsent', 'refused', 'choosingKnown'];
const QUESTION_CHARACTERS = 300;
const MESSAGE_CHARACTERS = 1_500;
const CONTEXT_CHARACTERS = 4_096;

describe.each(flows)('the flow $name, whatever is said and whatever the lab answers,', (flow) => {
  test('is walked through all its states', () => {
    const states = restingStates(flow.machine).filter(
      (name) => !flow.name.endsWith('-correction') || !BEFORE_THE_FORM.includes(name),
    );
    expect([...walked(flow).values].sort()).toEqual(states);
  });

  test('keeps nothing that JSON does not keep', () => {
    expect(walked(flow).notJson).toEqual([]);
  });

  test('says something at every wait', () => {
    expect(walked(flow).silent).toEqual([]);
  });

  test('says nothing twice in one turn', () => {
    expect(walked(flow).repeated).toEqual([]);
  });

  test('says whole sentences in both languages, short enough for a small phone', () => {
    for (const [key, texts] of walked(flow).texts) {
      for (const text of texts) {
        expect(text, key).not.toMatch(/undefined|\[object|NaN|null|Invalid Date/);
        expect(text.trim(), key).not.toBe('');
        expect(text.length, key).toBeLessThanOrEqual(MESSAGE_CHARACTERS);
        if (!LONG.has(key))
          expect(withoutLists(text).length, `${key}: ${text}`).toBeLessThanOrEqual(QUESTION_CHARACTERS);
      }
    }
  });

  test('can end from wherever it is', () => {
    expect(walked(flow).deadEnds).toEqual([]);
  });

  test(`keeps less than ${CONTEXT_CHARACTERS} characters between two messages`, () => {
    expect(walked(flow).largest).toBeLessThan(CONTEXT_CHARACTERS);
  });

  test('asks the lab only in states whose name ends in "-ing"', () => {
    expect(effectStates(flow.machine).filter((name) => !name.endsWith('ing'))).toEqual([]);
  });

  test('hears every event it may get while it waits', () => {
    const events: FlowEvent['type'][] = ['SAID', 'BACK', 'REVIEW', 'RESUME', 'HELP'];
    const deaf = waits(flow.machine).flatMap(({ name, hears }) =>
      hears.includes('*')
        ? []
        : events.filter((type) => !hears.includes(type)).map((type) => `${name}: ${type}`),
    );
    expect(deaf).toEqual([]);
  });
});

describe('the files of the flows', () => {
  const root = join(import.meta.dirname, '../flows');
  const sources = globSync('**/*.ts', { cwd: root }).map((name) => ({
    name,
    text: readFileSync(join(root, name), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, ''),
  }));

  test.each([
    ['a living actor', /createActor|\bafter:|onError|sendTo|spawn\(/],
    ['a clock', /new Date\b|Date\.now|setTimeout|setInterval/],
    ['chance', /Math\.random|randomUUID|randomBytes/],
    ['a text, which belongs to the templates', /import (?!type)[^;]*\/templates\//],
    ['the database, a file or the network', /from '(?:node:|drizzle|better-sqlite3)|\/db\/|fetch\(/],
    ['what the lab does: only its values and types', /import (?!type)[^;]*src\/domain\/(?!values\/)/],
  ])('hold no trace of %s', (_what, sign) => {
    expect(sources.filter(({ text }) => sign.test(text)).map(({ name }) => name)).toEqual([]);
  });

  test('promise nothing but the placeholders of the effects', () => {
    const promising = sources.filter(({ text }) => /\bPromise\b|\basync\b|\bawait\b|fromPromise/.test(text));
    expect(promising.map(({ name }) => name)).toEqual(['effects.ts']);
  });
});

test('each flow has a name of its own, and no two flows are opened by the same words', () => {
  const names = flows.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  const words = flows.flatMap(({ opens }) => opens);
  expect(words.filter((word, place) => words.indexOf(word) !== place)).toEqual([]);
});

test('no text of a flow is left that nobody says', () => {
  const said = new Set(flows.map(walked).flatMap(({ texts }) => [...texts.keys()]));
  const written = globSync('*.ts', { cwd: MESSAGES })
    .map((name) => name.replace('.ts', ''))
    .filter((name) => !SAID_ELSEWHERE.includes(name))
    .flatMap((name) => keysIn(name).map((key) => `${name}.${key}`));
  expect(written.filter((key) => !said.has(key))).toEqual([]);
});

const MESSAGES = join(import.meta.dirname, '../templates/messages');
// By the engine and the notices, by questions still to come, or by nobody because they only help.
const SAID_ELSEWHERE = [
  'engine',
  'notices',
  'consultation-notices',
  'printed',
  'answers',
  'kit',
  'index',
  'format',
  'stages',
  'digest',
  'staff-news',
  // Above the fields of pages.
  'page-labels',
  'shipment-labels',
  'shipment-notices',
  'tour-labels',
  'tour-notices',
];
const keysIn = (name: string): string[] =>
  [
    ...readFileSync(join(MESSAGES, `${name}.ts`), 'utf8').matchAll(
      /^ {2}(\w+): (?:message|worded|wordedBy)\b/gm,
    ),
  ].map(([, key = '']) => key);

const withoutLists = (text: string): string => text.replace(/^\d{1,2}\. .*$/gm, '');

interface StateNode {
  key: string;
  type: string;
  states: Record<string, StateNode>;
  invoke: readonly unknown[];
  always?: readonly unknown[] | undefined;
  on: Record<string, unknown>;
}

// XState types a machine's own nodes more narrowly than they are read here.
const nodesOf = (machine: AnyStateMachine): StateNode[] =>
  Object.values((machine.root as unknown as StateNode).states);

const effectStates = (machine: AnyStateMachine): string[] =>
  nodesOf(machine)
    .filter(({ invoke }) => invoke.length > 0)
    .map(({ key }) => key);

const waits = (machine: AnyStateMachine): { name: string; hears: string[] }[] =>
  nodesOf(machine)
    .filter(({ type, invoke, always = [] }) => type !== 'final' && invoke.length === 0 && always.length === 0)
    .map(({ key, on }) => ({ name: key, hears: Object.keys(on) }));

/** Where a machine can be found between two messages, or at its end. */
const restingStates = (machine: AnyStateMachine): string[] =>
  [
    ...waits(machine).map(({ name }) => name),
    ...nodesOf(machine)
      .filter(({ type }) => type === 'final')
      .map(({ key }) => key),
  ].sort();
