import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openIncidents } from '../../src/domain/incidents/index.ts';
import { addStaff, switchOff } from '../../src/domain/staff/index.ts';
import type { Role } from '../../src/domain/staff/values.ts';
import { watchLine } from '../../src/jobs/watch-line.ts';
import { createMailer } from '../../src/mail.ts';
import type { TransportState } from '../../src/transports/transport.ts';
import { type TestLab, testLab } from '../support/lab.ts';
import { type Letter, type MailServer, startMailServer } from '../support/mail-server.ts';

let lab: TestLab;
let status: TransportState['status'];
let hasWorked: boolean;
let by: 'phone' | 'cloud';
let letters: Letter[];
let servers: MailServer[];
let warned: object[];

beforeEach(() => {
  lab = testLab();
  status = 'connected';
  hasWorked = true;
  by = 'phone';
  letters = [];
  servers = [];
  warned = [];
  const hire = (name: string, role: Role) => {
    const email = `${name.toLowerCase()}@labkesmas.example`;
    const added = lab.change((ctx) => addStaff(ctx, { name, email, role, passwordHash: '-' }));
    if (added.outcome !== 'added') throw new Error(added.outcome);
    return added.staffId;
  };
  hire('Dewi', 'administrator');
  hire('Hadi', 'administrator');
  hire('Rina', 'liaison');
  const gone = hire('Tono', 'administrator');
  lab.change((ctx) => switchOff(ctx, { staffId: gone }));
});
afterEach(async () => {
  for (const server of servers) await server.stop();
});

async function mailServer(port = 0): Promise<number> {
  const server = await startMailServer({ port, letters });
  servers.push(server);
  return server.port;
}

/** A lab's watch, and one beat of it. */
function watch(port?: number) {
  const mail =
    port === undefined
      ? undefined
      : createMailer({ smtpUrl: `smtp://127.0.0.1:${port}`, from: 'sapalab@labkesmas.example' });
  const job = watchLine({
    db: lab.db,
    clock: lab.clock,
    state: () => ({ status, detail: '' }),
    hasWorked: () => hasWorked,
    scene: () => ({
      labName: 'Labkesmas Magelang',
      by,
      timeZone: 'Asia/Jakarta',
      page: 'https://sapa.labkesmas.example/admin/whatsapp',
    }),
    mail,
    log: { warn: (about) => void warned.push(about) },
  });
  return async (seconds = 5) => {
    lab.clock.pass({ seconds });
    lab.change((ctx) => job.run(ctx));
    await job.afterwards?.(lab.transact, () => {});
  };
}

const alarms = () => openIncidents(lab.db, { limit: 9 }).map(({ kind, about }) => `${kind}: ${about}`);

describe('the alarm', () => {
  test.each([
    ['unpaired', 'HP laboratorium tidak lagi ditautkan'],
    ['replaced', 'Program lain memakai tautan WhatsApp yang sama'],
    ['banned', 'WhatsApp memblokir nomor laboratorium'],
    ['tooOld', 'WhatsApp menolak versi protokol SapaLab'],
    ['stopped', 'Sambungan ke WhatsApp berhenti'],
  ] as const)('is raised at once when the line is %s', async (now, about) => {
    const beat = watch();
    await beat();
    expect(alarms()).toEqual([]);
    status = now;
    await beat();
    await beat();
    expect(alarms()).toEqual([`transportDown: ${about}`]);
  });

  test('waits ten minutes for a line that is made anew', async () => {
    const beat = watch();
    await beat();
    status = 'connecting';
    await beat(590);
    expect(alarms()).toEqual([]);
    await beat(20);
    expect(alarms()).toEqual(['transportDown: WhatsApp tidak tersambung lebih dari 10 menit']);
  });

  test("does not speak of a phone where the lab is reached by Meta's own service", async () => {
    by = 'cloud';
    status = 'unpaired';
    await watch()();
    expect(alarms()).toEqual(['transportDown: Nomor laboratorium tidak terdaftar di Cloud API']);
  });

  test('is not raised for a lab that has no phone yet', async () => {
    hasWorked = false;
    status = 'unpaired';
    await watch()();
    expect(alarms()).toEqual([]);
  });

  test('says the newer reason when there is one, and stays one', async () => {
    const beat = watch();
    status = 'replaced';
    await beat();
    status = 'banned';
    await beat();
    expect(alarms()).toEqual(['transportDown: WhatsApp memblokir nomor laboratorium']);
  });

  test('ends by itself once the line has held for a while, not while two programs fight for it', async () => {
    const beat = watch();
    status = 'replaced';
    await beat();
    for (let round = 0; round < 5; round += 1) {
      status = 'connected';
      await beat();
      await beat();
      status = 'replaced';
      await beat();
    }
    expect(alarms()).toHaveLength(1);
    status = 'connected';
    await beat();
    await beat(15);
    expect(alarms()).toEqual([]);
  });
});

describe('the e-mail', () => {
  test('goes once to the active administrators, in Indonesian first, with where to mend it', async () => {
    const beat = watch(await mailServer());
    status = 'banned';
    await beat();
    await beat();
    await beat(3_600);
    expect(letters.map(({ to }) => to)).toEqual([['dewi@labkesmas.example', 'hadi@labkesmas.example']]);
    const text = letters[0]?.text ?? '';
    expect(text).toContain('Subject: WhatsApp terputus di Labkesmas Magelang');
    expect(text).toContain('20 November 2026 pukul 09.00');
    expect(text).toContain('https://sapa.labkesmas.example/admin/whatsapp');
    expect(text.indexOf('memblokir')).toBeLessThan(text.indexOf('banned'));
  });

  test('says when it is over, once', async () => {
    const beat = watch(await mailServer());
    status = 'replaced';
    await beat();
    status = 'connected';
    await beat();
    await beat(20);
    await beat();
    expect(letters).toHaveLength(2);
    expect(letters[1]?.text).toContain('Subject: WhatsApp pulih di Labkesmas Magelang');
  });

  test('comes once an hour while two programs take the line from each other, and at once for new trouble', async () => {
    const beat = watch(await mailServer());
    for (let round = 0; round < 11; round += 1) {
      status = 'replaced';
      await beat(150);
      status = 'connected';
      await beat(75);
      await beat(75);
    }
    expect(letters).toHaveLength(2);
    status = 'banned';
    await beat();
    expect(letters).toHaveLength(3);
    expect(letters[2]?.text).toContain('memblokir');
    status = 'connected';
    await beat();
    await beat(20);
    status = 'replaced';
    await beat(600);
    expect(letters.map(({ text }) => /program lain/.test(text))).toEqual([true, false, false, false, true]);
  });

  test('over the Cloud API speaks of no phone, at the beginning and at the end', async () => {
    by = 'cloud';
    const beat = watch(await mailServer());
    status = 'stopped';
    await beat();
    status = 'connected';
    await beat();
    await beat(20);
    await beat();
    expect(letters).toHaveLength(2);
    for (const { text } of letters) expect(text).not.toMatch(/\bHP\b|phone/);
  });

  test('carries no header that somebody has hidden in the name of the lab', async () => {
    const mail = createMailer({
      smtpUrl: `smtp://127.0.0.1:${await mailServer()}`,
      from: 'sapalab@labkesmas.example',
    });
    const subject = 'WhatsApp terputus di Lab\r\nBcc: lain@luar.example';
    await mail({ to: ['dewi@labkesmas.example'], subject, text: 'Isi.' });
    expect(letters.map(({ to }) => to)).toEqual([['dewi@labkesmas.example']]);
    expect(letters[0]?.text).not.toMatch(/^Bcc:/m);
  });

  test('waits for a mail server that is down, and never speaks of trouble that is over', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    // It listens on a port.
    const { port } = closed.address() as AddressInfo;
    closed.close();
    await once(closed, 'close');
    const beat = watch(port);
    status = 'tooOld';
    await beat();
    await beat();
    expect(warned).toEqual([{ code: 'ESOCKET' }]);
    await mailServer(port);
    await beat(61);
    expect(letters).toHaveLength(1);
    expect(letters[0]?.text).toContain('WHATSAPP_VERSION');

    await servers[0]?.stop();
    status = 'connected';
    await beat();
    await beat(20);
    status = 'replaced';
    await beat(61);
    status = 'connected';
    await beat();
    await beat(20);
    await mailServer(port);
    await beat(61);
    await beat(61);
    // The end of the first; of the second nobody was ever told.
    expect(letters.map(({ text }) => /Subject: (.+?) di/.exec(text)?.[1])).toEqual([
      'WhatsApp terputus',
      'WhatsApp pulih',
    ]);
  });
});
