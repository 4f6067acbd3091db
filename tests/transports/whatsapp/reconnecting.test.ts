import { expect, test, vi } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import { createWhatsApp } from '../../../src/transports/whatsapp/index.ts';
import { testLab } from '../../support/lab.ts';
import { startFakeWhatsApp } from '../../support/whatsapp/index.ts';
import { codeIn } from '../../support/whatsapp/paired-service.ts';
import { hearingDoor } from '../hearing-door.ts';

const ROUNDS = 60;
/** The first rounds fill caches and learn the way. */
const WARM = 20;
/** Timers that are on their way out when one looks. */
const IN_FLIGHT = 6;

test('the real client, made anew sixty times, leaves no timer, socket or handle behind', async ({
  onTestFinished,
}) => {
  const whatsapp = await startFakeWhatsApp();
  onTestFinished(whatsapp.stop);
  const { db } = testLab();
  const silent = () => {};
  let printed = '';
  const transport = createWhatsApp({
    db,
    clock: systemClock,
    files: { admit: () => ({ outcome: 'refused', problem: 'wrongKind' }) },
    settings: {
      socketUrl: whatsapp.environment.WHATSAPP_SOCKET_URL,
      pairingPhone: whatsapp.lab.number,
    },
    log: { debug: silent, info: silent, warn: silent, error: silent },
    terminal: (line) => {
      printed += `${line}\n`;
    },
    sentText: () => undefined,
  });
  onTestFinished(transport.stop);
  await transport.start(hearingDoor());
  // The operator sees the code a moment before the server knows it.
  await whatsapp.lab.waits('forCode');
  const code = await whatsapp.until(() => codeIn(printed), 'a code');
  expect(await whatsapp.lab.types(code)).toBe('linked');
  await whatsapp.online();

  const counts: Record<string, number>[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const after = whatsapp.logins;
    whatsapp.faults.dropLine();
    await vi.waitFor(() => expect(transport.state().status).not.toBe('connected'), { interval: 2 });
    await transport.reconnect();
    await whatsapp.online({ after });
    await vi.waitFor(() => expect(transport.state().status).toBe('connected'), { interval: 2 });
    counts.push(handles());
  }
  const most = (kind: string, from: Record<string, number>[]) =>
    Math.max(...from.map((count) => count[kind] ?? 0));
  for (const kind of new Set(counts.flatMap(Object.keys))) {
    const [early, late] = [most(kind, counts.slice(0, WARM)), most(kind, counts.slice(-WARM))];
    expect(late, kind).toBeLessThanOrEqual(early + (kind === 'Timeout' ? IN_FLIGHT : 0));
  }
}, 60_000);

function handles(): Record<string, number> {
  const found: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) found[kind] = (found[kind] ?? 0) + 1;
  // What is done within this turn of the event loop is nobody's leak.
  delete found.Immediate;
  return found;
}
