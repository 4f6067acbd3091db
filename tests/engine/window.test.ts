import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { reply, takeOver } from '../../src/domain/citizens/index.ts';
import * as consultations from '../../src/domain/consultations/index.ts';
import { addFile } from '../../src/domain/files/index.ts';
import { openIncidents, resolve } from '../../src/domain/incidents/index.ts';
import type { Stage } from '../../src/domain/registrations/table.ts';
import * as shipments from '../../src/domain/shipments/index.ts';
import { addStaff } from '../../src/domain/staff/index.ts';
import * as tours from '../../src/domain/tours/index.ts';
import {
  NOTICE_NAMES,
  type NoticeName,
  type TemplateName,
  templatesSchema,
} from '../../src/domain/values/message-templates.ts';
import { post, reachedAt } from '../../src/engine/outbox.ts';
import { vainInvitations } from '../../src/jobs/vain-invitations.ts';
import { laboratoryDialog } from '../support/dialog.ts';
import { fullShipment } from '../support/outcomes.ts';
import { day } from '../support/registrations.ts';
import { lettersIn } from '../support/stored.ts';
import { phoneOf, type World, world } from '../support/world.ts';

const DAY_MS = 86_400_000;
const OFFICER = 1;

let lab: World;
beforeEach(async () => {
  lab = await world();
  lab.transport.answersWithinMs = DAY_MS;
  const rina = { name: 'Rina', email: 'rina@lab.example', role: 'liaison', passwordHash: 'x' } as const;
  lab.change((ctx) => addStaff(ctx, rina));
});
afterEach(() => lab.stop());

function approve(names: Partial<Record<TemplateName, string>>): void {
  const inIndonesian = Object.fromEntries(Object.entries(names).map(([name, id]) => [name, { id }]));
  lab.settings.templates = templatesSchema.parse(inIndonesian);
}

/** Siti is registered and, a day and an hour later, has written nothing more. */
async function sitiIsSilent(): Promise<void> {
  for (const { typed } of laboratoryDialog()) await lab.says('siti', typed);
  lab.staff(OFFICER, (ctx) =>
    consultations.submit(ctx, {
      citizenId: 1,
      answers: {
        personName: 'Siti Aminah',
        nik: '3308105708900001',
        birthDate: day('1990-08-17'),
        visitOn: day('2026-11-24'),
        phone: '6281200007190',
      },
    }),
  );
  const letterId = lab.change((ctx) =>
    addFile(ctx, {
      storedAs: 'test/pengantar',
      name: 'pengantar.pdf',
      mimeType: 'application/pdf',
      sizeBytes: 1_000,
      sha256: 'x',
      origin: 'citizen',
    }),
  );
  lab.staff(OFFICER, (ctx) =>
    tours.submit(ctx, {
      citizenId: 1,
      answers: {
        personName: 'Siti Aminah',
        institution: 'SMA Negeri Contoh',
        email: 'siti@contoh.sch.id',
        phone: '6281200007190',
        kind: { id: 1, name: 'Laboratorium mikrobiologi', priceRupiah: 15_000 },
        visitors: 20,
        visitOn: day('2026-12-08'),
        untilOn: day('2026-12-08'),
        letter: { fileId: letterId, name: 'pengantar.pdf' },
      },
    }),
  );
  const sent = { fileId: letterId, name: 'pengantar.pdf' };
  const test = { testId: 1, testName: 'Gula darah puasa', priceRupiah: 25_000 };
  lab.staff(OFFICER, (ctx) =>
    shipments.submit(ctx, {
      citizenId: 1,
      answers: {
        ...fullShipment,
        ...{ cover: sent, identity: sent, control: sent, nar: sent },
        samples: [{ ...test, sampleType: 'serum', samples: 20, boxes: 1 }],
      },
    }),
  );
  await lab.engine.settle();
  lab.clock.pass({ hours: 25 });
}

async function verify(): Promise<void> {
  lab.staff(OFFICER, happened.stageChanged);
  await lab.engine.settle();
}

const registrationId = 1;
/** Her consultation. */
const consultationId = 2;
/** Her group. */
const tourId = 3;
/** Her samples. */
const shipmentId = 4;
const stagedTo = (to: Stage) =>
  ({ kind: 'registration.stageChanged', registrationId: shipmentId, from: 'registered', to }) as const;
/** How each notice comes about. */
const happened: Record<NoticeName, Parameters<World['staff']>[1]> = {
  registrationReceived: (ctx) => ctx.record({ kind: 'registration.received', registrationId }),
  stageChanged: (ctx) =>
    ctx.record({ kind: 'registration.stageChanged', registrationId, from: 'registered', to: 'verified' }),
  moved: (ctx) =>
    ctx.record({
      kind: 'registration.moved',
      registrationId,
      from: day('2026-11-23'),
      to: day('2026-11-24'),
    }),
  corrected: (ctx) => ctx.record({ kind: 'registration.corrected', registrationId, fields: ['personName'] }),
  expectedChanged: (ctx) =>
    ctx.record({
      kind: 'registration.expectedChanged',
      registrationId,
      from: day('2026-11-25'),
      to: day('2026-11-27'),
      reason: 'alat diperbaiki',
    }),
  visitReminder: (ctx) =>
    ctx.record({ kind: 'registration.reminded', registrationId, visitOn: day('2026-11-23') }),
  consultationReceived: (ctx) =>
    ctx.record({ kind: 'registration.received', registrationId: consultationId }),
  consultationStage: (ctx) =>
    ctx.record({
      kind: 'registration.stageChanged',
      registrationId: consultationId,
      from: 'registered',
      to: 'confirmed',
    }),
  consultationReminder: (ctx) =>
    ctx.record({
      kind: 'registration.reminded',
      registrationId: consultationId,
      visitOn: day('2026-11-24'),
    }),
  dateProposed: (ctx) =>
    ctx.record({
      kind: 'registration.dateProposed',
      registrationId: consultationId,
      day: day('2026-11-25'),
      reason: 'dokter sedang dinas luar',
    }),
  proposalWithdrawn: (ctx) =>
    ctx.record({
      kind: 'registration.proposalAnswered',
      registrationId: consultationId,
      day: day('2026-11-25'),
      answer: 'withdrawn',
    }),
  shipmentReceived: (ctx) => ctx.record({ kind: 'registration.received', registrationId: shipmentId }),
  shipmentToFix: (ctx) => ctx.record(stagedTo('documentsToFix')),
  shipmentAwaited: (ctx) => ctx.record(stagedTo('awaitingSamples')),
  shipmentArrived: (ctx) =>
    ctx.record({ kind: 'shipment.received', registrationId: shipmentId, differs: false }),
  tourReceived: (ctx) => ctx.record({ kind: 'registration.received', registrationId: tourId }),
  tourStage: (ctx) =>
    ctx.record({
      kind: 'registration.stageChanged',
      registrationId: tourId,
      from: 'registered',
      to: 'reviewing',
    }),
  tourReminder: (ctx) =>
    ctx.record({ kind: 'registration.reminded', registrationId: tourId, visitOn: day('2026-12-08') }),
  paymentRecorded: (ctx) =>
    ctx.record({ kind: 'registration.paymentRecorded', registrationId, payment: 'free' }),
  takenOver: (ctx) => ctx.record({ kind: 'chat.takenOver', citizenId: 1 }),
  handedBack: (ctx) => ctx.record({ kind: 'chat.handedBack', citizenId: 1 }),
  staffReply: (ctx) => ctx.record({ kind: 'chat.replied', citizenId: 1, text: 'Silakan datang besok.' }),
  // The engine's clock does that.
  putAside: () => {},
  digest: (ctx) => {
    const to = reachedAt(ctx, 1);
    if (!to) throw new Error('nobody to send a digest to');
    post(ctx, to, { text: 'Ringkasan kerja', language: 'id', priority: 'digest', notice: 'digest' });
  },
};

const said = (from: number) => lab.heard('siti').slice(from);
const waiting = () => lettersIn(lab.db).filter(({ state }) => state === 'awaitingPerson');
const undelivered = () => openIncidents(lab.db, { limit: 10 }).filter(({ kind }) => kind === 'undelivered');

describe('outside the 24 hours', () => {
  test.each(NOTICE_NAMES)('no letter of %s is lost, whatever WhatsApp has approved', async (notice) => {
    await sitiIsSilent();
    for (const template of [undefined, 'kabar_lab']) {
      for (const invitation of [undefined, 'ajakan']) {
        approve({ ...(template && { [notice]: template }), ...(invitation && { invitation }) });
        if (notice === 'putAside') {
          await lab.says('siti', 'daftar');
          lab.clock.pass({ hours: 25 });
        }
        const before = lab.heard('siti').length;
        lab.staff(OFFICER, happened[notice]);
        lab.engine.tick();
        await lab.engine.settle();
        const letter = lettersIn(lab.db).findLast((each) => each.notice === notice);
        if (!letter) throw new Error(`${notice} was not even written`);

        if (template) {
          expect(said(before)).toEqual([`[kabar_lab] ${letter.text}`]);
        } else {
          expect(letter.state).toBe('awaitingPerson');
          expect(said(before)).toEqual(invitation ? ['[ajakan]'] : []);
          // Either the person knows that there is something, or staff do.
          expect(undelivered()).toHaveLength(invitation ? 0 : 1);
        }
        const heard = await lab.says('siti', 'halo');
        expect(heard.filter((text) => text === letter.text)).toHaveLength(template ? 0 : 1);
        if (!template) expect(heard[0]).toBe(letter.text);
        expect(heard.length).toBeGreaterThan(template ? 0 : 1);
        expect([waiting(), undelivered()]).toEqual([[], []]);
        await lab.says('siti', 'batal');
        lab.clock.pass({ hours: 25 });
      }
    }
  });

  test('inside them nothing is looked up and everything goes as it was written', async () => {
    for (const { typed } of laboratoryDialog()) await lab.says('siti', typed);
    lab.clock.pass({ hours: 23 });
    const before = lab.heard('siti').length;
    await verify();
    expect(said(before)).toEqual([lettersIn(lab.db).at(-1)?.text]);
  });

  test('a transport that answers at any time is told of no window', async () => {
    delete lab.transport.answersWithinMs;
    approve({ stageChanged: 'kabar_tahap', invitation: 'ajakan' });
    await sitiIsSilent();
    await verify();
    const letter = lab.transport.sent.at(-1);
    expect(letter?.text).toContain('Data sudah diperiksa');
    for (const known of ['lastHeardAt', 'template', 'invitation']) expect(letter).not.toHaveProperty(known);
  });

  test('a person is invited once, however much waits, and then hears it in order', async () => {
    approve({ invitation: 'ajakan' });
    await sitiIsSilent();
    const before = lab.heard('siti').length;
    await verify();
    lab.staff(OFFICER, happened.moved);
    lab.staff(OFFICER, happened.paymentRecorded);
    await lab.engine.settle();
    expect(said(before)).toEqual(['[ajakan]']);
    expect(undelivered()).toEqual([]);

    const waited = waiting().map(({ text }) => text);
    expect(waited).toHaveLength(3);
    const heard = await lab.says('siti', 'menu');
    expect(heard.slice(0, 3)).toEqual(waited);
    expect(heard).toHaveLength(4);

    // Whoever falls silent again is asked again.
    lab.clock.pass({ hours: 25 });
    lab.staff(OFFICER, happened.corrected);
    await lab.engine.settle();
    expect(said(before).at(-1)).toBe('[ajakan]');
  });

  test('whoever does not answer an invitation becomes staff’s matter after three days, once', async () => {
    approve({ invitation: 'ajakan' });
    await sitiIsSilent();
    const before = lab.heard('siti').length;
    await verify();
    const job = () => lab.change((ctx) => vainInvitations.run(ctx));
    lab.clock.pass({ days: 2, hours: 23 });
    expect([job(), undelivered()]).toEqual([0, []]);
    lab.clock.pass({ hours: 1 });
    expect([job(), undelivered()]).toMatchObject([1, [{ about: expect.stringContaining('3 hari') }]]);
    lab.change((ctx) => resolve(ctx, undelivered()[0]?.id ?? 0));
    expect([job(), undelivered()]).toEqual([0, []]);

    lab.staff(OFFICER, happened.moved);
    await lab.engine.settle();
    expect(said(before)).toEqual(['[ajakan]']);
    expect(await lab.says('siti', 'ok')).toHaveLength(3);
  });

  test('an invitation approved later still goes, with the next letter', async () => {
    await sitiIsSilent();
    await verify();
    expect(undelivered()).toHaveLength(1);
    approve({ invitation: 'ajakan' });
    lab.staff(OFFICER, happened.moved);
    await lab.engine.settle();
    expect(lab.heard('siti').at(-1)).toBe('[ajakan]');
  });

  test('a template in the other language is better than none', async () => {
    approve({ stageChanged: 'kabar_tahap' });
    await lab.says('siti', 'english');
    await sitiIsSilent();
    await verify();
    expect(lab.transport.sent.at(-1)).toMatchObject({ template: { name: 'kabar_tahap', language: 'id' } });
  });

  test('who wants no notices is not invited; an officer’s words wait, and staff are told', async () => {
    approve({ invitation: 'ajakan' });
    await sitiIsSilent();
    await lab.says('siti', 'berhenti');
    lab.clock.pass({ hours: 25 });
    const before = lab.heard('siti').length;
    lab.staff(OFFICER, (ctx) => reply(ctx, 1, 'Silakan datang besok.'));
    await lab.engine.settle();
    expect(said(before)).toEqual([]);
    expect(undelivered()).toMatchObject([{ citizenId: 1, about: expect.stringContaining('24 jam') }]);
  });

  test('who stops notices with the very next message does not get the one that waited', async () => {
    approve({ invitation: 'ajakan' });
    await sitiIsSilent();
    await verify();
    const heard = await lab.says('siti', 'berhenti');
    expect(heard).toHaveLength(1);
    expect(heard[0]).not.toContain('Data sudah diperiksa');
    expect(waiting()).toHaveLength(1);
  });

  test('what waited reaches a person whose chat an officer holds', async () => {
    await sitiIsSilent();
    lab.staff(OFFICER, (ctx) => takeOver(ctx, 1));
    lab.staff(OFFICER, (ctx) => reply(ctx, 1, 'Silakan datang besok.'));
    await lab.engine.settle();
    expect(waiting()).toHaveLength(2);
    expect((await lab.says('siti', 'ya')).at(-1)).toBe('Silakan datang besok.');
  });

  test('another person’s message releases nothing', async () => {
    await sitiIsSilent();
    await verify();
    await lab.says('budi', 'halo');
    expect(waiting()).toHaveLength(1);
  });

  test('words that waited for over a month are not said any more; staff are told', async () => {
    approve({ invitation: 'ajakan' });
    await sitiIsSilent();
    await verify();
    lab.clock.pass({ days: 31 });
    lab.staff(OFFICER, happened.moved);
    await lab.engine.settle();
    const heard = await lab.says('siti', 'halo');
    expect(heard[0]).toContain('kunjungan dipindah');
    expect(heard.join()).not.toContain('Data sudah diperiksa');
    expect(undelivered()).toMatchObject([{ about: expect.stringContaining('30 hari') }]);
  });

  test('a letter WhatsApp turns back after taking it waits like any other', async () => {
    await lab.says('siti', 'halo');
    const [letter] = lettersIn(lab.db);
    lab.transport.receipt({ messageId: letter?.messageId ?? '', state: 'awaitsPerson' });
    expect(waiting()).toHaveLength(1);
    expect(undelivered()).toHaveLength(1);
    const [again] = await lab.says('siti', 'menu');
    expect(again).toBe(letter?.text);
    expect(undelivered()).toEqual([]);
  });

  test('a failure that stands behind the same matter keeps it on the list', async () => {
    await sitiIsSilent();
    await verify();
    lab.transport.failNext({ outcome: 'refused', problem: 'no such number' });
    lab.staff(OFFICER, happened.moved);
    await lab.engine.settle();
    await lab.says('siti', 'halo');
    expect(undelivered()).toHaveLength(1);
  });

  test('the time runs for each address: what came from a new number opens nothing for the old one', async () => {
    const account = { address: phoneOf('siti'), aliases: [phoneOf('sitinew')] };
    await lab.transport.deliver({ ...account, text: 'halo' });
    await lab.engine.settle();
    lab.clock.pass({ hours: 25 });
    await lab.sends('sitinew', { text: 'halo' });
    const letter = { text: 'Kabar', language: 'id', priority: 'notice', notice: 'moved' } as const;
    for (const address of [phoneOf('siti'), phoneOf('sitinew')])
      lab.change((ctx) => post(ctx, { citizenId: 1, transport: 'memory', address }, letter));
    await lab.engine.settle();
    expect(lettersIn(lab.db).slice(-2)).toMatchObject([
      { address: phoneOf('siti'), state: 'awaitingPerson' },
      { address: phoneOf('sitinew'), state: 'handedOver' },
    ]);
  });
});
