import { describe, expect, test } from 'vitest';
import { assign, setup } from 'xstate';
import { effectActors } from '../../flows/effects.ts';
import { type FlowEvent, type FlowOutput, type Opening, type Said, say } from '../../flows/kit.ts';
import type { LabDay } from '../../src/domain/values/lab-day.ts';
import { advance, begin, type MachineState } from '../../src/engine/sprint.ts';

// A day of the lab as it is written everywhere.
const moment = { now: '2026-11-20T02:00:00.000Z', today: '2026-11-20' as LabDay };
const opening: Opening = { ...moment, words: 'gula', phone: null, handed: null };
const saying = (text: string): FlowEvent => ({ type: 'SAID', kind: 'text', text, ...moment });

/** Every way in which our flows say something, ask the lab and end. */
const machine = setup({
  types: {
    context: {} as { words: string; found: number },
    events: {} as FlowEvent,
    input: {} as Opening,
    output: {} as FlowOutput,
  },
  actors: effectActors,
  actions: { say: (_, _said: Said | Said[]) => {} },
}).createMachine({
  id: 'sample',
  initial: 'opening',
  context: ({ input }) => ({ words: input.words, found: 0 }),
  output: ({ context }) => ({ next: { flow: 'menu', words: String(context.found) } }),
  states: {
    opening: { always: { target: 'looking', actions: { type: 'say', params: say('menu.greet') } } },
    looking: {
      invoke: {
        src: 'findTests',
        input: ({ context }) => ({ words: context.words }),
        onDone: {
          target: 'checking',
          actions: [
            assign(({ event }) => ({ found: event.output.tests.length })),
            { type: 'say', params: ({ context }) => say('menu.chooseNumber', { count: context.found }) },
          ],
        },
      },
    },
    checking: {
      invoke: {
        src: 'lab',
        input: { effect: 'consent', input: {} },
        onDone: { target: 'asking', actions: { type: 'say', params: [say('menu.help'), say('menu.over')] } },
      },
    },
    asking: {
      on: {
        SAID: [
          { guard: ({ event }) => event.text === 'lagi', target: 'opening' },
          { guard: ({ event }) => event.text === 'putar', target: 'circling' },
          { target: 'ended', actions: { type: 'say', params: say('menu.welcome') } },
        ],
        '*': { actions: { type: 'say', params: say('menu.fine') } },
      },
    },
    circling: { invoke: { src: 'consent', input: {}, onDone: 'circling2' } },
    circling2: { invoke: { src: 'consent', input: {}, onDone: 'circling' } },
    ended: { type: 'final' },
  },
});

function asked() {
  const calls: [string, unknown][] = [];
  const perform = (effect: string, input: unknown): unknown => {
    calls.push([effect, input]);
    return effect === 'findTests' ? { tests: [1, 2, 3], exact: false } : { given: true };
  };
  return { calls, perform };
}

const resting = (): MachineState => {
  const { state } = begin(machine, opening, asked().perform);
  return JSON.parse(JSON.stringify(state)) as MachineState;
};

describe('what the sprint relies on in XState', () => {
  test('a machine that is begun says and asks in order, up to its first wait', () => {
    const { calls, perform } = asked();
    const sprint = begin(machine, opening, perform);
    expect(sprint.said.map(({ key }) => key)).toEqual([
      'menu.greet',
      'menu.chooseNumber',
      'menu.help',
      'menu.over',
    ]);
    expect(sprint.said[1]?.vars).toEqual({ count: 3 });
    expect(calls).toEqual([
      ['findTests', { words: 'gula' }],
      ['consent', {}],
    ]);
    expect(sprint.state).toEqual({ value: 'asking', context: { words: 'gula', found: 3 } });
    expect(sprint.output).toBeUndefined();
  });

  test('an event that keeps it waiting asks the lab nothing, and never asks again what it asked before', () => {
    const { calls, perform } = asked();
    const sprint = advance(machine, resting(), { type: 'HELP', ...moment }, perform);
    expect(sprint.said.map(({ key }) => key)).toEqual(['menu.fine']);
    expect(calls).toEqual([]);
  });

  test('a state that comes back from JSON takes its next effects with its own context', () => {
    const { calls, perform } = asked();
    const sprint = advance(machine, resting(), saying('lagi'), perform);
    expect(calls.map(([effect]) => effect)).toEqual(['findTests', 'consent']);
    expect(sprint.state.value).toBe('asking');
  });

  test('a machine that ends gives its output', () => {
    const sprint = advance(machine, resting(), saying('selesai'), asked().perform);
    expect(sprint.output).toEqual({ next: { flow: 'menu', words: '3' } });
    expect(sprint.said.map(({ key }) => key)).toEqual(['menu.welcome']);
  });

  test('a machine that goes in circles is stopped', () => {
    expect(() => advance(machine, resting(), saying('putar'), asked().perform)).toThrow(
      /did not come to rest/,
    );
  });

  test('a state the machine no longer has is told apart from a message it does not know', () => {
    const gone = { value: 'askingShoeSize', context: { words: '', found: 0 } };
    expect(() => advance(machine, gone, saying('42'), asked().perform)).toThrow(/askingShoeSize/);
  });

  test('two people in the same machine know nothing of each other', () => {
    const first = begin(machine, opening, asked().perform);
    const second = begin(machine, { ...opening, words: 'air' }, asked().perform);
    expect(first.state.context).toEqual({ words: 'gula', found: 3 });
    expect(second.state.context).toEqual({ words: 'air', found: 3 });
  });
});
