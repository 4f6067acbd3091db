import type { LabSettings } from '../../../domain/values/lab-settings.ts';
import { REGISTRATION_SERVICES } from '../../../domain/values/services.ts';
import { SERVICE_NAMES } from '../../words.ts';
import { SETTINGS } from './frame.tsx';
import {
  line,
  number,
  type Section,
  type SettingField,
  settingsIn,
  TICKED,
  texts,
  typed,
} from './sections.ts';

const HERE = `${SETTINGS}/services` as const;

/** How many consultations there may be, from when on, and what one costs. */
export const consultations: Section = {
  path: HERE,
  action: `${HERE}/consultations`,
  title: 'Konsultasi klinik',
  icon: 'person',
  ...settingsIn([
    number('consultationsPerDay', 'Konsultasi per hari', 'Lebih dari ini, harinya penuh'),
    number('consultationLeadDays', 'Paling cepat, hari ke depan', '0 berarti hari ini pun boleh'),
    number('consultationFeeRupiah', 'Tarif (rupiah)', '0 berarti tanpa biaya. Contoh: 50000', 9),
  ]),
};

/** How many visitors the hall holds, when they may come, and until when they get their letter. */
export const tours: Section = {
  path: HERE,
  action: `${HERE}/tours`,
  title: 'Wisata ilmiah',
  icon: 'people',
  ...settingsIn([
    number('tourVisitorsPerDay', 'Pengunjung per hari', 'Semua rombongan dalam satu hari'),
    number('tourLeadDays', 'Paling cepat, hari ke depan', 'Waktu untuk menelaah dan membalas'),
    number('tourHorizonDays', 'Paling jauh, hari ke depan', 'Antara 7 dan 730'),
    number('tourLongestDays', 'Paling lama, hari', 'Dari hari pertama sampai hari terakhir'),
    number('tourReplyDays', 'Surat balasan, hari kerja', 'Dijanjikan kepada rombongan'),
  ]),
};

const TRANSIT = number(
  'shipmentTransitDays',
  'Lama di perjalanan, hari kerja',
  'Untuk perkiraan kapan sampel tiba',
);
const REJECTIONS: SettingField = {
  name: 'sampleRejections',
  label: 'Alasan sampel ditolak',
  hint: 'Satu baris satu alasan, paling banyak 20. Berlaku untuk laboratorium dan kiriman.',
  kind: 'lines',
  rows: 7,
  maxLength: 2_500,
  value: (lab) => lab.sampleRejections.join('\n'),
};

/** The lines of a field, without empty ones and without the same one twice. */
const linesIn = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map((each) => each.trim())
      .filter((each) => each !== ''),
  ),
];

/** How long samples are under way, and why they may be turned away. */
export const shipments: Section = {
  path: HERE,
  action: `${HERE}/shipments`,
  title: 'Sampel dan kiriman',
  icon: 'flask',
  fields: [TRANSIT, REJECTIONS],
  changes: (form) => ({
    ...texts([TRANSIT], form),
    sampleRejections: linesIn(typed(form, 'sampleRejections')),
  }),
};

/** How people pay, wherever a price is said. */
export const payments: Section = {
  path: HERE,
  action: `${HERE}/payments`,
  title: 'Cara membayar',
  icon: 'tag',
  ...settingsIn([
    {
      ...line('howToPay', 'Satu atau dua kalimat', 300, 'Dibaca warga di mana pun tarif disebut'),
      kind: 'lines',
      rows: 3,
    },
    { ...line('howToPayEn', 'Yang sama dalam bahasa Inggris', 300), kind: 'lines', rows: 3 },
  ]),
};

const SIGNER: readonly SettingField[] = [
  { name: 'signer-name', label: 'Penanda tangan', maxLength: 120, value: (lab) => lab.signer.name },
  { name: 'signer-title', label: 'Jabatan', maxLength: 120, value: (lab) => lab.signer.title },
  {
    name: 'signer-number',
    label: 'Nomor induk',
    maxLength: 40,
    optional: true,
    value: (lab) => lab.signer.number,
  },
];
const LETTER_NUMBER = line(
  'letterNumber',
  'Nomor surat',
  60,
  '{nomor} dalam tahun itu, {bulan} angka Romawi, {tahun}',
);

/** Who signs letters, and how they are numbered. */
export const letters: Section = {
  path: HERE,
  action: `${HERE}/letters`,
  title: 'Surat',
  icon: 'envelope',
  lead: 'Kop surat memakai nama, alamat, dan baris kop dari tab Laboratorium.',
  fields: [...SIGNER, LETTER_NUMBER],
  changes: (form) => ({
    ...texts([LETTER_NUMBER], form),
    signer: {
      name: typed(form, 'signer-name'),
      title: typed(form, 'signer-title'),
      number: typed(form, 'signer-number'),
    },
  }),
};

/** Which services can be asked for on the website too. */
export const webForms: Section = {
  path: HERE,
  action: `${HERE}/web-forms`,
  title: 'Formulir di situs web',
  icon: 'checks',
  lead: 'Formulir yang sama dengan di WhatsApp, untuk yang tidak memakainya atau saat WhatsApp terputus.',
  fields: REGISTRATION_SERVICES.map((service) => ({
    name: service,
    label: SERVICE_NAMES[service],
    kind: 'tick' as const,
    value: (lab: LabSettings) => (lab.webForms[service] ? TICKED : ''),
  })),
  changes: (form) => ({
    webForms: Object.fromEntries(REGISTRATION_SERVICES.map((service) => [service, form[service] === TICKED])),
  }),
};

/** All of them, in the order of the page. */
export const serviceSections: readonly Section[] = [
  consultations,
  tours,
  letters,
  shipments,
  payments,
  webForms,
];
