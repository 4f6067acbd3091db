import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Db, openReadOnly } from '../../src/db/open.ts';
import { type FakeGraph, payloadOf, startFakeGraph } from '../support/graph/index.ts';
import { startService } from '../support/service.ts';
import { type Figure, quantile } from './figures.ts';
import { INSPECTED, inspect } from './inspector.ts';

const PEOPLE = 1_000;
const MESSAGES = 5_000;
const SECONDS = 10;
const PER_SECOND = MESSAGES / SECONDS;
const WARM_UP_SECONDS = 2;
const FLOODS_PER_SECOND = 100;
/** For the heap: what is kept per person is filled before it is measured. */
const BEFORE = 10_000;
const MEASURED = 100_000;
const PER_CALL = 20;
const CALLS_AT_ONCE = 8;
const FLOODER = 999_999;

/** The webhook of the service as its own process: how soon messages are safe, and what they leave behind. */
export async function measureWebhook(dataDir: string): Promise<Figure[]> {
  const folder = join(dataDir, 'webhook');
  mkdirSync(folder);
  const graph = await startFakeGraph();
  const service = await startService(folder, { ...graph.environment, ...INSPECTED, LOG_LEVEL: 'error' });
  graph.webhook = `${service.url}/webhooks/whatsapp`;
  const inspector = await inspect(service);

  // A process that has just started compiles what it runs for the first time; that is a figure of its own.
  const first = await bringPaced(graph, 'first', { seconds: WARM_UP_SECONDS });
  const alone = await bringPaced(graph, 'alone');
  const flooded = await bringPaced(graph, 'flooded', { besideFlooder: true });
  await bringAll(graph, 'before', BEFORE);
  const before = await inspector.held();
  await bringAll(graph, 'measured', MEASURED);
  const after = await inspector.held();
  inspector.close();
  await service.stop();
  await graph.stop();

  const db = openReadOnly(folder);
  const lost = MESSAGES - countOf(db, 'alone-');
  const figures: Figure[] = [
    {
      what: `webhook: ${MESSAGES.toLocaleString('en-GB')} messages of 1,000 people brought`,
      value: alone.seconds,
      unit: 's',
      must: { atMost: SECONDS + 0.5 },
    },
    { what: 'webhook: messages lost', value: lost, unit: '', must: { atMost: 0 } },
    { what: 'webhook: out of a person’s order', value: outOfOrder(db), unit: '', must: { atMost: 0 } },
    {
      what: 'webhook: brought to committed in the first two seconds, p99',
      value: quantile(first.waits, 0.99),
      unit: 'ms',
    },
    { what: 'webhook: brought to committed, p50', value: quantile(alone.waits, 0.5), unit: 'ms' },
    {
      what: 'webhook: brought to committed, p99',
      value: quantile(alone.waits, 0.99),
      unit: 'ms',
      must: { atMost: 50 },
    },
    {
      what: 'webhook: p95 beside a flooder / without',
      value: quantile(flooded.waits, 0.95) / quantile(alone.waits, 0.95),
      unit: '',
    },
    {
      what: 'webhook: heap after 100,000 messages more',
      value: after.heapMebibytes - before.heapMebibytes,
      unit: 'MiB',
      must: { atMost: 30 },
    },
  ];
  db.$client.close();
  return figures;
}

/** Brings one message after the other, evenly over the time; with somebody else writing like mad, if wanted. */
async function bringPaced(
  graph: FakeGraph,
  run: string,
  { seconds = SECONDS, besideFlooder = false } = {},
): Promise<{ seconds: number; waits: number[] }> {
  const waits: number[] = [];
  const underway: Promise<unknown>[] = [];
  const began = performance.now();
  const every = 1_000 / PER_SECOND;
  const floodEvery = Math.round(PER_SECOND / FLOODS_PER_SECOND);
  for (let place = 0; place < seconds * PER_SECOND; place += 1) {
    const ahead = began + place * every - performance.now();
    if (ahead > 1) await pause(ahead);
    const wroteAt = performance.now();
    const round = Math.floor(place / PEOPLE);
    const words = [`pertanyaan ${round}`, `${run}-${place % PEOPLE}-${round}`] as const;
    underway.push(
      bring(graph, [letter(place % PEOPLE, ...words)]).then(() => waits.push(performance.now() - wroteAt)),
    );
    if (besideFlooder && place % floodEvery === 0)
      underway.push(bring(graph, [letter(FLOODER, `banjir ${place}`, `flood-${place}`)]));
  }
  await Promise.all(underway);
  return { seconds: (performance.now() - began) / 1_000, waits };
}

/** Brings many as fast as they are taken. */
async function bringAll(graph: FakeGraph, run: string, messages: number): Promise<void> {
  let next = 0;
  const carry = async () => {
    while (next < messages) {
      const from = next;
      next += PER_CALL;
      const letters = Array.from({ length: PER_CALL }, (_, more) =>
        letter((from + more) % PEOPLE, `kabar ${from + more}`, `${run}-${from + more}`),
      );
      await bring(graph, letters);
    }
  };
  await Promise.all(Array.from({ length: CALLS_AT_ONCE }, carry));
}

interface Letter {
  from: string;
  id: string;
  timestamp: string;
  type: 'text';
  text: { body: string };
}

function letter(person: number, body: string, id: string): Letter {
  const timestamp = String(Math.floor((performance.timeOrigin + performance.now()) / 1_000));
  return { from: `62812${String(person).padStart(7, '0')}`, id, timestamp, type: 'text', text: { body } };
}

async function bring(graph: FakeGraph, messages: Letter[]): Promise<void> {
  const contacts = messages.map(({ from }) => ({ wa_id: from, profile: { name: 'Warga' } }));
  const answer = await graph.bring(JSON.stringify(payloadOf({ contacts, messages })));
  if (answer.status !== 200) throw new Error(`the webhook answered ${answer.status}`);
  await answer.arrayBuffer();
}

function countOf(db: Db, prefix: string): number {
  const count = db.$client.prepare<[string], number>('SELECT count(*) FROM intake WHERE message_id LIKE ?');
  return count.pluck().get(`${prefix}%`) ?? 0;
}

function outOfOrder(db: Db): number {
  const ids = db.$client.prepare<[], string>(
    "SELECT message_id FROM intake WHERE message_id LIKE 'alone-%' ORDER BY id",
  );
  const last = new Map<string, number>();
  let wrong = 0;
  for (const id of ids.pluck().all()) {
    const [, person = '', place = ''] = id.split('-');
    if (Number(place) < (last.get(person) ?? -1)) wrong += 1;
    last.set(person, Number(place));
  }
  return wrong;
}
