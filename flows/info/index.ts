import type { Flow } from '../flow.ts';
import { say } from '../kit.ts';
import { flowMachine } from '../machine.ts';

const machine = flowMachine<object>().createMachine({
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
