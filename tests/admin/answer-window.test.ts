import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AnswerWindow } from '../../src/domain/values/answer-window.ts';
import { furnished } from '../support/registrations.ts';
import { type Browser, type StaffPages, staffPages } from '../support/staff-pages.ts';

let lab: StaffPages;
let rina: Browser;
let window: AnswerWindow | undefined;
let pages: string[];

beforeEach(async () => {
  window = undefined;
  lab = await staffPages({ answerWindow: () => window });
  const registered = furnished(lab).register();
  pages = [`/admin/chats/${registered.citizenId}`, `/admin/registrations/${registered.id}`];
  rina = await lab.signedIn(await lab.hire('Rina Wulandari', 'liaison'));
});
afterEach(() => lab.close());

/** The words between the chat and the field for the reply, on both pages. */
async function beforeReply(): Promise<string[]> {
  const shown = await Promise.all(pages.map((page) => rina.get(page)));
  return shown.map(({ html }) => {
    const reply = html.slice(html.indexOf('class="reply"'), html.indexOf('name="text"'));
    return (
      /<p class="notice calm">(.*?)<\/p>/s
        .exec(reply)?.[1]
        ?.replace(/<[^>]*>/g, '')
        .trim() ?? ''
    );
  });
}
const both = (words: unknown) => [words, words];

describe('before writing, an officer reads', () => {
  test('nothing where words always go, or while there is time', async () => {
    expect(await beforeReply()).toEqual(['', '']);
    window = { outcome: 'open', until: new Date(lab.clock.now().getTime() + 20 * 3_600_000), waiting: 0 };
    expect(await beforeReply()).toEqual(['', '']);
  });

  test('until when, while the time runs out', async () => {
    window = { outcome: 'open', until: new Date(lab.clock.now().getTime() + 2 * 3_600_000), waiting: 0 };
    expect(await beforeReply()).toEqual(both('Bisa dibalas bebas sampai hari ini 11.00.'));
  });

  test.each([
    ['asTemplate', 'sebagai templat WhatsApp'],
    ['afterInvitation', 'diajak menulis lagi'],
    ['waits', 'menunggu sampai ia menulis lagi'],
  ] as const)('what becomes of the words afterwards: %s', async (outcome, words) => {
    window = { outcome, waiting: 0 };
    expect(await beforeReply()).toEqual(both(expect.stringContaining(words)));
  });

  test('how much waits for the person already', async () => {
    window = { outcome: 'waits', waiting: 3 };
    expect(await beforeReply()).toEqual(both(expect.stringContaining('3 pesan menunggu')));
  });
});
