import { assign } from 'xstate';
import { unheard } from '../answers/typed.ts';
import type { EffectCall } from '../effects.ts';
import { say } from '../kit.ts';
import { flowMachine } from '../machine.ts';
import type { FormPlan } from './plan.ts';
import type { Step } from './question.ts';
import { type Answers, type FormContext, talkOf } from './talk.ts';
import { readConsent } from './words.ts';

export type { Ending, FormPlan } from './plan.ts';

/**
 * The machine of every form: asks the questions in order, checks with the lab, confirms in words,
 * reviews, lets any answer be changed by its number, and sends.
 *
 * Longer than other files, because a machine is read as one; what it says and how it reads is in talk.ts.
 * Questions are data and the place is context, so all forms share one set of states and one talk.
 */
export function form<Given extends object>(given: FormPlan<Given>) {
  // Erased here once: which value belongs to which question was checked when the plan was written.
  const plan = given as unknown as FormPlan<Answers>;
  const talk = talkOf(plan);
  const { ask, summary } = talk;
  const afterConsent = plan.known ? 'recalling' : 'seeking';
  const stepIs =
    (outcome: Step<unknown>['outcome']) =>
    ({ context }: { context: FormContext }) =>
      context.step?.outcome === outcome;

  return flowMachine<FormContext>()
    .extend({
      actions: { noticeDay: assign(({ event }) => ('today' in event ? { today: event.today } : {})) },
    })
    .createMachine({
      id: 'form',
      initial: plan.prepare ? 'preparing' : 'opening',
      context: ({ input }) => talk.start(input),
      output: ({ context: { ending } }) =>
        ending?.outcome === 'ended' && ending.next ? { next: ending.next } : {},
      states: {
        /** Some questions offer what the lab has now. */
        preparing: {
          invoke: {
            src: 'lab',
            input: () => plan.prepare ?? { effect: 'consent', input: {} },
            onDone: [
              {
                guard: ({ event }) => plan.closed?.(event.output) !== undefined,
                target: 'ended',
                actions: { type: 'say', params: ({ event }) => plan.closed?.(event.output) ?? [] },
              },
              { target: 'opening', actions: assign(({ event }) => ({ prepared: event.output })) },
            ],
          },
        },
        opening: {
          always: [
            {
              guard: ({ context }) => context.editing,
              target: 'asking',
              actions: { type: 'say', params: ({ context }) => ask(context) },
            },
            { guard: () => plan.consent, target: 'checking' },
            {
              target: afterConsent,
              actions: { type: 'say', params: ({ context }) => plan.intro(talk.view(context)) },
            },
          ],
        },
        checking: {
          invoke: {
            src: 'consent',
            input: {},
            onDone: [
              {
                guard: ({ event }) => event.output.given,
                target: afterConsent,
                actions: { type: 'say', params: ({ context }) => plan.intro(talk.view(context)) },
              },
              {
                target: 'askingConsent',
                actions: {
                  type: 'say',
                  params: ({ context }) => [plan.intro(talk.view(context)), say('form.askConsent')],
                },
              },
            ],
          },
        },
        askingConsent: {
          on: {
            SAID: [
              { guard: ({ event }) => readConsent(event) === 'agree', target: 'agreeing' },
              { guard: ({ event }) => readConsent(event) === 'refuse', target: 'refusing' },
              {
                guard: ({ event }) => readConsent(event) === 'explain',
                actions: { type: 'say', params: [say('form.explainConsent'), say('form.askConsentAgain')] },
              },
              {
                actions: {
                  type: 'say',
                  params: ({ event }) => unheard(event, say('form.consentUnclear')),
                },
              },
            ],
            '*': { actions: { type: 'say', params: say('form.askConsent') } },
          },
        },
        agreeing: {
          invoke: { src: 'answerConsent', input: { decision: 'given' }, onDone: afterConsent },
        },
        refusing: {
          invoke: {
            src: 'answerConsent',
            input: { decision: 'refused' },
            onDone: { target: 'refused', actions: { type: 'say', params: say('form.refused') } },
          },
        },
        /** Whom this chat knows from before is offered first: nobody likes to type a NIK twice. */
        recalling: {
          invoke: {
            src: 'lab',
            input: () => plan.known?.call ?? { effect: 'consent', input: {} },
            onDone: [
              {
                guard: ({ context, event }) => talk.introduced(context, event.output).known !== null,
                target: 'choosingKnown',
                actions: [
                  assign(({ context, event }) => talk.introduced(context, event.output)),
                  { type: 'say', params: ({ context }) => context.known?.said ?? [] },
                ],
              },
              { target: 'seeking' },
            ],
          },
        },
        choosingKnown: {
          on: {
            SAID: [
              {
                guard: ({ context, event }) => talk.chosen(context, event) === 'another',
                target: 'seeking',
                actions: assign({ known: null }),
              },
              {
                guard: ({ context, event }) => talk.chosen(context, event) !== undefined,
                target: 'seeking',
                actions: assign(({ context, event }) => {
                  const answers = talk.chosen(context, event);
                  return typeof answers === 'object' ? talk.recalling(context, answers) : {};
                }),
              },
              {
                // Whoever simply goes on has answered the first question.
                target: 'weighing',
                actions: [
                  'noticeDay',
                  assign(({ context, event }) => {
                    const plain = talk.advanced({ ...context, known: null });
                    return { ...plain, step: talk.read(plain, event) };
                  }),
                ],
              },
            ],
            HELP: {
              actions: {
                type: 'say',
                params: ({ context }) => [say('form.help'), context.known?.said ?? []].flat(),
              },
            },
            '*': { actions: { type: 'say', params: ({ context }) => context.known?.said ?? [] } },
          },
        },
        /** On to the next open question, or to the summary when none is left. */
        seeking: {
          always: [
            {
              guard: ({ context }) => plan.sendsAtOnce === true && talk.isComplete(context),
              target: 'submitting',
            },
            {
              guard: ({ context }) => talk.isComplete(context),
              target: 'reviewing',
              actions: { type: 'say', params: ({ context }) => summary(context) },
            },
            {
              target: 'asking',
              actions: [
                assign(({ context }) => talk.advanced(context)),
                { type: 'say', params: ({ context }) => ask(context) },
              ],
            },
          ],
        },
        asking: {
          on: {
            SAID: {
              target: 'weighing',
              actions: ['noticeDay', assign(({ context, event }) => ({ step: talk.read(context, event) }))],
            },
            BACK: [
              {
                // An answer that is only being changed goes back to where it was chosen.
                guard: ({ context }) => talk.isComplete(context) && context.echo === null,
                target: 'reviewing',
                actions: [
                  assign(({ context }) => ({ ...talk.gathered(context), failures: 0 })),
                  { type: 'say', params: ({ context }) => summary(context) },
                ],
              },
              {
                guard: ({ context }) => context.place === 0 && context.echo === null,
                actions: { type: 'say', params: ({ context }) => [say('form.atFirst'), ask(context)] },
              },
              {
                actions: [
                  assign(({ context }) => talk.backed(context)),
                  { type: 'say', params: ({ context }) => talk.askBack(context) },
                ],
              },
            ],
            REVIEW: {
              target: 'reviewing',
              actions: [
                assign(({ context }) => ({ ...talk.gathered(context), step: null, echo: null, failures: 0 })),
                { type: 'say', params: ({ context }) => summary(context) },
              ],
            },
            HELP: {
              actions: {
                type: 'say',
                params: ({ context }) => [say('form.help'), talk.question(context).example, ask(context)],
              },
            },
            RESUME: { actions: ['noticeDay', { type: 'say', params: ({ context }) => ask(context) }] },
          },
        },
        weighing: {
          always: [
            {
              guard: stepIs('read'),
              target: 'seeking',
              actions: [
                {
                  type: 'say',
                  params: ({ context: { step } }) => (step?.outcome === 'read' && step.said) || [],
                },
                assign(({ context }) => talk.settled(context)),
              ],
            },
            {
              guard: stepIs('echo'),
              target: 'asking',
              actions: [
                assign(({ context: { step } }) =>
                  step?.outcome === 'echo'
                    ? { echo: { value: step.value, said: step.said }, step: null, failures: 0 }
                    : {},
                ),
                { type: 'say', params: ({ context }) => ask(context) },
              ],
            },
            {
              guard: stepIs('look'),
              target: 'looking',
              actions: assign(({ context: { step, draft } }) => ({
                draft: step?.outcome === 'look' && step.draft !== undefined ? step.draft : draft,
              })),
            },
            {
              guard: stepIs('keep'),
              target: 'asking',
              actions: [
                {
                  type: 'say',
                  params: ({ context }) => {
                    const { step } = context;
                    if (step?.outcome !== 'keep') return [];
                    return step.asksAgain ? [step.said, ask(talk.kept(context))] : step.said;
                  },
                },
                assign(({ context }) => talk.kept(context)),
              ],
            },
            {
              target: 'asking',
              actions: [
                assign(({ context }) => ({ failures: context.failures + 1 })),
                { type: 'say', params: ({ context }) => talk.corrected(context) },
                assign({ step: null }),
              ],
            },
          ],
        },
        looking: {
          invoke: {
            src: 'lab',
            input: ({ context }) => {
              const effect = talk.question(context).look?.effect;
              if (!effect || context.step?.outcome !== 'look') throw new Error('a look without an effect');
              // The question wrote the input for its own effect.
              return { effect, input: context.step.input } as EffectCall;
            },
            onDone: {
              target: 'weighing',
              actions: assign(({ context, event }) => ({
                step: talk.question(context).look?.judge(event.output, talk.view(context)) ?? null,
              })),
            },
          },
        },
        reviewing: {
          on: {
            SAID: [
              {
                guard: ({ context, event }) => talk.wish(context, event).outcome === 'send',
                target: 'submitting',
                actions: 'noticeDay',
              },
              {
                guard: ({ context, event }) => talk.wish(context, event).outcome === 'change',
                target: 'asking',
                actions: [
                  'noticeDay',
                  assign(({ context, event }) => {
                    const wish = talk.wish(context, event);
                    return wish.outcome === 'change' ? talk.movedTo(context, wish.place) : {};
                  }),
                  { type: 'say', params: ({ context }) => ask(context) },
                ],
              },
              {
                guard: ({ context, event }) => talk.wish(context, event).outcome === 'answer',
                target: 'weighing',
                actions: [
                  'noticeDay',
                  assign(({ context, event }) => {
                    const wish = talk.wish(context, event);
                    if (wish.outcome !== 'answer') return {};
                    const moved = talk.movedTo(context, wish.place);
                    return { ...moved, step: talk.read(moved, { ...event, text: wish.text }) };
                  }),
                ],
              },
              {
                actions: {
                  type: 'say',
                  params: ({ context }) =>
                    say(talk.isComplete(context) ? 'form.reviewUnclear' : 'form.notYetComplete'),
                },
              },
            ],
            BACK: {
              target: 'asking',
              actions: [
                assign(({ context }) =>
                  talk.isComplete(context)
                    ? talk.movedTo(context, plan.questions.length - 1)
                    : talk.advanced(context),
                ),
                { type: 'say', params: ({ context }) => ask(context) },
              ],
            },
            RESUME: 'seeking',
            REVIEW: { actions: { type: 'say', params: ({ context }) => summary(context) } },
            HELP: { actions: { type: 'say', params: ({ context }) => [say('form.help'), summary(context)] } },
          },
        },
        submitting: {
          invoke: {
            src: 'lab',
            input: ({ context }) => plan.submit.call(context.answers, context.handed),
            onDone: {
              target: 'ending',
              actions: assign(({ context, event }) => ({
                ending: plan.submit.judge(event.output, talk.view(context)),
              })),
            },
          },
        },
        ending: {
          always: [
            {
              guard: ({ context }) => context.ending?.outcome === 'ended',
              target: 'ended',
              actions: {
                type: 'say',
                params: ({ context }) => (context.ending?.outcome === 'ended' ? context.ending.said : []),
              },
            },
            {
              target: 'asking',
              actions: [
                {
                  type: 'say',
                  params: ({ context }) => (context.ending?.outcome === 'again' ? context.ending.said : []),
                },
                assign(({ context }) => {
                  if (context.ending?.outcome !== 'again') return {};
                  const { key, draft } = context.ending;
                  const { [key]: _gone, ...answers } = context.answers;
                  const moved = talk.movedTo({ ...context, answers }, talk.placeOf(key));
                  return { ...moved, ...(draft === undefined ? {} : { draft }), ending: null };
                }),
                { type: 'say', params: ({ context }) => ask(context) },
              ],
            },
          ],
        },
        refused: { type: 'final' },
        ended: { type: 'final' },
      },
    });
}
