import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { choicesIn, offerIn } from '../../../src/transports/cloud/choices.ts';
import { type Person, payloadOf } from '../../support/graph/index.ts';
import { type CloudLab, cloudLab } from './cloud-lab.ts';

let lab: CloudLab;
let siti: Person;
beforeEach(async () => {
  lab = await cloudLab();
  siti = lab.graph.person({ name: 'Siti', phone: '6281200000001' });
});
afterEach(() => lab.close());

/** The bot asks, and remembers it as the outbox would. */
async function asks(messageId: string, text: string): Promise<void> {
  lab.said.set(messageId, { text, isOutdated: false, isByStaff: false });
  expect(await lab.sends({ address: '6281200000001', messageId, text })).toEqual({ outcome: 'handedOver' });
}

const CONSENT = 'Setuju?\n1. Setuju\n2. Baca dulu\n3. Tidak';

test('choices are the last lines that count from one', () => {
  expect(choicesIn(CONSENT).map(({ label }) => label)).toEqual(['Setuju', 'Baca dulu', 'Tidak']);
  expect(choicesIn('1. a\n2. b\n\nPilih:\n1. *c*\n2. _d_\nBalas angkanya.')).toEqual([
    { number: 1, label: 'c' },
    { number: 2, label: 'd' },
  ]);
  expect(choicesIn('2. b\n3. c')).toEqual([]);
  expect(choicesIn('1. a\n3. c')).toEqual([{ number: 1, label: 'a' }]);
  expect(choicesIn('Tanggal 1. Januari\nJam 07.30–14.00\n10.000 rupiah')).toEqual([]);
});

test('the word that a list leads to can be tapped too, before the list', async () => {
  const summary =
    'Mohon periksa:\n1. Nama: Siti\n2. Datang: Senin\nBiaya *Rp 1*.\nKetik *kirim*, atau angka yang ingin diubah.';
  expect(choicesIn(summary)[0]).toEqual({ number: 0, label: 'Kirim' });
  expect(choicesIn('Sure?\n1. Name: Siti\nType *send*, or the number you want to change.')[0]?.label).toBe(
    'Send',
  );
  expect(choicesIn('(7/7) Kirim foto atau PDF-nya.\nKetik *lewati*, atau tunggu.')).toEqual([]);

  await asks('3EB0A', summary);
  await siti.taps('Kirim');
  expect(lab.door.heard.at(-1)).toMatchObject({ kind: 'text', text: 'Kirim' });
});

test('up to three short choices become buttons, and the text with its numbers stays whole', async () => {
  await asks('3EB0A', CONSENT);
  expect(siti.heard.at(-1)).toMatchObject({ text: CONSENT, taps: ['Setuju', 'Baca dulu', 'Tidak'] });
  expect(siti.heard.at(-1)?.message).toMatchObject({ interactive: { type: 'button' } });
});

test('more of them, or longer ones, become a list whose rows say the rest below', async () => {
  const text = `Yang mana?\n1. Kolesterol total, Rp 30.000\n2. Kolesterol HDL\n3. Gula darah puasa dan dua jam sesudah makan beserta pemeriksaan lengkap, Rp 95.000`;
  await asks('3EB0A', text);
  const { message } = siti.heard.at(-1) ?? {};
  const rows =
    message?.type === 'interactive' && message.interactive.type === 'list'
      ? message.interactive.action.sections[0]?.rows
      : [];
  expect(rows).toEqual([
    { id: '3EB0A:1', title: 'Kolesterol total', description: 'Kolesterol total, Rp 30.000' },
    { id: '3EB0A:2', title: 'Kolesterol HDL' },
    {
      id: '3EB0A:3',
      title: 'Gula darah puasa dan…',
      description: 'Gula darah puasa dan dua jam sesudah makan beserta pemeriksaan…',
    },
  ]);
});

test('two choices that read the same are a list, because buttons must differ', () => {
  expect(offerIn('Pilih:\n1. Ya\n2. Ya').kind).toBe('list');
});

test('eleven choices, a text that is too long, and no choices at all stay plain text', async () => {
  const eleven = Array.from({ length: 11 }, (_, index) => `${index + 1}. Tes ${index + 1}`).join('\n');
  for (const text of [eleven, `${'x'.repeat(1_020)}\n1. Ya`, 'Siapa namanya?']) {
    await lab.sends({ address: '6281200000001', text });
    expect(siti.heard.at(-1)?.message).toMatchObject({
      type: 'text',
      text: { body: text, preview_url: false },
    });
  }
});

test('what an officer types is never made into buttons', async () => {
  lab.said.set('3EB0A', { text: 'Bawa:\n1. KTP\n2. Surat', isOutdated: false, isByStaff: true });
  await lab.sends({ address: '6281200000001', messageId: '3EB0A', text: 'Bawa:\n1. KTP\n2. Surat' });
  expect(siti.heard.at(-1)?.message.type).toBe('text');
});

test('a tap on what was asked last is its number', async () => {
  await asks('3EB0A', CONSENT);
  await siti.taps('Baca dulu');
  expect(lab.door.heard.at(-1)).toMatchObject({ kind: 'text', text: '2' });
});

test('a tap on an older message says its words, whole, and never a number', async () => {
  const text = '1. Pemeriksaan kolesterol total dengan puasa\n2. Lain\n3. Menu\n4. Selesai';
  await asks('3EB0A', text);
  lab.said.set('3EB0A', { text, isOutdated: true, isByStaff: false });
  await siti.taps(/^Pemeriksaan/);
  expect(lab.door.heard.at(-1)).toMatchObject({
    kind: 'oldTap',
    text: 'Pemeriksaan kolesterol total dengan puasa',
  });
});

test('a tap whose message we do not know says what stands on it, and answers nothing', async () => {
  await asks('3EB0A', CONSENT);
  lab.said.clear();
  await siti.taps('Setuju');
  expect(lab.door.heard.at(-1)).toMatchObject({ kind: 'oldTap', text: 'Setuju' });
  await siti.sends({
    type: 'interactive',
    interactive: { type: 'button_reply', button_reply: { id: 'from another program', title: 'Ya' } },
  });
  expect(lab.door.heard.at(-1)).toMatchObject({ kind: 'oldTap', text: 'Ya' });
});

test('of two taps on one message that come together, the first is the answer', async () => {
  await asks('3EB0A', CONSENT);
  const tap = (id: string, number: number, title: string) => ({
    from: '6281200000001',
    id,
    timestamp: '1795139000',
    type: 'interactive',
    interactive: { type: 'button_reply', button_reply: { id: `3EB0A:${number}`, title } },
  });
  const body = JSON.stringify(
    payloadOf({ messages: [tap('wamid.1', 1, 'Setuju'), tap('wamid.2', 1, 'Setuju')] }),
  );
  expect((await lab.graph.bring(body)).status).toBe(200);
  expect(lab.door.heard.slice(-2)).toMatchObject([
    { kind: 'text', text: '1' },
    { kind: 'oldTap', text: 'Setuju' },
  ]);
});

test('whatever the words are, Meta takes what is offered with them', async () => {
  const label = fc.oneof(
    fc.string({ minLength: 1, maxLength: 90 }),
    fc.string({ minLength: 1, maxLength: 90, unit: 'binary' }),
    fc.constantFrom('Ya', 'Tidak', '*Ya*', '👩‍🔬'.repeat(12), 'a'.repeat(24), 'b'.repeat(25), '—'.repeat(30)),
  );
  const lines = fc.array(label, { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(lines, async (labels) => {
      const text = `Pilih:\n${labels.map((each, index) => `${index + 1}. ${each}`).join('\n')}`;
      lab.lab.clock.pass({ minutes: 10 });
      const sent = await lab.sends({ address: '6281200000001', text });
      expect(sent, JSON.stringify(text)).toEqual({ outcome: 'handedOver' });
      expect(siti.heard.at(-1)?.text).toBe(text);
    }),
    { numRuns: 200 },
  );
  expect(lab.graph.broken).toEqual([]);
});
