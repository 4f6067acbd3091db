import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Service } from '../support/service.ts';
import { type FakeWhatsApp, startFakeWhatsApp } from '../support/whatsapp/index.ts';
import { pairedService } from '../support/whatsapp/paired-service.ts';

let folder = '';
let whatsapp: FakeWhatsApp;
let service: Service;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sapalab-sessions-'));
  whatsapp = await startFakeWhatsApp();
  service = await pairedService(whatsapp, folder, { LOG_LEVEL: 'debug' });
}, 60_000);
afterAll(async () => {
  await service?.kill();
  await whatsapp?.stop();
  rmSync(folder, { recursive: true, force: true });
});

// An answer begun inside the step that decrypts its question would lose the keys it makes.
test('a chat goes on without a message that has to be asked for again', async () => {
  const people = ['Siti', 'Budi', 'Wati'].map((name) => whatsapp.person({ name }));
  for (const person of people) expect(await person.asks('halo')).toContain('1. ');
  for (const person of people) expect(await person.asks('3')).not.toBe('');
  for (const person of people) expect(await person.asks('menu')).toContain('1. ');
  expect(service.printed()).not.toContain('failed to decrypt');
});
