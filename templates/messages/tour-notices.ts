import type { Stage } from '../../src/domain/registrations/table.ts';
import type { LabDay } from '../../src/domain/values/lab-day.ts';
import { EXAMPLE } from './examples.ts';
import { clockTime, longDay, mapLink, quoted } from './format.ts';
import { stayWords } from './group.ts';
import { type Language, type Value, type Wording, worded, wordedBy } from './kit.ts';
import { feeSentences } from './payment.ts';
import { stageName } from './stages.ts';

interface Visit {
  code: string;
  visitOn: LabDay;
  untilOn: LabDay | null;
  visitors: number;
  /** As it is called in the language of who reads it. */
  kind: string;
}

interface Confirmation extends Visit {
  institution: string;
  personName: string;
  totalRupiah: number;
  expectedOn: LabDay;
  chatLink: string;
  pageLink: string;
}

interface StageChange extends Visit {
  to: Stage;
  expectedOn: LabDay;
  /** A letter that has gone out still counts. */
  hasLetter: boolean;
}

const CODE = 'WIS-7K2M-9QXP-C';
const VISIT: Visit = {
  code: CODE,
  visitOn: EXAMPLE.day,
  untilOn: EXAMPLE.otherDay,
  visitors: 30,
  kind: 'Laboratorium mikrobiologi',
};
const CHANGE: Omit<StageChange, 'to'> = { ...VISIT, expectedOn: EXAMPLE.otherDay, hasLetter: false };

const STAY: Readonly<Record<'nomor' | 'waktu', Value<Visit>>> = {
  nomor: ({ code }) => code,
  waktu: ({ visitOn, untilOn }, language) => stayWords(visitOn, untilOn, language),
};

const STAGE_WORDINGS: Readonly<Record<string, Wording<StageChange>>> = {
  reviewing: {
    id: '*{nomor}*: permohonan kunjungan sedang ditelaah. Surat balasan kami siapkan, paling lambat *{balasan}*.',
    en: '*{nomor}*: your request to visit is being looked at. The reply letter will come by *{balasan}* at the latest.',
    values: { nomor: STAY.nomor, balasan: ({ expectedOn }, language) => longDay(expectedOn, language) },
    example: { ...CHANGE, to: 'reviewing' },
  },
  reviewingAgain: {
    id: '*{nomor}*: surat balasan kami perbaiki. Yang lama masih berlaku sampai yang baru kami kabari di sini.',
    en: '*{nomor}*: we are correcting the reply letter. The old one still counts until we tell you of the new one here.',
    values: { nomor: STAY.nomor },
    example: { ...CHANGE, to: 'reviewing', hasLetter: true },
  },
  approved: {
    id: '*{nomor}*: permohonan kunjungan *{waktu}* disetujui. Surat balasan siap: ketik *lacak {nomor}*. Anda akan ditanya lima angka terakhir nomor HP yang didaftarkan.',
    en: '*{nomor}*: your visit on *{waktu}* is approved. The reply letter is ready: type *track {nomor}*. We will ask for the last five digits of the phone number you registered.',
    values: STAY,
    optional: ['waktu'],
    example: { ...CHANGE, to: 'approved', hasLetter: true },
  },
  rejected: {
    id: '*{nomor}*: maaf, kunjungan *{waktu}* belum dapat kami terima. Penjelasannya ada di surat balasan: ketik *lacak {nomor}*. Anda akan ditanya lima angka terakhir nomor HP yang didaftarkan.',
    en: '*{nomor}*: sorry, we cannot receive you on *{waktu}*. The reply letter explains why: type *track {nomor}*. We will ask for the last five digits of the phone number you registered.',
    values: STAY,
    optional: ['waktu'],
    example: { ...CHANGE, to: 'rejected', hasLetter: true },
  },
  completed: {
    id: '*{nomor}*: kunjungan sudah selesai. Terima kasih sudah datang, semoga bermanfaat!',
    en: '*{nomor}*: your visit is over. Thank you for coming; we hope it was worth it!',
    values: { nomor: STAY.nomor },
    example: { ...CHANGE, to: 'completed' },
  },
  noShow: {
    id: '*{nomor}*: kami menunggu rombongan Anda, tetapi belum sempat bertemu. Untuk mendaftar lagi ketik *wisata ilmiah*; bila sebenarnya sudah datang, ketik *petugas*.',
    en: '*{nomor}*: we expected your group but did not meet you. To register again type *tour*; if you did come, type *agent*.',
    values: { nomor: STAY.nomor },
    example: { ...CHANGE, to: 'noShow' },
  },
  other: {
    id: '*{nomor}*: {tahap}. Ketik *lacak {nomor}* untuk melihatnya, atau *petugas* bila ada pertanyaan.',
    en: '*{nomor}*: {tahap}. Type *track {nomor}* to see it, or *agent* with questions.',
    values: { nomor: STAY.nomor, tahap: ({ to }, language) => stageName(to, language) },
    example: { ...CHANGE, to: 'cancelled' },
  },
};

function stageWording({ to, hasLetter }: StageChange): string {
  switch (to) {
    case 'reviewing':
      return hasLetter ? 'reviewingAgain' : 'reviewing';
    case 'approved':
    case 'rejected':
    case 'completed':
    case 'noShow':
      return to;
    default:
      return 'other';
  }
}

const people = (visitors: number, language: Language): string =>
  `${visitors} ${language === 'id' ? 'orang' : 'people'}`;

/** What groups are told unasked; part of the notices. */
export const tourNotices = {
  tourReceived: worded<Confirmation>({
    id: 'Permohonan kunjungan diterima! Nomor Anda *{nomor}*.\n{instansi}, penanggung jawab {nama}, {jumlah}.\n{jenis}: *{waktu}*. {biaya}\nIni belum persetujuan: surat balasan kami kirim paling lambat *{balasan}* dan kami kabari di sini.\nLacak, ubah atau batalkan: ketik *lacak*, tekan {tautanChat}, atau buka {tautanHalaman}',
    en: 'Your request to visit is received! Your number is *{nomor}*.\n{instansi}, in charge {nama}, {jumlah}.\n{jenis}: *{waktu}*. {biaya}\nThis is no approval yet: our reply letter will come by *{balasan}* at the latest, and we will tell you here.\nTrack, change or cancel: type *track*, tap {tautanChat}, or open {tautanHalaman}',
    values: {
      ...STAY,
      instansi: ({ institution }) => quoted(institution),
      nama: ({ personName }) => quoted(personName),
      jumlah: ({ visitors }, language) => people(visitors, language),
      jenis: ({ kind }) => kind,
      biaya: ({ totalRupiah }, language, scene) => feeSentences(totalRupiah, language, scene),
      balasan: ({ expectedOn }, language) => longDay(expectedOn, language),
      tautanChat: ({ chatLink }) => chatLink,
      tautanHalaman: ({ pageLink }) => pageLink,
    },
    optional: ['instansi', 'nama', 'jumlah', 'jenis', 'tautanChat'],
    example: {
      ...VISIT,
      institution: 'SMA Negeri Contoh',
      personName: 'Budi Santoso',
      totalRupiah: 450_000,
      expectedOn: EXAMPLE.otherDay,
      chatLink: 'https://lab.example/c/7K2M',
      pageLink: 'https://lab.example/s/7K2M',
    },
  }),
  tourStage: wordedBy(stageWording, STAGE_WORDINGS),
  tourReminder: worded<Visit & { opens: string }>({
    id: 'Pengingat *{nomor}*: besok, *{waktu}*, kami menunggu rombongan Anda ({jumlah}) mulai {mulai}. Bawa surat balasan dan daftar nama peserta.\nAlamat: {alamat}\nPeta: {peta}\nTidak jadi datang? Ketik *lacak {nomor}* untuk mengubah atau membatalkan.',
    en: 'Reminder *{nomor}*: tomorrow, *{waktu}*, we expect your group ({jumlah}) from {mulai}. Bring the reply letter and a list of names.\nAddress: {alamat}\nMap: {peta}\nCannot come? Type *track {nomor}* to change or cancel.',
    values: {
      ...STAY,
      jumlah: ({ visitors }, language) => people(visitors, language),
      mulai: ({ opens }, language) => clockTime(opens, language),
      peta: (_, _language, { lab }) => mapLink(lab.mapPoint),
    },
    optional: ['jumlah', 'mulai', 'peta'],
    example: { ...VISIT, opens: '07:30' },
  }),
};
