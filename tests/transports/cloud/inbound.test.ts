import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { picture } from '../../files/made-files.ts';
import type { Person } from '../../support/graph/index.ts';
import { type CloudLab, cloudLab } from './cloud-lab.ts';

let lab: CloudLab;
let siti: Person;
beforeEach(async () => {
  lab = await cloudLab();
  siti = lab.graph.person({ name: 'Siti', phone: '6281200000001', userId: 'ID.1502576394655843' });
});
afterEach(() => lab.close());

const last = () => lab.door.heard.at(-1);

test('a text comes from the number, with the account as another name of the same person', async () => {
  const id = await siti.says('halo', { at: new Date('2026-11-20T01:59:00Z') });
  expect(last()).toEqual({
    transport: 'cloud',
    address: '6281200000001',
    aliases: ['ID.1502576394655843'],
    phone: '6281200000001',
    displayName: 'Siti',
    messageId: id,
    kind: 'text',
    text: 'halo',
    sentAt: new Date('2026-11-20T01:59:00Z'),
  });
});

test('who shows no number is known by the account, and no digits of it become a number', async () => {
  const budi = lab.graph.person({ name: 'Budi', userId: 'ID.6281234567890' });
  await budi.says('halo');
  expect(last()).toMatchObject({ address: 'ID.6281234567890', displayName: 'Budi' });
  expect(last()).not.toHaveProperty('phone');
  expect(last()).not.toHaveProperty('aliases');
});

test('who has only a number, as before accounts were named, is known by it', async () => {
  const tua = lab.graph.person({ phone: '6281200000003' });
  await tua.says('halo');
  expect(last()).toMatchObject({ address: '6281200000003', phone: '6281200000003' });
  expect(last()).not.toHaveProperty('aliases');
});

test('nobody is taken for the only person that is named beside the message', async () => {
  const named = { profile: { name: 'Siti' }, wa_id: '6281200000001', user_id: 'ID.1502576394655843' };
  const written = (more: object) => ({
    timestamp: '1795139000',
    type: 'text',
    text: { body: 'halo' },
    ...more,
  });
  await lab.graph.change({
    contacts: [named],
    messages: [
      written({ id: 'wamid.1', from: '6281200000001' }),
      written({ id: 'wamid.2', from: '6281200000004' }),
      written({ id: 'wamid.3', from_user_id: 'ID.999' }),
    ],
  });
  expect(lab.door.heard.slice(-3)).toMatchObject([
    { address: '6281200000001', aliases: ['ID.1502576394655843'], displayName: 'Siti' },
    { address: '6281200000004' },
    { address: 'ID.999' },
  ]);
  for (const stranger of lab.door.heard.slice(-2)) {
    expect(stranger).not.toHaveProperty('aliases');
    expect(stranger).not.toHaveProperty('displayName');
  }
});

test('every kind of message is told apart', async () => {
  const kinds: [{ type: string } & Record<string, unknown>, string, string?][] = [
    [{ type: 'audio', audio: { id: '1', mime_type: 'audio/ogg', voice: true } }, 'audio'],
    [{ type: 'video', video: { id: '1', caption: 'lihat ini' } }, 'video', 'lihat ini'],
    [{ type: 'sticker', sticker: { id: '1' } }, 'sticker'],
    [{ type: 'contacts', contacts: [{ name: { formatted_name: 'Ani' } }] }, 'contact'],
    [{ type: 'reaction', reaction: { message_id: 'wamid.Q', emoji: '👍' } }, 'reaction'],
    [{ type: 'order', order: { catalog_id: '1' } }, 'unknown'],
    [{ type: 'unsupported', errors: [{ code: 131051, title: 'Message type unknown' }] }, 'unknown'],
    [{ type: 'unsupported', errors: [{ code: 131060, title: 'Unavailable' }] }, 'unreadable'],
    [{ type: 'unsupported', unsupported: { type: 'edit' } }, 'edited'],
    [{ type: 'a_kind_of_tomorrow' }, 'unknown'],
    [{ type: 'interactive', interactive: { type: 'nfm_reply', nfm_reply: {} } }, 'unknown'],
    [{ type: 'button', button: { payload: 'x', text: 'Ya' } }, 'text', 'Ya'],
    [{ type: 'text', text: { body: 'kutipan' }, context: { id: 'wamid.Q', from: '62' } }, 'text', 'kutipan'],
  ];
  for (const [content, kind, words = ''] of kinds) {
    await siti.sends(content);
    expect([last()?.kind, last()?.text], content.type).toEqual([kind, words]);
  }
  expect(lab.door.heard).toHaveLength(kinds.length);
});

test('changed words name the message whose place they take', async () => {
  const first = await siti.says('Siti Aminh');
  await siti.sends({
    type: 'edit',
    edit: { original_message_id: first, message: { type: 'text', text: { body: 'Siti Aminah' } } },
  });
  expect(last()).toMatchObject({ kind: 'edited', text: 'Siti Aminah', edits: first });
  await siti.sends({ type: 'revoke', revoke: { original_message_id: first } });
  expect(last()).toMatchObject({ kind: 'withdrawn', edits: first });
});

test('a place comes with its coordinates, and one that is not on earth without', async () => {
  const location = { latitude: -7.4797, longitude: 110.2177, name: 'Alun-alun' };
  await siti.sends({ type: 'location', location });
  expect(last()).toMatchObject({ kind: 'location', text: 'Alun-alun' });
  expect(last()?.location).toEqual({ latitude: -7.4797, longitude: 110.2177 });

  await siti.sends({ type: 'location', location: { latitude: 700, longitude: 1 } });
  expect(last()).toMatchObject({ kind: 'location' });
  expect(last()).not.toHaveProperty('location');
});

test('a group, a reaction taken back and a first look at the chat say nothing to the lab', async () => {
  await siti.sends({ type: 'text', text: { body: 'di grup' }, group_id: 'grup-1' });
  await siti.sends({ type: 'reaction', reaction: { message_id: 'wamid.Q' } });
  await siti.sends({ type: 'request_welcome' });
  expect(siti.answered).toBe(200);
  expect(lab.door.heard).toEqual([]);
});

test('a phone with a broken clock is believed to have sent now', async () => {
  await siti.sends({ type: 'text', text: { body: 'halo' }, timestamp: 'kemarin' });
  expect(last()?.sentAt).toEqual(lab.lab.clock.now());
});

test('a photo is written down at once and fetched afterwards', async () => {
  const bytes = await picture();
  const id = await siti.sendsFile({ bytes, mimeType: 'image/png', caption: 'surat saya' });
  expect(last()).toMatchObject({ kind: 'image', text: 'surat saya', file: { state: 'awaiting' } });
  await vi.waitFor(() => expect(lab.arrived).toHaveLength(1));

  const [came] = lab.arrived;
  expect(came).toMatchObject({ messageId: id, file: { state: 'stored' } });
  const stored = came?.file.state === 'stored' ? lab.files.open(came.file.fileId) : undefined;
  expect(stored?.mimeType).toBe('image/png');
  expect(readFileSync(stored?.path ?? '').length).toBeGreaterThan(50);
});

test('a file that is not what was sent, gone, too large or of a wrong kind is refused by name', async () => {
  const bytes = await picture();
  const cases: [problem: string, (mediaId: string) => void][] = [
    ['damaged', (id) => void lab.graph.media.set(id, { bytes: Buffer.from('lain'), mimeType: 'image/png' })],
    ['notFetched', (id) => void lab.graph.media.delete(id)],
    [
      'tooLarge',
      (id) => void lab.graph.media.set(id, { bytes: Buffer.alloc(11 * 1024 * 1024), mimeType: 'image/png' }),
    ],
  ];
  for (const [problem, spoil] of cases) {
    const before = lab.arrived.length;
    await siti.sendsFile({ bytes, mimeType: 'image/png' }, spoil);
    await vi.waitFor(() => expect(lab.arrived).toHaveLength(before + 1));
    expect(lab.arrived.at(-1)?.file).toEqual({ state: 'refused', problem });
  }
  await siti.sendsFile({ bytes: Buffer.from('#!/bin/sh'), mimeType: 'text/plain', name: 'a.sh' });
  await vi.waitFor(() => expect(lab.arrived).toHaveLength(4));
  expect(lab.arrived.at(-1)?.file).toEqual({ state: 'refused', problem: 'wrongKind' });
});

test('a file is fetched from Meta alone, and asked for again after a failure', async () => {
  const bytes = await picture();
  lab.graph.failNext('GET files/', { page: 'Bad Gateway', httpStatus: 502 });
  await siti.sendsFile({ bytes, mimeType: 'image/png' });
  await vi.waitFor(() => expect(lab.arrived.at(-1)?.file.state).toBe('stored'));

  await siti.sendsFile({ bytes, mimeType: 'image/png' }, (id) => {
    lab.graph.media.set(id, { bytes, mimeType: 'image/png', url: 'https://attacker.example/steal' });
  });
  await vi.waitFor(() => expect(lab.arrived).toHaveLength(2));
  expect(lab.arrived.at(-1)?.file).toEqual({ state: 'refused', problem: 'notFetched' });
});

test('a file waits while Meta does not know us, and is not given up', async () => {
  lab.graph.rejectToken(true);
  await lab.sends({ address: '6281200000001' });
  await siti.sendsFile({ bytes: await picture(), mimeType: 'image/png' });
  await vi.waitFor(() => expect(lab.logged.join()).toContain('could not be fetched yet'));
  expect(lab.arrived).toEqual([]);
});

test('a file that was awaited before a restart is fetched after it', async () => {
  lab.graph.rejectToken(true);
  await lab.sends({ address: '6281200000001' });
  const id = await siti.sendsFile({ bytes: await picture(), mimeType: 'image/png' });
  const awaited = last()?.file;
  if (awaited?.state !== 'awaiting') throw new Error('nothing is awaited');
  lab.awaiting.push({ messageId: id, reference: awaited.reference });
  lab.graph.rejectToken(false);
  await lab.restart();
  await vi.waitFor(() => expect(lab.arrived).toHaveLength(1));
  expect(lab.arrived[0]).toMatchObject({ messageId: id, file: { state: 'stored' } });
});

test('a new number moves the person by their account alone and holds what was queued', async () => {
  const system = {
    body: 'User Siti changed from 6281200000001 to 6281200000009',
    type: 'user_changed_number',
    wa_id: '6281200000009',
    user_id: 'ID.999',
    previous_user_id: 'ID.1502576394655843',
  };
  const id = await siti.sends({ type: 'system', system });
  await siti.sends({ type: 'system', system }, { id });
  expect(lab.changes).toEqual([
    { samePerson: ['ID.1502576394655843', 'ID.999'] },
    { identityChanged: '6281200000001' },
  ]);
  expect(lab.door.heard).toEqual([]);
});

test('a new account without a number is the same person, and one we cannot link holds what was queued', async () => {
  const hidden = lab.graph.person({ userId: 'ID.777' });
  await hidden.sends({
    type: 'system',
    system: { type: 'user_changed_user_id', user_id: 'ID.888', previous_user_id: 'ID.777' },
  });
  await siti.sends({ type: 'system', system: { type: 'customer_identity_changed' } });
  expect(lab.changes).toEqual([{ samePerson: ['ID.777', 'ID.888'] }, { identityChanged: '6281200000001' }]);
});
