import './guard.ts';
import { createApp } from './app.ts';
import { systemClock } from './clock.ts';
import { readConfig } from './config.ts';
import { createLog } from './log.ts';
import { type ConsoleTransport, createConsole } from './transports/console/index.ts';

// An invented number: the person at the keyboard.
const PHONE = '6281200000001';

const giveUp = (line: string): never => {
  process.stderr.write(`${line}\n`);
  process.exit(1);
};

const read = readConfig();
if (read.outcome === 'wrong')
  giveUp(`Konfigurasi salah / wrong configuration:\n  ${read.problems.join('\n  ')}`);
else await chat(read.config);

/** The same bot in the terminal, with data of its own so that it runs beside the service. */
async function chat(config: Parameters<typeof createApp>[0]['config']): Promise<void> {
  let terminal: ConsoleTransport | undefined;
  const made = createApp({
    config: { ...config, dataDir: `${config.dataDir}/chat` },
    clock: systemClock,
    log: createLog(config.logLevel),
    terminal: () => {},
    transport({ clock, files }) {
      const { stdin: input, stdout: output } = process;
      terminal = createConsole({
        input,
        output,
        isTerminal: output.isTTY === true,
        phone: PHONE,
        clock,
        files,
      });
      return terminal;
    },
  });
  if (made.outcome !== 'made')
    return giveUp(`DATA_DIR: ${made.dataDir} sedang dipakai atau tidak dapat ditulisi.`);
  await made.app.engine.start();
  await terminal?.ended;
  await made.app.stop();
}
