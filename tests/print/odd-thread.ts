import { setTimeout as pause } from 'node:timers/promises';
import { servePrints } from '../../src/print/serve.ts';

/** Things that go wrong in a thread, under the names of what is printed. */
servePrints({
  label: () => new Uint8Array([1, 2, 3]),
  async replyLetter() {
    await pause(60_000);
    return new Uint8Array();
  },
  stamped() {
    process.exit(7);
  },
  sheetTemplate() {
    throw new Error('no paper in the tray');
  },
});
