import type { JSX } from 'preact';
import { hoursOf } from '../../../domain/calendar/index.ts';
import { reportsOf, takesUpload } from '../../../domain/reports/index.ts';
import { FileField, PDF_ONLY, SelectField, TextArea, TextField } from '../../fields.tsx';
import { FILE_MEGABYTES } from '../../forms.ts';
import { Icon } from '../../icons.tsx';
import { Card, Form, triedAt } from '../../pieces.tsx';
import type { Shown } from './page.tsx';
import { ReportVersion } from './report.tsx';

/** What every group is told to bring, until an officer writes something else. */
const BRING = ['Surat balasan ini, dicetak atau di HP', 'Daftar nama peserta', 'Sepatu tertutup'];

/** The reply letter: approve or turn down, second officer, release, take back. */
export function LetterCard({ shown }: { shown: Shown }): JSX.Element {
  const { visit, registration } = shown;
  const letters = reportsOf(visit.parts.db, registration.id);
  const again = letters.length > 0;
  return (
    <Card title="Surat balasan" icon="file" id="report">
      {letters.map((letter, index) => (
        <ReportVersion key={letter.id} shown={shown} report={letter} newest={index === 0} inPerson={false} />
      ))}
      {takesUpload(registration) ? (
        <>
          {again ? <p class="muted">Keputusan atau isi surat bisa diganti dengan versi baru:</p> : null}
          <Approve shown={shown} again={again} />
          <TurnDown shown={shown} />
          <UploadLetter shown={shown} />
        </>
      ) : letters.length === 0 ? (
        <p class="muted">Tidak ada surat balasan.</p>
      ) : null}
    </Card>
  );
}

function Approve({ shown, again }: { shown: Shown; again: boolean }): JSX.Element {
  const { visit, registration, home, seen } = shown;
  const action = `${home}/letter/approve`;
  return (
    <details class={again ? 'act' : 'act next'} open={triedAt(visit, action) !== undefined}>
      <summary>
        <Icon name="check" /> Setujui dan buat surat
      </summary>
      <div>
        <p>Surat dibuat dari data rombongan ini. Periksa PDF-nya dulu; petugas kedua yang memvalidasi.</p>
        <Form visit={visit} action={action} version={registration.version} seen={seen}>
          <TextField
            visit={visit}
            action={action}
            name="startsAt"
            type="time"
            label="Datang pukul"
            value={hoursOf(registration.visitOn, visit.lab)?.opens ?? ''}
          />
          <TextArea
            visit={visit}
            action={action}
            name="bring"
            label="Yang perlu dibawa dan diperhatikan"
            hint="Satu baris satu hal."
            rows={4}
            maxLength={600}
            value={BRING.join('\n')}
          />
          <TextArea
            visit={visit}
            action={action}
            name="note"
            label="Tambahan di surat"
            rows={2}
            maxLength={600}
          />
          <button type="submit">Buat surat persetujuan</button>
        </Form>
      </div>
    </details>
  );
}

function TurnDown({ shown: { visit, registration, home, seen } }: { shown: Shown }): JSX.Element {
  const action = `${home}/letter/turn-down`;
  return (
    <details class="act grave" open={triedAt(visit, action) !== undefined}>
      <summary>
        <Icon name="hand" /> Tolak dan buat surat
      </summary>
      <div>
        <Form visit={visit} action={action} version={registration.version} seen={seen}>
          <TextArea
            visit={visit}
            action={action}
            name="reason"
            label="Alasan"
            hint="Tertulis di surat dan terlihat saat dilacak. Contoh: pada hari itu laboratorium sedang diakreditasi."
            rows={3}
            maxLength={500}
            required
          />
          <button type="submit" class="danger">
            Buat surat penolakan
          </button>
        </Form>
      </div>
    </details>
  );
}

function UploadLetter({ shown: { visit, registration, home, seen } }: { shown: Shown }): JSX.Element {
  const action = `${home}/letter`;
  return (
    <details class="act" open={triedAt(visit, action) !== undefined}>
      <summary>
        <Icon name="upload" /> Unggah surat sendiri (PDF)
      </summary>
      <div>
        <Form visit={visit} action={action} version={registration.version} seen={seen} withFile>
          <SelectField
            visit={visit}
            action={action}
            name="decision"
            label="Keputusan di surat"
            choices={[
              ['', 'Pilih'],
              ['approved', 'Disetujui'],
              ['rejected', 'Ditolak'],
            ]}
            needed
          />
          <TextArea
            visit={visit}
            action={action}
            name="reason"
            label="Alasan bila ditolak"
            rows={2}
            maxLength={500}
          />
          <TextField visit={visit} action={action} name="number" label="Nomor surat" maxLength={60} />
          <FileField
            visit={visit}
            action={action}
            label="Berkas PDF"
            hint={`Paling besar ${FILE_MEGABYTES} MB. Kami mencari kode ${registration.code} di dalamnya.`}
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
