import { once } from 'node:events';
import { request } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { files as filesTable } from '../../src/domain/files/table.ts';
import { sheetCheck } from '../../src/domain/sheets/index.ts';
import { pdf, picture } from '../files/made-files.ts';
import { filledTemplate, GOOD_ROW } from '../support/sheets.ts';
import { type SimulatorLab, simulatorLab } from './simulator-lab.ts';

const SITI = '6281200000001';
const BUDI = '6281200000002';

let world: SimulatorLab;

beforeEach(async () => {
  world = await simulatorLab();
});

afterEach(() => world.close());

async function post(body: unknown, type = 'application/json') {
  const response = await fetch(`${world.origin}/simulator/messages`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

async function get(path: string) {
  const response = await fetch(`${world.origin}${path}`);
  return { status: response.status, headers: response.headers, body: await response.json() };
}

const heard = () => world.door.heard;
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const base64 = (bytes: Buffer) => bytes.toString('base64');

test('a message is answered with 202 once it is recorded, and carries who, what and when', async () => {
  const answer = await post({ from: SITI, text: 'halo', sentAt: '2026-11-20T01:00:00Z' });

  expect(answer).toEqual({ status: 202, body: { id: expect.stringMatching(/^sim-[0-9a-f]{24}$/) } });
  expect(heard()).toEqual([
    {
      transport: 'simulator',
      address: SITI,
      phone: SITI,
      messageId: answer.body.id,
      kind: 'text',
      text: 'halo',
      sentAt: new Date('2026-11-20T01:00:00Z'),
    },
  ]);
});

test('a message that says no time was sent now', async () => {
  await post({ from: SITI, text: 'halo' });

  expect(heard()[0]?.sentAt).toEqual(world.lab.clock.now());
});

test('the same id again is a redelivery: 202, and nothing more happens', async () => {
  const letter = { name: 'surat.pdf', mimeType: 'application/pdf', base64: base64(await pdf('halo')) };

  const first = await post({ from: SITI, id: 'm-1', file: letter });
  const again = await post({ from: SITI, id: 'm-1', file: letter });

  expect([first, again]).toEqual([
    { status: 202, body: { id: 'm-1' } },
    { status: 202, body: { id: 'm-1' } },
  ]);
  expect(heard()).toHaveLength(1);
  expect(world.lab.db.select().from(filesTable).all()).toHaveLength(1);
  expect((await get(`/simulator/chat?phones=${SITI}`)).body).toHaveLength(1);
});

test('a message that could not be recorded is not acknowledged, and goes through the second time', async () => {
  world.door.failWith(new Error('disk full'));
  expect(await post({ from: SITI, id: 'm-1', text: 'halo' })).toMatchObject({
    status: 500,
    body: { error: expect.stringContaining('same id') },
  });

  world.door.failWith(undefined);

  expect(await post({ from: SITI, id: 'm-1', text: 'halo' })).toMatchObject({ status: 202 });
  expect(heard()).toHaveLength(1);
});

test('a place is a location, a voice note is audio, and both may come without words', async () => {
  await post({ from: SITI, location: { latitude: -7.48, longitude: 110.22, name: 'Alun-alun' } });
  await post({ from: SITI, kind: 'audio' });

  expect(heard().map(({ kind, text, location }) => ({ kind, text, location }))).toEqual([
    { kind: 'location', text: 'Alun-alun', location: { latitude: -7.48, longitude: 110.22 } },
    { kind: 'audio', text: '', location: undefined },
  ]);
});

test('a letter and a photo are stored before the lab hears of them', async () => {
  await post({
    from: SITI,
    text: 'ini suratnya',
    file: { name: 'surat.pdf', mimeType: 'application/pdf', base64: base64(await pdf('halo')) },
  });
  await post({
    from: SITI,
    file: { name: 'foto.png', mimeType: 'image/png', base64: base64(await picture()) },
  });

  expect(heard().map(({ kind, text, file }) => ({ kind, text, file }))).toEqual([
    { kind: 'document', text: 'ini suratnya', file: { state: 'stored', fileId: 1 } },
    { kind: 'image', text: '', file: { state: 'stored', fileId: 2 } },
  ]);
});

test.each([
  ['a program', 'surat.pdf', Buffer.from('MZ'), 'wrongKind'],
  ['nothing', 'surat.pdf', Buffer.alloc(0), 'empty'],
  ['one byte more than ten megabytes', 'surat.pdf', Buffer.alloc(10 * 1024 * 1024 + 1, 'a'), 'tooLarge'],
])(
  'a file that is %s reaches the lab as refused, so that the person is told',
  async (_what, name, bytes, problem) => {
    const answer = await post({
      from: SITI,
      file: { name, mimeType: 'application/pdf', base64: base64(bytes) },
    });

    expect(answer.status).toBe(202);
    expect(heard()[0]).toMatchObject({ kind: 'document', file: { state: 'refused', problem } });
  },
);

test.each([
  ['no sender', { text: 'halo' }, 'from'],
  ['a sender that is no number', { from: 'siti', text: 'halo' }, 'from'],
  ['a sender with a leading zero', { from: '081200000001', text: 'halo' }, 'from'],
  ['a sender that is a list', { from: [SITI], text: 'halo' }, 'from'],
  ['nothing to say', { from: SITI }, 'text, location, file or kind'],
  ['a text that is a list', { from: SITI, text: ['halo'] }, 'text'],
  ['a text of a million letters', { from: SITI, text: 'a'.repeat(1_000_000) }, 'text'],
  ['an unheard-of kind', { from: SITI, kind: 'hologram' }, 'kind'],
  ['a time that is no instant', { from: SITI, text: 'halo', sentAt: 'kemarin' }, 'ISO instant'],
  ['a place off the earth', { from: SITI, location: { latitude: 91, longitude: 0 } }, 'latitude'],
  ['a file that is not base64', { from: SITI, file: { name: 'a', mimeType: 'b', base64: '@@' } }, 'base64'],
  ['a list', [], 'object'],
  ['half a JSON', '{"from":', 'JSON'],
])('%s is a bad request that says what is wrong', async (_what, body, mentions) => {
  const answer = await post(body);

  expect(answer.status).toBe(400);
  expect(answer.body).toEqual({ error: expect.stringContaining(mentions) });
  expect(heard()).toEqual([]);
});

test('a form of another site is not a message', async () => {
  expect(await post(`{"from":"${SITI}","text":"halo"}`, 'text/plain')).toMatchObject({ status: 400 });
});

test('a body of sixteen megabytes is too large, and told so in JSON', async () => {
  const answer = await post({ from: SITI, text: 'a'.repeat(16 * 1024 * 1024) });

  expect(answer).toEqual({ status: 413, body: { error: expect.stringContaining('larger') } });
});

test('words arrive as they were typed, however odd', async () => {
  const odd = [
    '',
    '   ',
    '\u0000\u202E x',
    '🧪'.repeat(1_000),
    `a${'\u0301'.repeat(100_000)}`,
    "O'Brien <b>{{x}}</b>",
  ];
  for (const text of odd) expect((await post({ from: SITI, text })).status).toBe(202);

  expect(heard().map(({ text }) => text)).toEqual(odd);
});

test('the bot’s messages are listed oldest first, each phone only its own', async () => {
  await world.botSays(SITI, 'Halo Siti');
  await world.botSays(BUDI, 'Halo Budi');
  await world.botSays(SITI, 'Ada lagi?');
  await post({ from: SITI, text: 'tidak' });

  const { status, body } = await get(`/simulator/messages?to=${SITI}`);

  expect(status).toBe(200);
  expect(body).toEqual([
    {
      seq: 1,
      id: 'bot-1',
      to: SITI,
      kind: 'text',
      text: 'Halo Siti',
      sentAt: world.lab.clock.now().toISOString(),
    },
    expect.objectContaining({ seq: 3, text: 'Ada lagi?' }),
  ]);
  expect((await get(`/simulator/messages?to=${SITI}&after=1`)).body).toHaveLength(1);
  expect((await get(`/simulator/messages?to=${SITI}&after=3`)).body).toEqual([]);
});

test('a message that is handed over twice, as after a crash, is said once', async () => {
  await world.botSays(SITI, 'Terdaftar!', 'out-1');
  await world.botSays(SITI, 'Terdaftar!', 'out-1');

  expect((await get(`/simulator/messages?to=${SITI}`)).body).toHaveLength(1);
});

test('a phone cannot take the id of something the bot has said', async () => {
  await world.botSays(SITI, 'Halo', 'out-1');

  expect(await post({ from: SITI, id: 'out-1', text: 'halo' })).toMatchObject({ status: 400 });
  expect(heard()).toEqual([]);
});

test('whoever waits gets the answer the moment it is said', async () => {
  const waiting = get(`/simulator/messages?to=${SITI}&wait=20000`);
  await once(world.server, 'request');
  // What happens on other phones, and what Siti writes herself, is not what is waited for.
  await world.botSays(BUDI, 'Halo Budi');
  await post({ from: SITI, text: 'halo' });

  await world.botSays(SITI, 'Halo Siti');

  expect((await waiting).body).toEqual([expect.objectContaining({ text: 'Halo Siti' })]);
});

test('whoever waits in vain gets an empty list when the time is over', async () => {
  expect((await get(`/simulator/messages?to=${SITI}&wait=20`)).body).toEqual([]);
});

test('when the lab closes nobody is kept waiting', async () => {
  const waiting = get(`/simulator/messages?to=${SITI}&wait=30000`);
  await once(world.server, 'request');

  await world.simulator.stop();

  expect((await waiting).body).toEqual([]);
  expect(await post({ from: SITI, text: 'halo' })).toMatchObject({ status: 503 });
});

test('more people than there are places to wait are answered at once, and places come free again', async () => {
  const leaving = Array.from({ length: 200 }, () => {
    const call = request(`${world.origin}/simulator/messages?to=${SITI}&wait=30000`).end();
    call.on('error', () => {});
    return call;
  });
  let arrived = 0;
  const left = new Promise<void>((gone) => {
    let closed = 0;
    world.server.on('request', (_request, response) => {
      arrived += 1;
      response.once('close', () => {
        closed += 1;
        if (closed === 200) gone();
      });
    });
  });
  while (arrived < 200) await once(world.server, 'request');

  expect((await get(`/simulator/messages?to=${SITI}&wait=30000`)).body).toEqual([]);

  for (const call of leaving) call.destroy();
  await left;
  const waiting = get(`/simulator/messages?to=${SITI}&wait=30000`);
  await once(world.server, 'request');
  await world.botSays(SITI, 'Ada tempat');
  expect((await waiting).body).toHaveLength(1);
});

test.each([
  '/simulator/messages',
  '/simulator/messages?to=siti',
  `/simulator/messages?to=${SITI}&to=${BUDI}`,
  `/simulator/messages?to=${SITI}&after=-1`,
  `/simulator/messages?to=${SITI}&after=`,
  `/simulator/messages?to=${SITI}&wait=1e3`,
  '/simulator/chat?phones=',
  `/simulator/chat?phones=${Array(13).fill(SITI).join(',')}`,
])('%s cannot be answered, and says why', async (path) => {
  expect(await get(path)).toMatchObject({ status: 400, body: { error: expect.any(String) } });
});

test('the page sees both sides in order, with what became of each file', async () => {
  world.door.answerWith((inbound) => world.botSays(inbound.address, 'Berkas ini tidak dapat diterima'));
  await post({
    from: SITI,
    file: { name: '../surat.exe', mimeType: 'application/pdf', base64: base64(Buffer.from('MZ')) },
  });

  const { body } = await get(`/simulator/chat?phones=${SITI},${BUDI}&after=0`);

  expect(body).toEqual([
    expect.objectContaining({
      direction: 'fromCitizen',
      phone: SITI,
      file: expect.objectContaining({ url: null }),
    }),
    expect.objectContaining({ direction: 'toCitizen', text: 'Berkas ini tidak dapat diterima' }),
  ]);
});

test('an Excel sheet comes in with what was found in it', async () => {
  const bytes = await filledTemplate('identity', [{ ...GOOD_ROW.identity, sampleType: null }]);
  const sheet = { name: 'sampel.xlsx', mimeType: SHEET_TYPE, base64: base64(bytes) };
  await post({ from: SITI, file: sheet });

  expect(heard()[0]).toMatchObject({ kind: 'document', file: { state: 'stored', fileId: 1 } });
  expect(sheetCheck(world.lab.db, 1, 'identity')).toMatchObject({
    outcome: 'mistakes',
    mistakes: [{ cell: 'G7', problem: 'empty' }],
  });
});

test('a document from the bot can be downloaded, and never runs in the browser', async () => {
  const bytes = await pdf('Laporan hasil uji');
  const stored = await world.files.admit(bytes, {
    name: 'Hasil “Siti”.pdf',
    origin: 'staff',
    accepts: ['pdf'],
  });
  const fileId = stored.outcome === 'stored' ? stored.fileId : 0;
  const opened = world.files.open(fileId);
  if (!opened) throw new Error('the report was not stored');
  await world.simulator.send({
    address: SITI,
    messageId: 'out/1',
    text: 'Hasil Anda',
    file: { fileId, ...opened },
  });

  const [message] = (await get(`/simulator/messages?to=${SITI}`)).body;
  const response = await fetch(world.origin + message.file.url);

  expect(message).toMatchObject({
    kind: 'document',
    text: 'Hasil Anda',
    file: { name: 'Hasil “Siti”.pdf', mimeType: 'application/pdf', url: '/simulator/files/out%2F1' },
  });
  expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': expect.stringMatching(/^attachment; filename="Hasil .*"; filename\*=UTF-8''/),
    'x-content-type-options': 'nosniff',
  });
});

test('there is no file where no message has one', async () => {
  await world.botSays(SITI, 'Halo', 'out-1');

  expect(await get('/simulator/files/out-1')).toMatchObject({ status: 404 });
  expect(await get('/simulator/files/..%2F..%2Fsapalab.db')).toMatchObject({ status: 404 });
});

test('the page holds no script or style of its own, and everything it asks for is there', async () => {
  const response = await fetch(`${world.origin}/simulator`);
  const html = await response.text();

  expect(response.headers.get('content-security-policy')).toMatch(/script-src 'self'; style-src 'self'/);
  expect(html).not.toMatch(/ style=| on[a-z]+=|<style|<script(?! type="module" src)/);
  const wanted = [...html.matchAll(/(?:href|src)="(\/simulator\/[^"]+)"/g)].map(([, path]) => path);
  expect(wanted.length).toBeGreaterThanOrEqual(6);
  for (const path of wanted) expect((await fetch(world.origin + path)).status, path).toBe(200);
});

test('a lab with a strange name cannot break its page', async () => {
  world.lab.settings.shortName = '</title><script>alert(1)</script>';

  expect(await (await fetch(`${world.origin}/simulator`)).text()).not.toContain('<script>alert');
});
