import { assign, setup } from 'xstate';
import { isSkip } from './answers/words.ts';
import { yesNo } from './answers/yes-no.ts';
import { type EffectCall, type EffectName, effectActors, type OutputOf } from './effects.ts';
import { readConsent, readReview } from './form-words.ts';
import { type FlowEvent, type FlowOutput, type Heard, type Opening, type Said, say } from './kit.ts';
import type { AnyQuestion, Question, Step, View } from './question.ts';

/** How a form ends once the lab has answered. */
export type Ending<Answers> =
  | { outcome: 'ended'; said: Said[]; next?: FlowOutput['next'] }
  /** Something has to be answered anew before it can be sent. */
  | { outcome: 'again'; key: keyof Answers & string; said: Said };

/** A form as data: what it asks, and what becomes of the answers. */
export interface FormPlan<Answers> {
  /** Asks for consent to the use of personal data before the first question, once per person. */
  consent: boolean;
  /** Says what this is and how long it takes. */
  intro(view: View<Answers>): Said;
  questions: readonly AnyQuestion<Answers>[];
  /** Everything answered so far, with numbers; `complete` when it can be sent. */
  review(view: View<Answers>, complete: boolean): Said;
  /** Answers that are known from the start, and the one to change first. */
  begin?(handed: unknown): { answers: Partial<Answers>; editing?: keyof Answers & string } | undefined;
  submit: {
    call(answers: Answers, handed: unknown): EffectCall;
    judge(found: OutputOf<EffectName>, view: View<Answers>): Ending<Answers>;
  };
}

// What the machine moves around without looking inside: a question's own types guard its values.
type Answers = Record<string, unknown>;

interface FormContext {
  answers: Answers;
  /** The question that is being asked, from 0. */
  place: number;
  draft: unknown;
  /** What was made of the last message; holds the value that waits for a yes. */
  step: Step<unknown> | null;
  failures: number;
  ending: Ending<Answers> | null;
  now: string;
  today: Opening['today'];
  phone: string | null;
  handed: unknown;
}

const EXAMPLE_AFTER_FAILURES = 2;
const PERSON_AFTER_FAILURES = 3;

/**
 * The machine of every form: asks the questions in order, checks with the lab, confirms in words,
 * reviews, lets any answer be changed by its number, and sends.
 *
 * Questions are data and the place is context, so all forms share one set of states and one talk.
 */
export function form<Given extends object>(given: FormPlan<Given>) {
  // Erased here once: which value belongs to which question was checked when the plan was written.
  const plan = given as unknown as FormPlan<Answers>;
  const { questions } = plan;

  const view = (context: FormContext): View<Answers> => ({
    answers: context.answers,
    at: context.place + 1,
    of: questions.length,
    today: context.today,
    phone: context.phone,
    draft: context.draft,
    handed: context.handed,
  });
  const question = (context: FormContext): Question<Answers> => {
    const asked = questions[context.place];
    if (!asked) throw new Error(`the form has no question ${context.place}`);
    return asked;
  };
  const placeOf = (key: string): number => questions.findIndex((asked) => asked.key === key);
  const firstUnanswered = ({ answers }: FormContext): number =>
    questions.findIndex(({ key }) => answers[key] === undefined);
  const isComplete = (context: FormContext): boolean => firstUnanswered(context) === -1;
  const ask = (context: FormContext): Said => question(context).ask(view(context));
  const summary = (context: FormContext): Said => plan.review(view(context), isComplete(context));

  /** The same form with another question asked. */
  const movedTo = (context: FormContext, place: number): FormContext => {
    const moved = { ...context, place, draft: null, step: null, failures: 0 };
    return { ...moved, draft: question(moved).start?.(view(moved)) ?? null };
  };
  const advanced = (context: FormContext): FormContext => movedTo(context, firstUnanswered(context));
  const offer = (context: FormContext) => {
    const next = advanced(context);
    return question(next).offer?.(view(next));
  };

  const start = (input: Opening): FormContext => {
    const { now, today, phone, handed } = input;
    const begun = plan.begin?.(handed);
    const context: FormContext = {
      answers: begun?.answers ?? {},
      place: begun?.editing ? placeOf(begun.editing) : 0,
      draft: null,
      step: null,
      failures: 0,
      ending: null,
      now,
      today,
      phone,
      handed,
    };
    return movedTo(context, context.place);
  };

  const read = (context: FormContext, heard: Heard): Step<unknown> => {
    const asked = question(context);
    const skipped = heard.kind === 'text' && isSkip(heard.text);
    if (skipped && asked.skipTo !== undefined) return { outcome: 'read', value: asked.skipTo };
    if (!asked.takesFile && heard.text === '') {
      const nothing =
        heard.kind === 'text' ? say('answers.nothingTyped') : say('answers.notTyped', { kind: heard.kind });
      return { outcome: 'unclear', said: nothing };
    }
    const step = asked.read(heard, view(context));
    return skipped && step.outcome === 'unclear'
      ? { outcome: 'unclear', said: say('form.cannotSkip') }
      : step;
  };
  /** A yes or no to what stands in `step`; anything else is taken as a new answer. */
  const readConfirmation = (context: FormContext, heard: Heard): Step<unknown> => {
    const { step } = context;
    if (step?.outcome !== 'echo' || heard.kind !== 'text') return read(context, heard);
    const said = yesNo.read(heard);
    if (said.outcome !== 'read') return read(context, heard);
    return said.value ? { outcome: 'read', value: step.value } : { outcome: 'unclear', said: ask(context) };
  };
  const settled = (context: FormContext): FormContext => {
    const { key, clears = [] } = question(context);
    const { step } = context;
    if (step?.outcome !== 'read') throw new Error(`the answer to ${key} is not settled`);
    const answers = { ...context.answers, [key]: step.value };
    for (const cleared of clears) delete answers[cleared];
    return { ...context, answers, step: null, draft: null, failures: 0 };
  };
  const correction = (context: FormContext): Said[] => {
    const { step, failures } = context;
    if (step?.outcome !== 'unclear') return [];
    const asked = question(context);
    const more: Said[] = [];
    if (failures === EXAMPLE_AFTER_FAILURES) more.push(asked.example);
    if (failures >= PERSON_AFTER_FAILURES) {
      more.push(say('form.personOffered', { canSkip: asked.skipTo !== undefined }));
    }
    return [step.said, ...more];
  };
  const stepIs =
    (outcome: Step<unknown>['outcome']) =>
    ({ context }: { context: FormContext }) =>
      context.step?.outcome === outcome;

  return setup({
    types: {
      context: {} as FormContext,
      events: {} as FlowEvent,
      input: {} as Opening,
      output: {} as FlowOutput,
    },
    actors: effectActors,
    actions: {
      say: (_, _said: Said | Said[]) => {},
      noticeTime: assign(({ event }) => ('now' in event ? { now: event.now, today: event.today } : {})),
    },
  }).createMachine({
    id: 'form',
    initial: 'opening',
    context: ({ input }) => start(input),
    output: ({ context: { ending } }) =>
      ending?.outcome === 'ended' && ending.next ? { next: ending.next } : {},
    states: {
      opening: {
        always: [
          {
            guard: ({ context }) => plan.begin?.(context.handed)?.editing !== undefined,
            target: 'asking',
            actions: { type: 'say', params: ({ context }) => ask(context) },
          },
          { guard: () => plan.consent, target: 'checkingConsent' },
          { target: 'seeking', actions: { type: 'say', params: ({ context }) => plan.intro(view(context)) } },
        ],
      },
      checkingConsent: {
        invoke: {
          src: 'consent',
          input: {},
          onDone: [
            {
              guard: ({ event }) => event.output.given,
              target: 'seeking',
              actions: { type: 'say', params: ({ context }) => plan.intro(view(context)) },
            },
            {
              target: 'askingConsent',
              actions: {
                type: 'say',
                params: ({ context }) => [plan.intro(view(context)), say('form.askConsent')],
              },
            },
          ],
        },
      },
      askingConsent: {
        on: {
          SAID: [
            { guard: ({ event }) => readConsent(event) === 'agree', target: 'recordingConsent' },
            { guard: ({ event }) => readConsent(event) === 'refuse', target: 'recordingRefusal' },
            {
              guard: ({ event }) => readConsent(event) === 'explain',
              actions: { type: 'say', params: [say('form.explainConsent'), say('form.askConsent')] },
            },
            { actions: { type: 'say', params: [say('form.consentUnclear'), say('form.askConsent')] } },
          ],
          '*': { actions: { type: 'say', params: say('form.askConsent') } },
        },
      },
      recordingConsent: {
        invoke: { src: 'answerConsent', input: { decision: 'given' }, onDone: 'seeking' },
      },
      recordingRefusal: {
        invoke: {
          src: 'answerConsent',
          input: { decision: 'refused' },
          onDone: { target: 'refused', actions: { type: 'say', params: say('form.refused') } },
        },
      },
      seeking: {
        always: [
          {
            guard: ({ context }) => isComplete(context),
            target: 'reviewing',
            actions: { type: 'say', params: ({ context }) => summary(context) },
          },
          {
            guard: ({ context }) => offer(context) !== undefined,
            target: 'confirming',
            actions: [
              assign(({ context }) => {
                const known = offer(context);
                return { ...advanced(context), step: known ? { outcome: 'echo', ...known } : null };
              }),
              {
                type: 'say',
                params: ({ context }) =>
                  context.step?.outcome === 'echo' ? context.step.said : ask(context),
              },
            ],
          },
          {
            target: 'asking',
            actions: [
              assign(({ context }) => advanced(context)),
              { type: 'say', params: ({ context }) => ask(context) },
            ],
          },
        ],
      },
      asking: {
        on: {
          SAID: {
            target: 'weighing',
            actions: ['noticeTime', assign(({ context, event }) => ({ step: read(context, event) }))],
          },
          BACK: [
            {
              guard: ({ context }) => context.place === 0,
              actions: { type: 'say', params: ({ context }) => [say('form.atFirst'), ask(context)] },
            },
            {
              actions: [
                assign(({ context }) => movedTo(context, context.place - 1)),
                { type: 'say', params: ({ context }) => ask(context) },
              ],
            },
          ],
          REVIEW: 'showing',
          HELP: {
            actions: {
              type: 'say',
              params: ({ context }) => [say('form.help'), question(context).example, ask(context)],
            },
          },
          RESUME: { actions: ['noticeTime', { type: 'say', params: ({ context }) => ask(context) }] },
        },
      },
      confirming: {
        on: {
          SAID: {
            target: 'weighing',
            actions: [
              'noticeTime',
              assign(({ context, event }) => ({ step: readConfirmation(context, event) })),
            ],
          },
          BACK: {
            target: 'asking',
            actions: [
              assign(({ context }) => movedTo(context, Math.max(0, context.place - 1))),
              { type: 'say', params: ({ context }) => ask(context) },
            ],
          },
          REVIEW: 'showing',
          HELP: {
            actions: {
              type: 'say',
              params: ({ context }) => [
                say('form.help'),
                context.step?.outcome === 'echo' ? context.step.said : ask(context),
              ],
            },
          },
          RESUME: {
            actions: {
              type: 'say',
              params: ({ context }) => (context.step?.outcome === 'echo' ? context.step.said : ask(context)),
            },
          },
        },
      },
      weighing: {
        always: [
          {
            guard: stepIs('read'),
            target: 'seeking',
            actions: assign(({ context }) => settled(context)),
          },
          {
            guard: stepIs('echo'),
            target: 'confirming',
            actions: {
              type: 'say',
              params: ({ context }) => (context.step?.outcome === 'echo' ? context.step.said : []),
            },
          },
          { guard: stepIs('look'), target: 'looking' },
          {
            guard: stepIs('keep'),
            target: 'asking',
            actions: [
              {
                type: 'say',
                params: ({ context }) => (context.step?.outcome === 'keep' ? context.step.said : []),
              },
              assign(({ context }) => ({
                draft: context.step?.outcome === 'keep' ? context.step.draft : context.draft,
                step: null,
                failures: 0,
              })),
            ],
          },
          {
            target: 'asking',
            actions: [
              assign(({ context }) => ({ failures: context.failures + 1 })),
              { type: 'say', params: ({ context }) => correction(context) },
              assign({ step: null }),
            ],
          },
        ],
      },
      looking: {
        invoke: {
          src: 'lab',
          input: ({ context }) => {
            const effect = question(context).look?.effect;
            if (!effect || context.step?.outcome !== 'look') throw new Error('a look without an effect');
            // The question wrote the input for its own effect.
            return { effect, input: context.step.input } as EffectCall;
          },
          onDone: {
            target: 'weighing',
            actions: assign(({ context, event }) => ({
              step: question(context).look?.judge(event.output, view(context)) ?? null,
            })),
          },
        },
      },
      showing: {
        always: {
          target: 'reviewing',
          actions: [
            assign({ step: null, failures: 0 }),
            { type: 'say', params: ({ context }) => summary(context) },
          ],
        },
      },
      reviewing: {
        on: {
          SAID: [
            {
              guard: ({ context, event }) =>
                isComplete(context) && readReview(event, questions).outcome === 'send',
              target: 'submitting',
              actions: 'noticeTime',
            },
            {
              guard: ({ event }) => readReview(event, questions).outcome === 'change',
              target: 'asking',
              actions: [
                'noticeTime',
                assign(({ context, event }) => {
                  const wanted = readReview(event, questions);
                  return wanted.outcome === 'change' ? movedTo(context, wanted.place) : {};
                }),
                { type: 'say', params: ({ context }) => ask(context) },
              ],
            },
            {
              actions: {
                type: 'say',
                params: ({ context }) => [
                  say(isComplete(context) ? 'form.reviewUnclear' : 'form.notYetComplete'),
                  summary(context),
                ],
              },
            },
          ],
          BACK: {
            target: 'asking',
            actions: [
              assign(({ context }) =>
                movedTo(context, isComplete(context) ? questions.length - 1 : Math.max(0, context.place)),
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
              ending: plan.submit.judge(event.output, view(context)),
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
                const { [context.ending.key]: _gone, ...answers } = context.answers;
                return { ...movedTo({ ...context, answers }, placeOf(context.ending.key)), ending: null };
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
