import type { LabSettings } from '../../../domain/values/lab-settings.ts';
import { SERVICES } from '../../../domain/values/services.ts';
import type { IconName } from '../../icons.tsx';
import { SERVICE_NAMES } from '../../words.ts';
import { SETTINGS, type SettingsPath } from './frame.tsx';

/** A setting as it stands in a form: one field. */
export interface SettingField {
  name: string;
  label: string;
  /** As it stands now. */
  value(lab: LabSettings): string;
  kind?: 'lines' | 'number' | 'time' | 'choice' | 'tick';
  hint?: string;
  /** Of a field for lines. */
  rows?: number;
  maxLength?: number;
  choices?: readonly (readonly [value: string, name: string])[];
  /** It may stay empty. */
  optional?: boolean;
}

/** What the browser sends for a box that is ticked; one that is not it does not send. */
export const TICKED = 'on';

/** Settings that are saved together: a card with a form. */
export interface Section {
  path: SettingsPath;
  /** Where its form is sent. */
  action: string;
  title: string;
  icon: IconName;
  lead?: string;
  fields: readonly SettingField[];
  /** From what was typed to settings; what cannot be read stays text, and the domain says so at its field. */
  changes(form: Readonly<Record<string, string>>): Record<string, unknown>;
}

type TextSetting = {
  [Name in keyof LabSettings]: LabSettings[Name] extends string ? Name : never;
}[keyof LabSettings];
type NumberSetting = {
  [Name in keyof LabSettings]: LabSettings[Name] extends number ? Name : never;
}[keyof LabSettings];

/** A setting of one line. */
export const line = (name: TextSetting, label: string, maxLength: number, hint?: string): SettingField => ({
  name,
  label,
  maxLength,
  value: (lab) => lab[name],
  ...(hint && { hint }),
});
/** A setting that is a whole number of at most `digits` digits. */
export const number = (name: NumberSetting, label: string, hint: string, digits = 6): SettingField => ({
  name,
  label,
  hint,
  kind: 'number',
  maxLength: digits,
  value: (lab) => String(lab[name]),
});

/** What stands in a field, without the blanks around it. */
export const typed = (form: Readonly<Record<string, string>>, name: string): string =>
  (form[name] ?? '').trim();
/** Each field as the setting it is called after. */
export const texts = (fields: readonly SettingField[], form: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    fields.map(({ name, kind }) => {
      const text = typed(form, name);
      return [name, kind === 'number' && /^\d{1,9}$/.test(text) ? Number(text) : text];
    }),
  );
/** Fields that are each one setting, and what they change. */
export const settingsIn = (fields: readonly SettingField[]) => ({
  fields,
  changes: (form: Readonly<Record<string, string>>) => texts(fields, form),
});

const IDENTITY: readonly SettingField[] = [
  line('name', 'Nama lengkap', 120),
  line('shortName', 'Nama singkat', 40, 'Dipakai di percakapan'),
  line('phone', 'Telepon kantor', 30),
  line('email', 'Email', 120),
  line('whatsappNumber', 'Nomor WhatsApp laboratorium', 15, 'Dengan kode negara, hanya angka'),
  line('emergencyPhone', 'Nomor darurat', 30, 'Disebut bila warga menulis keadaan darurat'),
  { ...line('letterhead', 'Baris kop surat', 120, 'Di bawah nama pada surat dan lembar'), optional: true },
];
const ADDRESS: SettingField = { ...line('address', 'Alamat', 300), kind: 'lines' };
const MAP_POINT: SettingField = {
  name: 'mapPoint',
  label: 'Titik peta',
  hint: 'Lintang, bujur. Contoh: -7.4706, 110.2178',
  maxLength: 40,
  value: ({ mapPoint: { latitude, longitude } }) => `${latitude}, ${longitude}`,
};

/** `-7.4706, 110.2178` as a point; anything else as it is, for the domain to refuse. */
function pointIn(text: string): unknown {
  const found = /^(-?\d{1,2}(?:\.\d{1,8})?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d{1,8})?)$/.exec(text);
  return found ? { latitude: Number(found[1]), longitude: Number(found[2]) } : text;
}

/** Who the lab is and where. */
export const identity: Section = {
  path: SETTINGS,
  action: `${SETTINGS}/lab`,
  title: 'Identitas',
  icon: 'flask',
  fields: [...IDENTITY, MAP_POINT, ADDRESS],
  changes: (form) => ({
    ...texts([...IDENTITY, ADDRESS], form),
    mapPoint: pointIn(typed(form, 'mapPoint')),
  }),
};

/** How many may come, and when. */
export const visits: Section = {
  path: `${SETTINGS}/hours`,
  action: `${SETTINGS}/visits`,
  title: 'Kunjungan laboratorium',
  icon: 'people',
  lead: 'Batas layanan lain ada di tab Layanan.',
  ...settingsIn([
    number('visitsPerDay', 'Kunjungan per hari', 'Lebih dari ini, harinya penuh'),
    number('leadDays', 'Paling cepat, hari ke depan', '0 berarti hari ini pun boleh'),
    number('horizonDays', 'Paling jauh, hari ke depan', 'Antara 7 dan 365'),
  ]),
};

/** How staff work. */
export const work: Section = {
  path: `${SETTINGS}/work`,
  action: `${SETTINGS}/work`,
  title: 'Petugas dan laporan',
  icon: 'people',
  ...settingsIn([
    {
      name: 'digestAt',
      label: 'Ringkasan harian pukul',
      hint: 'Dikirim ke penyelia pada hari kerja',
      kind: 'time',
      value: (lab) => lab.digestAt,
    },
    number(
      'dueSoonPercent',
      'Peringatan sebelum tenggat (%)',
      'Bagian waktu kerja yang sudah terpakai, 10–100',
    ),
    number('releaseUndoMinutes', 'Menit untuk menarik laporan', 'Setelah dilepas, sebelum keluar'),
    number('staffIdleMinutes', 'Menit sampai sesi berakhir', 'Bila petugas tidak mengeklik apa-apa'),
    {
      name: 'secondFactorRequired',
      label: 'Kode kedua saat masuk',
      hint: 'Dari aplikasi di HP petugas, selain kata sandi',
      kind: 'choice',
      choices: [
        ['nobody', 'Tidak diwajibkan'],
        ['leaders', 'Wajib untuk admin'],
        ['everybody', 'Wajib untuk semua'],
      ],
      value: (lab) => lab.secondFactorRequired,
    },
    number(
      'consentVersion',
      'Versi teks persetujuan',
      'Naikkan bila teks persetujuan berubah: semua warga ditanya sekali lagi',
    ),
  ]),
};

/** What new codes begin with. */
export const codes: Section = {
  path: `${SETTINGS}/codes`,
  action: `${SETTINGS}/codes`,
  title: 'Awalan nomor layanan',
  icon: 'tag',
  lead: 'Dua sampai empat huruf di depan nomor, misalnya LAB pada LAB-7K2M-9QXP-C. Hanya nomor baru yang berubah: nomor yang sudah diberikan tetap bisa dilacak.',
  fields: SERVICES.map((service) => ({
    name: service,
    label: SERVICE_NAMES[service],
    maxLength: 4,
    value: (lab: LabSettings) => lab.codePrefixes[service],
  })),
  changes: (form) => ({
    codePrefixes: Object.fromEntries(
      SERVICES.map((service) => [service, typed(form, service).toUpperCase()]),
    ),
  }),
};

/** Each field by what staff call it, and as it stands: what a form shows. */
export const shownIn = (
  section: Section,
  lab: LabSettings,
): { field: string; label: string; value: string }[] =>
  section.fields.map(({ name, label, value }) => ({ field: name, label, value: value(lab) }));
