import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { whatsappKeys } from '../../src/transports/whatsapp/table.ts';
import { pdf } from '../files/made-files.ts';
import type { Person } from '../support/whatsapp/index.ts';
import { qrIn } from '../support/whatsapp/qr.ts';
import { type WireLab, wireLab } from '../support/whatsapp/wire-lab.ts';

let lab: WireLab;
beforeEach(async () => {
  lab = await wireLab();
});
afterEach(() => lab.end());

// Whatever a quieter level prints is printed here too.
const TALKATIVE = { LOG_LEVEL: 'trace' };
const SHORTEST_SECRET = 24;

/** Everything long enough to be a key in the stored keys, as text and in the other ways to write bytes. */
function keysOf(wire: WireLab): string[] {
  const rows = wire.look((db) => db.select({ value: whatsappKeys.value }).from(whatsappKeys).all());
  const texts = rows.flatMap(({ value }) => value.match(/[\w+/=]{24,}/g) ?? []);
  return texts.flatMap((text) => {
    const bytes = Buffer.from(text, 'base64');
    // As `console.log` prints a Buffer, and as JSON does.
    const inspected = [...bytes.subarray(0, 12)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const listed = [...bytes.subarray(0, 12)].join(',');
    return [text, bytes.toString('hex'), inspected, listed].filter(({ length }) => length >= SHORTEST_SECRET);
  });
}

/** Files beside the database, such as logs. */
function filesBeside(dataDir: string): string {
  return readdirSync(dataDir, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('sapalab.db'))
    .map(({ name }) => readFileSync(join(dataDir, name), 'latin1'))
    .join('\n');
}

/** What would give somebody away. */
const tracesOf = (person: Person): string[] => [
  person.phone,
  person.phone.slice(2),
  person.lid,
  person.name,
  ...person.heard.flatMap(({ text }) => text.split('\n')).filter((line) => line.length >= SHORTEST_SECRET),
];

test('a day full of trouble prints no key, no number, no name and no word of a citizen', async () => {
  const { whatsapp } = lab;
  const service = await lab.startPaired(TALKATIVE);
  const siti = whatsapp.person({ name: 'Siti Rahasiawati' });
  const budi = whatsapp.person({ name: 'Budi Tertutupan', writesUnder: 'lid' });
  const words = ['kutil kelamin', 'hasil tes HIV', 'surat rahasia.pdf', 'tidak terbaca sama sekali'];
  const [first = '', second = '', fileName = '', garbled = ''] = words;
  await siti.asks(first);
  await budi.asks(second);
  await siti.sends({
    document: await pdf('x'),
    name: fileName,
    mimeType: 'application/pdf',
    caption: first,
  });
  await siti.sends({ image: Buffer.from('broken'), caption: second });
  await budi.garbles(garbled);
  // New phones, new sessions, and old ones that libsignal puts away while it prints them.
  siti.changesIdentity();
  await siti.asks('menu');
  siti.asksAgain(siti.last()?.id ?? '');
  budi.cannotRead(1);
  await budi.says('menu');
  whatsapp.faults.ackErrors(479);
  await siti.says('menu');
  whatsapp.faults.failDownloads(1);
  whatsapp.post({
    tag: 'message',
    attrs: { id: 'X', from: siti.phoneAddress, t: 'NaN', notify: siti.name },
  });
  whatsapp.faults.dropLine();
  await whatsapp.online({ after: 1 });
  await whatsapp.until(() => budi.last()?.text.includes('Apa yang bisa kami bantu'), 'the menu for Budi');
  await service.stop();

  const printed = service.printed() + filesBeside(lab.dataDir);
  expect(printed).toContain('WhatsApp: connected');
  expect(printed).not.toMatch(/privKey|<Buffer|rootKey|SessionEntry|"type":"Buffer"/);
  const secrets = [...words, ...tracesOf(siti), ...tracesOf(budi), ...keysOf(lab)];
  expect(secrets.length).toBeGreaterThan(1_000);
  expect(secrets.filter((secret) => printed.includes(secret))).toEqual([]);
});

test('what a phone scans is drawn for the operator and never written out', async () => {
  const { whatsapp } = lab;
  const service = await lab.start(TALKATIVE);
  const qr = await whatsapp.until(() => qrIn(service.printed()), 'a QR on the terminal');
  expect(await whatsapp.lab.scans(qr)).toBe('linked');
  await whatsapp.online();
  await service.stop();

  const [ref = '', ...keys] = qr.replace(/^[^#]*#/, '').split(',');
  const printed = service.printed() + filesBeside(lab.dataDir);
  expect([ref, ...keys.slice(0, 3)].filter((part) => printed.includes(part))).toEqual([]);
});
