import { afterAll, beforeAll, expect, test } from 'vitest';
import { recognise } from '../../src/domain/citizens/index.ts';
import { DELIVERY_STATES, type DeliveryState } from '../../src/domain/citizens/values.ts';
import { type StaffPages, staffPages } from '../support/staff-pages.ts';

let pages: StaffPages;
let chat = '';
let html = '';

const PROBLEM = 'WhatsApp menolak pesan ini (kode 400).';
const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 2, minute));

beforeAll(async () => {
  pages = await staffPages();
  const citizen = pages.change((ctx) =>
    recognise(ctx, {
      transport: 'whatsapp',
      address: '6281200000001@s.whatsapp.net',
      aliases: [],
      phone: '6281200000001',
      displayName: 'Siti',
    }),
  );
  for (const [minute, state] of DELIVERY_STATES.entries()) {
    pages.thread.push({
      at: at(minute),
      from: minute % 2 === 0 ? 'bot' : 'staff',
      kind: 'text',
      text: `Pesan yang keadaannya ${state}`,
      state,
      ...(state === 'failed' && { problem: PROBLEM }),
      seq: at(minute).getTime(),
    });
  }
  const browser = await pages.signedIn(await pages.hire('Rina', 'liaison'));
  chat = `/admin/chats/${citizen.id}`;
  html = (await browser.get(chat)).html;
});
afterAll(() => pages.close());

/** The tick mark of the message in this state, with its words. */
const markOf = (state: DeliveryState): string =>
  new RegExp(`<span class="delivery[^>]*data-state="${state}"[\\s\\S]*?</small>`).exec(html)?.[0] ?? '';

test.each([
  ['queued', 'menunggu dikirim'],
  ['sending', 'sedang dikirim'],
  ['handedOver', 'diserahkan ke WhatsApp'],
  ['acknowledged', 'terkirim'],
  ['delivered', 'sampai di HP'],
  ['read', 'dibaca'],
  ['failed', 'gagal terkirim'],
  ['uncertain', 'belum pasti terkirim'],
  ['held', 'ditahan'],
  ['awaitingPerson', 'menunggu warga menulis lagi'],
] as const)('a message that is %s carries a mark and the words "%s"', (state, name) => {
  const mark = markOf(state);
  expect(mark).toContain('aria-hidden="true"');
  expect(mark.replace(/<[^>]+>/g, '')).toContain(name);
});

test('no two states look the same but those in which it has not gone yet', () => {
  const looks = new Map(
    DELIVERY_STATES.map((state) => [
      state,
      markOf(state)
        .replace(/data-state="\w+"/, '')
        .replace(/<\/svg>[\s\S]*/, ''),
    ]),
  );
  const waiting: DeliveryState[] = ['queued', 'sending', 'handedOver'];
  const others = DELIVERY_STATES.filter((state) => !waiting.includes(state)).map((state) => looks.get(state));
  expect(new Set(others).size).toBe(others.length);
});

test('staff read why a message has failed', () => {
  expect(markOf('failed')).toContain(PROBLEM);
});
