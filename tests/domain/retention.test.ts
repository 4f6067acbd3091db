import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { pino } from 'pino';
import { beforeEach, describe, expect, test } from 'vitest';
import { caseOf } from '../../src/domain/cases/index.ts';
import { verifyJournal } from '../../src/domain/chain/index.ts';
import { citizens } from '../../src/domain/citizens/table.ts';
import { files } from '../../src/domain/files/table.ts';
import { journal } from '../../src/domain/journal.ts';
import { drawPaperCode, keepPaper } from '../../src/domain/papers/index.ts';
import { registrationById, revealNik } from '../../src/domain/registrations/index.ts';
import {
  agree,
  cutoff,
  forgetAbandonedUploads,
  foundIn,
  hold,
  openRun,
  pastRuns,
  releaseHold,
  withdraw,
} from '../../src/domain/retention/index.ts';
import { keepCheck } from '../../src/domain/sheets/index.ts';
import { sheetChecks } from '../../src/domain/sheets/table.ts';
import { shipmentOf } from '../../src/domain/shipments/index.ts';
import { shipmentDocuments, shipments } from '../../src/domain/shipments/table.ts';
import { intake } from '../../src/engine/tables.ts';
import { sweepFiles } from '../../src/files/sweep.ts';
import { retentionCount, retentionErase } from '../../src/jobs/retention.ts';
import { createJobs, type Jobs } from '../../src/jobs/schedule.ts';
import { putShipment } from '../support/other-services.ts';
import { day, type RegistrationLab, registrationLab } from '../support/registrations.ts';

let lab: RegistrationLab;
let jobs: Jobs;
beforeEach(() => {
  lab = registrationLab();
  jobs = createJobs([retentionCount, retentionErase], {
    db: lab.db,
    clock: lab.clock,
    transact: lab.transact,
    timeZone: 'Asia/Jakarta',
    log: pino({ level: 'silent' }),
    steadyMs: () => lab.clock.now().getTime(),
  });
});

const years = (count: number) => lab.clock.pass({ days: Math.ceil(count * 365.25) });
const found = () =>
  Object.fromEntries(
    [openRun(lab.db)].flatMap((run) => (run ? foundIn(run) : [])).map(({ kind, count }) => [kind, count]),
  );
const checked = () => {
  const check = verifyJournal(lab.db);
  for (;;) {
    const step = check.next();
    if (step.done) return step.value;
  }
};
const night = async () => {
  await jobs.wake('retention-count');
  await jobs.wake('retention-erase');
  lab.clock.pass({ days: 1 });
};
const sayYes = () => {
  const run = openRun(lab.db);
  if (!run) throw new Error('nothing was counted');
  return lab.as(lab.ratna, (ctx) => agree(ctx, run.id));
};
const ended = () => lab.walk(lab.register({ letter: { fileId: lab.fileId, name: 'surat.pdf' } }), 'rejected');
const wrote = (text: string, who = lab.siti.id) =>
  lab.db
    .insert(intake)
    .values({
      transport: 'simulator',
      messageId: `m-${text}`,
      address: '6281200001111',
      kind: 'text',
      text,
      sentAt: lab.clock.now(),
      receivedAt: lab.clock.now(),
      state: 'done',
      citizenId: who,
    })
    .run();

test.each([
  ['2026-11-20', 24, '2024-11-20'],
  ['2026-03-31', 1, '2026-02-28'],
  ['2024-02-29', 12, '2023-02-28'],
  ['2026-01-15', 300, '2001-01-15'],
])('months are counted in the calendar: %s less %i is %s', (today, months, before) => {
  expect(cutoff(day(today), months, 'Asia/Jakarta')).toEqual(new Date(`${before}T00:00:00+07:00`));
});

describe('data that have grown old', () => {
  test('are counted every night and never erased before an administrator has agreed', async () => {
    const { id } = ended();
    wrote('apa kabar');
    years(26);
    await night();
    expect(found()).toMatchObject({ chats: 1, caseFiles: 1, casePersons: 1 });
    await night();
    await night();
    expect(registrationById(lab.db, id)?.nik).toBe('3308105708900001');
    expect(lab.db.select().from(intake).all()).toHaveLength(1);
  });

  test('go once it is agreed, with a proof; what is left says what was done and for nobody', async () => {
    const { id, code } = ended();
    lab.as(lab.ratna, (ctx) => revealNik(ctx, { registrationId: id, reason: 'Siti bertanya' }));
    lab.db.update(citizens).set({ phone: '6281200001111' }).where(eq(citizens.id, lab.siti.id)).run();
    wrote('hasil saya bagaimana');
    years(26);
    await night();
    expect(sayYes()).toEqual({ outcome: 'agreed' });
    await night();
    const left = registrationById(lab.db, id);
    expect(left).toMatchObject({
      code,
      stage: 'rejected',
      personName: '',
      nik: null,
      phone: '',
      letterFileId: null,
    });
    expect(caseOf(lab.db, 'laboratory', id)).toMatchObject({
      personName: '',
      phone: '',
      nik: '',
      phase: 'ended',
    });
    const all = JSON.stringify([
      lab.db.select().from(intake).all(),
      lab.db.select().from(journal).all(),
      lab.db.select().from(citizens).where(eq(citizens.id, lab.siti.id)).all(),
    ]);
    for (const trace of ['Siti', '3308105708900001', '6281200001111', 'hasil saya'])
      expect(all).not.toContain(trace);
    expect(lab.db.select().from(files).all()).toEqual([]);
    expect(checked()).toMatchObject({ outcome: 'whole' });
    expect(pastRuns(lab.db, 9)).toMatchObject([
      { agreedBy: lab.ratna.id, erased: { chats: 1, casePersons: 1 } },
    ]);
    expect(lab.facts.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['case.erased', 'retention.erased']),
    );
  });

  test('of a shipment go with its documents, what was found in them, and the label; numbers and region stay', async () => {
    const { id } = putShipment(lab, { stage: 'completed' });
    const put = (storedAs: string) => {
      const file = { storedAs, name: `${storedAs}.xlsx`, mimeType: 'x', sizeBytes: 1, sha256: 'x' };
      return lab.db
        .insert(files)
        .values({ ...file, origin: 'citizen', createdAt: lab.clock.now() })
        .returning()
        .get().id;
    };
    const [sheet, corrected, label] = [put('identitas'), put('dibetulkan'), put('label')];
    lab.db.update(shipmentDocuments).set({ fileId: sheet }).where(eq(shipmentDocuments.kind, 'nar')).run();
    const check = {
      kind: 'nar',
      rows: 1,
      boxes: null,
      mistakeCount: 0,
      correctedCells: 1,
    } as const;
    lab.change((ctx) => {
      keepCheck(ctx, { ...check, mistakes: [], fileId: sheet, correctedFileId: corrected });
      keepCheck(ctx, { ...check, mistakes: [], fileId: corrected, correctedFileId: null });
      keepPaper(ctx, { kind: 'label', registrationId: id, fileId: label, code: drawPaperCode(ctx) });
    });
    years(26);
    // A shipment of today was sent with the same letter.
    putShipment(lab, { institution: 'Klinik Baru', email: 'baru@klinik.example' });
    await night();
    sayYes();
    await night();
    expect(registrationById(lab.db, id)).toMatchObject({ institution: null, email: null, personName: '' });
    expect(shipmentOf(lab.db, id)).toMatchObject({
      ...{ street: '', village: '', subdistrict: '', regencyName: 'Kota Magelang', documents: [] },
      samples: [{ samples: 3 }, { samples: 2 }],
    });
    expect(lab.db.select().from(sheetChecks).all()).toEqual([]);
    // What the new shipment still needs stays.
    expect(lab.db.select().from(files).all()).toMatchObject([{ id: lab.fileId }]);
    const all = JSON.stringify([lab.db.select().from(journal).all(), lab.db.select().from(shipments).all()]);
    expect(all.match(/Jalan Melati/g)).toHaveLength(1);
    expect(all).not.toContain('Puskesmas Contoh');
  });

  test('of a shipment go too when its sender chose our corrected copy of a sheet', async () => {
    const { id } = putShipment(lab, { stage: 'completed' });
    const put = (storedAs: string, origin: 'citizen' | 'lab') => {
      const file = { storedAs, name: `${storedAs}.xlsx`, mimeType: 'x', sizeBytes: 1, sha256: 'x', origin };
      return lab.db
        .insert(files)
        .values({ ...file, createdAt: lab.clock.now() })
        .returning()
        .get().id;
    };
    const [sheet, corrected] = [put('identitas', 'citizen'), put('dibetulkan', 'lab')];
    lab.db
      .update(shipmentDocuments)
      .set({ fileId: corrected })
      .where(eq(shipmentDocuments.kind, 'nar'))
      .run();
    const check = { kind: 'nar', rows: 1, boxes: null, mistakeCount: 0 } as const;
    lab.change((ctx) => {
      keepCheck(ctx, { ...check, mistakes: [], correctedCells: 0, fileId: corrected, correctedFileId: null });
      keepCheck(ctx, {
        ...check,
        mistakes: [],
        correctedCells: 1,
        fileId: sheet,
        correctedFileId: corrected,
      });
    });
    years(26);
    await night();
    sayYes();
    await night();
    expect(registrationById(lab.db, id)).toMatchObject({ institution: null, personName: '' });
    // What was sent in the chat is the chat's, and grows old with it.
    const left = lab.db.select().from(files).all();
    expect(left.map(({ storedAs }) => storedAs)).not.toContain('dibetulkan');
  });

  test('sent in a chat and never used go with the copy in which we put them right', async () => {
    const put = (storedAs: string, origin: 'citizen' | 'lab') => {
      const file = { storedAs, name: `${storedAs}.xlsx`, mimeType: 'x', sizeBytes: 1, sha256: 'x', origin };
      return lab.db
        .insert(files)
        .values({ ...file, createdAt: lab.clock.now() })
        .returning()
        .get().id;
    };
    const [sheet, corrected] = [put('identitas', 'citizen'), put('dibetulkan', 'lab')];
    const check = { kind: 'nar', rows: 1, boxes: null, mistakeCount: 0 } as const;
    lab.change((ctx) => {
      keepCheck(ctx, {
        ...check,
        mistakes: [],
        correctedCells: 1,
        fileId: sheet,
        correctedFileId: corrected,
      });
      keepCheck(ctx, { ...check, mistakes: [], correctedCells: 0, fileId: corrected, correctedFileId: null });
    });
    years(26);
    await night();
    sayYes();
    await night();
    const left = lab.db.select().from(files).all();
    expect(left.map(({ storedAs }) => storedAs)).toEqual(['a1']);
    expect(lab.db.select().from(sheetChecks).all()).toEqual([]);
  });

  test('stay as long as somebody holds their case, and so do the chats with that person', async () => {
    const { id } = ended();
    wrote('apa kabar');
    const caseId = caseOf(lab.db, 'laboratory', id)?.id ?? 0;
    expect(lab.as(lab.ratna, (ctx) => hold(ctx, { caseId, reason: ' ' }))).toEqual({
      outcome: 'reasonNeeded',
    });
    lab.as(lab.ratna, (ctx) => hold(ctx, { caseId, reason: 'Perkara 12/2026' }));
    years(26);
    await night();
    expect(openRun(lab.db)).toBeUndefined();
    lab.as(lab.ratna, (ctx) => releaseHold(ctx, { caseId }));
    await night();
    expect(found()).toMatchObject({ chats: 1, casePersons: 1 });
    sayYes();
    // Held after somebody agreed, and before the night: it still wins.
    lab.as(lab.ratna, (ctx) => hold(ctx, { caseId, reason: 'Perkara 12/2026' }));
    await night();
    expect(registrationById(lab.db, id)?.personName).toBe('Siti Aminah');
    expect(lab.db.select().from(intake).all()).toHaveLength(1);
  });

  test('stay when the word is taken back, or when a longer time is set after it', async () => {
    const { id } = ended();
    years(26);
    await night();
    sayYes();
    const run = openRun(lab.db);
    lab.as(lab.ratna, (ctx) => withdraw(ctx, run?.id ?? 0));
    await night();
    sayYes();
    lab.settings.retention.casePersons = 600;
    lab.settings.retention.caseFiles = 600;
    await night();
    expect(registrationById(lab.db, id)?.personName).toBe('Siti Aminah');
  });

  test('of a case that is not ended nothing is old, and of a chat about it neither', async () => {
    lab.register();
    wrote('apa kabar');
    years(30);
    await night();
    expect(found()).toEqual({});
  });

  test('a backlog of many is erased in small steps', async () => {
    for (let number = 0; number < 250; number += 1) wrote(`halo ${number}`, lab.budi.id);
    years(3);
    await night();
    sayYes();
    await night();
    expect(lab.db.select().from(intake).all()).toEqual([]);
    expect(pastRuns(lab.db, 1)[0]?.erased).toEqual({ chats: 250 });
  });
});

test('the folder of files is brought in line with the table: strays go after a day, what is missing is counted', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sapalab-sweep-'));
  const put = (name: string, ageHours: number) => {
    const folder = join(dataDir, 'files/ab/cd');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), 'x');
    const at = new Date(lab.clock.now().getTime() - ageHours * 3_600_000);
    utimesSync(join(folder, name), at, at);
  };
  put('stray.pdf', 30);
  put('young.pdf', 1);
  put('known.pdf', 30);
  lab.db.update(files).set({ storedAs: 'ab/cd/known.pdf' }).run();
  expect(await sweepFiles(dataDir, lab.db, lab.clock.now())).toEqual({ removed: 1, missing: 0 });
  rmSync(join(dataDir, 'files/ab/cd/known.pdf'));
  expect(await sweepFiles(dataDir, lab.db, lab.clock.now())).toEqual({ removed: 0, missing: 1 });
  rmSync(dataDir, { recursive: true });
});

test('what was uploaded with a form that was never sent goes after a day, with its corrected copy; what was sent stays', () => {
  const put = (storedAs: string, origin: 'website' | 'citizen' | 'lab') => {
    const file = { storedAs, name: `${storedAs}.xlsx`, mimeType: 'x', sizeBytes: 1, sha256: 'x' };
    return lab.db
      .insert(files)
      .values({ ...file, origin, createdAt: lab.clock.now() })
      .returning()
      .get().id;
  };
  const [abandoned, corrected, sent] = [put('a', 'website'), put('b', 'lab'), put('c', 'website')];
  put('d', 'citizen');
  const check = {
    kind: 'nar',
    rows: 1,
    boxes: null,
    mistakes: [],
    mistakeCount: 0,
    correctedCells: 1,
  } as const;
  lab.change((ctx) => {
    keepCheck(ctx, { ...check, mistakes: [], fileId: abandoned, correctedFileId: corrected });
    keepCheck(ctx, { ...check, mistakes: [], fileId: corrected, correctedFileId: null });
  });
  lab.register({ letter: { fileId: sent, name: 'rujukan.pdf' } });
  const names = () =>
    lab.db
      .select()
      .from(files)
      .all()
      .map(({ storedAs }) => storedAs);
  expect(lab.change(forgetAbandonedUploads)).toBe(0);
  lab.clock.pass({ days: 2 });
  put('e', 'website');
  expect(lab.change(forgetAbandonedUploads)).toBe(2);
  expect(names()).toEqual(['a1', 'c', 'd', 'e']);
  expect(lab.db.select().from(sheetChecks).all()).toEqual([]);
});
