import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { saveHoliday } from '../../src/domain/calendar/index.ts';
import { citizens } from '../../src/domain/citizens/table.ts';
import { digests as posted } from '../../src/domain/digests/table.ts';
import type { DigestItem } from '../../src/domain/digests/values.ts';
import { runOn } from '../../src/domain/job-runs/index.ts';
import { staff } from '../../src/domain/staff/table.ts';
import type { Role } from '../../src/domain/staff/values.ts';
import { units } from '../../src/domain/units/table.ts';
import { labDayAt } from '../../src/domain/values/lab-day.ts';
import { outbox } from '../../src/engine/tables.ts';
import { type DigestParts, digests } from '../../src/jobs/digest.ts';
import { readHere } from '../../src/reader/index.ts';
import { putCase } from '../support/cases.ts';
import { type World, world } from '../support/world.ts';

let lab: World;
beforeEach(async () => {
  lab = await world();
});
afterEach(() => lab.stop());

let people = 0;

/** Somebody with a linked chat in which something was written once. */
async function hired(role: Role, place: Partial<typeof staff.$inferInsert> = {}): Promise<number> {
  people += 1;
  const who = `petugas${'abcdefghij'[people % 10]}${'abcdefghij'[Math.floor(people / 10)]}`;
  await lab.says(who, 'halo');
  const citizenId = lab.db.select().from(citizens).all().at(-1)?.id ?? 0;
  const [made] = lab.db
    .insert(staff)
    .values({
      name: `Petugas ${people}`,
      email: `p${people}@lab.example`,
      role,
      passwordHash: 'x',
      createdAt: lab.clock.now(),
      citizenId,
      ...place,
    })
    .returning()
    .all();
  return made?.id ?? 0;
}

async function wake(parts: Partial<DigestParts> = {}): Promise<void> {
  await digests({
    db: lab.db,
    clock: lab.clock,
    lab: () => lab.settings,
    scene: () => ({ lab: lab.settings, publicUrl: 'https://lab.example', simulated: false }),
    ask: readHere(lab.db).ask,
    keepPicture: async () => undefined,
    takesPictures: () => false,
    ...parts,
  }).afterwards?.(lab.transact, () => {});
}

const at = (text: string) => new Date(`${text}+07:00`);
const stand = (text: string) => lab.clock.set(`${text}+07:00`);
const rows = () => lab.db.select().from(posted).all();
const told = () =>
  lab.db
    .select()
    .from(outbox)
    .all()
    .filter(({ priority }) => priority === 'digest');
const itemsOf = (day: string) =>
  // What the job wrote itself.
  (rows().findLast((row) => row.day === day)?.items ?? []) as DigestItem[];
const something = (received = '2026-11-17T10:00:00') => putCase(lab.db, { receivedAt: at(received) });

test('every supervisor with a linked chat gets one digest at the hour, however often the clock wakes', async () => {
  await hired('supervisor');
  await hired('supervisor', { digestAt: '08:15' });
  await hired('coordinator');
  await hired('coordinator', { digestAt: '07:00' });
  await hired('supervisor', { citizenId: null });
  await hired('supervisor', { active: false });
  something();
  for (let minute = 0; minute < 120; minute += 1) {
    stand(
      `2026-11-18T${String(6 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:30`,
    );
    await wake();
  }
  expect(rows()).toHaveLength(2);
  stand('2026-11-18T08:16:00');
  await wake();
  await wake();
  expect(rows()).toHaveLength(3);
  expect(told()).toHaveLength(3);
  expect(runOn(lab.db, 'digest', rows()[0]?.day ?? ('' as never))?.result).toEqual({ posted: 3, quiet: 0 });
});

test('no digest goes out on a closed day, and the next one tells of it', async () => {
  await hired('supervisor');
  lab.change((ctx) => saveHoliday(ctx, { day: '2026-11-19', name: 'Hari contoh', kind: 'tutup' }));
  something('2026-11-17T10:00:00');
  stand('2026-11-18T08:00:00');
  await wake();
  something('2026-11-18T10:00:00');
  something('2026-11-19T10:00:00');
  stand('2026-11-19T08:00:00');
  await wake();
  expect(rows()).toHaveLength(1);
  stand('2026-11-20T08:00:00');
  await wake();
  expect(itemsOf('2026-11-20')[0]).toMatchObject({
    kind: 'numbers',
    since: '2026-11-18',
    services: [{ received: 2 }],
  });
  expect(told().at(-1)?.text).toContain('Sejak Rabu, 18 November 2026: masuk 2');
});

test('after two days of downtime the digest of the day comes once, and holds what was missed', async () => {
  await hired('supervisor');
  for (const day of ['16', '17', '18', '19']) something(`2026-11-${day}T10:00:00`);
  stand('2026-11-17T08:00:00');
  await wake();
  expect(itemsOf('2026-11-17')[0]).toMatchObject({ since: '2026-11-16', services: [{ received: 1 }] });
  stand('2026-11-20T11:40:00');
  await wake();
  await wake();
  expect(rows().map(({ day }) => day)).toEqual(['2026-11-17', '2026-11-20']);
  expect(itemsOf('2026-11-20')[0]).toMatchObject({ since: '2026-11-17', services: [{ received: 3 }] });
});

test('a clock that jumps over the hour and back sends nothing twice and nothing for other days', async () => {
  await hired('supervisor');
  something('2026-11-17T10:00:00');
  for (const moment of [
    '2026-11-18T07:29:59',
    '2026-11-18T07:30:00',
    '2026-11-18T07:29:00',
    '2026-11-18T07:31:00',
    '2026-11-18T03:00:00',
    '2026-11-18T23:59:00',
    '2026-11-18T07:30:00',
  ]) {
    stand(moment);
    await wake();
  }
  expect(told()).toHaveLength(1);
  // A day ahead and back: that day has had its digest when it comes.
  something('2026-11-18T10:00:00');
  stand('2026-11-19T07:31:00');
  await wake();
  stand('2026-11-18T07:32:00');
  await wake();
  stand('2026-11-19T07:30:00');
  await wake();
  expect(told()).toHaveLength(2);
});

test.each([
  ['Asia/Jakarta', '+07:00'],
  ['Asia/Makassar', '+08:00'],
  ['Asia/Jayapura', '+09:00'],
])('half past seven is half past seven in %s', async (timeZone, offset) => {
  lab.settings.timeZone = timeZone;
  await hired('supervisor');
  something('2026-11-17T10:00:00');
  lab.clock.set(`2026-11-18T07:29:59${offset}`);
  await wake();
  expect(rows()).toEqual([]);
  lab.clock.set(`2026-11-18T07:30:00${offset}`);
  await wake();
  expect(rows().map(({ day }) => day)).toEqual(['2026-11-18']);
});

test('a digest names what is late with code and officer, and nobody who asked for it', async () => {
  const officer = await hired('liaison');
  await hired('supervisor');
  const late = { receivedAt: at('2026-11-10T09:00:00'), personName: 'Siti Aminah', phone: '6281200001234' };
  putCase(lab.db, { ...late, dueAt: at('2026-11-17T14:00:00'), code: 'LAB-AAAA', assigneeId: officer });
  putCase(lab.db, { ...late, dueAt: at('2026-11-18T14:00:00'), code: 'LAB-BBBB' });
  putCase(lab.db, {
    ...late,
    dueAt: at('2026-11-17T14:00:00'),
    code: 'LAB-CCCC',
    pausedAt: at('2026-11-16T14:00:00'),
  });
  putCase(lab.db, { ...late, dueAt: at('2026-11-17T14:00:00'), code: 'LAB-DDDD', phase: 'ended' });
  stand('2026-11-18T08:00:00');
  await wake();
  const text = told()
    .map((letter) => letter.text)
    .join('\n');
  expect(text).toMatch(/Lewat tenggat: 1\*\n {3}LAB-AAAA, Petugas \d+, 17 Nov/);
  expect(text).toMatch(/Jatuh tempo hari ini: 1\n {3}LAB-BBBB, belum ada petugas/);
  expect(text).not.toMatch(/CCCC|DDDD|Siti|62812|08120/);
});

test('a unit hears of its own and what lies below, the lab of all', async () => {
  lab.db
    .insert(units)
    .values([
      { id: 2, parentId: 1, path: '/1/2/', name: 'Mikrobiologi', createdAt: lab.clock.now() },
      { id: 3, parentId: 1, path: '/1/3/', name: 'Kimia', createdAt: lab.clock.now() },
    ])
    .run();
  await hired('supervisor', { unitId: 2 });
  for (const unitId of [1, 2, 3]) putCase(lab.db, { receivedAt: at('2026-11-17T10:00:00'), unitId });
  stand('2026-11-18T08:00:00');
  await wake();
  expect(itemsOf('2026-11-18')[0]).toMatchObject({ services: [{ service: 'laboratory', received: 1 }] });
  expect(told()[0]?.text).toContain('Mikrobiologi');
});

test('liaison officers follow the units below once a week, on its first working day', async () => {
  lab.db
    .insert(units)
    .values({ id: 2, parentId: 1, path: '/1/2/', name: 'Mikrobiologi', createdAt: lab.clock.now() })
    .run();
  await hired('liaison');
  putCase(lab.db, {
    receivedAt: at('2026-11-18T10:00:00'),
    unitId: 2,
    phase: 'ended',
    endedAt: at('2026-11-19T10:00:00'),
  });
  lab.change((ctx) => saveHoliday(ctx, { day: '2026-11-23', name: 'Hari contoh', kind: 'tutup' }));
  for (const day of ['22', '23', '24', '25', '26']) {
    stand(`2026-11-${day}T08:00:00`);
    await wake();
  }
  expect(rows().map(({ kind, day }) => [kind, day])).toEqual([['weekly', '2026-11-23']]);
  expect(told()[0]?.text).toContain('*Mikrobiologi*: masuk 1, selesai 1');
});

test('a picture goes with it where it arrives, once for all people of a unit', async () => {
  await hired('supervisor');
  await hired('supervisor');
  something();
  const kept: Uint8Array[] = [];
  stand('2026-11-18T08:00:00');
  await wake({
    takesPictures: () => true,
    keepPicture: async (png) => {
      kept.push(png);
      return 7;
    },
  });
  expect(kept).toHaveLength(1);
  expect(Buffer.from(kept[0]?.slice(1, 4) ?? []).toString()).toBe('PNG');
  expect(told().filter(({ fileId }) => fileId === 7)).toHaveLength(2);
});

test('whoever has stopped notices gets none, and one whose numbers fail keeps nobody else waiting', async () => {
  const stopped = await hired('supervisor');
  const stoppedChat =
    lab.db
      .select()
      .from(staff)
      .all()
      .find(({ id }) => id === stopped)?.citizenId ?? 0;
  lab.db.$client.prepare('update citizens set opted_out_at = 1 where id = ?').run(stoppedChat);
  await hired('supervisor');
  await hired('supervisor');
  something();
  stand('2026-11-18T08:00:00');
  let asked = 0;
  const real = readHere(lab.db).ask;
  const ask: DigestParts['ask'] = (name, input) => {
    asked += 1;
    return asked === 1 ? Promise.reject(new Error('the disk is slow')) : real(name, input);
  };
  await expect(wake({ ask })).rejects.toThrow('the disk is slow');
  expect(rows()).toHaveLength(1);
  expect(runOn(lab.db, 'digest', labDayAt(lab.clock.now(), 'Asia/Jakarta'))?.state).toBe('failed');
  await wake();
  expect(rows()).toHaveLength(2);
  expect(told()).toHaveLength(2);
});

test('what fails between row and letter leaves neither', async () => {
  await hired('supervisor');
  something();
  stand('2026-11-18T08:00:00');
  lab.db.$client.exec(
    "create trigger no_letters before insert on outbox begin select raise(abort, 'no room'); end",
  );
  await expect(wake()).rejects.toThrow('no room');
  expect([rows(), told()]).toEqual([[], []]);
  lab.db.$client.exec('drop trigger no_letters');
  await wake();
  expect([rows().length, told().length]).toEqual([1, 1]);
});

test.each([
  ['the chat is somebody else’s now', { citizenId: null }],
  ['the account was closed', { active: false }],
  ['the person works in another unit', { unitId: 2 }],
])('what was counted goes nowhere when meanwhile %s', async (_what, meanwhile) => {
  lab.db
    .insert(units)
    .values({ id: 2, parentId: 1, path: '/1/2/', name: 'Puskesmas Melati', createdAt: lab.clock.now() })
    .run();
  const staffId = await hired('supervisor');
  something();
  stand('2026-11-18T08:00:00');
  const { ask } = readHere(lab.db);
  await wake({
    ask: async (name, input, asking) => {
      const counted = await ask(name, input, asking);
      lab.db.update(staff).set(meanwhile).where(eq(staff.id, staffId)).run();
      return counted;
    },
  });
  expect(told()).toEqual([]);
  expect(rows()).toEqual([]);
});
