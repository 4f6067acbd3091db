import { noteClosingWindows } from '../engine/closing.ts';
import type { Transport } from '../transports/transport.ts';
import type { Job } from './job.ts';

/** Tells staff while there is time that somebody waits who can soon no longer be answered freely. */
export const closingWindows = (transports: readonly Transport[]): Job => ({
  name: 'closing-windows',
  about: 'Memberi tahu petugas sebelum batas 24 jam WhatsApp habis.',
  schedule: '0 */5 * * * *',
  run: (ctx) => noteClosingWindows(ctx, transports),
});
