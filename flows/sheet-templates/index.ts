import type { Flow } from '../flow.ts';
import { say } from '../kit.ts';
import { flowMachine } from '../machine.ts';

/** Orders the three empty sheets for this chat; they come as files of their own. */
const machine = flowMachine<{ beside: string | null }>().createMachine({
  id: 'sheet-templates',
  initial: 'ordering',
  context: ({ input }) => ({ beside: input.beside ?? null }),
  output: ({ context: { beside } }) => (beside ? { resume: beside } : {}),
  states: {
    ordering: {
      invoke: {
        src: 'orderTemplates',
        input: {},
        onDone: { target: 'ordered', actions: { type: 'say', params: say('shipment.templatesComing') } },
      },
    },
    ordered: { type: 'final' },
  },
});

/** The templates of the sheets that come with a shipment, at any time and from within any form (REG-SHIP-15). */
export const sheetTemplates: Flow = {
  name: 'sheet-templates',
  version: 1,
  machine,
  opens: [
    'format',
    'minta format',
    'format excel',
    'formatnya',
    'template',
    'minta template',
    'templatenya',
    'formulir kosong',
    'templates',
  ],
  patienceMinutes: 1,
};
