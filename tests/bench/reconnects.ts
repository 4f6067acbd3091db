import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../../src/clock.ts';
import { createWhatsApp } from '../../src/transports/whatsapp/index.ts';
import { testLab } from '../support/lab.ts';
import { startFakeWhatsApp } from '../support/whatsapp/index.ts';
import { hearingDoor } from '../transports/hearing-door.ts';
import { type Figure, heapAfterCollection } from './figures.ts';

const BEFORE = 50;
const RECONNECTS = 1_000;
/** A connection that held this long counts as a good one, and is made again at once. */
const STEADY_MS = 61_000;
/** Longer than anything a socket may leave to end by itself. */
const CALM_MS = 65_000;

/** What a thousand lost lines leave behind in the process. */
export async function measureReconnects(): Promise<Figure[]> {
  const whatsapp = await startFakeWhatsApp();
  const { db } = testLab();
  let ahead = 0;
  const quiet = () => {};
  const transport = createWhatsApp({
    db,
    clock: { ...systemClock, now: () => new Date(systemClock.now().getTime() + ahead) },
    files: { admit: () => ({ outcome: 'refused', problem: 'wrongKind' }) },
    settings: {
      socketUrl: whatsapp.environment.WHATSAPP_SOCKET_URL,
      pairingPhone: whatsapp.lab.number,
    },
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    terminal: quiet,
    sentText: () => undefined,
  });
  /** The bot says so a moment after the server does. */
  const connected = async () => {
    while (transport.state().status !== 'connected') await pause(1);
  };
  await transport.start(hearingDoor());
  await whatsapp.lab.types(
    await whatsapp.until(() => transport.line()?.pairing.code, 'a code to pair with', 30_000),
  );
  await whatsapp.online();
  await connected();

  const loseLines = async (times: number) => {
    for (let time = 0; time < times; time += 1) {
      const { logins } = whatsapp;
      ahead += STEADY_MS;
      whatsapp.faults.streamError(515);
      await whatsapp.online({ after: logins, ms: 30_000 });
      await connected();
    }
    await pause(CALM_MS);
  };
  await loseLines(BEFORE);
  const before = held();
  const began = performance.now();
  await loseLines(RECONNECTS);
  const each = (performance.now() - began - CALM_MS) / RECONNECTS;
  const after = held();
  await transport.stop();
  await whatsapp.stop();

  return [
    { what: 'reconnects: to lose a line and be online again', value: each, unit: 'ms' },
    ...['timers', 'handles', 'listeners'].map((what) => ({
      what: `reconnects: ${what} more after 1,000`,
      value: (after[what] ?? 0) - (before[what] ?? 0),
      unit: '',
      must: { atMost: 0 },
    })),
    {
      what: 'reconnects: heap more after 1,000',
      value: (after.heap ?? 0) - (before.heap ?? 0),
      unit: 'MiB',
      must: { atMost: 5 },
    },
  ];
}

function held(): Record<string, number> {
  const names = process.getActiveResourcesInfo();
  const timers = names.filter((name) => name === 'Timeout' || name === 'Immediate').length;
  const listeners = process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0);
  return { timers, handles: names.length - timers, listeners, heap: heapAfterCollection() / 1_048_576 };
}
