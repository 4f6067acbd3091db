import { expect, test } from 'vitest';
import { initialTransition, transition } from 'xstate';
import type { FlowEvent, Opening } from '../../flows/kit.ts';
import { laboratory } from '../../flows/laboratory/index.ts';
import { labDayAt } from '../../src/domain/values/lab-day.ts';
import { advance, begin } from '../../src/engine/sprint.ts';

const now = '2026-11-20T02:00:00.000Z';
const moment = { now, today: labDayAt(new Date(now), 'Asia/Jakarta') };
const opening: Opening = { ...moment, words: '', phone: '6281200009090', handed: null };
const says = (text: string): FlowEvent => ({ type: 'SAID', kind: 'text', text, ...moment });
const nothing = () => {
  throw new Error('this step asks nothing of the lab');
};

// The sprint steps machines without `transition()`, which is XState's documented way; both must agree.
test('a step of ours is the step XState itself would take', () => {
  const { machine } = laboratory;
  const started = begin(machine, opening, (effect) =>
    effect === 'consent' ? { given: true } : { people: [] },
  );
  expect(started.said).toHaveLength(2);

  const ours = advance(machine, started.state, says('siti aminah'), nothing);
  const resolved = machine.resolveState(started.state as never);
  const [theirs, actions] = transition(machine, resolved, says('siti aminah'));
  expect(ours.state).toEqual({ value: theirs.value, context: theirs.context });
  // XState types only its own actions; `say` is one of ours.
  const said = (actions as { type: string; params: unknown }[]).filter(({ type }) => type === 'say');
  // One action may say one thing, several, or nothing.
  expect(ours.said).toEqual(said.flatMap(({ params }) => params));
});

test('a machine starts as XState itself would start it', () => {
  const { machine } = laboratory;
  const asked: unknown[] = [];
  const [first] = initialTransition(machine, opening);
  const started = begin(machine, opening, (effect) => {
    asked.push(effect);
    return { given: false };
  });
  expect(asked).toEqual(['consent']);
  expect(started.state.context).toEqual(first.context);
});

test('a saved state that the machine no longer has is a surprise, not an answer', () => {
  const state = { value: 'nowhere', context: {} };
  expect(() => advance(laboratory.machine, state, says('halo'), nothing)).toThrow(/nowhere/);
});
