import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { asc, eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { open } from '../../src/db/open.ts';
import { citizens } from '../../src/domain/citizens/table.ts';
import { intake, outbox } from '../../src/engine/tables.ts';
import { chanceFrom } from '../support/chance.ts';
import { type FakeGraph, payloadOf, startFakeGraph } from '../support/graph/index.ts';
import { type Service, startService } from '../support/service.ts';

const PATIENCE = { timeout: 15_000, interval: 20 };

let folder: string;
let graph: FakeGraph;
let service: Service;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sapalab-cloud-kill-'));
  graph = await startFakeGraph();
  await start('0');
});
afterEach(async () => {
  await service.kill();
  await graph.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(port: string): Promise<void> {
  service = await startService(folder, { ...graph.environment, PORT: port });
  graph.webhook = `http://127.0.0.1:${service.port}/webhooks/whatsapp`;
}

test('killed in the midst of webhooks that come again, the lab answers each message once', async () => {
  const seed = Number(process.env.SEED ?? 20_261_121);
  const chance = chanceFrom(seed);
  const words = ['halo', 'info', 'harga'];
  const people: string[] = [];
  let cutOff = 0;
  for (let round = 0; round < 4; round += 1) {
    const messages = Array.from({ length: 12 }, (_, index) => {
      const from = `62812${String(round * 100 + index).padStart(7, '0')}`;
      people.push(from);
      graph.person({ phone: from });
      return words.map((text) => ({
        from,
        id: `wamid.${from}.${text}`,
        timestamp: String(Math.floor(Date.now() / 1_000)),
        type: 'text',
        text: { body: text },
      }));
    });
    const body = JSON.stringify(
      payloadOf({ messages: messages.flat() }, { messages: messages.flat().slice(0, 5) }),
    );
    const first = graph.bring(body).catch(() => undefined);
    // The first while it is certainly still at work, the others anywhere up to after the answer.
    await pause(round === 0 ? 5 : chance() * 200);
    const { port } = service;
    await service.kill();
    if ((await first) === undefined) cutOff += 1;
    await start(String(port));
    expect((await graph.bring(body)).status, `seed ${seed}, round ${round}`).toBe(200);
  }
  expect(cutOff, `seed ${seed}`).toBeGreaterThan(0);
  await vi.waitFor(async () => {
    const health = (await (await fetch(`${service.url}/healthz`)).json()) as { pendingMessages: number };
    expect(health.pendingMessages).toBe(0);
  }, PATIENCE);
  await service.stop();

  const opened = open(folder);
  if (opened.outcome !== 'opened') throw new Error(opened.outcome);
  const { db, close } = opened;
  const came = db.select({ id: intake.messageId, state: intake.state }).from(intake).all();
  expect(came).toHaveLength(people.length * words.length);
  expect(came.every(({ state }) => state === 'done')).toBe(true);
  const answers = people.map((phone) =>
    db
      .select({ text: outbox.text })
      .from(outbox)
      .innerJoin(citizens, eq(citizens.id, outbox.citizenId))
      .where(eq(citizens.phone, phone))
      .orderBy(asc(outbox.id))
      .all()
      .map(({ text }) => text),
  );
  close();
  expect(answers[0]?.length).toBeGreaterThanOrEqual(words.length);
  for (const each of answers) expect(each, `seed ${seed}`).toEqual(answers[0]);
});
