import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../../clock.ts';
import { FROM_CITIZENS } from '../../files/kinds.ts';
import type { FileStore } from '../../files/store.ts';
import type { Door, InboundFile, MessageKind, Outbound, Transport } from '../transport.ts';
import { harmless, styled } from './words.ts';

/** The same bot in a terminal, for one phone. */
export interface ConsoleTransport extends Transport {
  /** Settles when the person has left: `/quit`, Ctrl-D or the end of what was piped in. */
  readonly ended: Promise<void>;
}

/** What the terminal chat is made of. */
export interface ConsoleParts {
  input: Readable;
  output: Writable;
  /** A person sits there: prompt and bold type. Otherwise lines are piped in. */
  isTerminal: boolean;
  /** Digits with country code. */
  phone: string;
  clock: Clock;
  files: FileStore;
}

const HELP = [
  'Tulis seperti di WhatsApp. Perintah di sini:',
  '  /file jalur/ke/berkas.pdf   mengirim berkas (PDF, JPEG, PNG, Excel)',
  '  /quit                       keluar (atau Ctrl-D)',
].join('\n');

// Piped lines wait for the answer to the one before, so that the output reads as a dialogue.
const PATIENCE_MS = 3_000;
const LAST_WORDS_MS = 200;

/** Connects a terminal, or two streams that stand for one. */
export function createConsole(parts: ConsoleParts): ConsoleTransport {
  const { input, output, isTerminal, phone, clock, files } = parts;
  let lines: Interface | undefined;
  let answered = () => {};
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();

  const print = (text: string) => output.write(`${text}\n`);
  const prompt = () => {
    if (isTerminal) lines?.prompt();
  };

  async function converse(door: Door, typed: Interface): Promise<void> {
    for await (const line of typed) {
      const words = line.trim();
      if (words === '/quit') break;
      await obey(door, words).catch((error: unknown) => {
        print(`Pesan belum tercatat, coba lagi: ${error instanceof Error ? error.message : String(error)}`);
      });
      prompt();
    }
    typed.close();
    // An answer may have several parts; the last ones come in the same breath.
    if (!isTerminal) await pause(LAST_WORDS_MS);
  }

  async function obey(door: Door, words: string): Promise<void> {
    if (words === '/help') print(HELP);
    else if (/^\/file(\s|$)/.test(words)) await sendFile(door, words.slice('/file'.length));
    else if (words) await say(door, { kind: 'text', text: words });
  }

  async function say(
    door: Door,
    said: { kind: MessageKind; text: string; file?: InboundFile },
  ): Promise<void> {
    const reply = new Promise<void>((resolve) => {
      answered = resolve;
    });
    const messageId = `console-${Buffer.from(clock.chance(12)).toString('hex')}`;
    await door.receive({
      transport: 'console',
      address: phone,
      phone,
      messageId,
      sentAt: clock.now(),
      ...said,
    });
    if (!isTerminal) await Promise.race([reply, pause(PATIENCE_MS, undefined, { ref: false })]);
  }

  async function sendFile(door: Door, typedPath: string): Promise<void> {
    // Terminals quote a path that is dragged into them.
    const path = typedPath.trim().replace(/^(['"])(.*)\1$/, '$2');
    const bytes = await readFile(path).catch(() => undefined);
    if (!bytes) return void print(`Berkas "${path}" tidak dapat dibaca. Contoh: /file surat.pdf`);
    const name = basename(path);
    const admitted = await files.admit(bytes, { name, origin: 'citizen', accepts: FROM_CITIZENS });
    const file: InboundFile =
      admitted.outcome === 'stored'
        ? { state: 'stored', fileId: admitted.fileId }
        : { state: 'refused', problem: admitted.problem };
    const isPhoto = admitted.outcome === 'stored' && admitted.mimeType.startsWith('image/');
    await say(door, { kind: isPhoto ? 'image' : 'document', text: '', file });
  }

  return {
    name: 'console',
    again: 'sameMessage',
    ended,
    async start(door) {
      const typed = createInterface({ input, output: isTerminal ? output : undefined, prompt: '> ' });
      lines = typed;
      print(HELP);
      prompt();
      converse(door, typed).finally(end);
    },
    async send({ text, file }: Outbound) {
      if (isTerminal) output.write('\r\u001b[K');
      if (text) print(isTerminal ? styled(text) : harmless(text));
      if (file) print(`[berkas] ${file.name}\n         ${file.path}`);
      print('');
      prompt();
      answered();
      return { outcome: 'handedOver' };
    },
    state: () =>
      lines
        ? { status: 'connected', detail: `Obrolan di terminal sebagai +${phone}` }
        : { status: 'stopped', detail: 'Terminal tidak dipakai' },
    async stop() {
      lines?.close();
      lines = undefined;
      end();
    },
  };
}
