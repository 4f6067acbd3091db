import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openReadOnly } from '../../src/db/open.ts';
import { chanceFrom } from './chance.ts';
import { startService } from './service.ts';
import { type FakeWhatsApp, type Person, startFakeWhatsApp } from './whatsapp/index.ts';
import { pairedService } from './whatsapp/paired-service.ts';

/** How a lab is put to the proof. */
export interface Ordeal {
  /** The same seed makes the same plan; what the machine makes of it differs in the milliseconds. */
  seed: number;
  kills: number;
  /** Each writes `DIALOG`; they begin as others end. */
  people: number;
  dataDir: string;
  /** Told now and then how far it has got. */
  progress?(kill: number): void;
}

/** What came of it; the names of the promises stand in docs/runbook.md. */
export interface Endured {
  kills: number;
  seconds: number;
  /** R1. Messages people wrote, what the lab has written down, and what of that is not worked on. */
  written: number;
  taken: number;
  unfinished: number;
  /** R1. Messages nobody answered and of which nobody was told. */
  lost: number;
  /** R2. People who were told that a message could not be read, and rows that are still open. */
  askedToRepeat: number;
  stillUnread: number;
  /** R4. Messages that were delivered again on purpose, and people who heard an answer twice, out of order or not at all. */
  deliveredAgain: number;
  wronglyAnswered: number;
  /** R5. Letters, those that came to a phone more than once under one id, and those without an end. */
  letters: number;
  repeatedUnderItsId: number;
  /** How often the letter that came most often came; a phone shows it once. */
  mostTimes: number;
  endless: number;
  /** What staff were asked to look at. */
  incidents: number;
  /** What was not as it should be, in words. */
  problems: string[];
}

/** What each person writes, and what the answer must speak of. */
export const DIALOG: readonly [text: string, answer: RegExp][] = [
  ['daftar', /Setuju\?/],
  ['setuju', /\(1\/7\)/],
  ['Siti Aminah', /\(2\/7\)/],
  ['3308105708900001', /\(3\/7\)/],
  ['ya', /\(4\/7\)/],
];

const LANES = 24;
/** How long it goes on living once its turn has come. */
const LONGEST_LIFE_MS = 700;
/** Every second life ends as soon as so many messages were acknowledged: what was promised must be kept then. */
const MOST_ACKNOWLEDGED = 8;
const REDELIVERED_PER_LIFE = 2;
const UNREADABLE = /tidak bisa kami baca/;
const PATIENCE_MS = 90_000;
const ENVIRONMENT = {
  WHATSAPP_PER_SECOND: '20',
  WHATSAPP_CHAT_PAUSE_MS: '0',
  WHATSAPP_UNREAD_SECONDS: '5',
  // A lab that starts hundreds of times need not be compiled each time.
  NODE_COMPILE_CACHE: join(tmpdir(), 'sapalab-compiled'),
};

/** Ends a lab by SIGKILL again and again while people write to it over WhatsApp, and counts what became of it. */
export async function endure({ seed, kills, people, dataDir, progress }: Ordeal): Promise<Endured> {
  mkdirSync(dataDir, { recursive: true });
  const began = performance.now();
  const chance = chanceFrom(seed);
  const whatsapp = await startFakeWhatsApp();
  const ledger: Ledger = { ids: [], lost: 0, askedToRepeat: 0, wrong: 0, problems: [] };
  const everybody = Array.from({ length: people }, (_, place) => {
    const writesUnder = chance() < 0.5 ? ('phone' as const) : ('lid' as const);
    return whatsapp.person({ name: `Warga ${place + 1}`, writesUnder });
  });
  let service = await pairedService(whatsapp, dataDir, ENVIRONMENT);
  const waiting = [...everybody];
  const lane = async () => {
    for (let person = waiting.shift(); person; person = waiting.shift())
      await converse(whatsapp, person, ledger);
  };
  const lanes = Array.from({ length: LANES }, lane);

  let deliveredAgain = 0;
  for (let kill = 1; kill <= kills; kill += 1) {
    // Spread over all that is written, so that every kind of message is met.
    await written(whatsapp, ledger, Math.floor((kill * people * DIALOG.length) / (kills + 1)));
    if (kill % 2 === 0) await pause(chance() * LONGEST_LIFE_MS);
    else await acknowledged(whatsapp, everybody, 1 + Math.floor(chance() * MOST_ACKNOWLEDGED));
    await service.kill();
    for (let times = 0; times < REDELIVERED_PER_LIFE; times += 1) {
      const id = ledger.ids[Math.floor(chance() * ledger.ids.length)];
      if (id === undefined || !wasDelivered(whatsapp, id)) continue;
      deliveredAgain += 1;
    }
    service = await startService(dataDir, { ...whatsapp.environment, ...ENVIRONMENT });
    progress?.(kill);
  }
  await Promise.all(lanes);
  await settled(whatsapp, dataDir);
  await service.stop();
  await whatsapp.stop();

  for (const person of everybody) judge(person, ledger);
  const answers = everybody.flatMap(({ heard }) => heard);
  return {
    kills,
    seconds: Math.round((performance.now() - began) / 1000),
    written: ledger.ids.length,
    ...inTheBooks(dataDir),
    lost: ledger.lost,
    askedToRepeat: ledger.askedToRepeat,
    deliveredAgain,
    wronglyAnswered: ledger.wrong,
    letters: answers.length,
    repeatedUnderItsId: answers.filter(({ times }) => times > 1).length,
    mostTimes: Math.max(...answers.map(({ times }) => times)),
    problems: ledger.problems,
  };
}

async function written(whatsapp: FakeWhatsApp, { ids }: Ledger, messages: number): Promise<void> {
  await whatsapp
    .until(() => ids.length >= messages, `${messages} messages to be written`, PATIENCE_MS)
    .catch(() => undefined);
}

/** Waits until WhatsApp has heard that the lab has got so many messages more. */
async function acknowledged(
  whatsapp: FakeWhatsApp,
  people: readonly Person[],
  messages: number,
): Promise<void> {
  const count = () => people.reduce((sum, { gotByBot }) => sum + gotByBot.size, 0);
  const wanted = count() + messages;
  await whatsapp
    .until(() => count() >= wanted, 'messages to be acknowledged', LONGEST_LIFE_MS)
    .catch(() => undefined);
}

/** What is known of all that was written. */
interface Ledger {
  ids: string[];
  lost: number;
  askedToRepeat: number;
  wrong: number;
  problems: string[];
}

/** Writes, waits for the answer, and goes on; says it once more when asked to. */
async function converse(whatsapp: FakeWhatsApp, person: Person, ledger: Ledger): Promise<void> {
  let seen = 0;
  for (const [text, answer] of DIALOG) {
    ledger.ids.push(await person.says(text));
    for (;;) {
      const heard = await whatsapp
        .until(() => person.heard[seen], `an answer to ${person.name}`, PATIENCE_MS)
        .catch(() => undefined);
      if (!heard) {
        ledger.lost += 1;
        ledger.problems.push(`${person.name} heard nothing about "${text}"`);
        return;
      }
      seen += 1;
      if (answer.test(heard.text)) break;
      if (!UNREADABLE.test(heard.text)) continue;
      ledger.askedToRepeat += 1;
      ledger.ids.push(await person.says(text));
    }
  }
}

/** Each answer of the dialog once and in order; whatever else the bot said is a problem. */
function judge({ name, heard }: Person, ledger: Ledger): void {
  const said = heard.map(({ text }) => text).filter((text) => !UNREADABLE.test(text));
  const asExpected =
    said.length === DIALOG.length && DIALOG.every(([, answer], place) => answer.test(said[place] ?? ''));
  if (asExpected) return;
  ledger.wrong += 1;
  ledger.problems.push(`${name} heard: ${said.map((text) => text.slice(0, 40)).join(' | ')}`);
}

function wasDelivered(whatsapp: FakeWhatsApp, id: string): boolean {
  try {
    whatsapp.redeliver(id);
    return true;
  } catch {
    return false;
  }
}

const OPEN_LETTERS = "outbox where state not in ('acknowledged', 'delivered', 'read', 'failed')";

/** Waits until nothing is open any more: every stanza answered, every row of what was unread gone. */
async function settled(whatsapp: FakeWhatsApp, dataDir: string): Promise<void> {
  const isSettled = () =>
    counted(dataDir, OPEN_LETTERS) === 0 &&
    counted(dataDir, 'whatsapp_unread') === 0 &&
    counted(dataDir, "intake where state != 'done'") === 0;
  const deadline = performance.now() + PATIENCE_MS;
  await whatsapp.allAnswered(PATIENCE_MS).catch(() => {});
  while (!isSettled() && performance.now() < deadline) await pause(200);
}

function inTheBooks(dataDir: string) {
  return {
    taken: counted(dataDir, "intake where kind = 'text'"),
    unfinished: counted(dataDir, "intake where state != 'done'"),
    stillUnread: counted(dataDir, 'whatsapp_unread'),
    endless: counted(dataDir, OPEN_LETTERS),
    incidents: counted(dataDir, 'incidents'),
  };
}

function counted(dataDir: string, rows: string): number {
  const db = openReadOnly(dataDir);
  try {
    return Number(db.$client.prepare(`select count(*) from ${rows}`).pluck().get());
  } finally {
    db.$client.close();
  }
}
