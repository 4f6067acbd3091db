import { flows } from '../../flows/index.ts';
import type { App } from '../app.ts';
import type { Clock } from '../clock.ts';
import { isWorkingDay } from '../domain/calendar/index.ts';
import { readLab } from '../domain/lab/index.ts';
import type { Registration } from '../domain/registrations/index.ts';
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
import { addDays, instantAt, labDayAt } from '../domain/values/lab-day.ts';
import { perform } from '../effects.ts';
import { createEngine } from '../engine/engine.ts';
import { notify } from '../notices.ts';
import { createTransact } from '../transact.ts';
import type { Door, Transport } from '../transports/transport.ts';
import { type DemoPerson, demoPeople } from './people.ts';
import { sampleReport } from './sample-report.ts';

const DAYS = 28;
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
  const past = windingClock(clock);
  const timeZone = 'Asia/Jakarta';
  const today = labDayAt(clock.now(), timeZone);
  past.windTo(instantAt(addDays(today, -DAYS), '08:00', timeZone));
  const lab = () => readLab(db, timeZone);
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
      addStaff(ctx, { name, email, role: 'liaison', passwordHash }),
    );
    if (added.outcome === 'added') officers.push(added.staffId);
  }
  const [first = 0, second = 0] = officers;

  // The newest three are left for whoever tries the pages.
  const latecomers = demoPeople.slice(-3);
  const people = demoPeople.slice(0, -3).values();
  for (let daysAgo = DAYS; daysAgo > 0; daysAgo -= 1) {
    const day = addDays(today, -daysAgo);
    if (!isWorkingDay(db, day, lab())) continue;
    past.windTo(instantAt(day, '09:10', timeZone));
    for (const id of openRegistrations()) await moveOn(id);
    const { value: person } = people.next();
    if (person) await register(person);
    // Some days bring two.
    const { value: another } = daysAgo % 3 === 0 ? people.next() : { value: undefined };
    if (another) await register(another);
    past.pass(11 * 60_000);
    transact({ kind: 'system' }, (ctx) => sendDue(ctx));
  }
  past.windTo(instantAt(addDays(today, -1), '13:40', timeZone));
  for (const person of latecomers) await register(person);
  const [siti] = demoPeople;
  if (siti) await say(siti.phone, ['petugas', 'Apakah hasil saya bisa dijelaskan dokter?']);
  await engine.settle();
  await engine.stop();

  async function register(person: DemoPerson): Promise<void> {
    const answers = ['halo', 'daftar', 'setuju', person.name, person.nik, 'ya', 'senin depan', 'ya'];
    for (const test of person.tests) answers.push(test);
    answers.push('selesai', '1', 'lewati', 'kirim');
    await say(person.phone, answers);
  }

  async function say(phone: string, texts: string[]): Promise<void> {
    for (const text of texts) {
      past.pass(7_000);
      const received = phones.say(phone, text, past.now());
      await engine.settle();
      await received;
    }
  }

  function openRegistrations(): number[] {
    return queue(db, { stage: 'open' }, { limit: 50 }).rows.map(({ id }) => id);
  }

  /** A day's work on one registration: one stage further, once its visit has come. */
  async function moveOn(registrationId: number): Promise<void> {
    const registration = registrationById(db, registrationId);
    if (!registration) return;
    past.pass(4 * 60_000);
    if (registration.stage === 'testing') return report(registration);
    const hasCome = registration.visitOn <= labDayAt(past.now(), timeZone);
    if (registration.stage !== 'registered' && !hasCome) return;
    const next: Partial<Record<Stage, Stage>> = {
      registered: registrationId % 11 === 0 ? 'rejected' : 'verified',
      verified: 'sampleReceived',
      sampleReceived:
        registrationId % 7 === 0 && registration.stageReason === null ? 'sampleRejected' : 'testing',
      sampleRejected: 'sampleReceived',
    };
    const to = next[registration.stage];
    if (!to) return;
    const reasons: Partial<Record<Stage, string>> = {
      rejected: 'Pemeriksaan ini tidak kami layani',
      sampleRejected: 'Sampel membeku',
    };
    const reason = reasons[to];
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
    if (registration?.payment !== 'unpaid') return;
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

  /** The report is uploaded by one officer, validated and released by another; every fifth still waits. */
  async function report({ id: registrationId, code, personName }: Registration): Promise<void> {
    const tests = testsOf(db, registrationId).map(({ name }) => name);
    const bytes = await sampleReport({ code, personName, tests });
    const admitted = await files.admit(bytes, { name: `LHU ${code}.pdf`, origin: 'staff', accepts: ['pdf'] });
    if (admitted.outcome !== 'stored') throw new Error(`the sample report was refused: ${admitted.problem}`);
    const version = () => registrationById(db, registrationId)?.version ?? 0;
    transact({ kind: 'staff', id: first }, (ctx) =>
      upload(ctx, { registrationId, expectedVersion: version(), fileId: admitted.fileId, evidence: 'code' }),
    );
    if (registrationId % 5 === 0) return;
    const reportId = reportsOf(db, registrationId)[0]?.id ?? 0;
    transact({ kind: 'staff', id: second }, (ctx) => validate(ctx, { reportId, expectedVersion: version() }));
    transact({ kind: 'staff', id: second }, (ctx) => release(ctx, { reportId, expectedVersion: version() }));
  }
}

/** A clock that stands where it is wound to. */
function windingClock(real: Clock): Clock & { windTo(instant: Date): void; pass(ms: number): void } {
  let now = real.now().getTime();
  return {
    now: () => new Date(now),
    chance: real.chance,
    windTo(instant) {
      now = instant.getTime();
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
      again: 'sameMessage',
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
