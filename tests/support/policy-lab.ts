import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { and, eq } from 'drizzle-orm';
import type { Db } from '../../src/db/open.ts';
import { cannedReplies } from '../../src/domain/canned-replies/table.ts';
import { caseOf } from '../../src/domain/cases/index.ts';
import { bulkActions, cases } from '../../src/domain/cases/table.ts';
import { citizens } from '../../src/domain/citizens/table.ts';
import type { ThreadEntry } from '../../src/domain/citizens/values.ts';
import { exports } from '../../src/domain/exports/table.ts';
import { raise } from '../../src/domain/incidents/index.ts';
import { type Entry, type Fact, journal } from '../../src/domain/journal.ts';
import { submit } from '../../src/domain/laboratory/index.ts';
import { notifications } from '../../src/domain/notifications/table.ts';
import { drawPaperCode, keepPaper } from '../../src/domain/papers/index.ts';
import { registrations } from '../../src/domain/registrations/table.ts';
import { reports } from '../../src/domain/reports/table.ts';
import { sheetChecks } from '../../src/domain/sheets/table.ts';
import { shipmentDocuments, shipments } from '../../src/domain/shipments/table.ts';
import { hashPassword } from '../../src/domain/staff/index.ts';
import { staff } from '../../src/domain/staff/table.ts';
import { ROLES, type Role } from '../../src/domain/staff/values.ts';
import { seedTourKinds } from '../../src/domain/tours/index.ts';
import { unitMessages, unitThreadMembers, unitThreads } from '../../src/domain/unit-messages/table.ts';
import { ROOT_UNIT_ID, units } from '../../src/domain/units/table.ts';
import type { Service } from '../../src/domain/values/services.ts';
import { testLab } from './lab.ts';
import { furnished, type RegistrationLab } from './registrations.ts';
import { Browser, PASSWORD, type StaffPages, staffPages } from './staff-pages.ts';

/** Where a thing stands, seen from the unit of whoever asks for it. */
export const WHERES = ['own', 'below', 'beside', 'above'] as const;
export type Where = (typeof WHERES)[number];

/** Everybody who asks: one of each role in the unit `own`, and an officer of another service. */
export const ACTORS = [...ROLES, 'otherServiceOfficer'] as const;
export type ActorName = (typeof ACTORS)[number];

/** Everything that stands in one unit, by id. */
export type Things = ReturnType<typeof thingsIn>;

/** What stands behind the parameter of a route, and who may reach it. */
export type Example =
  /** Of a unit and of the laboratory service: `case`; of a unit alone: `unit`. */
  | { of: 'case' | 'unit'; value(things: Things): string | number }
  /** Of one officer alone, whoever leads the unit: `mine` is what the asking officer has. */
  | { of: 'officer'; value(things: Things): string | number; mine(mine: OwnThings): string | number }
  /** Of exactly one unit, whoever leads those above it: its letters. */
  | { of: 'unitAlone'; value(things: Things): string | number }
  /** Part of the thing named before it in the path. */
  | { of: 'part'; value(things: Things): string | number }
  /** Everybody's in the lab, so that no unit matters; says why. */
  | { of: 'lab'; why: string; value: string | number };

/**
 * One line for each parameter of a route, by the word before it. A new route with a parameter that is
 * not here fails the policy test until its line is added; what a unit owns is made in `thingsIn`.
 */
export const EXAMPLES: Readonly<Record<string, Example>> = {
  'registrations/:id': { of: 'case', value: ({ registrationId }) => registrationId },
  'receiving/:id': { of: 'case', value: ({ registrationId }) => registrationId },
  'cases/:caseId': { of: 'case', value: ({ caseId }) => caseId },
  'chats/:citizenId': { of: 'case', value: ({ citizenId }) => citizenId },
  'attention/:id': { of: 'case', value: ({ incidentId }) => incidentId },
  'exports/:id': {
    of: 'officer',
    value: ({ exportId }) => exportId,
    mine: ({ exportId }) => exportId,
  },
  'staff/:id': { of: 'unit', value: ({ staffId }) => staffId },
  'units/:id': { of: 'unit', value: ({ unitId }) => unitId },
  'messages/:id': { of: 'unitAlone', value: ({ threadId }) => threadId },
  'notifications/:id': {
    of: 'officer',
    value: ({ notificationId }) => notificationId,
    mine: ({ notificationId }) => notificationId,
  },
  'documents/:documentId': { of: 'part', value: ({ documentId }) => documentId },
  'papers/:paperId': { of: 'part', value: ({ paperId }) => paperId },
  'reports/:reportId': { of: 'part', value: ({ reportId }) => reportId },
  'files/:fileId': { of: 'part', value: ({ fileId }) => `${fileId}?at=${SENT_AT}` },
  'letters/:letterId': { of: 'part', value: () => 1 },
  'undo/:bulkId': { of: 'officer', value: ({ bulkId }) => bulkId, mine: ({ bulkId }) => bulkId },
  'stage/:to': { of: 'part', value: () => 'verified' },
  'new/:service': { of: 'lab', value: 'laboratory', why: 'one lab handles a service' },
  'macros/:place': { of: 'lab', value: 1, why: 'one list of macros for the whole lab' },
  'texts/:text': { of: 'lab', value: 'menu.greet', why: 'the bot speaks with one voice' },
  'catalogue/:id': { of: 'lab', value: 1, why: 'one price list for the whole lab' },
  'prices/:day': { of: 'part', value: () => '2027-01-04' },
  'kinds/:id': { of: 'lab', value: 1, why: 'one list of tours for the whole lab' },
  'replies/:id': { of: 'lab', value: 1, why: 'one list of canned replies for the whole lab' },
  'retention/:runId': { of: 'lab', value: 1, why: 'one count for the whole lab' },
  'jobs/:name': { of: 'lab', value: 'backup', why: 'one clock for the whole lab' },
  'holidays/:day': { of: 'lab', value: '2026-12-25', why: 'one calendar for the whole lab' },
};

/** What an address wants behind the question mark before it shows anything. */
export const WANTED_QUERIES: Readonly<Record<string, string>> = {
  '/cases/:caseId/macro': 'name=Surat+rujukan+belum+jelas',
};

const SENT_AT = new Date('2026-11-20T08:00:00+07:00').getTime();

/** What an officer has for himself. */
export interface OwnThings {
  staffId: number;
  exportId: number;
  notificationId: number;
  bulkId: number;
}

/** A lab of five units in which everything exists in each, served to everybody who asks. */
export interface PolicyLab {
  db: Db;
  /** What stands in every chat; a test may add to it. */
  thread: ThreadEntry[];
  things: Record<Where, Things>;
  own: Record<ActorName, OwnThings>;
  /**
   * Somebody who is signed in. Every one comes to a server of one's own, because an address may ask
   * only so often a minute.
   */
  as(actor: ActorName, where: Where | 'anywhere'): Browser;
  /** How many facts the journal has of this officer, and the last of them. */
  factsOf(actor: ActorName): number;
  lastFactOf(actor: ActorName): Fact | undefined;
  close(): Promise<void>;
}

const ROLE_OF: Record<ActorName, { role: Role; services?: Service[] }> = {
  administrator: { role: 'administrator' },
  coordinator: { role: 'coordinator' },
  liaison: { role: 'liaison' },
  supervisor: { role: 'supervisor' },
  serviceOfficer: { role: 'serviceOfficer', services: ['laboratory'] },
  otherServiceOfficer: { role: 'serviceOfficer', services: ['complaint'] },
};

/** Cheap to check, as in `staffPages`. */
const CHEAP = { N: 2 ** 4, r: 8, p: 1 };

/** Opens it. The lab itself is the unit above; below it stand `own`, with `below` in it, and `beside`. */
export async function policyLab(): Promise<PolicyLab> {
  const lab = furnished(testLab());
  lab.change(seedTourKinds);
  const folder = mkdtempSync(join(tmpdir(), 'sapalab-policy-'));
  const path = join(folder, 'berkas.pdf');
  writeFileSync(path, '%PDF-1.4');
  const passwordHash = await hashPassword(PASSWORD, new Uint8Array(16), CHEAP);

  const unitIds = { above: ROOT_UNIT_ID, own: 0, below: 0, beside: 0 };
  unitIds.own = addUnit(lab, 'Balai Contoh', ROOT_UNIT_ID);
  unitIds.beside = addUnit(lab, 'Balai Sebelah', ROOT_UNIT_ID);
  unitIds.below = addUnit(lab, 'Loka Contoh', unitIds.own);
  const things = Object.fromEntries(
    WHERES.map((where) => [where, thingsIn(lab, where, unitIds[where], passwordHash)]),
    // Every place is a key, because WHERES holds them all.
  ) as Record<Where, Things>;

  const own = Object.fromEntries(
    ACTORS.map((actor) => {
      const account = { ...ROLE_OF[actor], name: actor, email: emailOf(actor), passwordHash };
      const id = addAccount(lab, { ...account, unitId: unitIds.own });
      return [actor, { staffId: id, ...privateThings(lab, id) }];
    }),
    // As above, with ACTORS.
  ) as Record<ActorName, OwnThings>;

  const thread: ThreadEntry[] = WHERES.map((where) => ({
    at: new Date(SENT_AT),
    from: 'citizen',
    kind: 'document',
    text: '',
    fileId: things[where].fileId,
    fileName: 'berkas.pdf',
    seq: SENT_AT,
  }));
  const serve = (): Promise<StaffPages> =>
    staffPages({
      db: lab.db,
      transact: lab.transact,
      clock: lab.clock,
      lab: () => lab.settings,
      thread: () => thread,
      files: {
        admit: async () => ({ outcome: 'refused', problem: 'wrongKind' }),
        keepOwn: async () => 1,
        open: () => ({ path, name: 'berkas.pdf', mimeType: 'application/pdf', sizeBytes: 8 }),
      },
      exportPath: () => path,
      line: { pair() {}, reconnect() {}, unlink() {}, pairingPhone: undefined },
    });
  const servers: StaffPages[] = [];
  const browsers = new Map<string, Browser>();
  for (const actor of ACTORS) {
    let cookie = '';
    for (const where of [...WHERES, 'anywhere'] as const) {
      const server = await serve();
      servers.push(server);
      const browser =
        cookie === '' ? await server.signedIn({ email: emailOf(actor) }) : new Browser(server.address);
      cookie ||= browser.cookie;
      browser.cookie = cookie;
      browsers.set(`${actor} ${where}`, browser);
    }
  }
  return {
    db: lab.db,
    thread,
    things,
    own,
    as(actor, where) {
      const browser = browsers.get(`${actor} ${where}`);
      if (!browser) throw new Error(`no browser for ${actor} at ${where}`);
      return browser;
    },
    factsOf: (actor) => factsOf(lab, own[actor].staffId).length,
    lastFactOf: (actor) => factsOf(lab, own[actor].staffId).at(-1)?.data,
    async close() {
      await Promise.all(servers.map((server) => server.close()));
      rmSync(folder, { recursive: true });
    },
  };
}

/** The address of a route for what stands in the actor's own unit. */
export function addressOfOwn({ things, own }: PolicyLab, path: string, actor: ActorName): string {
  const queries = [WANTED_QUERIES[path] ?? []].flat();
  const filled = path.replace(/([\w-]+\/)(:\w+)/g, (parameter, before: string) => {
    const example = EXAMPLES[parameter];
    if (!example) throw new Error(`no example for ${parameter}; add a line to EXAMPLES`);
    const value =
      example.of === 'lab'
        ? example.value
        : 'mine' in example
          ? example.mine(own[actor])
          : example.value(things.own);
    const [id = '', query] = String(value).split('?');
    if (query) queries.push(query);
    return before + id;
  });
  return `/admin${filled}${queries.length > 0 ? `?${queries.join('&')}` : ''}`.replace(/\/$/, '');
}

/** The person whose request stands there, by name and number, which stand nowhere else. */
export const personIn = (where: Where): string => `Warga ${where}`;
export const phoneIn = (where: Where): string => `62812000020${10 + WHERES.indexOf(where)}`;

const emailOf = (name: string): string => `${name.toLowerCase()}@labkesmas.example`;

const factsOf = ({ db }: RegistrationLab, staffId: number): Entry[] =>
  db
    .select()
    .from(journal)
    .where(and(eq(journal.actorKind, 'staff'), eq(journal.actorId, staffId)))
    .orderBy(journal.id)
    .all();

function addUnit(lab: RegistrationLab, name: string, parentId: number): number {
  const above = lab.db.select().from(units).where(eq(units.id, parentId)).get();
  const made = { name, parentId, path: name, createdAt: lab.clock.now() };
  const { id } = lab.db.insert(units).values(made).returning().get();
  lab.db
    .update(units)
    .set({ path: `${above?.path}${id}/` })
    .where(eq(units.id, id))
    .run();
  return id;
}

function addAccount(
  lab: RegistrationLab,
  account: {
    name: string;
    email: string;
    role: Role;
    services?: Service[];
    unitId: number;
    passwordHash: string;
  },
): number {
  const createdAt = lab.clock.now();
  return lab.db
    .insert(staff)
    .values({ ...account, createdAt })
    .returning()
    .get().id;
}

/** One of everything, in one unit. */
function thingsIn(lab: RegistrationLab, where: Where, unitId: number, passwordHash: string) {
  const { db, clock } = lab;
  const at = clock.now();
  const citizen = db
    .insert(citizens)
    .values({ displayName: personIn(where), phone: phoneIn(where), createdAt: at })
    .returning()
    .get();
  const actor = { kind: 'citizen', id: citizen.id } as const;
  const answers = lab.answers({ personName: personIn(where), phone: phoneIn(where) });
  const submitted = lab.as(actor, (ctx) => submit(ctx, { citizenId: citizen.id, answers }));
  if (submitted.outcome !== 'done') throw new Error(`not registered: ${submitted.outcome}`);
  const { id: registrationId } = lab.now(submitted);
  db.update(registrations)
    .set({ letterFileId: lab.fileId })
    .where(eq(registrations.id, registrationId))
    .run();
  const caseId = caseOf(db, 'laboratory', registrationId)?.id ?? 0;
  db.update(cases).set({ unitId }).where(eq(cases.id, caseId)).run();
  const incident = lab.change((ctx) =>
    raise(ctx, { kind: 'personWanted', citizenId: citizen.id, about: 'Ingin bicara dengan petugas.' }),
  );
  // Of the lowest rank, so that only the unit says who may manage it.
  const email = emailOf(`petugas-${where}`);
  const account = { name: `Petugas ${where}`, email, role: 'serviceOfficer', unitId, passwordHash } as const;
  const staffId = addAccount(lab, account);
  const report = {
    registrationId,
    version: 1,
    fileId: lab.fileId,
    evidence: 'code',
    uploadedBy: staffId,
    uploadedAt: at,
  } as const;
  const { id: reportId } = db.insert(reports).values(report).returning().get();
  const begun = {
    fromUnitId: unitId,
    subject: 'Stok reagen',
    isAnnouncement: false,
    createdAt: at,
    lastAt: at,
  };
  const { id: threadId } = db.insert(unitThreads).values(begun).returning().get();
  db.insert(unitMessages).values({ threadId, unitId, staffId, body: 'Mohon kabar stok.', at }).run();
  db.insert(unitThreadMembers).values({ threadId, unitId, unread: true }).run();
  const canned = {
    shortcut: `jam-${where}`,
    title: 'Jam buka',
    text: 'Kami buka pukul 07.30.',
    updatedAt: at,
  };
  const { id: cannedReplyId } = db.insert(cannedReplies).values(canned).returning().get();
  const { fileId } = lab;
  const document = { registrationId, kind: 'cover', version: 1, fileId, fileName: 'surat.pdf' } as const;
  const sender = { street: '', rt: '', rw: '', village: '', subdistrict: '' };
  const region = { provinceCode: '33', provinceName: '', regencyCode: '33.71', regencyName: '' };
  db.insert(shipments)
    .values({ registrationId, ...sender, ...region, category: 'human' })
    .run();
  const { id: documentId } = db
    .insert(shipmentDocuments)
    .values({ ...document, sentAt: at })
    .returning()
    .get();
  // As if it were a sheet that we have put right; one file stands for all.
  const check = { fileId, kind: 'identity', rows: 1, mistakeCount: 0, checkedAt: at } as const;
  db.insert(sheetChecks)
    .values({ ...check, mistakes: [], correctedFileId: fileId })
    .onConflictDoNothing()
    .run();
  const paperId = lab.change((ctx) =>
    keepPaper(ctx, { kind: 'label', registrationId, fileId, code: drawPaperCode(ctx) }),
  );
  const made = { unitId, registrationId, caseId, citizenId: citizen.id, incidentId: incident.id };
  return {
    ...made,
    staffId,
    reportId,
    documentId,
    paperId,
    fileId,
    threadId,
    cannedReplyId,
    ...privateThings(lab, staffId),
  };
}

/** What belongs to one officer alone. */
function privateThings({ db, clock }: RegistrationLab, staffId: number) {
  const createdAt = clock.now();
  const wanted = { staffId, format: 'csv', search: '', state: 'ready', storedAs: 'x', createdAt } as const;
  const together = { staffId, kind: 'take', at: createdAt, before: [] };
  const told = { staffId, kind: 'alarm', subject: '', about: 'x', createdAt } as const;
  return {
    exportId: db.insert(exports).values(wanted).returning().get().id,
    bulkId: db.insert(bulkActions).values(together).returning().get().id,
    notificationId: db.insert(notifications).values(told).returning().get().id,
  };
}
