import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { onOneLine } from '../../../src/transports/cloud/outbound.ts';
import type { Person } from '../../support/graph/index.ts';
import { type CloudLab, cloudLab } from './cloud-lab.ts';

const SITI = '6281200000001';
const template = { name: 'perubahan_tahap', language: 'id' };
const invitation = { name: 'ajakan_menulis', language: 'id' };

let lab: CloudLab;
let siti: Person;
let folder: string;
beforeEach(async () => {
  lab = await cloudLab();
  siti = lab.graph.person({ name: 'Siti', phone: SITI, userId: 'ID.150' });
  folder = mkdtempSync(join(tmpdir(), 'sapalab-cloud-out-'));
});
afterEach(async () => {
  await lab.close();
  rmSync(folder, { recursive: true, force: true });
});

const posted = (where: string) => lab.graph.calls.filter((call) => call.endsWith(where)).length;
const yesterday = () => new Date(lab.lab.clock.now().getTime() - 24 * 3_600_000);
const paper = (name: string, mimeType: string, bytes: Buffer = Buffer.from('%PDF-1.7')) => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return { fileId: 1, path, name, mimeType };
};

test('a text goes out as it is, without a preview, with our id for it beside', async () => {
  expect(await lab.sends({ address: SITI, messageId: '3EB0A', text: 'Lihat https://lab.example' })).toEqual({
    outcome: 'handedOver',
  });
  expect(lab.graph.taken[0]?.message).toMatchObject({
    to: SITI,
    biz_opaque_callback_data: '3EB0A',
    text: { body: 'Lihat https://lab.example', preview_url: false },
  });
  expect(lab.receipts).toEqual([{ messageId: '3EB0A', state: 'acknowledged' }]);
});

test('who shows no number is written to by account', async () => {
  const budi = lab.graph.person({ userId: 'ID.6281234567890' });
  await lab.sends({ address: 'ID.6281234567890', text: 'Halo' });
  expect(budi.heard.map(({ text }) => text)).toEqual(['Halo']);
  expect(lab.graph.taken[0]?.message).not.toHaveProperty('to');
});

test('an address of another transport is refused', async () => {
  for (const address of ['6281200000001@s.whatsapp.net', '', 'budi', '0812']) {
    expect(await lab.sends({ address })).toMatchObject({ outcome: 'refused' });
  }
  expect(posted('/messages')).toBe(0);
});

test('a document and a photo arrive byte for byte, with name and caption', async () => {
  const pdf = Buffer.from('%PDF-1.7 hasil');
  const photo = Buffer.from('jpeg');
  await lab.sends({ address: SITI, text: 'Hasil Anda', file: paper('LHU.pdf', 'application/pdf', pdf) });
  await lab.sends({ address: SITI, text: '', file: paper('foto.jpg', 'image/jpeg', photo) });
  const large = Buffer.alloc(5 * 1024 * 1024 + 1);
  await lab.sends({ address: SITI, text: '', file: paper('besar.png', 'image/png', large) });

  expect(siti.heard.map(({ message }) => message.type)).toEqual(['document', 'image', 'document']);
  expect(siti.heard[0]).toMatchObject({ text: 'Hasil Anda', file: { name: 'LHU.pdf', bytes: pdf } });
  expect(siti.heard[1]?.file?.bytes).toEqual(photo);
});

test('a file that is gone, an upload that fails and one that Meta refuses', async () => {
  const file = paper('LHU.pdf', 'application/pdf');
  const missing = { ...file, path: join(folder, 'nowhere.pdf') };
  expect(await lab.sends({ address: SITI, file: missing })).toMatchObject({ outcome: 'refused' });
  lab.graph.failNext('/media', { drops: true });
  // Nobody has seen an upload: it may simply be done again.
  expect(await lab.sends({ address: SITI, file })).toMatchObject({ outcome: 'notNow' });
  lab.graph.failNext('/media', { code: 131053 });
  expect(await lab.sends({ address: SITI, file })).toMatchObject({
    outcome: 'refused',
    problem: expect.stringContaining('131053'),
  });
  expect(siti.heard).toEqual([]);
  expect(await lab.sends({ address: SITI, file })).toEqual({ outcome: 'handedOver' });
});

test('what is longer than Meta takes is refused with words, not cut', async () => {
  expect(await lab.sends({ address: SITI, text: 'x'.repeat(4_097) })).toMatchObject({
    outcome: 'refused',
    problem: expect.stringContaining('4096'),
  });
  const file = paper('LHU.pdf', 'application/pdf');
  expect(await lab.sends({ address: SITI, text: 'x'.repeat(1_025), file })).toMatchObject({
    outcome: 'refused',
  });
  expect(await lab.sends({ address: SITI, text: 'x'.repeat(4_096) })).toEqual({ outcome: 'handedOver' });
});

test('an answer marks what was written as read and shows that we are writing, once', async () => {
  const id = await siti.says('halo');
  await siti.says('halo?');
  expect(siti.read).toEqual([]);
  await lab.sends({ address: SITI, text: 'Halo!' });
  await lab.sends({ address: SITI, text: 'Ada lagi?' });
  expect(siti.read).toHaveLength(1);
  expect(siti.read).not.toContain(id);

  await siti.says('ya');
  await lab.sends({ address: SITI, text: 'Kabar', priority: 'notice' });
  expect(siti.read).toHaveLength(1);
  lab.graph.failNext('/messages', { code: 131009 });
  expect(await lab.sends({ address: SITI, text: 'Baik' })).toEqual({ outcome: 'handedOver' });
});

test('a day after somebody last wrote, the approved words for it go, on one line', async () => {
  const text = '*LAB-7K2M*: Selesai.\n\nKetik *lacak*.\tTerima     kasih.';
  expect(await lab.sends({ address: SITI, text, lastHeardAt: yesterday(), template, invitation })).toEqual({
    outcome: 'handedOver',
  });
  expect(siti.heard[0]?.message).toMatchObject({ type: 'template', template: { name: 'perubahan_tahap' } });
  expect(siti.heard[0]?.text).toBe('*LAB-7K2M*: Selesai. Ketik *lacak*. Terima kasih.');

  const justInTime = new Date(yesterday().getTime() + 1_000);
  await lab.sends({ address: SITI, text, lastHeardAt: justInTime, template });
  expect(siti.heard[1]?.text).toBe(text);
});

test('without approved words the person is invited once, and the letter waits', async () => {
  const late = { address: SITI, text: 'Selesai', lastHeardAt: yesterday() };
  expect(await lab.sends({ ...late, invitation })).toEqual({ outcome: 'awaitsPerson', invited: true });
  expect(await lab.sends(late)).toEqual({ outcome: 'awaitsPerson', invited: false });
  const file = paper('LHU.pdf', 'application/pdf');
  expect(await lab.sends({ ...late, file, template })).toEqual({ outcome: 'awaitsPerson', invited: false });

  expect(siti.heard.map(({ message }) => message.type)).toEqual(['template']);
  expect(posted('/media')).toBe(0);
  // What becomes of the invitation says nothing about the letter.
  await lab.graph.status(siti.heard[0]?.metaId ?? '', 'delivered');
  expect(lab.receipts).toEqual([]);
});

test('an invitation that Meta refuses does not take the letter with it', async () => {
  lab.graph.failNext('/messages', { code: 132001 });
  const late = { address: SITI, text: 'Selesai', lastHeardAt: yesterday(), invitation };
  expect(await lab.sends(late)).toEqual({
    outcome: 'awaitsPerson',
    invited: false,
    problem: expect.stringContaining('Kode 132001.'),
  });
  lab.graph.failNext('/messages', { code: 130429, httpStatus: 429 });
  expect(await lab.sends(late)).toMatchObject({ outcome: 'notNow' });
});

test('when Meta says that the day is over, it is, until the person writes', async () => {
  siti.silentForADay = true;
  const message = { address: SITI, text: 'Selesai', lastHeardAt: lab.lab.clock.now() };
  expect(await lab.sends({ ...message, template })).toEqual({ outcome: 'handedOver' });
  expect(siti.heard.map((each) => each.message.type)).toEqual(['template']);
  const before = posted('/messages');
  expect(await lab.sends(message)).toEqual({ outcome: 'awaitsPerson', invited: false });
  expect(posted('/messages')).toBe(before);

  await siti.says('halo');
  expect(await lab.sends(message)).toEqual({ outcome: 'handedOver' });
  expect(siti.heard.at(-1)?.message.type).toBe('text');
});

test('a text on one line is what Meta takes as the filling of a template', () => {
  expect(onOneLine(' a\r\n\n b\t\tc      d ')).toBe('a b c d');
});

test('words too long for a template wait whole instead of going cut short', async () => {
  const late = { address: SITI, lastHeardAt: yesterday(), template };
  expect(await lab.sends({ ...late, text: 'x'.repeat(900) })).toEqual({ outcome: 'handedOver' });
  expect(await lab.sends({ ...late, text: 'x'.repeat(901) })).toEqual({
    outcome: 'awaitsPerson',
    invited: false,
  });
  expect(await lab.sends({ ...late, text: 'x'.repeat(901), invitation })).toEqual({
    outcome: 'awaitsPerson',
    invited: true,
  });
  expect(siti.heard.map(({ text }) => text.length)).toEqual([900, expect.any(Number)]);
});

test('statuses bring our own id back; without it Meta’s name for the message does', async () => {
  await lab.sends({ address: SITI, messageId: '3EB0A' });
  const metaId = siti.heard[0]?.metaId ?? '';
  lab.receipts.length = 0;
  for (const status of ['sent', 'delivered', 'read', 'played', 'deleted'])
    await lab.graph.status(metaId, status);
  expect(lab.receipts.map(({ state }) => state)).toEqual(['acknowledged', 'delivered', 'read', 'read']);
  expect(new Set(lab.receipts.map(({ messageId }) => messageId))).toEqual(new Set(['3EB0A']));

  await lab.graph.status(metaId, 'failed', {
    biz_opaque_callback_data: undefined,
    errors: [{ code: 131026, title: 'Message undeliverable' }],
  });
  expect(lab.receipts.at(-1)).toMatchObject({ messageId: '3EB0A', state: 'failed' });
});

test('a message that Meta drops later waits or has failed, as its error says', async () => {
  const cases = { 131047: 'awaitsPerson', 131049: 'awaitsPerson', 131056: 'failed', 131026: 'failed' };
  for (const [code, state] of Object.entries(cases)) {
    await lab.sends({ address: SITI });
    const metaId = siti.heard.at(-1)?.metaId ?? '';
    await lab.graph.status(metaId, 'failed', { errors: [{ code: Number(code), title: 'x' }] });
    expect(lab.receipts.at(-1), code).toMatchObject({ state, problem: expect.stringContaining(code) });
    await siti.says('halo');
  }
});

test('after a day Meta noticed by itself, the next letter does not go as free text', async () => {
  await lab.sends({ address: SITI });
  const metaId = siti.heard.at(-1)?.metaId ?? '';
  await lab.graph.status(metaId, 'failed', { errors: [{ code: 131047 }] });
  expect(await lab.sends({ address: SITI })).toEqual({ outcome: 'awaitsPerson', invited: false });
});

test('forty-five messages may go to one person at once, and then one in six seconds', async () => {
  for (let count = 0; count < 45; count += 1) {
    expect((await lab.sends({ address: SITI })).outcome).toBe('handedOver');
  }
  expect(await lab.sends({ address: SITI })).toMatchObject({ outcome: 'notNow', afterMs: 6_000 });
  lab.graph.person({ phone: '6281200000002' });
  expect(await lab.sends({ address: '6281200000002' })).toEqual({ outcome: 'handedOver' });
  lab.lab.clock.pass({ seconds: 6 });
  expect(await lab.sends({ address: SITI })).toEqual({ outcome: 'handedOver' });
  expect(await lab.sends({ address: SITI })).toMatchObject({ outcome: 'notNow' });
});

test('more than eighty messages a second over all chats wait', async () => {
  const outcomes: string[] = [];
  for (let count = 0; count < 81; count += 1) {
    const phone = `62812000${1_000 + count}`;
    lab.graph.person({ phone });
    outcomes.push((await lab.sends({ address: phone })).outcome);
  }
  expect(outcomes.indexOf('notNow')).toBe(80);
});

test('the lab is connected once Meta knows number and token, without waiting for it', async () => {
  await vi.waitFor(() => expect(lab.cloud.state().status).toBe('connected'));
  expect(lab.graph.calls[0]).toBe('GET 106540352242922');
});
