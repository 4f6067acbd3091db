import { assign } from 'xstate';
import type { OpenProposal, ProposalAnswered } from '../../src/domain/consultations/values.ts';
import { choice } from '../answers/choice.ts';
import { unheard } from '../answers/typed.ts';
import type { Flow } from '../flow.ts';
import { type FlowOutput, type Heard, type Said, say } from '../kit.ts';
import { flowMachine } from '../machine.ts';
import { BARE_ANSWER, suits, suitsUnasked } from './reading.ts';
import type { VisitHandover } from './visit.ts';

export { visitCorrection } from './visit.ts';

/** What opens it from a request that was looked up. */
export interface ProposalHandover {
  registrationId: number;
}

interface ProposalContext {
  registrationId: number | null;
  /** The answer it was opened with, if it was one. */
  accepted: boolean | null;
  /** Those that wait for an answer. */
  open: OpenProposal[];
  asked: OpenProposal | null;
  output: FlowOutput;
}

const ask = ({ asked }: ProposalContext): Said[] =>
  asked ? [say('consultation.askProposal', { proposal: asked })] : [];
const askWhich = ({ open }: ProposalContext): Said => say('consultation.whichProposal', { proposals: open });

function chosenOf({ open }: ProposalContext, heard: Heard): OpenProposal | undefined {
  if (heard.kind !== 'text') return undefined;
  const options = open.map(({ code }, place) => ({ key: String(place), words: [code] }));
  const reading = choice(options).read(heard);
  return reading.outcome === 'read' ? open[Number(reading.value)] : undefined;
}

const machine = flowMachine<ProposalContext>().createMachine({
  id: 'proposal',
  initial: 'finding',
  context: ({ input: { words, handed, now, today } }) => ({
    registrationId: (handed as ProposalHandover | null)?.registrationId ?? null,
    accepted: suitsUnasked({ kind: 'text', text: words, now, today }) ?? null,
    open: [],
    asked: null,
    output: {},
  }),
  output: ({ context }) => context.output,
  states: {
    finding: {
      invoke: {
        src: 'openProposals',
        input: ({ context }) => ({ registrationId: context.registrationId }),
        onDone: [
          {
            guard: ({ event }) => event.output.proposals.length === 0,
            target: 'ended',
            actions: { type: 'say', params: say('consultation.proposalOver') },
          },
          {
            guard: ({ event }) => event.output.proposals.length > 1,
            target: 'choosing',
            actions: [
              assign(({ event }) => ({ open: event.output.proposals })),
              { type: 'say', params: ({ context }) => askWhich(context) },
            ],
          },
          {
            guard: ({ context }) => context.accepted !== null,
            target: 'answering',
            actions: assign(({ event }) => ({ asked: event.output.proposals[0] ?? null })),
          },
          {
            target: 'asking',
            actions: [
              assign(({ event }) => ({ asked: event.output.proposals[0] ?? null })),
              { type: 'say', params: ({ context }) => ask(context) },
            ],
          },
        ],
      },
    },
    choosing: {
      on: {
        SAID: [
          {
            guard: ({ context, event }) => chosenOf(context, event) !== undefined,
            target: 'asking',
            actions: [
              assign(({ context, event }) => ({ asked: chosenOf(context, event) ?? null })),
              { type: 'say', params: ({ context }) => ask(context) },
            ],
          },
          {
            actions: {
              type: 'say',
              params: ({ context, event }) => [
                unheard(event, say('tracking.optionUnclear')),
                askWhich(context),
              ],
            },
          },
        ],
        HELP: { actions: { type: 'say', params: ({ context }) => [say('engine.help'), askWhich(context)] } },
        '*': { actions: { type: 'say', params: ({ context }) => askWhich(context) } },
      },
    },
    asking: {
      on: {
        SAID: [
          {
            guard: ({ event }) => suits(event) !== undefined,
            target: 'answering',
            actions: assign(({ event }) => ({ accepted: suits(event) ?? null })),
          },
          {
            actions: {
              type: 'say',
              params: ({ context, event }) => [
                unheard(event, say('tracking.optionUnclear')),
                ...ask(context),
              ],
            },
          },
        ],
        BACK: [
          {
            guard: ({ context }) => context.open.length > 1,
            target: 'choosing',
            actions: { type: 'say', params: ({ context }) => askWhich(context) },
          },
          { actions: { type: 'say', params: ({ context }) => ask(context) } },
        ],
        HELP: {
          actions: { type: 'say', params: ({ context }) => [say('engine.help'), ...ask(context)] },
        },
        '*': { actions: { type: 'say', params: ({ context }) => ask(context) } },
      },
    },
    answering: {
      invoke: {
        src: 'answerProposal',
        input: ({ context: { asked, accepted } }) => ({
          registrationId: asked?.registrationId ?? 0,
          accepted: accepted === true,
        }),
        onDone: {
          target: 'ended',
          actions: [
            { type: 'say', params: ({ event }) => answered(event.output) },
            assign(({ context, event }) => ({ output: leadsTo(context, event.output) })),
          ],
        },
      },
    },
    ended: { type: 'final' },
  },
});

function answered(found: ProposalAnswered): Said[] {
  switch (found.outcome) {
    case 'accepted':
      return [say('consultation.accepted', { code: found.code, day: found.day, opens: found.opens })];
    case 'over':
      return [say('consultation.proposalOver')];
    case 'proofNeeded':
      return [say('tracking.proofRanOut')];
    // The choice of another day says it.
    case 'declined':
    case 'dayGone':
      return [];
  }
}

function leadsTo({ asked }: ProposalContext, found: ProposalAnswered): FlowOutput {
  if (found.outcome !== 'declined' && found.outcome !== 'dayGone') return {};
  const handed: VisitHandover = {
    registrationId: asked?.registrationId ?? 0,
    visitOn: found.visitOn,
    gone: found.outcome === 'dayGone' ? found.day : null,
    nearest: found.nearest,
  };
  return { next: { flow: 'visit-correction', handed, fresh: true } };
}

/** Answering a day that staff have proposed, with two taps (B-03). */
export const proposal: Flow = {
  name: 'proposal',
  version: 1,
  machine,
  opens: [],
  takesWords: true,
  overhears: { words: BARE_ANSWER, asks: 'proposalAwaits' },
  patienceMinutes: 60,
};
