import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { payloadOf, signatureOf } from '../../support/graph/index.ts';
import { type CloudLab, cloudLab } from './cloud-lab.ts';

let lab: CloudLab;
beforeEach(async () => {
  lab = await cloudLab();
});
afterEach(() => lab.close());

const asked = (query: Record<string, string>) => fetch(`${lab.graph.webhook}?${new URLSearchParams(query)}`);
const text = (id: string, body: string, from = '6281200000001') => ({
  from,
  id,
  timestamp: '1795139000',
  type: 'text',
  text: { body },
});

test('Meta gets its challenge back for our word, and nobody else does', async () => {
  const right = {
    'hub.mode': 'subscribe',
    'hub.verify_token': 'kata-verifikasi',
    'hub.challenge': '1158201444',
  };
  const answer = await asked(right);
  expect([answer.status, await answer.text()]).toEqual([200, '1158201444']);
  expect(answer.headers.get('content-type')).toContain('text/plain');

  for (const wrong of [
    { ...right, 'hub.verify_token': 'kata-verifikas' },
    { ...right, 'hub.verify_token': '' },
    { ...right, 'hub.mode': 'unsubscribe' },
    {},
  ]) {
    const refused = await asked(wrong as Record<string, string>);
    expect([refused.status, await refused.text()]).toEqual([403, '']);
  }
  expect((await asked({ ...right, 'hub.challenge': 'x'.repeat(500) })).status).toBe(400);
});

test('only what Meta signed is taken in, byte for byte', async () => {
  const body = JSON.stringify(payloadOf({ messages: [text('wamid.A', 'halo')] }));

  for (const signature of [
    '',
    'sha256=',
    `sha256=${'0'.repeat(64)}`,
    signatureOf(body, 'another secret entirely'),
    signatureOf(`${body} `),
    signatureOf(body).replace('sha256=', 'sha1='),
  ]) {
    expect((await lab.graph.bring(body, signature)).status, signature).toBe(401);
  }
  expect(lab.door.heard).toEqual([]);

  expect((await lab.graph.bring(body)).status).toBe(200);
  expect(lab.door.heard.map((inbound) => inbound.text)).toEqual(['halo']);
});

test('a body that is too long or packed is turned away before anything is done with it', async () => {
  const long = Buffer.alloc(3 * 1024 * 1024 + 1, 'a');
  expect((await lab.graph.bring(long)).status).toBe(413);

  const packed = gzipSync(JSON.stringify(payloadOf({ messages: [text('wamid.A', 'halo')] })));
  const response = await fetch(lab.graph.webhook, {
    method: 'POST',
    headers: { 'Content-Encoding': 'gzip', 'X-Hub-Signature-256': signatureOf(packed) },
    body: new Uint8Array(packed),
  });
  expect(response.status).toBe(415);
  expect(lab.door.heard).toEqual([]);
});

test('a body that does not claim to be signed is not even read', async () => {
  const long = Buffer.alloc(3 * 1024 * 1024 + 1, 'a');
  expect((await lab.graph.bring(long, 'sha256=none')).status).toBe(401);
});

test('every entry, change, message and status of a payload is taken in, in order', async () => {
  const first = payloadOf(
    { messages: [text('wamid.A', 'satu'), text('wamid.B', 'dua')] },
    { statuses: [{ id: 'wamid.X', status: 'sent', biz_opaque_callback_data: '3EB0A' }] },
  ) as { entry: { changes: unknown[] }[] };
  const second = payloadOf({
    messages: [text('wamid.C', 'tiga', '6281200000002')],
    statuses: [{ id: 'wamid.Y', status: 'read', biz_opaque_callback_data: '3EB0B' }],
  }) as { entry: { changes: unknown[] }[] };
  // Two changes in one entry as well.
  first.entry[1]?.changes.push(...(second.entry[0]?.changes ?? []));

  expect((await lab.graph.bring(JSON.stringify(first))).status).toBe(200);
  expect(lab.door.heard.map((inbound) => inbound.text)).toEqual(['satu', 'dua', 'tiga']);
  expect(lab.receipts).toEqual([
    { messageId: '3EB0A', state: 'acknowledged' },
    { messageId: '3EB0B', state: 'read' },
  ]);
});

test('what cannot be written down is not confirmed, so that Meta brings it again', async () => {
  lab.door.failWith(new Error('database or disk is full'));
  const body = JSON.stringify(payloadOf({ messages: [text('wamid.A', 'halo')] }));
  expect((await lab.graph.bring(body)).status).toBe(503);

  lab.door.failWith(undefined);
  expect((await lab.graph.bring(body)).status).toBe(200);
  expect((await lab.graph.bring(body)).status).toBe(200);
  expect(lab.door.heard).toHaveLength(1);
});

test('before the start and after the end nothing is confirmed', async () => {
  await lab.cloud.stop();
  const body = JSON.stringify(payloadOf({ messages: [text('wamid.A', 'halo')] }));
  expect((await lab.graph.bring(body)).status).toBe(503);
});

test('a signed payload that nobody can read is confirmed, or it would come for days', async () => {
  for (const body of ['{"object":', 'null', '[]', '"x"', JSON.stringify({ object: 'page', entry: [] }), '']) {
    expect((await lab.graph.bring(body)).status, body).toBe(200);
  }
  expect(lab.logged.filter((line) => line.includes('cannot be read'))).toHaveLength(6);
});

test('what is for another number or of a kind we do not know is passed over, the rest is not', async () => {
  const mixed = payloadOf({ messages: [text('wamid.A', 'halo')] }) as { entry: unknown[] };
  mixed.entry.unshift(
    null,
    { changes: 'none' },
    { changes: [null, { field: 'account_update', value: { event: 'VERIFIED_ACCOUNT' } }, { field: 7 }] },
    {
      changes: [
        {
          field: 'messages',
          value: { metadata: { phone_number_id: '999' }, messages: [text('wamid.Z', 'untuk nomor lain')] },
        },
        { field: 'messages', value: { messages: [text('wamid.Y', 'untuk siapa')] } },
      ],
    },
  );
  const odd = payloadOf({
    messages: [null, 5, { type: 'text' }, { ...text('wamid.B', 'dua'), something_new: { deep: [1] } }],
    statuses: [
      null,
      { status: 'sent' },
      { id: 'wamid.X', status: 'teleported', biz_opaque_callback_data: '3EB0A' },
      { id: 'wamid.X', status: 'constructor', biz_opaque_callback_data: '3EB0A' },
    ],
    contacts: [null, { profile: 7 }],
    errors: [{ code: 130429, title: 'Rate limit hit' }, null],
    something_new: true,
  });

  expect((await lab.graph.bring(JSON.stringify(mixed))).status).toBe(200);
  expect((await lab.graph.bring(JSON.stringify(odd))).status).toBe(200);
  expect(lab.door.heard.map((inbound) => inbound.text)).toEqual(['halo', 'dua']);
  expect(lab.receipts).toEqual([]);
});

test('nothing that people write or are called stands in the log', async () => {
  const siti = lab.graph.person({ name: 'Siti Rahasia', phone: '6281200000001', userId: 'ID.55512345' });
  lab.graph.failNext('/messages', {
    code: 100,
    details: 'Param to=6281200000001 token EAAJtokenmadeupfortests',
  });
  await siti.says('NIK saya 3308105708900001');
  await lab.sends({ address: '6281200000001', text: 'Baik, Siti' });
  await siti.sends({ type: 'system', system: { type: 'user_changed_number', wa_id: '6281200000009' } });
  await lab.graph.bring('{"broken": "6281200000001', undefined);

  const log = lab.logged.join('\n');
  expect(log.length).toBeGreaterThan(100);
  expect(log).not.toMatch(/62812|Siti|3308|ID\.555|EAAJ|rahasia-aplikasi/);
});
