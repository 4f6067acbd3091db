import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../../src/clock.ts';
import { openReadOnly } from '../../src/db/open.ts';
import { type FakeWhatsApp, type Person, startFakeWhatsApp } from '../support/whatsapp/index.ts';
import { pairedService } from '../support/whatsapp/paired-service.ts';
import { type Figure, quantile } from './figures.ts';
import { INSPECTED, inspect } from './inspector.ts';

const PEOPLE = 1_000;
const EACH = 5;
const SECONDS = 10;
/** For the heap: what is kept per person is filled before it is measured. */
const BEFORE = 10_000;
const MEASURED = 100_000;
const WARM_UP_AT_ONCE = 20;
const SETTLED_WITHIN_MS = 120_000;

/** 5,000 messages of 1,000 people in ten seconds over the wire, into the service as its own process. */
export async function measureWire(dataDir: string): Promise<Figure[]> {
  const folder = join(dataDir, 'wire');
  mkdirSync(folder);
  const whatsapp = await startFakeWhatsApp();
  const service = await pairedService(whatsapp, folder, { ...INSPECTED, LOG_LEVEL: 'error' });
  const people = Array.from({ length: PEOPLE }, (_, person) => whatsapp.person({ name: `Warga ${person}` }));
  await makeAcquaintance(whatsapp, people);

  const letters: { id: string; post(): void }[] = [];
  for (let place = 0; place < EACH; place += 1) {
    for (const [person, writer] of people.entries()) {
      const id = `BENCH-${person}-${place}`;
      letters.push({ id, post: await writer.prepares(`pertanyaan ${place}`, { id }) });
    }
  }
  const postedAt = new Map<string, number>();
  const began = performance.now();
  for (const [place, { id, post }] of letters.entries()) {
    const due = began + (place * SECONDS * 1_000) / letters.length;
    if (due > performance.now()) await pause(due - performance.now());
    postedAt.set(id, systemClock.now().getTime());
    post();
  }
  await whatsapp.allAnswered(SETTLED_WITHIN_MS);
  const took = (performance.now() - began) / 1_000;
  const inspector = await inspect(service);
  await chat(whatsapp, people, BEFORE);
  const before = await inspector.held();
  await chat(whatsapp, people, MEASURED);
  const after = await inspector.held();
  inspector.close();
  await service.stop();
  await whatsapp.stop();

  const rows = takenIn(folder);
  const waits = rows.map(({ id, at }) => at - (postedAt.get(id) ?? Number.NaN));
  return [
    {
      what: `wire: ${letters.length.toLocaleString('en-GB')} messages of 1,000 people, sent and taken in`,
      value: took,
      unit: 's',
    },
    { what: 'wire: messages lost', value: letters.length - rows.length, unit: '', must: { atMost: 0 } },
    { what: 'wire: out of a person’s order', value: outOfOrder(rows), unit: '', must: { atMost: 0 } },
    { what: 'wire: sent to committed, p50', value: quantile(waits, 0.5), unit: 'ms' },
    { what: 'wire: sent to committed, p99', value: quantile(waits, 0.99), unit: 'ms', must: { atMost: 50 } },
    {
      what: 'wire: heap after 100,000 messages more',
      value: after.heapMebibytes - before.heapMebibytes,
      unit: 'MiB',
      must: { atMost: 30 },
    },
  ];
}

/** Many messages, as fast as they are taken, everybody in turn. */
async function chat(whatsapp: FakeWhatsApp, people: readonly Person[], messages: number): Promise<void> {
  for (let sent = 0; sent < messages; sent += people.length) {
    const posts = await Promise.all(people.map((person) => person.prepares(`kabar ${sent}`)));
    for (const post of posts) post();
    await whatsapp.allAnswered(SETTLED_WITHIN_MS);
  }
}

/** First messages make Signal sessions, which cost more than all later ones. */
async function makeAcquaintance(whatsapp: FakeWhatsApp, people: readonly Person[]): Promise<void> {
  for (let from = 0; from < people.length; from += WARM_UP_AT_ONCE) {
    for (const person of people.slice(from, from + WARM_UP_AT_ONCE)) await person.says('halo');
    await whatsapp.allAnswered(SETTLED_WITHIN_MS);
  }
}

/** The messages of the bench in the order they were written down. */
function takenIn(folder: string): { id: string; at: number }[] {
  const db = openReadOnly(folder);
  const rows = db.$client
    .prepare<[], { id: string; at: number }>(
      "SELECT message_id AS id, received_at AS at FROM intake WHERE message_id LIKE 'BENCH-%' ORDER BY id",
    )
    .all();
  db.$client.close();
  return rows;
}

function outOfOrder(rows: readonly { id: string }[]): number {
  const last = new Map<string, number>();
  let wrong = 0;
  for (const { id } of rows) {
    const [, person = '', place = ''] = id.split('-');
    if (Number(place) < (last.get(person) ?? -1)) wrong += 1;
    last.set(person, Number(place));
  }
  return wrong;
}
