import { saveHoliday } from '../../src/domain/calendar/index.ts';
import { retireTest } from '../../src/domain/catalogue/index.ts';
import { handBack, reply, takeOver } from '../../src/domain/citizens/index.ts';
import { proposeDate, withdrawProposal } from '../../src/domain/consultations/index.ts';
import { addFile } from '../../src/domain/files/index.ts';
import { drawPaperCode, recentPapers } from '../../src/domain/papers/index.ts';
import {
  changeStage,
  recordPayment,
  registrationById,
  remindOfVisits,
} from '../../src/domain/registrations/index.ts';
import type { Stage } from '../../src/domain/registrations/table.ts';
import { release, reportsOf, sendDue, upload, validate } from '../../src/domain/reports/index.ts';
import { addStaff, makeChatLink } from '../../src/domain/staff/index.ts';
import { ROLES } from '../../src/domain/staff/values.ts';
import { decide, listTourKinds, retireTourKind } from '../../src/domain/tours/index.ts';
import { unlock } from '../../src/domain/tracking/index.ts';
import { newCode } from '../../src/domain/values/code.ts';
import { parseLabDay } from '../../src/domain/values/lab-day.ts';
import { templatesSchema } from '../../src/domain/values/message-templates.ts';
import { isRegistered } from '../../src/domain/values/services.ts';
import { digests } from '../../src/jobs/digest.ts';
import { printOrders } from '../../src/jobs/print-orders.ts';
import { printHere } from '../../src/print/here.ts';
import { readHere } from '../../src/reader/index.ts';
import {
  type FileProblem,
  type Inbound,
  MESSAGE_KINDS,
  type MessageKind,
} from '../../src/transports/transport.ts';
import { putCase } from './cases.ts';
import { registerAtCounter } from './counter.ts';
import { putSheet } from './sent-sheet.ts';
import { shipmentDeed } from './shipment-deeds.ts';
import { phoneOf, type World, world } from './world.ts';

/**
 * Plays a `.chat` file: a golden dialogue that is the specification of what the bot says.
 *
 *     # a title, kept as it is
 *     @ 2026-11-20 09:00        the clock stands here; `@ +30 minutes` moves it
 *     siti: halo                what somebody writes
 *     siti (11 hours old): ya   the same, sent long before it arrives
 *     siti [audio]              something that is not text; `[file rujukan.pdf]` is a stored file,
 *                               `[refused encrypted]` one that was not accepted
 *     siti: lacak {code}        the newest code; `{code 1}` the first, `{sloppy}`, `{typo}`, `{unknown}`,
 *                               `{unknown WIS}`; `{five siti}` the last five digits of Siti's phone
 *     ! counter tour siti       somebody without a chat is registered with the number Siti writes from
 *     ! verified                staff move the newest registration; `! rejected because …`
 *     ! proposes 2026-11-24 because …   staff propose another day for it; `! withdraws` takes that back
 *     ! approves with letter    the newest group may come, and its letter has gone out
 *     ! turns down with letter because …   it may not
 *     ! no longer shows Laboratorium mikrobiologi   that kind of tour is retired
 *     ! report released with code   as `report released`, and its code is `{paper}`; `{paper typo}` has a slip,
 *                               `{paper old}` is the one before
 *     ! prints                  what was ordered is printed, as the job does it
 *     ! verifies the documents   of the newest shipment; `! asks for cover: belum ditandatangani`,
 *                               `! receives 298/3` (see shipment-deeds.ts)
 *     ! reminders               people are reminded of tomorrow's visits
 *     ! holiday 2026-11-23 Cuti bersama   the lab is closed that day
 *     ! link code supervisor    somebody called Endang with that role makes a code: `SAMBUNG {link}`
 *     ! digest                  the digests that are due go out; `! late` puts an overdue case before
 *     % visitsPerDay 1          a setting of the lab
 *     % window 24               WhatsApp answers freely for so many hours after a person's last message
 *     % template moved pindah   a template WhatsApp has approved, shown as `[pindah]` where it is used
 *     bot: …                    what was answered; further lines are indented
 *
 * @returns the same file with the answers as they are now
 */
export async function play(script: string): Promise<string> {
  const lab = await world();
  const written: string[] = [];
  const heardBefore = new Map<string, number>();
  const people = new Set<string>();
  try {
    for (const line of script.split('\n')) {
      if (isAnswer(line)) continue;
      written.push(line);
      const person = await act(lab, line);
      if (lab.errors.length > 0) throw new Error(`${line}: ${lab.errors.join('; ')}`);
      if (person) people.add(person);
      for (const who of people) {
        const heard = lab.heard(who);
        for (const said of heard.slice(heardBefore.get(who) ?? 0)) {
          written.push(
            ...said
              .split('\n')
              .map((text, index) =>
                index === 0 ? `${answerer(who, people)}: ${text}` : text === '' ? '' : `     ${text}`,
              ),
          );
        }
        heardBefore.set(who, heard.length);
      }
    }
  } finally {
    await lab.stop();
  }
  return tidy(written);
}

const answerer = (who: string, people: ReadonlySet<string>): string =>
  people.size > 1 ? `bot→${who}` : 'bot';
const isAnswer = (line: string): boolean => /^bot(→\w+)?:/.test(line) || /^ {5}/.test(line) || line === '';

// An empty line stands before everything somebody writes, whatever the script had.
function tidy(lines: string[]): string {
  const spaced: string[] = [];
  for (const [index, line] of lines.entries()) {
    const starts = /^(\w+( \[| \(|:)|[@!%])/.test(line) && !/^bot(→|:)/.test(line);
    if (starts && index > 0) spaced.push('');
    spaced.push(line);
  }
  return `${spaced.join('\n').trimEnd()}\n`;
}

async function act(lab: World, line: string): Promise<string | undefined> {
  if (line.startsWith('#')) return undefined;
  if (line.startsWith('@')) return void (await moveClock(lab, line.slice(1).trim()));
  if (line.startsWith('!')) return void (await staffAct(lab, line.slice(1).trim()));
  if (line.startsWith('%')) return changeSetting(lab, line.slice(1).trim());
  const odd = /^(\w+) \[(\w+)(?: ([^\]]+))?\](?: (.*))?$/.exec(line);
  if (odd) {
    const [, who = '', kind = '', about = '', text = ''] = odd;
    lab.clock.pass({ seconds: 5 });
    await lab.sends(who, oddMessage(lab, kind, about, text));
    return who;
  }
  const said = /^(\w+)(?: \((\d+) (minute|hour|day)s? old\))?: ?(.*)$/.exec(line);
  if (!said) throw new Error(`not a line of a transcript: ${line}`);
  const [, who = '', age = '0', unit = 'minute', text = ''] = said;
  lab.clock.pass({ seconds: 5 });
  const sentAt = new Date(lab.clock.now().getTime() - Number(age) * MS[unit as keyof typeof MS]);
  await lab.sends(who, { text: withCodes(lab, text), sentAt });
  return who;
}

const MS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** Codes are drawn anew whenever a dialogue changes, so a script names them by where they stand. */
function withCodes(lab: World, text: string): string {
  const words = text
    .replace(/\{paper(?: (typo|old))?\}/, (_, which?: string) => paperCodeOf(lab, which))
    .replace('{link}', linkCode(lab))
    .replace(/\{five (\w+)\}/g, (_, who: string) => phoneOf(who).slice(-5))
    .replace(/\{unknown ([A-Z]{3})\}/g, (_, prefix: string) => newCode(prefix, new Uint8Array(8).fill(7)));
  return words.replace(/\{(code|sloppy|typo|unknown)(?: (\d))?\}/g, (_, how: string, place = '') => {
    if (how === 'unknown') return newCode('LAB', new Uint8Array([7, 7, 7, 7, 7, 7, 7, 7]));
    const code = codeOf(lab, place);
    if (how === 'sloppy') return code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o');
    return how === 'typo' ? code.replace(/.$/, (last) => (last === '7' ? '8' : '7')) : code;
  });
}

function codeOf(lab: World, place: string): string {
  const rows = lab.db.$client.prepare('select code from registrations order by id').all() as {
    code: string;
  }[];
  const found = place === '' ? rows.at(-1) : rows[Number(place) - 1];
  if (!found) throw new Error(`there is no registration ${place} yet`);
  return found.code;
}

function paperCodeOf(lab: World, which: string | undefined): string {
  const [newest, before] = recentPapers(lab.db, 2);
  const paper = which === 'old' ? before : newest;
  if (!paper) throw new Error('there is no such paper yet');
  return which === 'typo' ? paper.code.replace(/.$/, (last) => (last === '7' ? '8' : '7')) : paper.code;
}

/** As the service does it a moment after something was ordered. */
async function print(lab: World): Promise<void> {
  const job = printOrders({
    db: lab.db,
    lab: () => lab.settings,
    publicUrl: () => 'https://lab.example',
    print: printHere,
    files: {
      keepOwn: async (_bytes, { name, kind }) =>
        storeFile(lab, name, kind === 'pdf' ? 'application/pdf' : 'application/xlsx'),
      open: () => undefined,
    },
    log: { ...console, warn: (about: unknown) => void lab.errors.push(JSON.stringify(about)) },
  });
  await job.afterwards?.(lab.transact, () => {});
}

function changeSetting(lab: World, what: string): undefined {
  const [name = '', value = '', ...more] = what.split(' ');
  if (name === 'window') {
    lab.transport.answersWithinMs = Number(value) * MS.hour;
    return undefined;
  }
  if (name === 'template') {
    lab.settings.templates = templatesSchema.parse({
      ...lab.settings.templates,
      [value]: { id: more.join('_') },
    });
    return undefined;
  }
  Object.assign(lab.settings, { [name]: Number(value) });
}

function oddMessage(lab: World, kind: string, about: string, text: string): Partial<Inbound> {
  if (kind === 'file') return fileMessage(lab, about, text);
  if (kind === 'refused')
    // The scripts name problems as the file rules do.
    return { kind: 'document', text, file: { state: 'refused', problem: about as FileProblem } };
  return { kind: kindOf(kind), text };
}

function kindOf(word: string): MessageKind {
  const kind = MESSAGE_KINDS.find((known) => known === word);
  if (!kind) throw new Error(`no kind of message ${word}`);
  return kind;
}

function fileMessage(lab: World, name: string, text: string) {
  if (/\.xlsx?$/.test(name))
    return {
      kind: 'document' as const,
      text,
      file: { state: 'stored' as const, fileId: putSheet(lab, name) },
    };
  const mimeType = name.endsWith('.pdf') ? 'application/pdf' : 'image/jpeg';
  const kind: MessageKind = name.endsWith('.pdf') ? 'document' : 'image';
  return { kind, text, file: { state: 'stored' as const, fileId: storeFile(lab, name, mimeType) } };
}

function storeFile(lab: World, name: string, mimeType: string): number {
  const storedAs = `test/${lab.clock.chance(8).join('')}`;
  return lab.change((ctx) =>
    addFile(ctx, { storedAs, name, mimeType, sizeBytes: 1_000, sha256: 'x', origin: 'citizen' }),
  );
}

async function moveClock(lab: World, to: string): Promise<void> {
  const step = /^\+(\d+) (minute|hour|day)s?$/.exec(to);
  if (step) lab.clock.pass({ [`${step[2]}s`]: Number(step[1]) });
  else lab.clock.set(`${to.replace(' ', 'T')}:00+07:00`);
  lab.engine.tick();
  await lab.engine.settle();
}

/** What staff do, in the words of the transcripts; always to the newest registration. */
async function staffAct(lab: World, what: string): Promise<void> {
  const deed = DIGEST_DEEDS.find(([name]) => what === name || what.startsWith(`${name} `));
  if (deed) {
    await deed[1](lab, what.slice(deed[0].length).trim());
    return lab.engine.settle();
  }
  const [first, second] = officers(lab);
  const registrationId = newest(lab);
  const version = () => registrationById(lab.db, registrationId)?.version ?? 0;
  if (shipmentDeed(lab, first, registrationId, what)) return lab.engine.settle();
  const [verb = '', reason] = what.split(' because ');
  if (verb === 'report released' || verb === 'report released with code') {
    const fileId = storeFile(lab, 'lhu.pdf', 'application/pdf');
    lab.staff(first, (ctx) =>
      upload(ctx, {
        ...{ registrationId, expectedVersion: version(), fileId, evidence: 'code' },
        ...(verb.endsWith('with code') && { paperCode: drawPaperCode(ctx) }),
      }),
    );
    const reportId = reportsOf(lab.db, registrationId)[0]?.id ?? 0;
    lab.staff(second, (ctx) => validate(ctx, { reportId, expectedVersion: version() }));
    lab.staff(second, (ctx) => release(ctx, { reportId, expectedVersion: version() }));
    lab.clock.pass({ minutes: 10 });
    lab.change((ctx) => sendDue(ctx));
  } else if (verb === 'approves with letter' || verb === 'turns down with letter') {
    const fileId = storeFile(lab, 'surat-balasan.pdf', 'application/pdf');
    const decision = verb === 'approves with letter' ? 'approved' : 'rejected';
    const decided = lab.staff(first, (ctx) =>
      decide(ctx, {
        registrationId,
        expectedVersion: version(),
        decision,
        ...(reason && { reason }),
        fileId,
        evidence: 'code',
        number: 'HM.02/1/XI/2026',
      }),
    );
    if (decided.outcome !== 'uploaded') throw new Error(`staff could not: ${what} (${decided.outcome})`);
    const { reportId } = decided;
    lab.staff(second, (ctx) => validate(ctx, { reportId, expectedVersion: version() }));
    lab.staff(second, (ctx) => release(ctx, { reportId, expectedVersion: version() }));
    lab.clock.pass({ minutes: 10 });
    lab.change((ctx) => sendDue(ctx));
  } else if (verb.startsWith('no longer shows ')) {
    const name = verb.slice(16);
    const kind = listTourKinds(lab.db).find((known) => known.name === name);
    if (!kind) throw new Error(`no kind of tour ${name}`);
    lab.staff(first, (ctx) => retireTourKind(ctx, { id: kind.id, expectedVersion: kind.version }));
  } else if (verb.startsWith('paid')) {
    const [, receiptNumber = '', amount = ''] = verb.split(' ');
    lab.staff(first, (ctx) =>
      recordPayment(ctx, {
        registrationId,
        expectedVersion: version(),
        payment: { kind: 'paid', receiptNumber, paidRupiah: Number(amount) },
      }),
    );
  } else if (verb.startsWith('proposes ')) {
    const day = parseLabDay(verb.slice(9));
    if (!day) throw new Error(`no day in: ${what}`);
    const input = { registrationId, expectedVersion: version(), day, reason: reason ?? '' };
    const proposed = lab.staff(first, (ctx) => proposeDate(ctx, input));
    if (proposed.outcome !== 'changed') throw new Error(`staff could not: ${what} (${proposed.outcome})`);
  } else if (verb === 'withdraws') {
    lab.staff(first, (ctx) => withdrawProposal(ctx, { registrationId, expectedVersion: version() }));
  } else if (verb.startsWith('retires ')) {
    const row = lab.db.$client.prepare('select id, version from tests where name = ?').get(verb.slice(8)) as {
      id: number;
      version: number;
    };
    lab.staff(first, (ctx) => retireTest(ctx, { id: row.id, expectedVersion: row.version }));
  } else if (verb === 'unlocks') {
    lab.staff(first, (ctx) => unlock(ctx, { registrationId, reason: reason ?? 'dikenal di loket' }));
  } else if (verb.startsWith('takes over')) {
    lab.staff(first, (ctx) => takeOver(ctx, citizenOf(lab, verb.slice(11))));
  } else if (verb.startsWith('hands back')) {
    lab.staff(first, (ctx) => handBack(ctx, citizenOf(lab, verb.slice(11))));
  } else if (verb.startsWith('replies ')) {
    const [who = '', ...words] = verb.slice(8).split(' ');
    lab.staff(first, (ctx) => reply(ctx, citizenOf(lab, who), words.join(' ')));
  } else {
    const changed = lab.staff(first, (ctx) =>
      changeStage(ctx, {
        registrationId,
        expectedVersion: version(),
        to: verb as Stage,
        ...(reason ? { reason } : {}),
      }),
    );
    if (changed.outcome !== 'changed') throw new Error(`staff could not: ${what} (${changed.outcome})`);
  }
  await lab.engine.settle();
}

const DIGEST_DEEDS: readonly [string, (lab: World, about: string) => unknown][] = [
  ['reminders', (lab) => lab.change((ctx) => remindOfVisits(ctx))],
  ['prints', (lab) => print(lab)],
  ['holiday', (lab, about) => closeOn(lab, about)],
  ['counter', (lab, about) => atCounter(lab, about)],
  ['link code', (lab, role) => makeLinkCode(lab, role)],
  ['digest', (lab) => postDigests(lab)],
  [
    'late',
    (lab, code) =>
      putCase(lab.db, {
        code,
        receivedAt: new Date(lab.clock.now().getTime() - 5 * MS.day),
        dueAt: new Date(lab.clock.now().getTime() - MS.hour),
      }),
  ],
  [
    'unit below',
    (lab, name) => {
      const add = 'insert into units (parent_id, path, name, created_at) values (1, ?, ?, 0)';
      lab.db.$client.prepare(add).run(`/1/${units(lab) + 1}/`, name);
    },
  ],
];

/** `tour siti`: registered with the number that Siti writes from. */
function atCounter(lab: World, about: string): void {
  const [service = '', who = ''] = about.split(' ');
  if (!isRegistered(service)) throw new Error(`nobody registers for ${service}`);
  lab.staff(officers(lab)[0], (ctx) => registerAtCounter(ctx, service, phoneOf(who)));
}

function closeOn(lab: World, about: string): void {
  const [, day, name] = /^(\S+) (.+)$/.exec(about) ?? [];
  const saved = lab.change((ctx) => saveHoliday(ctx, { day, name, kind: 'tutup' }));
  if (saved.outcome !== 'saved') throw new Error(`no day off: ${about}`);
}

const units = (lab: World): number =>
  (lab.db.$client.prepare('select max(id) as id from units').get() as { id: number }).id;

function makeLinkCode(lab: World, role: string): void {
  const added = lab.change((ctx) =>
    addStaff(ctx, { name: 'Endang', email: 'endang@lab.example', role: roleOf(role), passwordHash: 'x' }),
  );
  if (added.outcome !== 'added') throw new Error('Endang works here already');
  lab.change((ctx) => makeChatLink(ctx, { staffId: added.staffId }));
}

const roleOf = (word: string) => {
  const role = ROLES.find((known) => known === word);
  if (!role) throw new Error(`no role ${word}`);
  return role;
};

function linkCode(lab: World): string {
  const row = lab.db.$client.prepare('select code from chat_links').get() as { code: string } | undefined;
  return row?.code ?? '';
}

/** As the job does it, with the picture left out: a transcript is words. */
async function postDigests(lab: World): Promise<void> {
  await digests({
    db: lab.db,
    clock: lab.clock,
    lab: () => lab.settings,
    scene: () => ({ lab: lab.settings, publicUrl: 'https://lab.example', simulated: false }),
    ask: readHere(lab.db).ask,
    keepPicture: async () => undefined,
    takesPictures: () => false,
  }).afterwards?.(lab.transact, () => {});
  lab.engine.wake();
}

function officers(lab: World): [number, number] {
  const known = lab.db.$client.prepare('select id from staff order by id').all() as { id: number }[];
  if (known[0] && known[1]) return [known[0].id, known[1].id];
  const add = (name: string, email: string) =>
    lab.change((ctx) => addStaff(ctx, { name, email, role: 'liaison', passwordHash: 'x' }));
  add('Rina', 'rina@lab.example');
  add('Bagus', 'bagus@lab.example');
  return officers(lab);
}

function newest(lab: World): number {
  const row = lab.db.$client.prepare('select max(id) as id from registrations').get() as {
    id: number | null;
  };
  return row.id ?? 0;
}

function citizenOf(lab: World, who: string): number {
  const row = lab.db.$client
    .prepare('select citizen_id as id from addresses where address = ?')
    .get(phoneOf(who)) as { id: number };
  return row.id;
}
