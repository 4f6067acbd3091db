import { assign } from 'xstate';
import type { LaboratoryAnswers } from '../../src/domain/laboratory/values.ts';
import type { Tracked, TrackedRegistration } from '../../src/domain/tracking/values.ts';
import type { LabDay } from '../../src/domain/values/lab-day.ts';
import { unheard } from '../answers/typed.ts';
import type { OutputOf } from '../effects.ts';
import { type FlowEvent, type FlowOutput, type Said, say } from '../kit.ts';
import type { CorrectionHandover } from '../laboratory/index.ts';
import { flowMachine } from '../machine.ts';
import { optionIn, optionsFor, type TrackingOption } from './options.ts';
import { codeIn, dayIn, dayProblem, isCancelled, isTypo } from './reading.ts';

interface TrackingContext {
  words: string;
  own: OutputOf<'ownRequests'>['requests'];
  code: string;
  birthDate: LabDay | null;
  /** What may still be done with the request, after the proof. */
  open: { registrationId: number; options: TrackingOption[] } | null;
  wish: TrackingOption | null;
  output: FlowOutput;
}

const askCode = ({ own }: TrackingContext): Said =>
  own.length > 0 ? say('tracking.chooseOwn', { requests: own }) : say('tracking.askCode');
const askOptions = ({ open }: TrackingContext): Said =>
  say('tracking.options', { options: open?.options ?? [] });
const wishIn = ({ open }: TrackingContext, event: FlowEvent): TrackingOption | undefined =>
  event.type === 'SAID' ? optionIn(open?.options ?? [], event) : undefined;

/**
 * Following a request: code, proof, what it holds, and what can still be done with it.
 *
 * Longer than other files, because a machine is read as one.
 */
export const machine = flowMachine<TrackingContext>().createMachine({
  id: 'tracking',
  initial: 'opening',
  context: ({ input }) => ({
    words: input.words,
    own: [],
    code: '',
    birthDate: null,
    open: null,
    wish: null,
    output: {},
  }),
  output: ({ context }) => context.output,
  states: {
    opening: {
      always: [
        {
          guard: ({ context }) => codeIn(context.words) !== undefined,
          target: 'askingProof',
          actions: [
            assign(({ context }) => ({ code: codeIn(context.words) ?? '' })),
            { type: 'say', params: say('tracking.askProof') },
          ],
        },
        {
          guard: ({ context }) => isTypo(context.words),
          target: 'listing',
          actions: { type: 'say', params: say('answers.codeTypo') },
        },
        { target: 'listing' },
      ],
    },
    listing: {
      invoke: {
        src: 'ownRequests',
        input: {},
        onDone: [
          {
            // Somebody with one request means that one.
            guard: ({ context, event }) => event.output.requests.length === 1 && !isTypo(context.words),
            target: 'askingProof',
            actions: [
              assign(({ event: { output } }) => ({
                own: output.requests,
                code: output.requests[0]?.code ?? '',
              })),
              {
                type: 'say',
                params: ({ context: { own } }) =>
                  own.slice(0, 1).map((request) => say('tracking.askProofOwn', { request })),
              },
            ],
          },
          {
            target: 'askingCode',
            actions: [
              assign(({ event }) => ({ own: event.output.requests })),
              { type: 'say', params: ({ context }) => askCode(context) },
            ],
          },
        ],
      },
    },
    askingCode: {
      on: {
        SAID: [
          {
            guard: ({ context, event }) => codeIn(event.text, context.own) !== undefined,
            target: 'askingProof',
            actions: [
              assign(({ context, event }) => ({ code: codeIn(event.text, context.own) ?? '' })),
              { type: 'say', params: say('tracking.askProof') },
            ],
          },
          {
            guard: ({ event }) => isTypo(event.text),
            actions: { type: 'say', params: say('answers.codeTypo') },
          },
          {
            actions: {
              type: 'say',
              params: ({ context, event }) => [unheard(event, say('tracking.codeUnclear')), askCode(context)],
            },
          },
        ],
        HELP: { actions: { type: 'say', params: ({ context }) => [say('engine.help'), askCode(context)] } },
        '*': { actions: { type: 'say', params: ({ context }) => askCode(context) } },
      },
    },
    askingProof: {
      on: {
        SAID: [
          {
            guard: ({ event }) => dayIn(event) !== undefined,
            target: 'verifying',
            actions: assign(({ event }) => ({ birthDate: dayIn(event) ?? null })),
          },
          {
            // Somebody who notices that the code was wrong simply types another.
            guard: ({ event }) => codeIn(event.text) !== undefined,
            actions: [
              assign(({ event }) => ({ code: codeIn(event.text) ?? '' })),
              { type: 'say', params: say('tracking.askProof') },
            ],
          },
          {
            guard: ({ event }) => isTypo(event.text),
            actions: { type: 'say', params: say('answers.codeTypo') },
          },
          { actions: { type: 'say', params: ({ event }) => dayProblem(event) } },
        ],
        BACK: { target: 'askingCode', actions: { type: 'say', params: ({ context }) => askCode(context) } },
        HELP: { actions: { type: 'say', params: [say('engine.help'), say('tracking.askProof')] } },
        '*': { actions: { type: 'say', params: say('tracking.askProof') } },
      },
    },
    verifying: {
      invoke: {
        src: 'track',
        input: ({ context }) => ({ code: context.code, birthDate: context.birthDate as LabDay }),
        onDone: [
          {
            guard: ({ event }) =>
              event.output.outcome === 'verified' && optionsFor(event.output.registration).length === 0,
            target: 'ended',
            actions: { type: 'say', params: ({ event }) => shownText(event.output) },
          },
          {
            guard: ({ event }) => event.output.outcome === 'verified',
            target: 'choosing',
            actions: [
              { type: 'say', params: ({ event }) => shownText(event.output) },
              assign(({ event }) =>
                event.output.outcome === 'verified' ? opened(event.output.registration) : {},
              ),
              { type: 'say', params: ({ context }) => askOptions(context) },
            ],
          },
          {
            guard: ({ event }) => event.output.outcome === 'locked',
            target: 'ended',
            actions: {
              type: 'say',
              params: ({ event }) =>
                event.output.outcome === 'locked'
                  ? say('tracking.locked', { until: event.output.until })
                  : [],
            },
          },
          {
            target: 'askingProof',
            actions: {
              type: 'say',
              params: ({ event }) =>
                event.output.outcome === 'mismatch'
                  ? say('tracking.mismatch', { triesLeft: event.output.triesLeft })
                  : [],
            },
          },
        ],
      },
    },
    choosing: {
      on: {
        SAID: [
          {
            guard: ({ context, event }) => wishIn(context, event) === 'report',
            target: 'delivering',
          },
          {
            guard: ({ context, event }) => ['move', 'correct'].includes(wishIn(context, event) ?? ''),
            target: 'fetching',
            actions: assign(({ context, event }) => ({ wish: wishIn(context, event) ?? null })),
          },
          {
            guard: ({ context, event }) => wishIn(context, event) === 'cancel',
            target: 'confirmingCancel',
            actions: { type: 'say', params: say('tracking.confirmCancel') },
          },
          {
            guard: ({ context, event }) => wishIn(context, event) === 'done',
            target: 'ended',
            actions: { type: 'say', params: say('tracking.bye') },
          },
          {
            actions: {
              type: 'say',
              params: ({ context, event }) => [
                unheard(event, say('tracking.optionUnclear')),
                askOptions(context),
              ],
            },
          },
        ],
        BACK: {
          target: 'askingCode',
          actions: { type: 'say', params: ({ context }) => askCode(context) },
        },
        HELP: {
          actions: { type: 'say', params: ({ context }) => [say('engine.help'), askOptions(context)] },
        },
        '*': { actions: { type: 'say', params: ({ context }) => askOptions(context) } },
      },
    },
    delivering: {
      invoke: {
        src: 'handOverReport',
        input: ({ context }) => ({ registrationId: context.open?.registrationId ?? 0 }),
        onDone: [
          {
            guard: ({ event }) => event.output.outcome === 'proofNeeded',
            target: 'askingProof',
            actions: { type: 'say', params: [say('tracking.proofRanOut'), say('tracking.askProof')] },
          },
          { target: 'ended', actions: { type: 'say', params: ({ event }) => handedText(event.output) } },
        ],
      },
    },
    fetching: {
      invoke: {
        src: 'laboratoryAnswers',
        input: ({ context }) => ({ registrationId: context.open?.registrationId ?? 0 }),
        onDone: [
          {
            guard: ({ event }) => event.output.outcome === 'proofNeeded',
            target: 'askingProof',
            actions: { type: 'say', params: [say('tracking.proofRanOut'), say('tracking.askProof')] },
          },
          {
            target: 'ended',
            actions: assign(({ context, event }) =>
              event.output.outcome === 'found' ? { output: toCorrection(context, event.output.answers) } : {},
            ),
          },
        ],
      },
    },
    confirmingCancel: {
      on: {
        SAID: [
          { guard: ({ event }) => isCancelled(event) === true, target: 'cancelling' },
          {
            guard: ({ event }) => isCancelled(event) === false,
            target: 'choosing',
            actions: {
              type: 'say',
              params: ({ context }) => [say('tracking.keptVisit'), askOptions(context)],
            },
          },
          { actions: { type: 'say', params: say('tracking.confirmCancel') } },
        ],
        BACK: { target: 'choosing', actions: { type: 'say', params: ({ context }) => askOptions(context) } },
        '*': { actions: { type: 'say', params: say('tracking.confirmCancel') } },
      },
    },
    cancelling: {
      invoke: {
        src: 'cancelRegistration',
        input: ({ context }) => ({ registrationId: context.open?.registrationId ?? 0 }),
        onDone: [
          {
            guard: ({ event }) => event.output.outcome === 'proofNeeded',
            target: 'askingProof',
            actions: { type: 'say', params: [say('tracking.proofRanOut'), say('tracking.askProof')] },
          },
          {
            guard: ({ event }) => event.output.outcome === 'tooLate',
            target: 'ended',
            actions: {
              type: 'say',
              params: ({ event }) =>
                event.output.outcome === 'tooLate'
                  ? say('asking.tooLate', { stage: event.output.stage })
                  : [],
            },
          },
          {
            target: 'ended',
            actions: {
              type: 'say',
              params: ({ context }) => say('tracking.cancelled', { code: context.code }),
            },
          },
        ],
      },
    },
    ended: { type: 'final' },
  },
});

const shownText = (found: Tracked): Said[] =>
  found.outcome === 'verified' ? [say('tracking.shown', { registration: found.registration })] : [];

const opened = (registration: TrackedRegistration): Pick<TrackingContext, 'open'> => ({
  open: { registrationId: registration.registrationId, options: optionsFor(registration) },
});

function handedText(found: OutputOf<'handOverReport'>): Said {
  switch (found.outcome) {
    case 'ready':
      return { ...say('tracking.report'), file: { fileId: found.fileId, name: found.name } };
    case 'inPerson':
      return say('tracking.reportInPerson');
    default:
      return say('tracking.reportNotReady');
  }
}

function toCorrection({ open, wish }: TrackingContext, answers: LaboratoryAnswers): FlowOutput {
  const handed: CorrectionHandover = {
    registrationId: open?.registrationId ?? 0,
    answers,
    ...(wish === 'move' ? { editing: 'visitOn' as const } : {}),
  };
  return { next: { flow: 'laboratory-correction', handed, fresh: true } };
}
