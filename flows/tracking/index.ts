import { assign, setup } from 'xstate';
import type { LaboratoryAnswers } from '../../src/domain/registrations/values.ts';
import type { Tracked, TrackedRegistration } from '../../src/domain/tracking/values.ts';
import type { LabDay } from '../../src/domain/values/lab-day.ts';
import { birthDate } from '../answers/birth-date.ts';
import { choice } from '../answers/choice.ts';
import { findCode } from '../answers/code.ts';
import { yesNo } from '../answers/yes-no.ts';
import { effectActors, type OutputOf } from '../effects.ts';
import type { Flow } from '../flow.ts';
import { type FlowEvent, type FlowOutput, type Heard, type Opening, type Said, say } from '../kit.ts';
import type { CorrectionHandover } from '../laboratory/index.ts';

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

/** What a citizen can do with a request once it is proven to be theirs. */
export type TrackingOption = 'report' | 'move' | 'correct' | 'cancel' | 'done';

const OPTION_WORDS: Record<TrackingOption, string[]> = {
  report: ['laporan', 'terima laporan', 'kirim laporan', 'hasil', 'lihat hasil', 'unduh', 'report', 'result'],
  move: ['pindah', 'pindah tanggal', 'ganti tanggal', 'ubah jadwal', 'move', 'reschedule'],
  correct: ['perbaiki', 'ubah', 'ubah data', 'perbaiki data', 'correct', 'edit'],
  cancel: ['batalkan', 'batalkan kunjungan', 'batalkan pendaftaran', 'cancel visit', 'cancel it'],
  done: ['selesai', 'sudah', 'tidak', 'done', 'no', 'terima kasih', 'makasih', 'thanks'],
};

function optionsFor(registration: TrackedRegistration): TrackingOption[] {
  const report: TrackingOption[] = registration.report === 'ready' ? ['report'] : [];
  const change: TrackingOption[] = registration.changeable ? ['move', 'correct', 'cancel'] : [];
  return report.length + change.length > 0 ? [...report, ...change, 'done'] : [];
}

const codeIn = (text: string) => findCode(text);
const wishIn = (context: TrackingContext, heard: Heard): TrackingOption | undefined => {
  if (heard.kind !== 'text' || !context.open) return undefined;
  const reading = choice(context.open.options.map((key) => ({ key, words: OPTION_WORDS[key] }))).read(heard);
  return reading.outcome === 'read' ? reading.value : undefined;
};
const ownIn = (context: TrackingContext, heard: Heard): string | undefined => {
  if (heard.kind !== 'text') return undefined;
  const reading = choice(context.own.map(({ code }) => ({ key: code, words: [code] }))).read(heard);
  return reading.outcome === 'read' ? reading.value : undefined;
};
/** The birth date as a proof: it is compared, not kept, so it need not be confirmed first. */
const dayIn = (heard: Heard): LabDay | undefined => {
  const reading = birthDate.read(heard);
  return reading.outcome === 'unclear' ? undefined : reading.value;
};
const dayProblem = (heard: Heard): Said => {
  const reading = birthDate.read(heard);
  return reading.outcome === 'unclear' ? reading.said : birthDate.example;
};
const isYes = (heard: Heard, wanted: boolean): boolean => {
  const reading = heard.kind === 'text' ? yesNo.read(heard) : undefined;
  return reading?.outcome === 'read' && reading.value === wanted;
};
const isVerified = (found: Tracked) => found.outcome === 'verified';

const askCodeText = (context: TrackingContext): Said =>
  context.own.length > 0 ? say('tracking.chooseOwn', { requests: context.own }) : say('tracking.askCode');
const askProofText = (): Said => say('tracking.askProof');
const optionsText = (context: TrackingContext): Said =>
  say('tracking.options', { options: context.open?.options ?? [] });

const machine = setup({
  types: {
    context: {} as TrackingContext,
    events: {} as FlowEvent,
    input: {} as Opening,
    output: {} as FlowOutput,
  },
  actors: effectActors,
  actions: { say: (_, _said: Said | Said[]) => {} },
}).createMachine({
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
          guard: ({ context }) => codeIn(context.words).outcome === 'code',
          target: 'askingProof',
          actions: [
            assign(({ context }) => {
              const found = codeIn(context.words);
              return { code: found.outcome === 'code' ? found.code : '' };
            }),
            { type: 'say', params: () => askProofText() },
          ],
        },
        {
          guard: ({ context }) => codeIn(context.words).outcome === 'typo',
          target: 'listingOwn',
          actions: { type: 'say', params: () => say('answers.codeTypo') },
        },
        { target: 'listingOwn' },
      ],
    },
    listingOwn: {
      invoke: {
        src: 'ownRequests',
        input: {},
        onDone: {
          target: 'askingCode',
          actions: [
            assign(({ event }) => ({ own: event.output.requests })),
            { type: 'say', params: ({ context }) => askCodeText(context) },
          ],
        },
      },
    },
    askingCode: {
      on: {
        SAID: [
          {
            guard: ({ context, event }) => ownIn(context, event) !== undefined,
            target: 'askingProof',
            actions: [
              assign(({ context, event }) => ({ code: ownIn(context, event) ?? '' })),
              { type: 'say', params: () => askProofText() },
            ],
          },
          {
            guard: ({ event }) => codeIn(event.text).outcome === 'code',
            target: 'askingProof',
            actions: [
              assign(({ event }) => {
                const found = codeIn(event.text);
                return { code: found.outcome === 'code' ? found.code : '' };
              }),
              { type: 'say', params: () => askProofText() },
            ],
          },
          {
            guard: ({ event }) => codeIn(event.text).outcome === 'typo',
            actions: { type: 'say', params: () => say('answers.codeTypo') },
          },
          {
            actions: {
              type: 'say',
              params: ({ context }) => [say('tracking.codeUnclear'), askCodeText(context)],
            },
          },
        ],
        '*': { actions: { type: 'say', params: ({ context }) => askCodeText(context) } },
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
            guard: ({ event }) => codeIn(event.text).outcome === 'code',
            actions: [
              assign(({ event }) => {
                const found = codeIn(event.text);
                return { code: found.outcome === 'code' ? found.code : '' };
              }),
              { type: 'say', params: () => askProofText() },
            ],
          },
          { actions: { type: 'say', params: ({ event }) => dayProblem(event) } },
        ],
        BACK: {
          target: 'askingCode',
          actions: { type: 'say', params: ({ context }) => askCodeText(context) },
        },
        '*': { actions: { type: 'say', params: () => askProofText() } },
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
            guard: ({ event }) => isVerified(event.output),
            target: 'choosing',
            actions: [
              { type: 'say', params: ({ event }) => shownText(event.output) },
              assign(({ event }) =>
                event.output.outcome === 'verified' ? opened(event.output.registration) : {},
              ),
              { type: 'say', params: ({ context }) => optionsText(context) },
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
            target: 'handingOver',
          },
          {
            guard: ({ context, event }) => ['move', 'correct'].includes(wishIn(context, event) ?? ''),
            target: 'fetching',
            actions: assign(({ context, event }) => ({ wish: wishIn(context, event) ?? null })),
          },
          {
            guard: ({ context, event }) => wishIn(context, event) === 'cancel',
            target: 'confirmingCancel',
            actions: { type: 'say', params: () => say('tracking.confirmCancel') },
          },
          {
            guard: ({ context, event }) => wishIn(context, event) === 'done',
            target: 'ended',
            actions: { type: 'say', params: () => say('tracking.bye') },
          },
          {
            actions: {
              type: 'say',
              params: ({ context }) => [say('tracking.optionUnclear'), optionsText(context)],
            },
          },
        ],
        BACK: {
          target: 'askingCode',
          actions: { type: 'say', params: ({ context }) => askCodeText(context) },
        },
        '*': { actions: { type: 'say', params: ({ context }) => optionsText(context) } },
      },
    },
    handingOver: {
      invoke: {
        src: 'handOverReport',
        input: ({ context }) => ({ registrationId: context.open?.registrationId ?? 0 }),
        onDone: [
          {
            guard: ({ event }) => event.output.outcome === 'proofNeeded',
            target: 'askingProof',
            actions: { type: 'say', params: () => [say('tracking.proofRanOut'), askProofText()] },
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
            actions: { type: 'say', params: () => [say('tracking.proofRanOut'), askProofText()] },
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
          { guard: ({ event }) => isYes(event, true), target: 'cancelling' },
          {
            guard: ({ event }) => isYes(event, false),
            target: 'choosing',
            actions: {
              type: 'say',
              params: ({ context }) => [say('tracking.keptVisit'), optionsText(context)],
            },
          },
          { actions: { type: 'say', params: () => say('tracking.confirmCancel') } },
        ],
        BACK: { target: 'choosing', actions: { type: 'say', params: ({ context }) => optionsText(context) } },
        '*': { actions: { type: 'say', params: () => say('tracking.confirmCancel') } },
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
            actions: { type: 'say', params: () => [say('tracking.proofRanOut'), askProofText()] },
          },
          {
            guard: ({ event }) => event.output.outcome === 'tooLate',
            target: 'ended',
            actions: {
              type: 'say',
              params: ({ event }) =>
                event.output.outcome === 'tooLate'
                  ? say('laboratory.tooLate', { stage: event.output.stage })
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

/** Following a request by its code and the birth date, and what can still be done with it (TRK-LAB). */
export const tracking: Flow = {
  name: 'tracking',
  version: 1,
  machine,
  opens: [
    'hasil',
    'kapan jadi',
    'kapan selesai',
    'lacak',
    'melacak',
    'result',
    'results',
    'pindah jadwal',
    'ganti jadwal',
    'ubah jadwal',
  ],
  takesWords: true,
  patienceMinutes: 15,
};
