import { expect, test } from 'vitest';
import { files } from '../../src/domain/files/table.ts';
import { chatAgeing } from '../../src/engine/ageing.ts';
import { registrationLab } from '../support/registrations.ts';

test('a file that an officer chose for a form and never sent grows old, and one in a request does not', () => {
  const lab = registrationLab();
  const put = (storedAs: string): number => {
    const file = { storedAs, name: 'x', mimeType: 'x', sizeBytes: 1, sha256: 'x', origin: 'staff' } as const;
    const createdAt = lab.clock.now();
    return lab.db
      .insert(files)
      .values({ ...file, createdAt })
      .returning()
      .get().id;
  };
  lab.register({ letter: { fileId: put('sent'), name: 'rujukan.pdf' } });
  put('unsent');
  lab.clock.pass({ days: 1 });
  const chatFiles = chatAgeing.find(({ kind }) => kind === 'chatFiles');
  expect(lab.change((ctx) => chatFiles?.erase(ctx, ctx.now, 10))).toBe(1);
  const left = lab.db.select().from(files).all();
  expect(left.map(({ storedAs }) => storedAs)).not.toContain('unsent');
  expect(left.map(({ storedAs }) => storedAs)).toContain('sent');
});
