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
  folder = mkdtempSync(join(tmpdir(), 'sapalab-strays-'));
  whatsapp = await startFakeWhatsApp();
  service = await pairedService(whatsapp, folder);
}, 60_000);
afterAll(async () => {
  await service?.kill();
  await whatsapp?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a line that breaks while Baileys is greeting ends the line, not the service', async () => {
  const siti = whatsapp.person({ name: 'Siti' });
  for (let time = 0; time < 3; time += 1) {
    const { logins } = whatsapp;
    whatsapp.faults.streamError(515);
    // Broken again at the very moment of the greeting.
    await whatsapp.online({ after: logins });
  }
  expect(await siti.asks('halo')).toContain('1. ');
  expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
}, 60_000);
