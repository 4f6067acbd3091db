import { setup } from 'xstate';
import type { Flow } from '../flow.ts';
import { type FlowEvent, type FlowOutput, type Opening, type Said, say } from '../kit.ts';

const machine = setup({
  types: { context: {} as object, events: {} as FlowEvent, input: {} as Opening, output: {} as FlowOutput },
  actions: { say: (_, _said: Said | Said[]) => {} },
}).createMachine({
  id: 'info',
  initial: 'opening',
  context: {},
  output: {},
  states: {
    opening: { always: { target: 'told', actions: { type: 'say', params: say('info.lab') } } },
    told: { type: 'final' },
  },
});

/** Where the lab is, when it is open, how it is reached: the question every lab is asked most. */
export const info: Flow = {
  name: 'info',
  version: 1,
  machine,
  opens: [
    'jam buka',
    'buka jam',
    'jam layanan',
    'jam pelayanan',
    'jam kerja',
    'jam operasional',
    'jam berapa buka',
    'buka hari',
    'nomor telepon',
    'opening hours',
    'alamat',
    'alamatnya',
    'lokasi',
    'lokasinya',
    'dimana',
    'address',
    'buka',
    'tutup',
  ],
  patienceMinutes: 1,
};
