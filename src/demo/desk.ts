import { say } from '../../flows/kit.ts';
import type { Scene } from '../../templates/messages/kit.ts';
import type { Db } from '../db/open.ts';
import { saveCannedReply } from '../domain/canned-replies/index.ts';
import { addNote, assign, caseById, caseOf, forward, itemsFor, tick } from '../domain/cases/index.ts';
import { announcePrice, testById } from '../domain/catalogue/index.ts';
import { recognise } from '../domain/citizens/index.ts';
import { dailyItems, dayNumbers, keepDigest } from '../domain/digests/index.ts';
import { finish, takeUp } from '../domain/job-runs/index.ts';
import type { Stage } from '../domain/registrations/table.ts';
import { linkChat, makeChatLink } from '../domain/staff/index.ts';
import { answer, markThreadRead, send } from '../domain/unit-messages/index.ts';
import { ROOT_UNIT_ID } from '../domain/units/table.ts';
import { addDays, type LabDay } from '../domain/values/lab-day.ts';
import type { LabSettings } from '../domain/values/lab-settings.ts';
import { letters, post, reachedAt } from '../engine/outbox.ts';
import type { Transact } from '../transact.ts';
import type { DemoStaff, DemoUnits } from './organisation.ts';

const SYSTEM = { kind: 'system' } as const;
const SUPERVISOR_PHONE = '6281200007777';

const REPLIES: readonly [shortcut: string, title: string, text: string][] = [
  ['puasa', 'Puasa sebelum periksa', 'Untuk gula darah puasa, mohon berpuasa 8–10 jam. Air putih boleh.'],
  ['jam', 'Jam layanan', 'Loket buka Senin–Kamis 07.30–14.00 dan Jumat 07.30–11.00.'],
  [
    'hasil',
    'Cara mengambil hasil',
    'Ketik LACAK diikuti kode Anda; hasil yang sudah dilepas bisa dibuka di sana.',
  ],
];

/** What stands on an officer's desk besides registrations: replies, prices to come, letters between units. */
export function furnishDesk(
  transact: Transact,
  { staff, units }: { staff: DemoStaff; units: DemoUnits },
  today: LabDay,
): void {
  transact({ kind: 'staff', id: staff.dewi }, (ctx) => {
    for (const [shortcut, title, text] of REPLIES)
      saveCannedReply(ctx, { shortcut, title, text, textEn: '', service: null });
    for (const testId of [1, 2, 3]) {
      const test = testById(ctx.tx, testId);
      if (!test) continue;
      announcePrice(ctx, {
        testId,
        expectedVersion: test.version,
        validFrom: addDays(today, 40),
        priceRupiah: test.priceRupiah + 5_000,
      });
    }
    send(ctx, {
      fromUnitId: ROOT_UNIT_ID,
      to: 'allBelow',
      subject: 'Jadwal pengiriman sampel akhir tahun',
      body: 'Pengiriman sampel terakhir tahun ini diterima sampai tanggal 23 Desember pukul 11.00.',
      isAnnouncement: true,
    });
  });
  const asked = transact({ kind: 'staff', id: staff.wawan }, (ctx) =>
    send(ctx, {
      fromUnitId: units.melati,
      to: [ROOT_UNIT_ID],
      subject: 'Tabung EDTA',
      body: 'Apakah tabung EDTA 3 ml masih bisa kami ambil minggu ini?',
      isAnnouncement: false,
    }),
  );
  const [threadId] = asked.outcome === 'sent' ? asked.threadIds : [];
  if (threadId === undefined) return;
  transact({ kind: 'staff', id: staff.rina }, (ctx) => {
    answer(ctx, { threadId, unitId: ROOT_UNIT_ID, body: 'Bisa, silakan ambil di gudang setiap pagi.' });
  });
  transact({ kind: 'staff', id: staff.wawan }, (ctx) => {
    markThreadRead(ctx, { threadId, unitId: units.melati });
    answer(ctx, { threadId, unitId: units.melati, body: 'Terima kasih, besok pagi kami ke sana.' });
  });
}

/** The unit below the lab that a case is done in, by what is left of its number; most stay in the lab. */
const DONE_BELOW: Partial<Record<number, keyof DemoUnits>> = {
  3: 'chemistry',
  5: 'microbiology',
  8: 'melati',
  9: 'anggrek',
};
const REMAINDERS = 11;

/** Gives a case to the unit and to whoever works on it; every fourth stays with nobody. */
export function shareOut(
  transact: Transact,
  { staff, units }: { staff: DemoStaff; units: DemoUnits },
  caseId: number,
): void {
  const below = DONE_BELOW[caseId % REMAINDERS];
  transact({ kind: 'staff', id: staff.hendra }, (ctx) => {
    const found = caseById(ctx.tx, caseId);
    if (!below || !found || found.phase === 'ended' || found.unitId !== ROOT_UNIT_ID) return;
    forward(ctx, { caseId, expectedVersion: found.version, to: units[below], reason: 'Dikerjakan di sana' });
  });
  if (caseId % 4 === 0) return;
  const workers = [staff.rina, staff.bagus, staff.sari] as const;
  transact({ kind: 'staff', id: staff.hendra }, (ctx) => {
    const found = caseById(ctx.tx, caseId);
    if (!found || found.phase === 'ended' || found.assigneeId !== null) return;
    assign(ctx, { caseId, expectedVersion: found.version, to: workers[caseId % 3] ?? staff.rina });
    if (caseId % 6 === 1) addNote(ctx, { caseId, text: 'Pemohon minta dihubungi setelah pukul 10.00.' });
  });
}

/** Ticks off what is looked at before a stage: some of the list at the check, the rest with the sample. */
export function tickOff(transact: Transact, staff: DemoStaff, registrationId: number, to: Stage): void {
  if (to !== 'verified' && to !== 'sampleReceived') return;
  transact({ kind: 'staff', id: staff.rina }, (ctx) => {
    const found = caseOf(ctx.tx, 'laboratory', registrationId);
    const items = itemsFor(ctx.lab, 'laboratory');
    for (const item of to === 'verified' ? items.slice(0, 2) : items)
      if (found) tick(ctx, { caseId: found.id, item, done: true });
  });
}

/** The supervisor links a chat, so that digests have somewhere to go. */
export function linkSupervisor(transact: Transact, staff: DemoStaff): number {
  return transact({ kind: 'staff', id: staff.ratna }, (ctx) => {
    const about = { transport: 'simulator', address: SUPERVISOR_PHONE, phone: SUPERVISOR_PHONE, aliases: [] };
    const citizen = recognise(ctx, { ...about, displayName: 'Ratna Kusuma' });
    linkChat(ctx, { code: makeChatLink(ctx, { staffId: staff.ratna }).code, citizenId: citizen.id });
    return citizen.id;
  });
}

/** What the clock did on one morning and at one closing time. */
export function passDay(
  db: Db,
  transact: Transact,
  about: {
    supervisor: number;
    citizenId: number;
    since: LabDay;
    lab: LabSettings;
    scene: Scene;
    now: Date;
    night: number;
  },
): void {
  const { supervisor, citizenId, since, lab, scene, now, night } = about;
  transact(SYSTEM, (ctx) => {
    const done = (name: string, result: Record<string, string | number>) => {
      const job = { name, at: '00:00', on: 'allDays', irreversible: false } as const;
      const taken = takeUp(ctx, job, '23:59');
      if (taken.outcome === 'taken') finish(ctx, taken.runId, result);
    };
    done('backup', { MB: 3 + night / 10, tabel: 48, baris: 900 + night * 61, 'berkas warga': night * 2 });
    done('forget', { jumlah: night % 4 });
    done('retention-count', { 'melewati masa simpan': 0 });
    done('media-sweep', { 'berkas dihapus': 0, 'sisa unggahan': 0, 'berkas hilang': 0 });
  });
  const items = dailyItems(
    dayNumbers(db, { unitId: ROOT_UNIT_ID, unitPath: `/${ROOT_UNIT_ID}/`, since, lab, now }),
  );
  if (items.length === 0) return;
  transact(SYSTEM, (ctx) => {
    const to = reachedAt(ctx, citizenId);
    if (!to || !keepDigest(ctx, { kind: 'daily', day: ctx.today, staffId: supervisor, items })) return;
    const said = say('digest.daily', { place: lab.shortName, on: ctx.today, items });
    for (const letter of letters([said], 'id', scene))
      post(ctx, to, { ...letter, priority: 'digest', notice: 'digest' });
  });
}
