import type { JSX } from 'preact';
import type { LabSettings } from '../../domain/values/lab-settings.ts';
import { TextArea, TextField } from '../fields.tsx';
import { fingerprint } from '../forms.ts';
import { Icon } from '../icons.tsx';
import { Card, Form, triedAt } from '../pieces.tsx';
import type { Page, StaffVisit } from '../visit.ts';
import { Holidays } from './holidays.tsx';
import { Templates } from './templates.tsx';

const LAB = '/admin/settings/lab';
/** The days of the week, from Sunday as the settings count them. */
export const DAYS = ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu'];
/** Settings that are text. */
export const TEXTS = [
  'name',
  'shortName',
  'address',
  'phone',
  'email',
  'whatsappNumber',
  'emergencyPhone',
] as const;
/** Settings that are whole numbers. */
export const NUMBERS = [
  'visitsPerDay',
  'leadDays',
  'horizonDays',
  'releaseUndoMinutes',
  'staffIdleMinutes',
  'consentVersion',
] as const;
type TextSetting = (typeof TEXTS)[number];
type NumberSetting = (typeof NUMBERS)[number];
const LABELS: Record<TextSetting | NumberSetting, string> = {
  name: 'Nama lengkap',
  shortName: 'Nama singkat',
  phone: 'Telepon kantor',
  email: 'Email',
  whatsappNumber: 'Nomor WhatsApp laboratorium',
  emergencyPhone: 'Nomor darurat',
  address: 'Alamat',
  visitsPerDay: 'Kunjungan per hari',
  leadDays: 'Paling cepat, hari ke depan',
  horizonDays: 'Paling jauh, hari ke depan',
  releaseUndoMinutes: 'Menit untuk menarik laporan',
  staffIdleMinutes: 'Menit sampai sesi berakhir',
  consentVersion: 'Versi teks persetujuan',
};

/** Each field of the lab's form by what staff call it, and as it stands. */
export const labShown = (lab: LabSettings): { field: string; label: string; value: string }[] => [
  ...[...TEXTS, ...NUMBERS].map((field) => ({ field, label: LABELS[field], value: String(lab[field]) })),
  ...DAYS.flatMap((name, day) => [
    { field: `opens${day}`, label: `${name}, buka`, value: lab.openingHours[day]?.opens ?? '' },
    { field: `closes${day}`, label: `${name}, tutup`, value: lab.openingHours[day]?.closes ?? '' },
  ]),
];

/** What makes this lab this lab: its name, its hours, its holidays. */
export const settingsPage: Page = (visit) => ({
  outcome: 'page',
  title: 'Pengaturan',
  body: (
    <>
      <div class="page-head">
        <h1>Pengaturan</h1>
      </div>
      <div class="two">
        <div>
          <LabForm visit={visit} />
          <Templates visit={visit} />
        </div>
        <div>
          <Holidays visit={visit} />
        </div>
      </div>
    </>
  ),
});

function LabForm({ visit }: { visit: StaffVisit }): JSX.Element {
  const { lab } = visit;
  const text = (name: TextSetting, maxLength: number) => ({
    visit,
    action: LAB,
    name,
    label: LABELS[name],
    value: lab[name],
    maxLength,
    required: true,
  });
  const number = (name: NumberSetting, hint: string) => ({
    visit,
    action: LAB,
    name,
    label: LABELS[name],
    hint,
    value: lab[name],
    inputMode: 'numeric' as const,
    maxLength: 6,
    required: true,
  });
  return (
    <Card title="Laboratorium" icon="flask" id="lab">
      <Form visit={visit} action={LAB} was={fingerprint(labShown(lab))}>
        <TextField {...text('name', 120)} />
        <div class="pair">
          <TextField {...text('shortName', 40)} />
          <TextField {...text('phone', 30)} />
          <TextField {...text('email', 120)} />
          <TextField {...text('whatsappNumber', 15)} hint="Dengan kode negara, hanya angka" />
          <TextField {...text('emergencyPhone', 30)} hint="Disebut bila warga menulis keadaan darurat" />
        </div>
        <TextArea {...text('address', 300)} rows={2} />
        <OpeningHours visit={visit} />
        <h3>Kunjungan</h3>
        <div class="pair">
          <TextField {...number('visitsPerDay', 'Lebih dari ini, harinya penuh')} />
          <TextField {...number('leadDays', '0 berarti hari ini pun boleh')} />
          <TextField {...number('horizonDays', 'Antara 7 dan 365')} />
        </div>
        <h3>Petugas dan laporan</h3>
        <div class="pair">
          <TextField {...number('releaseUndoMinutes', 'Setelah dilepas, sebelum keluar')} />
          <TextField {...number('staffIdleMinutes', 'Bila petugas tidak mengeklik apa-apa')} />
          <TextField
            {...number('consentVersion', 'Naikkan bila teksnya berubah: semua ditanya sekali lagi')}
          />
        </div>
        <button type="submit">Simpan</button>
      </Form>
    </Card>
  );
}

function OpeningHours({ visit }: { visit: StaffVisit }): JSX.Element {
  const error = triedAt(visit, LAB)?.errors.openingHours;
  return (
    <fieldset>
      <legend>
        <h3>Jam layanan</h3>
      </legend>
      <p class="muted small">Kosongkan keduanya bila tutup.</p>
      <div class="times-of-week">
        {/* Each field has a label of its own for those who cannot see the columns. */}
        <span class="head" aria-hidden="true" />
        <span class="head" aria-hidden="true">
          Buka
        </span>
        <span class="head" aria-hidden="true">
          Tutup
        </span>
        {[1, 2, 3, 4, 5, 6, 0].map((day) => {
          const hours = visit.lab.openingHours[day];
          const name = DAYS[day] ?? '';
          return (
            <>
              <span aria-hidden="true">{name}</span>
              <TextField
                visit={visit}
                action={LAB}
                name={`opens${day}`}
                label={`${name} buka`}
                type="time"
                value={hours?.opens ?? ''}
              />
              <TextField
                visit={visit}
                action={LAB}
                name={`closes${day}`}
                label={`${name} tutup`}
                type="time"
                value={hours?.closes ?? ''}
              />
            </>
          );
        })}
      </div>
      {error ? (
        <p class="notice bad" role="alert">
          <Icon name="warning" /> {error}
        </p>
      ) : null}
    </fieldset>
  );
}
