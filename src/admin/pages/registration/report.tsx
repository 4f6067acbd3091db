import type { JSX } from 'preact';
import { testsOf } from '../../../domain/registrations/index.ts';
import type { Stage } from '../../../domain/registrations/table.ts';
import {
  RELEASE_PATHS,
  type Report,
  reportsOf,
  type Standing,
  takesUpload,
} from '../../../domain/reports/index.ts';
import { staffById } from '../../../domain/staff/index.ts';
import { FileField, PDF_ONLY, TextArea } from '../../fields.tsx';
import { FILE_MEGABYTES } from '../../forms.ts';
import { Icon } from '../../icons.tsx';
import { clockWords, instantWords } from '../../instants.ts';
import { Badge, Card, Form, triedAt } from '../../pieces.tsx';
import type { Shown } from './page.tsx';

const STANDINGS: Record<Standing, [tone: string, name: string]> = {
  uploaded: ['amber', 'Menunggu validasi'],
  validated: ['blue', 'Tervalidasi'],
  released: ['orange', 'Dilepas, belum keluar'],
  out: ['green', 'Sudah keluar'],
  withdrawn: ['grey', 'Diganti'],
};

const isEnded = (stage: Stage): boolean => stage === 'rejected' || stage === 'cancelled';

/**
 * The laboratory report: upload, second officer, release, take back.
 *
 * Longer than other files: the four steps are one card, and each shows only in its turn.
 */
export function ReportCard({ shown }: { shown: Shown }): JSX.Element {
  const { visit, registration } = shown;
  const reports = reportsOf(visit.parts.db, registration.id);
  const inPerson = testsOf(visit.parts.db, registration.id).some((test) => test.inPerson);
  return (
    <Card title="Laporan hasil uji" icon="file" id="report">
      {inPerson ? (
        <p class="notice calm">
          <Icon name="hand" /> Ada pemeriksaan yang hasilnya diserahkan langsung. Laporannya tetap diunggah
          dan dilepas di sini, lalu pemohon diminta mengambilnya di loket; berkasnya tidak dikirim.
        </p>
      ) : null}
      {reports.map((report, index) => (
        <ReportVersion
          key={report.id}
          shown={shown}
          report={report}
          newest={index === 0}
          inPerson={inPerson}
        />
      ))}
      {takesUpload(registration) ? (
        <Upload shown={shown} again={reports.length > 0} />
      ) : reports.length === 0 ? (
        <p class="muted">
          {isEnded(registration.stage)
            ? 'Tidak ada laporan.'
            : 'Laporan bisa diunggah setelah pemeriksaan dimulai.'}
        </p>
      ) : null}
    </Card>
  );
}

/** One version of a report or a letter, with the step that follows in its turn. */
export function ReportVersion({
  shown,
  report,
  newest,
  inPerson,
}: {
  shown: Shown;
  report: Report & { standing: Standing };
  newest: boolean;
  inPerson: boolean;
}): JSX.Element {
  const { visit, home } = shown;
  const [tone, name] = STANDINGS[report.standing];
  const who = (id: number | null) => (id === null ? '' : (staffById(visit.parts.db, id)?.name ?? 'petugas'));
  return (
    <div class="version">
      <p>
        <a href={`${home}/reports/${report.id}`}>
          <Icon name="download" /> Versi {report.version}
        </a>{' '}
        {report.decision ? (
          <Badge tone={report.decision === 'approved' ? 'green' : 'red'}>
            {report.decision === 'approved' ? 'Disetujui' : 'Ditolak'}
          </Badge>
        ) : null}{' '}
        <Badge tone={tone}>{name}</Badge>
      </p>
      <p class="muted small">
        Diunggah {who(report.uploadedBy)}, {instantWords(visit, report.uploadedAt)}
        {report.validatedAt
          ? ` · divalidasi ${who(report.validatedBy)}, ${instantWords(visit, report.validatedAt)}`
          : ''}
        {report.wentOutAt ? ` · keluar ${instantWords(visit, report.wentOutAt)}` : ''}
      </p>
      <EvidenceWords report={report} />
      {newest && report.standing === 'uploaded' ? <Validate shown={shown} report={report} /> : null}
      {newest && report.standing === 'validated' ? (
        <Release shown={shown} report={report} inPerson={inPerson} />
      ) : null}
      {report.standing === 'released' ? <TakeBack shown={shown} report={report} /> : null}
    </div>
  );
}

function EvidenceWords({ report }: { report: Report }): JSX.Element {
  if (report.evidence === 'none') {
    return (
      <p class="notice bad">
        <Icon name="warning" />
        <span>
          PDF ini <strong>tidak memuat</strong>{' '}
          {report.decision ? 'kode pendaftaran.' : 'kode maupun nama dan tanggal lahir pemohon.'}
          {report.mismatchReason ? ` Alasan petugas kedua: ${report.mismatchReason}` : ''}
        </span>
      </p>
    );
  }
  return (
    <p class="notice good">
      <Icon name="check" />
      {report.evidence === 'code'
        ? 'PDF ini memuat kode pendaftaran.'
        : 'PDF ini memuat nama dan tanggal lahir pemohon.'}
    </p>
  );
}

function Validate({
  shown: { visit, registration, home, seen },
  report,
}: {
  shown: Shown;
  report: Report;
}): JSX.Element | null {
  const action = `${home}/reports/${report.id}/validate`;
  if (registration.stage !== RELEASE_PATHS[registration.service]?.checking) return null;
  if (report.uploadedBy === visit.staff.staffId) {
    return (
      <p class="muted">Petugas lain yang harus memvalidasinya: yang mengunggah tidak memeriksa sendiri.</p>
    );
  }
  return (
    <details class="act next" open={triedAt(visit, action) !== undefined}>
      <summary>
        <Icon name="check" /> Validasi
      </summary>
      <div>
        <p>
          {report.decision
            ? `Saya sudah membuka PDF-nya: keputusan, tanggal, dan jumlahnya benar, dan suratnya memang untuk ${registration.institution ?? registration.personName}.`
            : `Saya sudah membuka PDF-nya: isinya benar dan memang milik ${registration.institution ?? registration.personName}.`}
        </p>
        <Form visit={visit} action={action} version={registration.version} seen={seen}>
          {report.evidence === 'none' ? (
            <TextArea
              visit={visit}
              action={action}
              name="mismatchReason"
              label="Bagaimana Anda memastikan ini miliknya?"
              hint="Paling sedikit 10 huruf. Contoh: nomor sampel di PDF dicocokkan dengan buku sampel."
              rows={2}
              maxLength={500}
              required
            />
          ) : null}
          <button type="submit">Ya, validasi</button>
        </Form>
      </div>
    </details>
  );
}

function Release({
  shown: { visit, registration, home, seen },
  report,
  inPerson,
}: {
  shown: Shown;
  report: Report;
  inPerson: boolean;
}): JSX.Element {
  const action = `${home}/reports/${report.id}/release`;
  const minutes = visit.lab.releaseUndoMinutes;
  const byPhone = registration.service === 'tour' || registration.service === 'shipment';
  const proof = byPhone ? 'lima angka terakhir nomor HP' : 'tanggal lahir';
  return (
    <details class="act next" open={triedAt(visit, action) !== undefined}>
      <summary>
        <Icon name="send" /> {report.decision ? 'Lepas surat' : 'Lepas laporan'}
      </summary>
      <div>
        <p>
          {minutes > 0
            ? `${report.decision ? 'Surat' : 'Laporan'} keluar ${minutes} menit lagi dan sampai saat itu bisa ditarik kembali. `
            : ''}
          Pemohon diberi tahu bahwa {report.decision ? 'suratnya' : 'hasilnya'} siap, tanpa isinya, lalu{' '}
          {inPerson ? 'diminta mengambilnya di loket.' : `mengambilnya sendiri dengan ${proof}.`}
        </p>
        <Form visit={visit} action={action} version={registration.version} seen={seen}>
          <button type="submit">Ya, lepas</button>
        </Form>
      </div>
    </details>
  );
}

function TakeBack({ shown: { visit, home }, report }: { shown: Shown; report: Report }): JSX.Element {
  const at = report.goesOutAt ?? visit.now;
  const minutes = Math.max(0, Math.ceil((at.getTime() - visit.now.getTime()) / 60_000));
  return (
    <Form visit={visit} action={`${home}/reports/${report.id}/take-back`}>
      <p class="notice calm">
        <Icon name="clock" /> Keluar pukul {clockWords(visit, at)}, {minutes} menit lagi.
      </p>
      <button type="submit" class="danger">
        <Icon name="undo" /> Tarik kembali
      </button>
    </Form>
  );
}

function Upload({
  shown: { visit, registration, home, seen },
  again,
}: {
  shown: Shown;
  again: boolean;
}): JSX.Element {
  const action = `${home}/reports`;
  return (
    <details class="act" open={!again || triedAt(visit, action) !== undefined}>
      <summary>
        <Icon name="upload" /> {again ? 'Unggah versi perbaikan' : 'Unggah laporan (PDF)'}
      </summary>
      <div>
        <Form visit={visit} action={action} version={registration.version} seen={seen} withFile>
          <FileField
            visit={visit}
            action={action}
            label="Berkas PDF"
            hint={`Paling besar ${FILE_MEGABYTES} MB. Kami mencari kode, atau nama dan tanggal lahir pemohon, di dalamnya.${again ? ' Versi lama tetap disimpan.' : ''}`}
            accept={PDF_ONLY}
            required
          />
          <button type="submit">
            <Icon name="upload" /> Unggah
          </button>
        </Form>
      </div>
    </details>
  );
}
