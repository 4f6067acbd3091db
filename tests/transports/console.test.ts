import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text as collect } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFileStore } from '../../src/files/store.ts';
import { createSheetLook } from '../../src/sheets/index.ts';
import { type ConsoleTransport, createConsole } from '../../src/transports/console/index.ts';
import type { Outbound } from '../../src/transports/transport.ts';
import { pdf } from '../files/made-files.ts';
import { testLab } from '../support/lab.ts';
import { filledTemplate, GOOD_ROW, SHEET_LAB, TODAY } from '../support/sheets.ts';
import { type HearingDoor, hearingDoor } from './hearing-door.ts';

const PHONE = '6281200000001';
let dataDir: string;
let door: HearingDoor;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'sapalab-console-'));
  door = hearingDoor();
});

afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const said = (text: string, file?: Outbound['file']): Outbound => ({
  address: PHONE,
  messageId: `out-${text}`,
  text,
  ...(file ? { file } : {}),
});

/** A terminal somebody types these lines into, and leaves. */
async function typing(lines: string[], { isTerminal = false } = {}) {
  const { db, clock, transact } = testLab();
  const [input, output] = [new PassThrough(), new PassThrough()];
  const lookIntoSheet = createSheetLook({ today: () => TODAY, lab: () => SHEET_LAB });
  const files = createFileStore({ dataDir, db, clock, transact, lookIntoSheet });
  const terminal = createConsole({ input, output, isTerminal, phone: PHONE, clock, files });
  door.answerWith((inbound) => terminal.send(said(`Anda menulis: *${inbound.text}*`)));
  await terminal.start(door);
  input.end(lines.join('\n'));
  await terminal.ended;
  await terminal.stop();
  output.end();
  return { shown: await collect(output), terminal };
}

test('what is piped in is said line by line, each with its answer', async () => {
  const { shown } = await typing(['halo', 'menu']);

  expect(door.heard.map(({ text, address, phone }) => ({ text, address, phone }))).toEqual([
    { text: 'halo', address: PHONE, phone: PHONE },
    { text: 'menu', address: PHONE, phone: PHONE },
  ]);
  expect(new Set(door.heard.map(({ messageId }) => messageId)).size).toBe(2);
  expect(shown).toMatch(/Anda menulis: \*halo\*[\s\S]*Anda menulis: \*menu\*/);
});

test('at a terminal bold words are bold, and stars in a sum are not', async () => {
  door.answerWith(undefined);
  const output = new PassThrough();
  const terminal = terminalWith(output);

  await terminal.send(said('Ketik *kirim* atau _batal_. 3 * 4 * 5'));
  output.end();

  expect(await collect(output)).toContain(
    'Ketik \u001b[1mkirim\u001b[0m atau \u001b[3mbatal\u001b[0m. 3 * 4 * 5',
  );
});

test('somebody else’s words cannot steer the terminal', async () => {
  const output = new PassThrough();
  const terminal = terminalWith(output);

  await terminal.send(said('nama: \u001b]0;x\u0007\u009b2J Siti'));
  output.end();

  expect(await collect(output)).toContain('nama: ]0;x2J Siti');
});

function terminalWith(output: PassThrough): ConsoleTransport {
  const { db, clock, transact } = testLab();
  const files = createFileStore({ dataDir, db, clock, transact });
  return createConsole({ input: new PassThrough(), output, isTerminal: true, phone: PHONE, clock, files });
}

test('/quit leaves at once, and what stands behind it is not said', async () => {
  await typing(['halo', '/quit', 'menu']);

  expect(door.heard.map(({ text }) => text)).toEqual(['halo']);
});

test('/file attaches a file, and says so when it is not there or not accepted', async () => {
  const letter = join(dataDir, 'surat rujukan.pdf');
  const program = join(dataDir, 'program.exe');
  writeFileSync(letter, await pdf('Surat rujukan'));
  writeFileSync(program, 'MZ');

  const { shown } = await typing([`/file "${letter}"`, `/file ${program}`, '/file tidak-ada.pdf']);

  expect(door.heard.map(({ kind, file }) => ({ kind, file }))).toEqual([
    { kind: 'document', file: { state: 'stored', fileId: 1 } },
    { kind: 'document', file: { state: 'refused', problem: 'wrongKind' } },
  ]);
  expect(shown).toContain('"tidak-ada.pdf" tidak dapat dibaca');
});

test('/file attaches an Excel sheet, too', async () => {
  const sheet = join(dataDir, 'sampel.xlsx');
  writeFileSync(sheet, await filledTemplate('control', [GOOD_ROW.control]));

  await typing([`/file ${sheet}`]);

  expect(door.heard).toMatchObject([{ kind: 'document', file: { state: 'stored', fileId: 1 } }]);
});

test('a file from the bot is named with the place where it lies', async () => {
  const output = new PassThrough();

  await terminalWith(output).send(
    said('Ini hasilnya', {
      fileId: 1,
      name: 'hasil.pdf',
      path: '/tmp/hasil.pdf',
      mimeType: 'application/pdf',
    }),
  );
  output.end();

  expect(await collect(output)).toMatch(/Ini hasilnya[\s\S]*hasil\.pdf[\s\S]*\/tmp\/hasil\.pdf/);
});

test('a message that could not be written down is not silently lost', async () => {
  door.failWith(new Error('disk full'));

  const { shown } = await typing(['halo']);

  expect(shown).toContain('belum tercatat');
});
