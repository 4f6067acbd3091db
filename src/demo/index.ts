import { flows } from '../../flows/index.ts';
import type { App } from '../app.ts';
import type { Clock } from '../clock.ts';
import { readLab } from '../domain/lab/index.ts';
import {
  changeStage,
  countsByStage,
  queue,
  recordPayment,
  registrationById,
  testsOf,
} from '../domain/registrations/index.ts';
import type { Stage } from '../domain/registrations/table.ts';
import { release, reportsOf, sendDue, upload, validate } from '../domain/reports/index.ts';
import { addStaff, hashPassword } from '../domain/staff/index.ts';
import { perform } from '../effects.ts';
import { createEngine } from '../engine/engine.ts';
import { notify } from '../notices.ts';
import { createTransact } from '../transact.ts';
import type { Door, Transport } from '../transports/transport.ts';
import { type DemoPerson, demoPeople } from './people.ts';
import { sampleReport } from './sample-report.ts';

const DAY_MS = 86_400_000;
const DAYS = 28;
const REPORTS = 4;

/** With what the invented officers sign in. The data of a demonstration lies in a folder of its own. */
export const DEMO_SIGN_IN = {
  emails: ['rina@lab.example', 'bagus@lab.example'],
  password: 'contoh-kata-sandi',
};

/**
 * Fills an empty lab with an invented month: real dialogs, real stages, real reports, only the clock
 * is wound back. Nothing happens when there is data already.
 */
export async function furnishDemo({ db, files, clock, publicUrl }: App): Promise<void> {
  if (Object.values(countsByStage(db)).some((rows) => rows > 0)) return;
  const past = windingClock(clock, DAYS * DAY_MS);
  const lab = () => readLab(db, 'Asia/Jakarta');
  const scene = () => ({ lab: lab(), publicUrl: publicUrl(), simulated: true });
  const transact = createTransact({
    db,
    clock: past,
    lab,
    notice: (ctx, fact) => notify(ctx, fact, scene()),
    committed() {},
  });
  const phones = silentPhones();
  const engine = createEngine({
    transact,
    flows,
    perform,
    scene,
    transports: [phones.transport],
    file: (fileId) => files.open(fileId),
    log: { info() {}, warn() {}, error() {}, debug() {} },
    ticking: false,
  });
  await engine.start();

  const officers: number[] = [];
  for (const [place, name] of ['Rina Wulandari', 'Bagus Prakoso'].entries()) {
    const email = DEMO_SIGN_IN.emails[place] ?? '';
    const passwordHash = await hashPassword(DEMO_SIGN_IN.password, clock.chance(16));
    const added = transact({ kind: 'system' }, (ctx) =>
      addStaff(ctx, { name, email, role: 'officer', passwordHash }),
    );
    if (added.outcome === 'added') officers.push(added.staffId);
  }
  const [first = 0, second = 0] = officers;

  for (const [index, person] of demoPeople.entries()) {
    past.windTo(DAYS * DAY_MS - (index * DAYS * DAY_MS) / demoPeople.length);
    await register(person);
    for (const id of openRegistrations()) moveOn(id, index);
  }
  past.windTo(0);
  await finishSome();
  await engine.settle();
  await engine.stop();

  async function register(person: DemoPerson): Promise<void> {
    const answers = ['halo', 'daftar', 'setuju', person.name, person.nik, 'ya', 'senin depan', 'ya'];
    for (const test of person.tests) answers.push(test);
    answers.push('selesai', '1', 'lewati', 'kirim');
    for (const text of answers) {
      past.pass(7_000);
      const received = phones.say(person.phone, text, past.now());
      await engine.settle();
      await received;
    }
  }

  function openRegistrations(): number[] {
    return queue(db, { stage: 'open' }, { limit: 50 }).rows.map(({ id }) => id);
  }

  /** Every few days a registration gets one stage further; some are rejected, some paid. */
  function moveOn(registrationId: number, round: number): void {
    const registration = registrationById(db, registrationId);
    if (!registration || (registrationId + round) % 3 !== 0) return;
    const next: Partial<Record<Stage, Stage>> = {
      registered: registrationId % 11 === 0 ? 'rejected' : 'verified',
      verified: 'sampleReceived',
      sampleReceived: registrationId % 7 === 0 ? 'sampleRejected' : 'testing',
      sampleRejected: 'sampleReceived',
    };
    const to = next[registration.stage];
    if (!to) return;
    const reason =
      to === 'rejected'
        ? 'Pemeriksaan ini tidak kami layani'
        : to === 'sampleRejected'
          ? 'Sampel membeku'
          : undefined;
    transact({ kind: 'staff', id: first }, (ctx) => {
      changeStage(ctx, {
        registrationId,
        expectedVersion: registration.version,
        to,
        ...(reason ? { reason } : {}),
      });
    });
    if (to === 'sampleReceived') pay(registrationId);
  }

  function pay(registrationId: number): void {
    const registration = registrationById(db, registrationId);
    if (!registration || registration.payment !== 'unpaid') return;
    transact({ kind: 'staff', id: first }, (ctx) =>
      recordPayment(ctx, {
        registrationId,
        expectedVersion: registration.version,
        payment: {
          kind: 'paid',
          receiptNumber: `KW-${1000 + registrationId}`,
          paidRupiah: registration.totalRupiah,
        },
      }),
    );
  }

  async function finishSome(): Promise<void> {
    const testing = queue(db, { stage: 'testing' }, { limit: REPORTS + 1 }).rows;
    for (const [place, { id: registrationId, code, personName }] of testing.entries()) {
      const tests = testsOf(db, registrationId).map(({ name }) => name);
      const bytes = await sampleReport({ code, personName, tests });
      const admitted = await files.admit(bytes, {
        name: `LHU ${code}.pdf`,
        origin: 'staff',
        accepts: ['pdf'],
      });
      if (admitted.outcome !== 'stored')
        throw new Error(`the sample report was refused: ${admitted.problem}`);
      const version = () => registrationById(db, registrationId)?.version ?? 0;
      transact({ kind: 'staff', id: first }, (ctx) =>
        upload(ctx, {
          registrationId,
          expectedVersion: version(),
          fileId: admitted.fileId,
          evidence: 'code',
        }),
      );
      // The last one waits for its second officer.
      if (place === REPORTS) continue;
      const reportId = reportsOf(db, registrationId)[0]?.id ?? 0;
      transact({ kind: 'staff', id: second }, (ctx) =>
        validate(ctx, { reportId, expectedVersion: version() }),
      );
      transact({ kind: 'staff', id: second }, (ctx) =>
        release(ctx, { reportId, expectedVersion: version() }),
      );
    }
    past.pass(11 * 60_000);
    transact({ kind: 'system' }, (ctx) => sendDue(ctx));
  }
}

/** The clock of the past: it stands where it is wound to, and never runs ahead of the real one by much. */
function windingClock(
  real: Clock,
  startAgoMs: number,
): Clock & { windTo(agoMs: number): void; pass(ms: number): void } {
  let now = real.now().getTime() - startAgoMs;
  return {
    now: () => new Date(now),
    chance: real.chance,
    windTo(agoMs) {
      now = real.now().getTime() - agoMs;
    },
    pass(ms) {
      now += ms;
    },
  };
}

/** Phones that take every message without showing it. */
function silentPhones(): {
  transport: Transport;
  say(phone: string, text: string, sentAt: Date): Promise<unknown>;
} {
  let door: Door | undefined;
  let said = 0;
  return {
    transport: {
      // The name of the simulator, so that its chats go on where the month ended.
      name: 'simulator',
      async start(given) {
        door = given;
      },
      send: async () => ({ outcome: 'handedOver' }),
      state: () => ({ status: 'connected', detail: 'contoh' }),
      async stop() {},
    },
    say(phone, text, sentAt) {
      said += 1;
      if (!door) throw new Error('the phones are not connected');
      const messageId = `demo-${said}`;
      return door.receive({
        transport: 'simulator',
        address: phone,
        phone,
        messageId,
        kind: 'text',
        text,
        sentAt,
      });
    },
  };
}
