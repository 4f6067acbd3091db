import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { addNote, assign, caseOf, forward, returnToQueue, take } from '../../src/domain/cases/index.ts';
import { cases } from '../../src/domain/cases/table.ts';
import { takeOver } from '../../src/domain/citizens/index.ts';
import type { Actor, DomainContext } from '../../src/domain/context.ts';
import { raise } from '../../src/domain/incidents/index.ts';
import {
  markAllRead,
  markRead,
  newsFor,
  notificationOf,
  tidyNotifications,
  unreadCount,
  untoldByWhatsApp,
  wereTold,
} from '../../src/domain/notifications/index.ts';
import { notifications } from '../../src/domain/notifications/table.ts';
import { contactOf, grant } from '../../src/domain/proofs/index.ts';
import { askForCorrections, judgeDocument, sendDocument } from '../../src/domain/shipments/index.ts';
import { staff } from '../../src/domain/staff/table.ts';
import type { Role } from '../../src/domain/staff/values.ts';
import { send } from '../../src/domain/unit-messages/index.ts';
import { units } from '../../src/domain/units/table.ts';
import type { Service } from '../../src/domain/values/services.ts';
import { notify } from '../../src/notices/index.ts';
import { createTransact } from '../../src/transact.ts';
import { testLab } from '../support/lab.ts';
import { putShipment } from '../support/other-services.ts';
import { furnished, MONDAY, type RegistrationLab, TUESDAY } from '../support/registrations.ts';

let lab: RegistrationLab;
let rina: Actor & { kind: 'staff' };
let bagus: Actor & { kind: 'staff' };
/** A unit below the lab. */
let branch: number;

beforeEach(() => {
  const bare = testLab();
  const transact = createTransact({
    db: bare.db,
    clock: bare.clock,
    lab: () => bare.settings,
    notice: (ctx, fact) =>
      notify(ctx, fact, { lab: bare.settings, publicUrl: 'http://lab.example', simulated: true }),
    committed: () => {},
  });
  lab = furnished({ ...bare, transact, change: (work) => transact({ kind: 'system' }, work) });
  lab.db.delete(notifications).run();
  lab.db.update(staff).set({ active: false }).run();
  rina = hire('Rina Wulandari', 'liaison');
  bagus = hire('Bagus Prakoso', 'liaison');
  branch = lab.db
    .insert(units)
    .values({ parentId: 1, path: '/1/2/', name: 'Cabang Muntilan', createdAt: lab.clock.now() })
    .returning({ id: units.id })
    .get().id;
});

function hire(
  name: string,
  role: Role,
  at: { unitId?: number; services?: Service[]; awayUntil?: Date } = {},
): Actor & { kind: 'staff' } {
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@lab.example`;
  const { id } = lab.db
    .insert(staff)
    .values({ name, email, role, passwordHash: '', createdAt: lab.clock.now(), ...at })
    .returning({ id: staff.id })
    .get();
  return { kind: 'staff', id };
}

const told = (who: { id: number }) =>
  newsFor(lab.db, who.id, { limit: 50 }).map(({ kind, subject }) => `${kind} ${subject}`);
const caseOfRegistration = ({ id }: { id: number }) => {
  const found = caseOf(lab.db, 'laboratory', id);
  if (!found) throw new Error('every registration has a case');
  return found;
};
const onCase = (registration: { id: number }) => {
  const { id, version } = caseOfRegistration(registration);
  return { caseId: id, expectedVersion: version };
};
const by = <Result>(actor: Actor, work: (ctx: DomainContext) => Result): Result => lab.transact(actor, work);

describe('who hears of a request', () => {
  test('a new one is told to whoever works on its service in its unit, and to nobody else', () => {
    const consultant = hire('Dewi Lestari', 'serviceOfficer', { services: ['consultation'] });
    const analyst = hire('Tono Suryadi', 'serviceOfficer', { services: ['laboratory'] });
    const supervisor = hire('Wati Kusuma', 'supervisor');
    const elsewhere = hire('Yusuf Rahman', 'liaison', { unitId: branch });
    const away = hire('Lina Marlina', 'liaison', { awayUntil: new Date('2026-12-01') });
    lab.register();
    expect(told(rina)).toEqual(['caseReceived unit:1']);
    expect(told(analyst)).toEqual(['caseReceived unit:1']);
    expect([consultant, supervisor, elsewhere, away].map(told)).toEqual([[], [], [], []]);
  });

  test('another new one adds no line for who has not read the last, and one for who has', () => {
    lab.register();
    by(rina, (ctx) => markAllRead(ctx, rina.id));
    lab.register({ personName: 'Tuti Alawiyah' });
    expect(told(bagus)).toEqual(['caseReceived unit:1']);
    expect(told(rina)).toEqual(['caseReceived unit:1', 'caseReceived unit:1']);
    expect([unreadCount(lab.db, rina.id), unreadCount(lab.db, bagus.id)]).toEqual([1, 1]);
  });

  test('who takes it is not told of it; who is given it is, and who loses it', () => {
    const registration = lab.register();
    lab.change((ctx) => [rina, bagus].map(({ id }) => markAllRead(ctx, id)));
    by(rina, (ctx) => take(ctx, onCase(registration)));
    expect(told(rina)).toEqual(['caseReceived unit:1']);
    by(rina, (ctx) => assign(ctx, { ...onCase(registration), to: bagus.id, reason: 'Saya cuti' }));
    const { id, code } = caseOfRegistration(registration);
    expect(told(bagus)[0]).toBe(`caseAssigned case:${id}`);
    expect(newsFor(lab.db, bagus.id, { limit: 1 })[0]?.about).toBe(`${code} (Rina Wulandari)`);
    by(rina, (ctx) => returnToQueue(ctx, { ...onCase(registration), reason: 'Salah orang' }));
    expect(told(bagus)).toContain(`caseReturned case:${id}`);
  });

  test('a forwarded one is told to the unit that gets it and to who had it', () => {
    const below = hire('Yusuf Rahman', 'liaison', { unitId: branch });
    const registration = lab.register();
    by(bagus, (ctx) => take(ctx, onCase(registration)));
    lab.change((ctx) => markAllRead(ctx, bagus.id));
    by(rina, (ctx) => forward(ctx, { ...onCase(registration), to: branch, reason: 'Dekat rumahnya' }));
    const subject = `case:${caseOfRegistration(registration).id}`;
    expect(told(below)).toEqual([`caseForwarded ${subject}`]);
    expect(told(bagus)[0]).toBe(`caseHandedOver ${subject}`);
  });

  test('what the citizen changes is told to who has it, and names no citizen', () => {
    const registration = lab.register();
    by(rina, (ctx) => take(ctx, onCase(registration)));
    by(lab.siti, (ctx) =>
      ctx.record({ kind: 'registration.moved', registrationId: registration.id, from: MONDAY, to: TUESDAY }),
    );
    expect(told(rina)[0]).toBe(`caseChanged case:${caseOfRegistration(registration).id}`);
    const everything = JSON.stringify(lab.db.select().from(notifications).all());
    expect(everything).not.toContain(registration.personName);
    expect(everything).not.toContain(registration.nik);
  });

  test('a note is told to who has the case and to who wrote before, not to its writer', () => {
    const registration = lab.register();
    const { id: caseId } = caseOfRegistration(registration);
    by(bagus, (ctx) => addNote(ctx, { caseId, text: 'Sampel agak keruh' }));
    by(rina, (ctx) => addNote(ctx, { caseId, text: 'Ambil ulang besok' }));
    expect(told(bagus)).toContain(`noteAdded case:${caseId}`);
    expect(told(rina)).not.toContain(`noteAdded case:${caseId}`);
  });

  test('a late one is told to who has it, to supervisors of the unit and above, never below', () => {
    const chief = hire('Wati Kusuma', 'supervisor');
    const below = hire('Yusuf Rahman', 'supervisor', { unitId: branch });
    const registration = lab.register();
    by(rina, (ctx) => take(ctx, onCase(registration)));
    const { id: caseId } = caseOfRegistration(registration);
    lab.change((ctx) => ctx.record({ kind: 'case.overdue', caseId }));
    expect([rina, chief].map((one) => told(one)[0])).toEqual(Array(2).fill(`overdue case:${caseId}`));
    expect([told(below), told(bagus)]).toEqual([[], ['caseReceived unit:1']]);
  });

  test('nobody is told of a case outside their reach, though they had a note in it', () => {
    const below = hire('Yusuf Rahman', 'liaison', { unitId: branch });
    const registration = lab.register();
    const { id: caseId } = caseOfRegistration(registration);
    by(below, (ctx) => addNote(ctx, { caseId, text: 'Dari cabang' }));
    by(rina, (ctx) => addNote(ctx, { caseId, text: 'Terima kasih' }));
    expect(told(below)).toEqual([]);
  });
});

describe('who hears of people and of the lab', () => {
  test('the officer who has the chat hears the citizen, the others do not', () => {
    by(rina, (ctx) => takeOver(ctx, lab.siti.id));
    by(lab.siti, (ctx) => ctx.record({ kind: 'citizen.wroteToOfficer', citizenId: lab.siti.id }));
    by(lab.siti, (ctx) => ctx.record({ kind: 'citizen.wroteToOfficer', citizenId: lab.siti.id }));
    expect([told(rina), told(bagus)]).toEqual([[`citizenReplied citizen:${lab.siti.id}`], []]);
  });

  test('a wish for a person reaches the desk, not another unit', () => {
    const below = hire('Yusuf Rahman', 'liaison', { unitId: branch });
    by(lab.siti, (ctx) => ctx.record({ kind: 'citizen.personWanted', citizenId: lab.siti.id }));
    expect([told(rina), told(below)]).toEqual([[`personWanted citizen:${lab.siti.id}`], []]);
  });

  test('an alarm reaches the administrators', () => {
    const administrator = hire('Dewi Lestari', 'administrator');
    const { id } = lab.change((ctx) => raise(ctx, { kind: 'transportDown', about: 'Terputus' }));
    expect([told(administrator), told(rina)]).toEqual([[`alarm incident:${id}`], []]);
  });

  test('a message between units reaches everybody of the unit that gets it', () => {
    const below = hire('Yusuf Rahman', 'liaison', { unitId: branch });
    by(rina, (ctx) =>
      send(ctx, { fromUnitId: 1, to: [branch], subject: 'Stok', body: 'Cukup?', isAnnouncement: false }),
    );
    expect(told(below)).toEqual(['unitMessage unitMessage:1']);
    expect([told(rina), told(bagus)]).toEqual([[], []]);
  });
});

describe('the list', () => {
  test('is newest first, pages without gaps, and is nobody else’s', () => {
    for (let number = 1; number <= 7; number += 1) {
      lab.db
        .insert(notifications)
        .values({
          staffId: rina.id,
          kind: 'caseChanged',
          subject: `case:${number}`,
          createdAt: new Date(1_000 * Math.ceil(number / 2)),
        })
        .run();
    }
    const first = newsFor(lab.db, rina.id, { limit: 3 });
    const last = first.at(-1);
    const second = newsFor(lab.db, rina.id, {
      limit: 10,
      before: last && { at: last.createdAt, id: last.id },
    });
    expect([...first, ...second].map(({ subject }) => subject)).toEqual(
      [7, 6, 5, 4, 3, 2, 1].map((number) => `case:${number}`),
    );
    const mine = first[0]?.id ?? 0;
    expect(notificationOf(lab.db, bagus.id, mine)).toBeUndefined();
    lab.change((ctx) => markRead(ctx, bagus.id, mine));
    expect(unreadCount(lab.db, rina.id)).toBe(7);
    lab.change((ctx) => markRead(ctx, rina.id, mine));
    expect(newsFor(lab.db, rina.id, { limit: 10, unreadOnly: true })).toHaveLength(6);
  });

  test('keeps five hundred a person; what is unread stays', () => {
    lab.db
      .insert(notifications)
      .values(
        Array.from({ length: 520 }, (_, number) => ({
          staffId: rina.id,
          kind: 'caseChanged' as const,
          subject: `case:${number}`,
          createdAt: new Date(1_000 * number),
          readAt: number === 3 ? null : new Date(900_000),
        })),
      )
      .run();
    expect(lab.change(tidyNotifications)).toBe(19);
    const left = newsFor(lab.db, rina.id, { limit: 100, unreadOnly: true });
    expect(left.map(({ subject }) => subject)).toEqual(['case:3']);
    expect(lab.change(tidyNotifications)).toBe(0);
  });
});

describe('on WhatsApp', () => {
  beforeEach(() => {
    lab.db
      .update(staff)
      .set({ wantsWhatsApp: true, citizenId: lab.budi.id })
      .where(eq(staff.id, rina.id))
      .run();
  });
  const due = (isOpen = true) => untoldByWhatsApp(lab.db, lab.clock.now(), isOpen);

  test('who wants it is told what is unread, once, and at most every five minutes', () => {
    const registration = lab.register();
    expect(due()).toMatchObject([{ staffId: rina.id, news: [{ kind: 'caseReceived' }] }]);
    lab.change((ctx) => wereTold(ctx, due()[0]?.news.map(({ id }) => id) ?? []));
    by(bagus, (ctx) => assign(ctx, { ...onCase(registration), to: rina.id }));
    expect(due()).toEqual([]);
    lab.clock.pass({ minutes: 5 });
    expect(due()).toMatchObject([{ news: [{ kind: 'caseAssigned' }] }]);
  });

  test('outside the hours only what is urgent is told', () => {
    const registration = lab.register();
    expect(due(false)).toEqual([]);
    by(rina, (ctx) => take(ctx, onCase(registration)));
    const { id: caseId } = caseOfRegistration(registration);
    lab.change((ctx) => ctx.record({ kind: 'case.overdue', caseId }));
    expect(due(false)).toMatchObject([{ news: [{ kind: 'overdue' }] }]);
  });

  test('who has read it on the page is not told again', () => {
    lab.register();
    by(rina, (ctx) => markAllRead(ctx, rina.id));
    expect(due()).toEqual([]);
  });
});

test('with 200 officers a registration costs rows only until they are told', () => {
  for (let number = 0; number < 200; number += 1) hire(`Petugas ${number}`, 'liaison');
  lab.register();
  const rows = () => lab.db.select().from(notifications).all().length;
  expect(rows()).toBe(202);
  const before = rows();
  for (let number = 0; number < 20; number += 1) lab.register({ personName: `Warga ${number}` });
  expect(rows()).toBe(before);
  expect(lab.db.select().from(cases).all()).toHaveLength(21);
});

test('whoever has a shipment hears of each document its sender puts right, and not of what staff add', () => {
  const shipment = putShipment(lab, { stage: 'registered' });
  const { id: registrationId } = shipment;
  const found = caseOf(lab.db, 'shipment', registrationId);
  lab.as(rina, (ctx) => take(ctx, { caseId: found?.id ?? 0, expectedVersion: found?.version ?? 0 }));
  for (const document of ['identity', 'nar'] as const) {
    const input = { document, verdict: 'toFix', reason: 'Kosong' } as const;
    const { version: expectedVersion } = lab.now(shipment);
    lab.as(bagus, (ctx) => judgeDocument(ctx, { registrationId, expectedVersion, ...input }));
  }
  const { version: expectedVersion } = lab.now(shipment);
  lab.as(bagus, (ctx) => askForCorrections(ctx, { registrationId, expectedVersion }));
  lab.db.delete(notifications).run();
  const sendAs = (actor: Actor, document: 'identity' | 'nar') =>
    lab.as(actor, (ctx) => {
      grant(ctx, registrationId, contactOf(actor) ?? '');
      return sendDocument(ctx, { registrationId, document, fileId: lab.fileId, name: 'x.xlsx' });
    });
  expect(sendAs(bagus, 'nar').outcome).toBe('sent');
  expect(newsFor(lab.db, rina.id, { limit: 9, unreadOnly: true })).toEqual([]);
  expect(sendAs(lab.budi, 'identity').outcome).toBe('sent');
  expect(newsFor(lab.db, rina.id, { limit: 9, unreadOnly: true })).toMatchObject([
    { kind: 'caseChanged', about: shipment.code },
  ]);
});
