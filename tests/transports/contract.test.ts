import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Outbound } from '../../src/transports/transport.ts';
import { picture } from '../files/made-files.ts';
import { type Way, ways } from './ways.ts';

/** What the engine may rely on, whichever way a lab is heard. */
describe.each(ways)('over $name', ({ name, open }) => {
  let way: Way;
  let folder: string;
  let sent = 0;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sapalab-contract-'));
    way = await open();
  }, 60_000);
  afterAll(async () => {
    await way?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const eventually = <Result>(look: () => Result) => vi.waitFor(look, { timeout: 10_000, interval: 10 });
  const inboundOf = (text: string) => way.door.heard.filter((inbound) => inbound.text === text);
  const nextId = () => {
    sent += 1;
    return `3EB0${name.toUpperCase()}${String(sent).padStart(6, '0')}`;
  };
  const answer = async (text: string, more: Partial<Outbound> = {}) => {
    const [heard] = way.door.heard;
    return way.transport.send({ address: heard?.address ?? '', messageId: nextId(), text, ...more });
  };

  test('a transport that is started says so', async () => {
    expect(way.transport.name).toBe(name);
    const connected = { status: 'connected', detail: expect.stringMatching(/\S/) };
    await eventually(() => expect(way.transport.state()).toMatchObject(connected));
  });

  test('what a person writes comes in once, with what is needed to answer', async () => {
    await way.says('halo', 'contract-1');
    await eventually(() => expect(inboundOf('halo')).toHaveLength(1));
    await way.says('halo', 'contract-1');
    await way.says('selesai', 'contract-2');
    await eventually(() => expect(inboundOf('selesai')).toHaveLength(1));

    expect(inboundOf('halo')).toHaveLength(1);
    const [first] = inboundOf('halo');
    expect(first).toMatchObject({ transport: name, kind: 'text', address: expect.stringMatching(/\S/) });
    expect(first?.messageId).toMatch(/\S/);
    expect(first?.sentAt.getTime()).toBeGreaterThan(Date.UTC(2015, 0, 1));
    expect(first?.phone ?? '6281200000001').toMatch(/^[1-9]\d{7,14}$/);
  });

  test('what cannot be written down now is heard once it can be, and once only', async () => {
    way.door.failWith(new Error('database or disk is full'));
    await way.says('disk penuh', 'contract-3').catch(() => {});
    expect(inboundOf('disk penuh')).toEqual([]);
    way.door.failWith(undefined);
    await way.says('disk penuh', 'contract-3');
    await eventually(() => expect(inboundOf('disk penuh')).toHaveLength(1));
    await way.says('disk lega', 'contract-4');
    await eventually(() => expect(inboundOf('disk lega')).toHaveLength(1));
    expect(inboundOf('disk penuh')).toHaveLength(1);
  });

  test('an answer reaches the person whole, and answers reach them in order', async () => {
    const texts = [
      'Setuju?\n1. Setuju\n2. Baca dulu\n3. Tidak',
      '*LAB-7K2M-9QXP-C*: https://lab.example/s/7K2M — “selesai” 👩‍🔬',
      '  spasi di depan\n\nbaris kosong',
    ];
    for (const text of texts) expect(await answer(text)).toEqual({ outcome: 'handedOver' });
    await eventually(() => expect(way.reached()).toHaveLength(texts.length));
    expect(way.reached().map(({ text }) => text)).toEqual(texts);
  });

  test('the same message handed over again is the same one, where the transport says so', async () => {
    const before = way.reached().length;
    const messageId = nextId();
    await answer('dua kali', { messageId });
    await answer('dua kali', { messageId });
    await answer('sesudahnya');
    await eventually(() => expect(way.reached().at(-1)?.text).toBe('sesudahnya'));
    const twice = way.transport.again === 'sameMessage' ? 1 : 2;
    expect(way.reached().slice(before)).toHaveLength(twice + 1);
  });

  test('words about a message come under the id it was given', async () => {
    const before = way.reached().length;
    const messageId = nextId();
    await answer('sudah dibaca?', { messageId });
    await eventually(() => expect(way.reached()).toHaveLength(before + 1));
    if (!way.reads) return expect(way.receipts).toEqual([]);
    await way.reads();
    await eventually(() => expect(way.receipts).toContainEqual({ messageId, state: 'read' }));
  });

  test('a file comes in where it is allowed, and otherwise by the name of its fault', async () => {
    // Baileys fetches over HTTPS from a host this process does not trust: tests/wire does that.
    if (!way.sendsFile) return expect(name).toMatch(/^(memory|whatsapp)$/);
    await way.sendsFile(await picture(), 'image/png', 'surat.png');
    await way.sendsFile(Buffer.from('#!/bin/sh'), 'application/pdf', 'surat.pdf');
    await eventually(() => expect(way.files?.()).toHaveLength(2));
    expect(way.files?.()).toEqual(
      expect.arrayContaining([
        { state: 'stored', fileId: expect.any(Number) },
        { state: 'refused', problem: 'wrongKind' },
      ]),
    );
    expect(way.door.heard.slice(-2).map(({ kind }) => kind)).toEqual(['image', 'document']);
  });

  test('a file goes out byte for byte, with the words beside it', async () => {
    if (!way.keeps) return expect(name).toMatch(/^(memory|whatsapp)$/);
    const file = await way.keeps(await picture(), 'hasil.png');
    expect(await answer('Ini hasilnya', { file })).toEqual({ outcome: 'handedOver' });
    const reached = way.reached().at(-1);
    expect(reached?.text).toBe('Ini hasilnya');
    expect(reached?.file?.equals(readFileSync(file.path))).toBe(true);
  });

  test('a send never throws, whoever it is for and whenever it comes', async () => {
    const file = { fileId: 1, path: join(folder, 'nowhere.pdf'), name: 'a.pdf', mimeType: 'application/pdf' };
    for (const message of [
      { address: 'nobody at all', messageId: nextId(), text: 'x' },
      { address: '', messageId: nextId(), text: '' },
      { address: way.door.heard[0]?.address ?? '', messageId: nextId(), text: '', file },
    ]) {
      expect((await way.transport.send(message)).outcome).toMatch(/^(handedOver|refused|notNow|unknown)$/);
    }
  });

  test('after the end it says so, takes nothing more and loses nothing silently', async () => {
    await way.transport.stop();
    await way.transport.stop();
    expect(way.transport.state()).toMatchObject({ status: 'stopped', detail: expect.stringMatching(/\S/) });
    const before = way.door.heard.length;
    await Promise.resolve()
      .then(() => way.says('terlambat', 'contract-9'))
      .catch(() => {});
    expect(way.door.heard).toHaveLength(before);
    expect((await answer('terlambat')).outcome).toMatch(/^(notNow|handedOver)$/);
  });
});
