import { isNull } from 'drizzle-orm';
import { flows } from '../../flows/index.ts';
import type { App } from '../app.ts';
import type { Clock } from '../clock.ts';
import { isWorkingDay, nextVisitDays } from '../domain/calendar/index.ts';
import { cases } from '../domain/cases/table.ts';
import { findTests } from '../domain/catalogue/index.ts';
import { recognise } from '../domain/citizens/index.ts';
import { readLab } from '../domain/lab/index.ts';
import { submit } from '../domain/laboratory/index.ts';
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
import { addDays, instantAt, labDayAt } from '../domain/values/lab-day.ts';
import { birthDateInNik } from '../domain/values/nik.ts';
import { perform } from '../effects.ts';
import { createEngine } from '../engine/engine.ts';
import { createFileStore } from '../files/store.ts';
import { notify } from '../notices/index.ts';
import { createTransact } from '../transact.ts';
import type { Door, Transport } from '../transports/transport.ts';
import { furnishDesk, linkSupervisor, passDay, shareOut, tickOff } from './desk.ts';
import { organise } from './organisation.ts';
import { otherServices } from './other-services.ts';
import { type DemoPerson, demoPeople } from './people.ts';
import { sampleReport } from './sample-report.ts';

const DAYS = 28;
/** A result that stays on a shelf is found after so many days. */
const FOUND_AFTER_DAYS = 8;
/** When officers go through what is open; on Fridays the lab closes at eleven. */
const ROUNDS = ['08:10', '09:20', '10:10'];

export { DEMO_SIGN_IN } from './organisation.ts';

/**
 * Fills an empty lab with an invented month: real dialogs, real stages, real reports, only the clock
 * is wound back. Nothing happens when there is data already.
 */
export async function furnishDemo({ db, clock, publicUrl }: App, dataDir: string): Promise<void> {
  if (Object.values(countsByStage(db)).some((rows) => rows > 0)) return;
  const past = windingClock(clock);
  // Thousands of commits, none of which anybody would miss: the disk need not confirm each.
  db.$client.pragma('synchronous = OFF');
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
  const files = createFileStore({
    ...{ dataDir, db, clock: past, transact },
    // Its reports are written here: a process to look into each takes longer than all the rest.
    inspect: async () => ({ outcome: 'ok', pages: 1, text: '' }),
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

  const { staff, units } = await organise(db, transact, clock.chance);
  const [first, second] = [staff.rina, staff.bagus];
  const supervisorChat = linkSupervisor(transact, staff);
  const others = otherServices({ db, transact, files, staff, publicUrl: publicUrl() });

  // The newest three are left for whoever tries the pages.
  const latecomers = demoPeople.slice(-3);
  const people = demoPeople.slice(0, -3).values();
  let since = addDays(today, -DAYS - 3);
  for (let daysAgo = DAYS; daysAgo > 0; daysAgo -= 1) {
    const day = addDays(today, -daysAgo);
    if (!isWorkingDay(db, day, lab())) continue;
    past.windTo(instantAt(day, '07:35', timeZone));
    const night = DAYS - daysAgo;
    passDay(db, transact, {
      ...{ supervisor: staff.ratna, citizenId: supervisorChat, since, night },
      ...{ lab: lab(), scene: scene(), now: past.now() },
    });
    since = day;
    for (const [nth, time] of ROUNDS.entries()) {
      past.windTo(instantAt(day, time, timeZone));
      await Promise.all(openRegistrations().map((id) => moveOn(id, night)));
      past.pass(11 * 60_000);
      transact({ kind: 'system' }, (ctx) => sendDue(ctx));
      if (nth === 0) {
        await newcomers();
        await others.passDay(daysAgo);
      }
    }
    for (const { id } of db.select({ id: cases.id }).from(cases).where(isNull(cases.assigneeId)).all())
      shareOut(transact, { staff, units }, id);
  }
  past.windTo(instantAt(addDays(today, -1), '13:40', timeZone));
  // What fell on days on which the lab was closed.
  await others.passDay(0);
  furnishDesk(transact, { staff, units }, today);
  for (const person of latecomers) await register(person);
  const [siti] = demoPeople;
  if (siti) await say(siti.phone, ['petugas', 'Apakah hasil saya bisa dijelaskan dokter?']);
  await engine.settle();
  await engine.stop();
  db.$client.pragma('synchronous = FULL');

  /** Four new ones a day: one whole chat, the others written down. */
  async function newcomers(): Promise<void> {
    const { value: person } = people.next();
    if (person) await register(person);
    for (let more = 0; more < 3; more += 1) {
      const { value: another } = people.next();
      if (another) writeDown(another, more);
    }
  }

  /** Somebody who comes to the counter, calls, or writes without our having the whole chat. */
  function writeDown(person: DemoPerson, nth: number): void {
    past.pass(5 * 60_000);
    const birthDate = birthDateInNik(person.nik, today);
    if (!birthDate) return;
    transact({ kind: 'staff', id: first }, (ctx) => {
      const chat = { transport: 'simulator', address: person.phone, phone: person.phone, aliases: [] };
      const citizen = recognise(ctx, { ...chat, displayName: person.name });
      const [visitOn] = nextVisitDays(ctx);
      const tests = person.tests.flatMap((wish) => findTests(ctx.tx, wish, ctx.today).tests.slice(0, 1));
      if (!visitOn || tests.length === 0) return;
      const { name: personName, nik, phone } = person;
      const answers = { personName, nik, birthDate, visitOn, tests, phone, letter: null };
      submit(ctx, {
        citizenId: citizen.id,
        answers,
        source: nth === 0 ? 'whatsapp' : nth === 1 ? 'counter' : 'phone',
      });
    });
  }

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
    return queue(db, { stage: 'open', service: 'laboratory' }, { limit: 100 }).rows.map(({ id }) => id);
  }

  /** A day's work on one registration: one stage further, once its visit has come. */
  async function moveOn(registrationId: number, night: number): Promise<void> {
    const registration = registrationById(db, registrationId);
    if (!registration) return;
    const day = labDayAt(past.now(), timeZone);
    // Some lie on a shelf for a while, and some are worked on every other day only: they come late.
    const isOverlooked = registration.visitOn > addDays(day, -FOUND_AFTER_DAYS);
    if (registrationId % 9 === 5 && registration.stage === 'testing' && isOverlooked) return;
    if (registrationId % 8 === 2 && night % 3 !== 0) return;
    past.pass(30_000);
    if (registration.stage === 'testing') await report(registration);
    if (registration.stage === 'testing' || registration.stage === 'validating') {
      if (registrationId % 10 !== 0 || !isOverlooked) letGo(registrationId);
      return;
    }
    const hasCome = registration.visitOn <= day;
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
    tickOff(transact, staff, registrationId, to);
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

  /** The report is uploaded by one officer. */
  async function report({ id: registrationId, code, personName }: Registration): Promise<void> {
    const tests = testsOf(db, registrationId).map(({ name }) => name);
    const bytes = await sampleReport({ code, personName, tests });
    const admitted = await files.admit(bytes, { name: `LHU ${code}.pdf`, origin: 'staff', accepts: ['pdf'] });
    if (admitted.outcome !== 'stored') throw new Error(`the sample report was refused: ${admitted.problem}`);
    const expectedVersion = registrationById(db, registrationId)?.version ?? 0;
    transact({ kind: 'staff', id: first }, (ctx) =>
      upload(ctx, { registrationId, expectedVersion, fileId: admitted.fileId, evidence: 'code' }),
    );
  }

  /** Another officer validates and releases it. */
  function letGo(registrationId: number): void {
    const version = () => registrationById(db, registrationId)?.version ?? 0;
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
      const displayName = demoPeople.find((person) => person.phone === phone)?.name;
      const messageId = `demo-${said}`;
      return door.receive({
        transport: 'simulator',
        address: phone,
        phone,
        messageId,
        kind: 'text',
        text,
        sentAt,
        ...(displayName ? { displayName } : {}),
      });
    },
  };
}
