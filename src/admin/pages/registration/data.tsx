import type { JSX } from 'preact';
import { longDay, shortDay } from '../../../../templates/messages/format.ts';
import { maskedNik } from '../../../domain/values/nik.ts';
import type { RegistrationService } from '../../../domain/values/services.ts';
import { TextField } from '../../fields.tsx';
import { Icon } from '../../icons.tsx';
import { instantWords } from '../../instants.ts';
import { Card, Form, triedAt } from '../../pieces.tsx';
import type { Shown } from './page.tsx';

/** What the days and the letter of each service are called; what has no name it does not have. */
const NAMES: Record<RegistrationService, { visit: string; expected?: string; letter?: string }> = {
  laboratory: { visit: 'Datang', expected: 'Perkiraan selesai', letter: 'Surat rujukan' },
  consultation: { visit: 'Datang' },
  tour: { visit: 'Kunjungan', expected: 'Surat balasan dijanjikan', letter: 'Surat pengantar' },
  // Its letter stands with its other documents.
  shipment: { visit: 'Sampel tiba', expected: 'Perkiraan selesai' },
};

/** Who it is about. The NIK stays masked; `nik` is given once, after it was revealed. */
export function DataCard({ shown, nik }: { shown: Shown; nik?: string }): JSX.Element {
  const { visit, registration, home } = shown;
  const letter =
    registration.letterFileId === null ? undefined : visit.parts.files.open(registration.letterFileId);
  const reveal = `${home}/nik`;
  const names = NAMES[registration.service];
  return (
    <Card title="Data pemohon" icon="person" id="data">
      <dl class="facts">
        {registration.institution === null ? null : (
          <>
            <dt>Instansi</dt>
            <dd>{registration.institution}</dd>
          </>
        )}
        <dt>{registration.institution === null ? 'Nama' : 'Penanggung jawab'}</dt>
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
        {registration.email === null ? null : (
          <>
            <dt>Email</dt>
            <dd>{registration.email}</dd>
          </>
        )}
        <dt>{names.visit}</dt>
        <dd>
          {longDay(registration.visitOn, 'id')}
          {registration.untilOn === null || registration.untilOn === registration.visitOn
            ? ''
            : ` sampai ${longDay(registration.untilOn, 'id')}`}
        </dd>
        {names.expected === undefined ? null : (
          <>
            <dt>{names.expected}</dt>
            <dd>
              {longDay(registration.expectedOn, 'id')}
              {registration.expectedReason ? (
                <small class="muted"> ({registration.expectedReason})</small>
              ) : null}
            </dd>
          </>
        )}
        {names.letter === undefined ? null : (
          <>
            <dt>{names.letter}</dt>
            <dd>
              {registration.letterFileId === null ? (
                'Tidak ada'
              ) : (
                <a href={`${home}/letter`}>
                  <Icon name="download" /> {letter?.name ?? 'Unduh'}
                </a>
              )}
            </dd>
          </>
        )}
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
      ) : registration.nik === null ? null : (
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
