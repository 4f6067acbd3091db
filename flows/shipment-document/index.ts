// Longer than other files: a machine is read as one.
import { assign } from 'xstate';
import type { DocumentToFix, ShipmentFile } from '../../src/domain/shipments/values.ts';
import type { DocumentKind, SheetKind } from '../../src/domain/values/shipment.ts';
import { choice } from '../answers/choice.ts';
import { file } from '../answers/file.ts';
import type { OutputOf } from '../effects.ts';
import type { Flow } from '../flow.ts';
import type { Step } from '../form/question.ts';
import { type Heard, type Said, say } from '../kit.ts';
import { flowMachine } from '../machine.ts';
import { choicesFor, judgeSheet, readSheet, type SheetDraft } from '../shipment/sheet.ts';

/** What opens it: a shipment the person has just proven to be theirs. */
export interface ShipmentDocumentHandover {
  registrationId: number;
}

interface DocumentContext {
  registrationId: number;
  toFix: DocumentToFix[];
  /** The document that is waited for. */
  document: DocumentKind | null;
  draft: SheetDraft | null;
  step: Step<ShipmentFile> | null;
}

const letter = file({ accepts: ['pdf'] });

const WORDS: Record<DocumentKind, string[]> = {
  cover: ['surat pengantar', 'surat', 'cover letter', 'letter'],
  identity: ['identitas', 'identitas sampel', 'identity'],
  control: ['kendali', 'formulir kendali', 'control', 'control form'],
  nar: ['nar', 'formulir nar', 'nar form'],
};

const documentIn = ({ toFix }: DocumentContext, heard: Heard): DocumentKind | undefined => {
  if (heard.kind !== 'text') return undefined;
  const reading = choice(toFix.map(({ document }) => ({ key: document, words: WORDS[document] }))).read(
    heard,
  );
  return reading.outcome === 'read' ? reading.value : undefined;
};

const sheetIn = (document: DocumentKind | null): SheetKind => {
  if (document === null || document === 'cover') throw new Error(`${document} is no sheet`);
  return document;
};

const read = ({ document, draft }: DocumentContext, heard: Heard): Step<ShipmentFile> =>
  document === 'cover' ? letter.read(heard) : readSheet(heard, sheetIn(document), draft);

const askChoice = ({ toFix }: DocumentContext): Said => say('shipment-document.askWhich', { toFix });
const ask = ({ toFix, document, draft }: DocumentContext): Said => {
  if (draft?.asked)
    return say('shipment.askSheetChoice', { kind: sheetIn(document), choices: choicesFor(draft) });
  const one = toFix.find((each) => each.document === document);
  return say('shipment-document.ask', { document: document ?? 'cover', reason: one?.reason ?? '' });
};

/** The next document, when only one is left there is nothing to choose. */
const withOnlyOne = (toFix: DocumentToFix[]): Pick<DocumentContext, 'toFix' | 'document' | 'draft'> => ({
  toFix,
  document: toFix.length === 1 ? (toFix[0]?.document ?? null) : null,
  draft: null,
});

const stepIs =
  (outcome: Step<unknown>['outcome']) =>
  ({ context }: { context: DocumentContext }) =>
    context.step?.outcome === outcome;

const leftAfter = (sent: OutputOf<'sendDocument'>): DocumentToFix[] => ('left' in sent ? sent.left : []);

const machine = flowMachine<DocumentContext>().createMachine({
  id: 'shipment-document',
  initial: 'fetching',
  context: ({ input }) => ({
    // Handed over by the tracking dialog alone.
    registrationId: (input.handed as ShipmentDocumentHandover | null)?.registrationId ?? 0,
    toFix: [],
    document: null,
    draft: null,
    step: null,
  }),
  output: {},
  states: {
    fetching: {
      invoke: {
        src: 'documentsToFix',
        input: ({ context }) => ({ registrationId: context.registrationId }),
        onDone: [
          {
            guard: ({ event }) => event.output.outcome === 'proofNeeded',
            target: 'ended',
            actions: { type: 'say', params: say('tracking.proofRanOut') },
          },
          {
            guard: ({ event }) => event.output.outcome === 'found' && event.output.toFix.length > 0,
            target: 'seeking',
            actions: assign(({ event }) =>
              event.output.outcome === 'found' ? withOnlyOne(event.output.toFix) : {},
            ),
          },
          { target: 'ended', actions: { type: 'say', params: say('shipment-document.nothing') } },
        ],
      },
    },
    seeking: {
      always: [
        {
          guard: ({ context }) => context.document !== null,
          target: 'asking',
          actions: { type: 'say', params: ({ context }) => ask(context) },
        },
        { target: 'choosing', actions: { type: 'say', params: ({ context }) => askChoice(context) } },
      ],
    },
    choosing: {
      on: {
        SAID: [
          {
            guard: ({ context, event }) => documentIn(context, event) !== undefined,
            target: 'asking',
            actions: [
              assign(({ context, event }) => ({ document: documentIn(context, event) ?? null, draft: null })),
              { type: 'say', params: ({ context }) => ask(context) },
            ],
          },
          {
            actions: {
              type: 'say',
              params: ({ context }) => [say('shipment-document.chooseFirst'), askChoice(context)],
            },
          },
        ],
        HELP: { actions: { type: 'say', params: ({ context }) => [say('engine.help'), askChoice(context)] } },
        '*': { actions: { type: 'say', params: ({ context }) => askChoice(context) } },
      },
    },
    asking: {
      on: {
        SAID: {
          target: 'weighing',
          actions: assign(({ context, event }) => ({ step: read(context, event) })),
        },
        BACK: [
          {
            guard: ({ context }) => context.toFix.length > 1,
            target: 'choosing',
            actions: [
              assign({ document: null, draft: null }),
              { type: 'say', params: ({ context }) => askChoice(context) },
            ],
          },
          { actions: { type: 'say', params: ({ context }) => ask(context) } },
        ],
        HELP: { actions: { type: 'say', params: ({ context }) => [say('engine.help'), ask(context)] } },
        '*': { actions: { type: 'say', params: ({ context }) => ask(context) } },
      },
    },
    weighing: {
      always: [
        { guard: stepIs('read'), target: 'sending' },
        {
          guard: stepIs('look'),
          target: 'checking',
          actions: assign(({ context: { step } }) =>
            // Written by `readSheet`, the only one that asks the lab here.
            step?.outcome === 'look' ? { draft: step.draft as SheetDraft } : {},
          ),
        },
        {
          guard: stepIs('keep'),
          target: 'asking',
          actions: [
            { type: 'say', params: ({ context: { step } }) => (step?.outcome === 'keep' ? step.said : []) },
            assign(({ context: { step } }) =>
              step?.outcome === 'keep' ? { draft: step.draft as SheetDraft | null, step: null } : {},
            ),
          ],
        },
        {
          target: 'asking',
          actions: {
            type: 'say',
            params: ({ context: { step } }) => (step?.outcome === 'unclear' ? step.said : []),
          },
        },
      ],
    },
    checking: {
      invoke: {
        src: 'sheetCheck',
        input: ({ context: { document, draft } }) => ({
          fileId: draft?.sent.fileId ?? 0,
          kind: sheetIn(document),
        }),
        onDone: {
          target: 'weighing',
          actions: assign(({ context: { document, draft }, event }) => ({
            step: judgeSheet(event.output, sheetIn(document), draft),
          })),
        },
      },
    },
    sending: {
      invoke: {
        src: 'sendDocument',
        input: ({ context: { registrationId, document, step } }) => {
          if (document === null || step?.outcome !== 'read') throw new Error('no document is settled');
          const { fileId, name } = step.value;
          return { registrationId, document, fileId, name };
        },
        onDone: [
          {
            guard: ({ event }) => event.output.outcome === 'proofNeeded',
            target: 'ended',
            actions: { type: 'say', params: say('tracking.proofRanOut') },
          },
          {
            guard: ({ event }) => event.output.outcome === 'notWanted',
            target: 'ended',
            actions: { type: 'say', params: say('shipment-document.nothing') },
          },
          {
            guard: ({ event }) => leftAfter(event.output).length === 0,
            target: 'ended',
            actions: { type: 'say', params: say('shipment-document.allSent') },
          },
          {
            target: 'seeking',
            actions: [
              {
                type: 'say',
                params: ({ context }) =>
                  say('shipment-document.sent', { document: context.document ?? 'cover' }),
              },
              assign(({ event }) => ({ ...withOnlyOne(leftAfter(event.output)), step: null })),
            ],
          },
        ],
      },
    },
    ended: { type: 'final' },
  },
});

/** Sending a document that staff want corrected, after the proof. */
export const shipmentDocument: Flow = {
  name: 'shipment-document',
  version: 1,
  machine,
  opens: [],
  patienceMinutes: 30,
};
