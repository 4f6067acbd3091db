import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { baileysLogger, silenceConsole } from '../../../src/transports/whatsapp/quiet.ts';

function listeningConsole() {
  const printed: unknown[][] = [];
  const print = (...words: unknown[]) => void printed.push(words);
  const console = { log: print, info: print, warn: print, error: print, debug: print };
  return { console, printed };
}

test('whatever libsignal prints together with an object is kept off the console', () => {
  const folder = join('node_modules', 'libsignal', 'src');
  const source = readdirSync(folder)
    .filter((file) => file.endsWith('.js'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
  const calls = [
    ...source.matchAll(/^\s*console\.(log|info|warn|error)\(\s*["']([^"']+)["']\s*[,+]\s*(\S+)/gm),
  ];
  const carrying = calls.filter(([, , , beside]) => !/^(typeof|migrations)/.test(beside ?? ''));
  expect(carrying.length).toBeGreaterThanOrEqual(5);

  const { console, printed } = listeningConsole();
  silenceConsole(console);
  for (const [, , words] of carrying) console.info(words, { privKey: 'secret' });
  expect(printed).toEqual([]);
});

test("the lab's own lines stay, in order and once", () => {
  const { console, printed } = listeningConsole();
  silenceConsole(console);
  silenceConsole(console);
  console.warn('Sapa Lab', 1);
  console.info({ closing: 'Closing session:' });
  expect(printed).toEqual([['Sapa Lab', 1], [{ closing: 'Closing session:' }]]);
});

test("Baileys' objects never reach the log", () => {
  const lines: unknown[] = [];
  const write = (...line: unknown[]) => void lines.push(line);
  const logger = baileysLogger({ debug: write, info: write, warn: write, error: write });
  logger
    .child({ class: 'x' })
    .error({ key: { remoteJid: '6281200000001@s.whatsapp.net' } }, 'failed to decrypt');
  logger.info({ me: 'x' }, 'pairing configured');
  logger.trace({ xml: '<message/>' }, 'xml send');
  expect(lines).toEqual([[{ from: 'baileys' }, 'failed to decrypt']]);
});
