import type { PrintList } from './serve.ts';

// Each is loaded with its first use: what draws and what writes sheets are both large.

/** Everything that is printed off the event loop, by name. */
export const prints: PrintList = {
  async label(data) {
    const { label } = await import('../../templates/documents/label.ts');
    return label(data);
  },
  async replyLetter(data) {
    const { replyLetter } = await import('../../templates/documents/reply-letter.ts');
    return replyLetter(data);
  },
  async stamped({ path, ...data }) {
    const [{ readFile }, { stamp }] = await Promise.all([
      import('node:fs/promises'),
      import('../../templates/documents/stamp.ts'),
    ]);
    return stamp(await readFile(path), data);
  },
  async sheetTemplate({ kind, lab }) {
    const { sheetTemplate } = await import('../../templates/documents/shipment-sheets.ts');
    return sheetTemplate(kind, lab);
  },
};
