import type { JSX } from 'preact';
import { z } from 'zod';
import { readLab, saveLab } from '../../domain/lab/index.ts';
import {
  agree,
  type Found,
  foundIn,
  openRun,
  pastRuns,
  type RetentionRun,
  withdraw,
} from '../../domain/retention/index.ts';
import { staffById } from '../../domain/staff/index.ts';
import { type FieldProblem, problemsOf } from '../../domain/values/field-problem.ts';
import { labDayAt } from '../../domain/values/lab-day.ts';
import { RETENTION_KINDS, type RetentionKind, retentionSchema } from '../../domain/values/retention.ts';
import { comparisonPage } from '../comparison.tsx';
import { TextField } from '../fields.tsx';
import { fingerprint } from '../forms.ts';
import { instantWords, tinyDay } from '../instants.ts';
import { Columns } from '../lists.tsx';
import { Badge, Card, Empty, Form } from '../pieces.tsx';
import type { Deed, Done, Page, StaffVisit } from '../visit.ts';

const ACTION = '/admin/retention';
const MONTHS = `${ACTION}/months`;
const PROOFS_SHOWN = 20;
// Only names of kinds are keys of that table.
const KINDS = Object.keys(RETENTION_KINDS) as RetentionKind[];

const KIND_NAMES: Record<RetentionKind, { name: string; what: string }> = {
  chats: {
    name: 'Percakapan',
    what: 'Pesan masuk dan keluar, termasuk tulisan petugas, dari warga tanpa permintaan terbuka',
  },
  chatFiles: {
    name: 'Berkas percakapan',
    what: 'Foto, PDF, dan Excel dari warga atau loket yang tidak dipakai dalam permintaan',
  },
  caseFiles: {
    name: 'Berkas permintaan selesai',
    what: 'Surat, dokumen kiriman, label, laporan hasil, dan surat balasan',
  },
  casePersons: {
    name: 'Data pribadi permintaan selesai',
    what: 'Nama, NIK, tanggal lahir, nomor HP, catatan; kode, tahap, tanggal, dan tarif tetap ada untuk statistik',
  },
  proofs: { name: 'Bukti lacak yang salah', what: 'Kode yang dicoba dan dari alamat mana' },
  notifications: { name: 'Pemberitahuan petugas', what: 'Isi lonceng' },
};

/** What is too old to keep, whether it may go, and what has gone. */
export const retentionPage: Page = (visit) => {
  const run = openRun(visit.parts.db);
  return {
    outcome: 'page',
    title: 'Penghapusan data lama',
    body: (
      <div class="medium">
        <div class="page-head">
          <h1>Penghapusan data lama</h1>
        </div>
        <p class="muted">
          Setiap malam dihitung apa yang melewati masa simpan. Tidak ada yang dihapus sebelum admin pusat
          menyetujui. Permintaan yang ditahan tidak pernah dihapus.
        </p>
        {run ? <OpenRun visit={visit} run={run} /> : <NothingOld />}
        <Months visit={visit} />
        <Proofs visit={visit} />
      </div>
    ),
  };
};

function NothingOld(): JSX.Element {
  return (
    <Card title="Yang melewati masa simpan" icon="clock" id="found" flush>
      <Empty icon="check" title="Tidak ada">
        Begitu ada data yang melewati masa simpannya, jumlahnya muncul di sini.
      </Empty>
    </Card>
  );
}

function OpenRun({ visit, run }: { visit: StaffVisit; run: RetentionRun }): JSX.Element {
  const old = foundIn(run).filter(({ count }) => count > 0);
  const agreedBy = run.agreedBy === null ? undefined : staffById(visit.parts.db, run.agreedBy);
  const isBegun = run.erased !== null;
  return (
    <Card
      title="Yang melewati masa simpan"
      icon="clock"
      id="found"
      side={
        <Badge tone={run.agreedAt ? 'amber' : 'blue'}>
          {run.agreedAt ? 'Disetujui' : 'Menunggu persetujuan'}
        </Badge>
      }
    >
      <p class="muted">
        Dihitung {instantWords(visit, run.countedAt)}.
        {run.held > 0 ? ` ${run.held} permintaan yang sudah cukup lama ditahan dan tidak ikut.` : ''}
      </p>
      <table class="list cards">
        <Columns names={['Jenis data', 'Jumlah', 'Tertua', 'Masa simpan']} />
        <tbody>
          {old.map((found) => (
            <FoundRow key={found.kind} visit={visit} found={found} />
          ))}
        </tbody>
      </table>
      {run.agreedAt ? (
        <>
          <p>
            Disetujui {agreedBy?.name ?? 'petugas'} {instantWords(visit, run.agreedAt)}. Dihapus malam ini
            pukul 03.10, setelah cadangan malam selesai.
          </p>
          {isBegun ? null : (
            <Form visit={visit} action={`${ACTION}/${run.id}/withdraw`}>
              <button type="submit" class="secondary">
                Batalkan persetujuan
              </button>
            </Form>
          )}
        </>
      ) : (
        <details class="act">
          <summary>Setujui penghapusan</summary>
          <div>
            <p>
              Yang dihapus tidak dapat dikembalikan, kecuali dari cadangan. Data di atas dihapus malam ini
              pukul 03.10, sedikit demi sedikit, dan jumlahnya dicatat sebagai bukti.
            </p>
            <Form visit={visit} action={`${ACTION}/${run.id}/agree`}>
              <button type="submit">Ya, hapus malam ini</button>
            </Form>
          </div>
        </details>
      )}
    </Card>
  );
}

function FoundRow({ visit, found }: { visit: StaffVisit; found: Found }): JSX.Element {
  const { name, what } = KIND_NAMES[found.kind];
  return (
    <tr>
      <th scope="row" class="name">
        {name}
        <br />
        <span class="muted small">{what}</span>
      </th>
      <td data-name="Jumlah">{new Intl.NumberFormat('id-ID').format(found.count)}</td>
      <td data-name="Tertua">{found.oldest ? tinyDay(labDayAt(found.oldest, visit.lab.timeZone)) : ''}</td>
      <td data-name="Masa simpan">{monthWords(found.months)}</td>
    </tr>
  );
}

function Months({ visit }: { visit: StaffVisit }): JSX.Element {
  const field = { visit, action: MONTHS, required: true, inputMode: 'numeric', maxLength: 3 } as const;
  const { retention, backupsKept } = visit.lab;
  return (
    <Card title="Masa simpan" icon="gear" id="months">
      <p class="muted">
        Dalam bulan. Yang bertanda "usulan" tidak bersumber pada aturan tertentu: pastikan dengan pejabat
        pelindungan data laboratorium Anda.
      </p>
      <Form visit={visit} action={MONTHS} was={fingerprint(monthsShown(visit.lab))}>
        {KINDS.map((kind) => (
          <TextField
            key={kind}
            {...field}
            name={kind}
            label={KIND_NAMES[kind].name}
            value={retention[kind]}
            hint={`${KIND_NAMES[kind].what}. Sumber: ${RETENTION_KINDS[kind].source ?? `usulan ${monthWords(RETENTION_KINDS[kind].months)}, perlu dipastikan laboratorium`}.`}
          />
        ))}
        <TextField
          {...field}
          name="backupsKept"
          label="Cadangan malam yang disimpan"
          value={backupsKept}
          hint="Data yang sudah dihapus baru benar-benar hilang setelah cadangan lama ikut terhapus."
        />
        <button type="submit">Simpan</button>
      </Form>
    </Card>
  );
}

function Proofs({ visit }: { visit: StaffVisit }): JSX.Element | null {
  const runs = pastRuns(visit.parts.db, PROOFS_SHOWN);
  if (runs.length === 0) return null;
  return (
    <Card title="Bukti penghapusan" icon="file" id="proofs">
      <ul class="plain-list">
        {runs.map((run) => (
          <li key={run.id}>
            <span class="grow">
              {run.endedAt ? instantWords(visit, run.endedAt) : ''}
              <br />
              <span class="muted">
                {erasedWords(run)}. Disetujui{' '}
                {staffById(visit.parts.db, run.agreedBy ?? 0)?.name ?? 'petugas'}
                {run.agreedAt ? ` ${instantWords(visit, run.agreedAt)}` : ''}.
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function erasedWords({ erased }: RetentionRun): string {
  const parts = KINDS.filter((kind) => (erased?.[kind] ?? 0) > 0).map(
    (kind) => `${KIND_NAMES[kind].name}: ${new Intl.NumberFormat('id-ID').format(erased?.[kind] ?? 0)}`,
  );
  return parts.join(' · ') || 'Tidak ada yang perlu dihapus';
}

const monthWords = (months: number): string =>
  months % 12 === 0 ? `${months / 12} tahun` : `${months} bulan`;

type Kept = Pick<StaffVisit['lab'], 'retention' | 'backupsKept'>;

const monthsShown = ({ retention, backupsKept }: Kept) => [
  ...KINDS.map((kind) => ({ field: kind, label: KIND_NAMES[kind].name, value: String(retention[kind]) })),
  { field: 'backupsKept', label: 'Cadangan malam yang disimpan', value: String(backupsKept) },
];

const idOf = (visit: StaffVisit): number => Number(visit.params.runId);

/** An administrator agrees to what was counted. */
export const agreeDeed: Deed<unknown> = {
  form: z.unknown(),
  page: retentionPage,
  back: () => ACTION,
  carryOut(ctx, visit) {
    const agreed = agree(ctx, idOf(visit));
    if (agreed.outcome === 'agreed') return { outcome: 'done', notice: 'erasureAgreed' };
    return {
      outcome: 'mistake',
      errors: { key: 'Hitungannya sudah diperbarui. Lihat angka yang baru, lalu setujui.' },
    };
  },
};

/** The word is taken back before the night. */
export const withdrawDeed: Deed<unknown> = {
  form: z.unknown(),
  page: retentionPage,
  back: () => ACTION,
  carryOut(ctx, visit) {
    const { outcome } = withdraw(ctx, idOf(visit));
    if (outcome === 'withdrawn') return { outcome: 'done', notice: 'erasureWithdrawn' };
    return { outcome: 'mistake', errors: { key: 'Penghapusan sudah dimulai dan tidak dapat dibatalkan.' } };
  },
};

const anyTexts = z.record(z.string().max(40), z.string().max(100));

/** Changes how long each kind of data is kept. */
export const monthsDeed: Deed<z.infer<typeof anyTexts>> = {
  form: anyTexts,
  page: retentionPage,
  back: () => `${ACTION}#months`,
  carryOut(ctx, visit, form): Done {
    const now = monthsShown(readLab(ctx.tx, ctx.lab.timeZone));
    if (form.was !== fingerprint(now)) {
      const rows = now
        .map(({ field, label, value }) => ({ name: label, wanted: form[field] ?? '', now: value }))
        .filter(({ wanted, now: stands }) => wanted !== stands);
      const comparison = comparisonPage(visit, { subject: 'settings', seen: 0, back: ACTION, rows });
      return { outcome: 'stale', comparison };
    }
    const number = (name: string) => (/^\d{1,6}$/.test(form[name] ?? '') ? Number(form[name]) : form[name]);
    const retention = Object.fromEntries(KINDS.map((kind) => [kind, number(kind)]));
    const slips = problemsOf(retentionSchema.safeParse(retention).error);
    if (slips.length > 0) return mistakes(slips);
    const saved = saveLab(ctx, { retention, backupsKept: number('backupsKept') });
    return saved.outcome === 'saved' ? { outcome: 'done', notice: 'saved' } : mistakes(saved.problems);
  },
};

const mistakes = (problems: readonly FieldProblem[]): Done => ({
  outcome: 'mistake',
  errors: Object.fromEntries(problems.map(({ field, problem }) => [field, problem])),
});
