import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eraseEntries } from '../../src/domain/chain/index.ts';
import { journal } from '../../src/domain/journal.ts';
import { lastCheck, listJournal } from '../../src/domain/journal-list.ts';
import { correct } from '../../src/domain/laboratory/index.ts';
import { opened } from '../../src/domain/registrations/index.ts';
import { createJournalCheck } from '../../src/journal-check.ts';
import { readHere } from '../../src/reader/index.ts';
import { furnished, type RegistrationLab } from '../support/registrations.ts';
import { type Browser, type StaffPages, staffPages } from '../support/staff-pages.ts';

let pages: StaffPages;
let lab: RegistrationLab;
let chief: Browser;

beforeEach(async () => {
  const started: number[] = [];
  pages = await staffPages({ journalCheck: { running: () => undefined, start: (id) => started.push(id) } });
  lab = furnished(pages);
  chief = await pages.signedIn(await pages.hire('Dewi Lestari', 'administrator'));
});
afterEach(() => pages.close());

/** What a reader sees, without the tags. */
const shown = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .replaceAll('&amp;', '&');

const rowsOf = (html: string): string[] =>
  Array.from(html.matchAll(/<tr id="entry-\d+">([\s\S]*?)<\/tr>/g), ([, row = '']) => shown(row));

describe('the page of the journal', () => {
  test('shows before and after in words, with every NIK masked', async () => {
    const made = lab.register();
    lab.as(lab.ratna, (ctx) => {
      const answers = lab.answers({ personName: 'Siti Aminah Putri', nik: '3308105708900002' });
      correct(ctx, { registrationId: made.id, answers });
    });
    const { html } = await chief.get(`/admin/journal?about=${made.code.toLowerCase()}`);
    const [newest] = rowsOf(html);
    expect(newest).toContain('ratna');
    expect(newest).toContain('Data pendaftaran diubah');
    expect(newest).toMatch(/Nama: Siti Aminah → menjadi Siti Aminah Putri/);
    expect(newest).toMatch(/NIK: 3308••••••••0001 → menjadi 3308••••••••0002/);
    expect(newest).toContain(made.code);
    expect(html).not.toMatch(/330810570890000\d/);
  });

  test('is narrowed by what, who and when, and keeps all of it in its address', async () => {
    const made = lab.register();
    lab.as(lab.ratna, (ctx) => opened(ctx, made.id));
    lab.as(lab.joko, (ctx) => opened(ctx, made.id));
    const readings = await chief.get(`/admin/journal?kind=readings&actor=staff:${lab.joko.id}`);
    expect(rowsOf(readings.html)).toHaveLength(1);
    expect(rowsOf(readings.html)[0]).toContain('joko');
    const earlier = await chief.get('/admin/journal?kind=readings&to=2026-11-19');
    expect(rowsOf(earlier.html)).toEqual([]);
    const today = await chief.get('/admin/journal?kind=requests&from=2026-11-20&to=2026-11-20');
    expect(rowsOf(today.html).length).toBeGreaterThan(0);
    expect(rowsOf(today.html).join()).not.toContain('Membaca');
  });

  test('a code that does not exist finds nothing rather than everything', async () => {
    lab.register();
    const { html } = await chief.get('/admin/journal?about=LAB-0000-0000-0');
    expect(rowsOf(html)).toEqual([]);
    expect(html).toContain('Tidak ada catatan yang cocok');
  });

  test('goes on to older entries a page at a time, without a gap and without showing one twice', async () => {
    for (let citizenId = 1; citizenId <= 120; citizenId += 1)
      lab.change((ctx) => ctx.record({ kind: 'citizen.noticesStopped', citizenId }));
    const seen: string[] = [];
    let address: string | undefined = '/admin/journal?kind=citizen.noticesStopped';
    for (let pagesSeen = 0; address && pagesSeen < 10; pagesSeen += 1) {
      const { html }: { html: string } = await chief.get(address);
      seen.push(...Array.from(html.matchAll(/<tr id="entry-(\d+)"/g), ([, id = '']) => id));
      address = /href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(seen).toHaveLength(120);
    expect(new Set(seen).size).toBe(120);
  });

  test('reading it is written down, refreshing it by itself is not', async () => {
    await chief.get('/admin/journal?kind=readings');
    await chief.refresh('/admin/journal?kind=readings');
    const read = pages.facts.filter(({ kind }) => kind === 'journal.opened');
    expect(read).toEqual([{ kind: 'journal.opened', search: 'kind=readings' }]);
  });

  test('an erased entry still says that something happened', async () => {
    const made = lab.register();
    const received = lab.db.select().from(journal).where(eq(journal.kind, 'registration.received')).all();
    lab.change((ctx) =>
      eraseEntries(
        ctx,
        received.map(({ id }) => id),
      ),
    );
    const { html } = await chief.get(`/admin/journal?about=${made.code}`);
    expect(rowsOf(html).join()).toContain('Isinya sudah dihapus');
  });

  test('no secret that a fact may carry reaches the page', async () => {
    lab.change((ctx) =>
      ctx.record({
        kind: 'staff.changed',
        staffId: lab.ratna.id,
        what: 'edited',
        changes: { passwordHash: { from: 'scrypt$lama', to: 'scrypt$baru' } },
      }),
    );
    const { html } = await chief.get('/admin/journal?kind=staff');
    expect(rowsOf(html).join()).toContain('••••••');
    expect(html).not.toContain('scrypt');
  });

  test('is for administrators alone', async () => {
    const officer = await pages.signedIn(await pages.hire('Rina Wulandari', 'coordinator'));
    expect((await officer.get('/admin/journal')).status).toBe(404);
  });
});

describe('checking the chain from the page', () => {
  const check = () =>
    createJournalCheck({
      db: lab.db,
      ask: readHere(lab.db).ask,
      transact: lab.transact,
      log: { error: () => {} },
      changed: () => {},
    });
  const ended = async (checking: ReturnType<typeof check>) => {
    while (checking.running()) await new Promise((turn) => setImmediate(turn));
  };

  test('says that it is whole, and in whose name it was looked at', async () => {
    lab.register();
    expect((await chief.get('/admin/journal')).html).toContain('Belum pernah diperiksa');
    const checking = check();
    checking.start(lab.ratna.id);
    await ended(checking);
    expect(lastCheck(lab.db)?.fact).toMatchObject({ outcome: 'whole' });
    expect((await chief.get('/admin/journal')).html).toMatch(/Utuh saat diperiksa/);
  });

  test('names the first entry that does not fit', async () => {
    lab.register();
    lab.db.$client.exec('drop trigger journal_keeps_words; update journal set at = at - 1 where id = 2');
    const checking = check();
    checking.start(lab.ratna.id);
    await ended(checking);
    const { html } = await chief.get('/admin/journal');
    expect(shown(html)).toContain('catatan nomor 2 diubah atau dipindahkan');
  });
});

test('a rare kind is looked for in steps, so that no page takes long', () => {
  for (let batch = 0; batch < 6; batch += 1)
    lab.change((ctx) => {
      for (let id = 0; id < 10_000; id += 1) ctx.record({ kind: 'case.viewed', caseId: 1 });
    });
  const first = listJournal(lab.db, { kinds: ['backup.made'] }, { limit: 50 });
  expect(first).toMatchObject({ entries: [], isUnfinished: true });
  const last = listJournal(lab.db, { kinds: ['backup.made'] }, { limit: 50, before: first.nextBefore });
  expect(last).toEqual({ entries: [], isUnfinished: false });
});
