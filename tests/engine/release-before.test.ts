import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { open } from '../../src/db/open.ts';
import { conversations } from '../../src/engine/tables.ts';
import { testClock } from '../support/lab.ts';
import { world } from '../support/world.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'release-before-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

/** Conversations as the release before all services were registered for has saved them, word for word. */
const SAVED = {
  name: {
    flow: 'laboratory',
    state: {
      value: 'asking',
      context: {
        ...{ answers: {}, place: 0, draft: null, step: null, echo: null, failures: 0, ending: null },
        ...{ today: '2026-11-20', phone: '6281200000001', editing: false, handed: null },
      },
    },
  },
  birthDate: {
    flow: 'laboratory',
    state: {
      value: 'asking',
      context: {
        ...{ answers: { personName: 'Rini Wulandari', nik: '3308105708900077' }, place: 2, draft: null },
        step: null,
        echo: {
          value: '1990-08-17',
          said: {
            key: 'laboratory.confirmBirthDate',
            vars: { at: 3, of: 7, changing: false, day: '1990-08-17' },
          },
        },
        ...{ failures: 0, ending: null, today: '2026-11-20', phone: '6281200000001' },
        ...{ editing: false, handed: null },
      },
    },
  },
  menu: {
    flow: 'menu',
    state: { value: 'choosing', context: { words: '', greets: false, hits: [], output: {} } },
  },
};

/** What a person hears who wrote last to the release before, and now writes `texts` to this one. */
async function after(saved: keyof typeof SAVED, ...texts: string[]): Promise<string[]> {
  const clock = testClock();
  const before = await world({ dataDir, clock });
  await before.says('siti', 'halo');
  await before.stop();
  const opened = open(dataDir);
  if (opened.outcome !== 'opened') throw new Error(opened.outcome);
  const { flow, state } = SAVED[saved];
  opened.db
    .update(conversations)
    .set({ flow, version: 1, state: JSON.stringify(state) })
    .run();
  opened.close();
  const now = await world({ dataDir, clock });
  const heard: string[] = [];
  for (const text of texts)
    heard.push(...(await now.sends('siti', { text, messageId: `after ${text} ${heard.length}` })));
  await now.stop();
  return heard;
}

test('who was in the middle of the form goes on with it, the answers kept', async () => {
  const heard = await after('birthDate', '1', 'setuju');
  expect(heard.join('\n')).toMatch(/baru saja diperbarui/);
  expect(heard.at(-1)).toMatch(/\(3\/7\).*[Ll]ahir/);
  expect(heard.join('\n')).not.toMatch(/gagal/);
});

test('who was asked for the name is asked for it again', async () => {
  const heard = await after('name', 'Wati Lestari', 'setuju');
  expect(heard.at(-1)).toMatch(/\(1\/7\)/);
});

test('a number of the older menu opens nothing that stands under it in this one', async () => {
  // "Lacak" it was, which is "Konsultasi klinik" by now.
  const heard = await after('menu', '2');
  expect(heard.join('\n')).toMatch(/2\. Konsultasi klinik/);
  expect(heard.join('\n')).not.toMatch(/Pendaftaran konsultasi|\(1\/5\)/);
});
