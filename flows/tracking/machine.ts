import { assign } from 'xstate';
import type { Proof, ProofKind, Tracked } from '../../src/domain/tracking/values.ts';
import type { RegistrationService } from '../../src/domain/values/services.ts';
import { unheard } from '../answers/typed.ts';
import type { OutputOf } from '../effects.ts';
import { type FlowEvent, type FlowOutput, type Said, say } from '../kit.ts';
import { flowMachine } from '../machine.ts';
import { needsProof, optionIn, optionsFor, type TrackingOption } from './options.ts';
import { codeIn, isCancelled, isTypo, proofIn } from './reading.ts';

interface TrackingContext {
  words: string;
  own: OutputOf<'ownRequests'>['requests'];
  code: string;
  service: RegistrationService;
  /** Initials of whom it is about, for the contact that registered. */
  whose: string | null;
  /** The proof that is asked for; null where the code is enough for now. */
  asking: ProofKind | null;
  proof: Proof | null;
  /** What may still be done with the request, once it is shown. */
  open: { registrationId: number; proven: boolean; options: TrackingOption[] } | null;
  /** What somebody wants to do, also while they prove once more that they may. */
  wish: TrackingOption | null;
  output: FlowOutput;
}

const askCode = ({ own }: TrackingContext): Said =>
  own.length > 0 ? say('tracking.chooseOwn', { requests: own }) : say('tracking.askCode');
const askProof = ({ asking, service, whose }: TrackingContext): Said =>
  say('tracking.askProof', { kind: asking ?? 'lastFive', service, whose });
const askOptions = ({ open, service }: TrackingContext): Said =>
  say('tracking.options', { options: open?.options ?? [], service });
const wishIn = ({ open }: TrackingContext, event: FlowEvent): TrackingOption | undefined =>
  event.type === 'SAID' ? optionIn(open?.options ?? [], event) : undefined;
const registrationOf = ({ open }: TrackingContext) => ({ registrationId: open?.registrationId ?? 0 });

/**
 * Following a request: code, proof, what it holds, and what can still be done with it.
 *
 * One dialog for every service: the code says which, and what proves it. Longer than other files,
 * because a machine is read as one.
 */
export const machine = flowMachine<TrackingContext>().createMachine({
  id: 'tracking',
  initial: 'opening',
  context: ({ input }) => ({
    words: input.words,
    own: [],
    code: codeIn(input.words) ?? '',
    service: 'laboratory',
    whose: null,
    asking: null,
    proof: null,
    open: null,
    wish: null,
    output: {},
  }),
  output: ({ context }) => context.output,
  states: {
    opening: {
      always: [
        { guard: ({ context }) => context.code !== '', target: 'wanting' },
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
            target: 'wanting',
            actions: [
              assign(({ event: { output } }) => ({
                own: output.requests,
                code: output.requests[0]?.code ?? '',
              })),
              {
                type: 'say',
                params: ({ context: { own } }) =>
                  own.slice(0, 1).map((request) => say('tracking.onlyOwn', { request })),
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
            target: 'wanting',
            actions: assign(({ context, event }) => ({ code: codeIn(event.text, context.own) ?? '' })),
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
    wanting: {
      invoke: {
        src: 'wanted',
        input: ({ context }) => ({ code: context.code }),
        onDone: [
          {
            guard: ({ event }) => event.output.proof === null,
            target: 'verifying',
            actions: assign(({ event: { output } }) => wantOf(output)),
          },
          {
            target: 'askingProof',
            actions: [
              assign(({ event: { output } }) => wantOf(output)),
              { type: 'say', params: ({ context }) => askProof(context) },
            ],
          },
        ],
      },
    },
    askingProof: {
      on: {
        SAID: [
          {
            guard: ({ context, event }) => proofIn(context.asking ?? 'lastFive', event).outcome === 'proof',
            target: 'verifying',
            actions: assign(({ context, event }) => {
              const reading = proofIn(context.asking ?? 'lastFive', event);
              return { proof: reading.outcome === 'proof' ? reading.proof : null };
            }),
          },
          {
            // Somebody who notices that the code was wrong simply types another.
            guard: ({ event }) => codeIn(event.text) !== undefined,
            target: 'wanting',
            actions: assign(({ event }) => ({ code: codeIn(event.text) ?? '' })),
          },
          {
            guard: ({ event }) => isTypo(event.text),
            actions: { type: 'say', params: say('answers.codeTypo') },
          },
          {
            actions: {
              type: 'say',
              params: ({ context, event }) => {
                const reading = proofIn(context.asking ?? 'lastFive', event);
                return reading.outcome === 'unclear' ? reading.said : [];
              },
            },
          },
        ],
        BACK: { target: 'askingCode', actions: { type: 'say', params: ({ context }) => askCode(context) } },
        HELP: { actions: { type: 'say', params: ({ context }) => [say('engine.help'), askProof(context)] } },
        '*': { actions: { type: 'say', params: ({ context }) => askProof(context) } },
      },
    },
    verifying: {
      invoke: {
        src: 'track',
        input: ({ context }) => ({ code: context.code, proof: context.proof }),
        onDone: [
          {
            // What was wished for before the proof is done now, if it still can be.
            guard: ({ context, event }) =>
              event.output.outcome === 'verified' &&
              context.wish !== null &&
              optionsFor(event.output.registration).includes(context.wish),
            target: 'acting',
            actions: [
              assign(({ event }) => openedBy(event.output)),
              { type: 'say', params: ({ event }) => foundText(event.output) },
            ],
          },
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
              assign(({ event }) => openedBy(event.output)),
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
            guard: ({ context }) => context.proof === null,
            target: 'askingCode',
            actions: { type: 'say', params: ({ event }) => mismatchText(event.output, null) },
          },
          {
            target: 'askingProof',
            actions: {
              type: 'say',
              params: ({ context, event }) => mismatchText(event.output, context.asking),
            },
          },
        ],
      },
    },
    choosing: {
      on: {
        SAID: [
          {
            guard: ({ context, event }) => wishIn(context, event) === 'done',
            target: 'ended',
            actions: { type: 'say', params: say('tracking.bye') },
          },
          {
            guard: ({ context, event }) => wishIn(context, event) !== undefined,
            target: 'acting',
            actions: assign(({ context, event }) => ({ wish: wishIn(context, event) ?? null })),
          },
          {
            guard: ({ event }) => codeIn(event.text) !== undefined,
            target: 'wanting',
            actions: assign(({ event }) => ({ code: codeIn(event.text) ?? '' })),
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
    acting: {
      always: [
        {
          guard: ({ context: { open, wish } }) => open?.proven === false && wish !== null && needsProof(wish),
          target: 'askingProof',
          actions: [
            assign({ asking: 'lastFive' }),
            { type: 'say', params: ({ context }) => askProof(context) },
          ],
        },
        {
          guard: ({ context: { wish } }) => wish === 'report' || wish === 'letter',
          target: 'delivering',
        },
        {
          guard: ({ context: { wish } }) => wish === 'cancel',
          target: 'confirmingCancel',
          actions: {
            type: 'say',
            params: ({ context: { service } }) => say('tracking.confirmCancel', { service }),
          },
        },
        { guard: ({ context: { wish } }) => wish === 'label', target: 'labelling' },
        {
          guard: ({ context: { wish } }) => wish === 'answer' || wish === 'fix',
          target: 'ended',
          actions: assign(({ context }) => ({ output: toOwnFlow(context) })),
        },
        { target: 'fetching' },
      ],
    },
    labelling: {
      invoke: {
        src: 'askForLabel',
        input: ({ context }) => registrationOf(context),
        onDone: [
          { guard: ({ event }) => event.output.outcome === 'proofNeeded', target: 'provingAgain' },
          {
            guard: ({ event }) => event.output.outcome === 'ordered',
            target: 'ended',
            actions: { type: 'say', params: say('tracking.labelComes') },
          },
          { target: 'ended', actions: { type: 'say', params: say('tracking.labelNotWanted') } },
        ],
      },
    },
    delivering: {
      invoke: {
        src: 'handOverReport',
        input: ({ context }) => registrationOf(context),
        onDone: [
          { guard: ({ event }) => event.output.outcome === 'proofNeeded', target: 'provingAgain' },
          {
            target: 'ended',
            actions: {
              type: 'say',
              params: ({ context, event }) => handedText(event.output, context.service),
            },
          },
        ],
      },
    },
    fetching: {
      invoke: {
        src: 'answersOf',
        input: ({ context }) => registrationOf(context),
        onDone: [
          { guard: ({ event }) => event.output.outcome === 'proofNeeded', target: 'provingAgain' },
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
              params: ({ context }) => [say('tracking.kept'), askOptions(context)],
            },
          },
          {
            actions: {
              type: 'say',
              params: ({ context: { service } }) => say('tracking.confirmCancel', { service }),
            },
          },
        ],
        BACK: { target: 'choosing', actions: { type: 'say', params: ({ context }) => askOptions(context) } },
        '*': {
          actions: {
            type: 'say',
            params: ({ context: { service } }) => say('tracking.confirmCancel', { service }),
          },
        },
      },
    },
    cancelling: {
      invoke: {
        src: 'cancelRegistration',
        input: ({ context }) => registrationOf(context),
        onDone: [
          { guard: ({ event }) => event.output.outcome === 'proofNeeded', target: 'provingAgain' },
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
    // Whoever comes back to a request after a quarter of an hour; what they wish for is not forgotten.
    provingAgain: {
      always: {
        target: 'askingProof',
        actions: {
          type: 'say',
          params: ({ context }) => [say('tracking.proofRanOut'), askProof(context)],
        },
      },
    },
    ended: { type: 'final' },
  },
});

/** What a code wants, with nothing left of the code before it. */
const wantOf = ({ service, proof, whose }: OutputOf<'wanted'>) => ({
  service,
  whose,
  asking: proof,
  proof: null,
  open: null,
  wish: null,
});

function openedBy(found: Tracked): Partial<Pick<TrackingContext, 'open'>> {
  if (found.outcome !== 'verified') return {};
  const { registrationId, proven } = found.registration;
  return { open: { registrationId, proven, options: optionsFor(found.registration) } };
}

function shownText(found: Tracked): Said[] {
  if (found.outcome !== 'verified') return [];
  return [say('tracking.shown', { registration: found.registration }), ...foundText(found)];
}

const foundText = (found: Tracked): Said[] =>
  found.outcome === 'verified' && found.registration.chatFound ? [say('tracking.chatFound')] : [];

const mismatchText = (found: Tracked, kind: ProofKind | null): Said[] =>
  found.outcome === 'mismatch' ? [say('tracking.mismatch', { kind, triesLeft: found.triesLeft })] : [];

function handedText(found: OutputOf<'handOverReport'>, service: RegistrationService): Said {
  switch (found.outcome) {
    case 'ready':
      return { ...say('tracking.report', { service }), file: { fileId: found.fileId, name: found.name } };
    case 'inPerson':
      return say('tracking.reportInPerson');
    default:
      return say('tracking.reportNotReady', { service });
  }
}

/** A proposed day is answered, and a corrected document sent, in a dialog of their own. */
const toOwnFlow = (context: TrackingContext): FlowOutput => ({
  next: {
    flow: context.wish === 'answer' ? 'proposal' : 'shipment-document',
    handed: registrationOf(context),
    fresh: true,
  },
});

/** The form of the service, filled in: each is opened by what it needs of this. */
function toCorrection({ open, wish, service }: TrackingContext, answers: unknown): FlowOutput {
  const handed = {
    registrationId: open?.registrationId ?? 0,
    answers,
    ...(wish === 'move' ? { editing: 'visitOn' } : {}),
  };
  return { next: { flow: `${service}-correction`, handed, fresh: true } };
}
