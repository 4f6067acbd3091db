import type { JSX } from 'preact';
import { longDay, shortDay } from '../../../../templates/messages/format.ts';
import { maskedNik } from '../../../domain/values/nik.ts';
import { TextField } from '../../fields.tsx';
import { Icon } from '../../icons.tsx';
import { instantWords } from '../../instants.ts';
import { Card, Form, triedAt } from '../../pieces.tsx';
import type { Shown } from './page.tsx';

/** Who it is about. The NIK stays masked; `nik` is given once, after it was revealed. */
export function DataCard({ shown, nik }: { shown: Shown; nik?: string }): JSX.Element {
  const { visit, registration, home } = shown;
  const letter =
    registration.letterFileId === null ? undefined : visit.parts.files.open(registration.letterFileId);
  const reveal = `${home}/nik`;
  return (
    <Card title="Data pemohon" icon="person" id="data">
      <dl class="facts">
        <dt>Nama</dt>
        <dd>{registration.personName}</dd>
        {registration.nik === null ? null : (
          <>
            <dt>NIK</dt>
            <dd class="code">{nik ?? maskedNik(registration.nik)}</dd>
          </>
        )}
        {registration.birthDate === null ? null : (
          <>
            <dt>Tanggal lahir</dt>
            <dd>{shortDay(registration.birthDate, 'id')}</dd>
          </>
        )}
        <dt>Nomor HP</dt>
        <dd>+{registration.phone}</dd>
        <dt>Datang</dt>
        <dd>{longDay(registration.visitOn, 'id')}</dd>
        <dt>Perkiraan selesai</dt>
        <dd>
          {longDay(registration.expectedOn, 'id')}
          {registration.expectedReason ? <small class="muted"> ({registration.expectedReason})</small> : null}
        </dd>
        <dt>Surat rujukan</dt>
        <dd>
          {registration.letterFileId === null ? (
            'Tidak ada'
          ) : (
            <a href={`${home}/letter`}>
              <Icon name="download" /> {letter?.name ?? 'Unduh'}
            </a>
          )}
        </dd>
        <dt>Mendaftar</dt>
        <dd>{instantWords(visit, registration.createdAt)}</dd>
        <dt>Bukti</dt>
        <dd>
          <a href={`${home}/slip`}>Cetak bukti pendaftaran</a>
        </dd>
        {registration.stageReason ? (
          <>
            <dt>Alasan</dt>
            <dd>{registration.stageReason}</dd>
          </>
        ) : null}
      </dl>
      {nik ? (
        <p class="notice calm">
          <Icon name="eye" /> NIK hanya ditampilkan kali ini. Pembukaannya sudah dicatat atas nama Anda.
        </p>
      ) : (
        <details class="act" open={triedAt(visit, reveal) !== undefined}>
          <summary>
            <Icon name="eye" /> Lihat NIK lengkap
          </summary>
          <div>
            <Form visit={visit} action={reveal}>
              <TextField
                visit={visit}
                action={reveal}
                name="reason"
                label="Untuk apa?"
                hint="Dicatat bersama nama Anda. Contoh: mencocokkan KTP di loket."
                maxLength={200}
                required
              />
              <button type="submit" class="secondary">
                Tampilkan sekali
              </button>
            </Form>
          </div>
        </details>
      )}
    </Card>
  );
}
