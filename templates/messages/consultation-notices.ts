import type { OpenProposal } from '../../src/domain/consultations/values.ts';
import type { Stage } from '../../src/domain/registrations/table.ts';
import type { LabDay } from '../../src/domain/values/lab-day.ts';
import { consultation } from './consultation.ts';
import { EXAMPLE } from './examples.ts';
import { clockTime, longDay, mapLink, quoted, quotedEnd } from './format.ts';
import { type Language, type Value, type Wording, worded, wordedBy } from './kit.ts';
import { feeSentences } from './payment.ts';
import { stageName } from './stages.ts';

interface Confirmation {
  code: string;
  personName: string;
  visitOn: LabDay;
  opens: string;
  totalRupiah: number;
  chatLink: string;
  pageLink: string;
}

interface StageChange {
  code: string;
  to: Stage;
  reason: string | null;
  visitOn: LabDay;
  opens: string;
}

const STAGE: Readonly<Record<'nomor' | 'hari', Value<StageChange>>> = {
  nomor: ({ code }) => code,
  hari: ({ visitOn }, language) => longDay(visitOn, language),
};
const CHANGE: Omit<StageChange, 'to'> = {
  code: EXAMPLE.consultationCode,
  reason: null,
  visitOn: EXAMPLE.day,
  opens: '07:30',
};
const reasonIn = ({ reason }: StageChange, language: Language): string =>
  reason ? ` ${language === 'id' ? 'Alasan' : 'Reason'}: ${quotedEnd(reason)}` : '';

const STAGE_WORDINGS: Readonly<Record<string, Wording<StageChange>>> = {
  confirmed: {
    id: '*{nomor}*: konsultasi *{hari}* mulai {mulai} sudah dikonfirmasi. Bawa KTP. Tidak jadi datang? Ketik *lacak {nomor}* untuk memindah hari atau membatalkan.',
    en: '*{nomor}*: your consultation on *{hari}* from {mulai} is confirmed. Bring your ID card. Cannot come? Type *track {nomor}* to choose another day or cancel.',
    values: { ...STAGE, mulai: ({ opens }, language) => clockTime(opens, language) },
    optional: ['mulai'],
    example: { ...CHANGE, to: 'confirmed' },
  },
  completed: {
    id: '*{nomor}*: konsultasi sudah selesai. Terima kasih sudah datang, semoga sehat selalu. Untuk konsultasi lagi, ketik *konsultasi*.',
    en: '*{nomor}*: your consultation is over. Thank you for coming, and stay well. For another one, type *consultation*.',
    values: { nomor: STAGE.nomor },
    example: { ...CHANGE, to: 'completed' },
  },
  noShow: {
    id: '*{nomor}*: kami menunggu Anda pada {hari}, tetapi belum sempat bertemu. Semoga Anda baik-baik saja. Untuk mendaftar lagi ketik *konsultasi*; bila sebenarnya sudah datang, ketik *petugas*.',
    en: '*{nomor}*: we expected you on {hari} but did not meet you. We hope you are well. To register again type *consultation*; if you did come, type *agent*.',
    values: STAGE,
    optional: ['hari'],
    example: { ...CHANGE, to: 'noShow' },
  },
  rejected: {
    id: '*{nomor}*: maaf, konsultasi {hari} tidak dapat kami layani.{alasan} Ketik *petugas* bila ada pertanyaan, atau *konsultasi* untuk mendaftar lagi.',
    en: '*{nomor}*: sorry, we cannot give the consultation on {hari}.{alasan} Type *agent* with questions, or *consultation* to register again.',
    values: { ...STAGE, alasan: reasonIn },
    optional: ['hari'],
    example: { ...CHANGE, to: 'rejected', reason: 'layanan ini ada di rumah sakit' },
  },
  other: {
    id: '*{nomor}*: konsultasi {hari} sekarang {tahap}.{alasan} Ketik *petugas* bila ada pertanyaan.',
    en: '*{nomor}*: the consultation on {hari} is now: {tahap}.{alasan} Type *agent* with questions.',
    values: {
      ...STAGE,
      tahap: ({ to }, language) => stageName(to, language).toLowerCase(),
      alasan: reasonIn,
    },
    optional: ['hari'],
    example: { ...CHANGE, to: 'cancelled', reason: 'atas permintaan pemohon' },
  },
};

/** What people are told unasked about a consultation. */
export const consultationNotices = {
  consultationReceived: worded<Confirmation>({
    id: 'Terdaftar! Nomor konsultasi Anda *{nomor}* ({nama}).\nDatang *{hari}* mulai {mulai}. Bawa KTP, kartu JKN bila punya, dan daftar obat yang sedang diminum.\n{biaya}\nPetugas akan mengonfirmasi harinya dan kami kabari di sini.\nLacak, ubah atau batalkan: ketik *lacak*, tekan {tautanChat}, atau buka {tautanHalaman}',
    en: 'Registered! Your consultation number is *{nomor}* ({nama}).\nCome on *{hari}* from {mulai}. Bring your ID card, your health insurance card if you have one, and a list of the medicines you take.\n{biaya}\nStaff will confirm the day and we will tell you here.\nTrack, change or cancel: type *track*, tap {tautanChat}, or open {tautanHalaman}',
    values: {
      nomor: ({ code }) => code,
      nama: ({ personName }) => quoted(personName),
      hari: ({ visitOn }, language) => longDay(visitOn, language),
      mulai: ({ opens }, language) => clockTime(opens, language),
      biaya: ({ totalRupiah }, language, scene) => feeSentences(totalRupiah, language, scene),
      tautanChat: ({ chatLink }) => chatLink,
      tautanHalaman: ({ pageLink }) => pageLink,
    },
    optional: ['nama', 'mulai', 'tautanChat'],
    example: {
      code: EXAMPLE.consultationCode,
      personName: EXAMPLE.name,
      visitOn: EXAMPLE.day,
      opens: '07:30',
      totalRupiah: 50_000,
      chatLink: 'https://lab.example/c/7K2M',
      pageLink: 'https://lab.example/s/7K2M',
    },
  }),
  consultationStage: wordedBy<StageChange>(
    ({ to }) => (Object.hasOwn(STAGE_WORDINGS, to) ? to : 'other'),
    STAGE_WORDINGS,
  ),
  consultationReminder: worded<Pick<Confirmation, 'code' | 'visitOn' | 'opens'>>({
    id: 'Pengingat *{nomor}*: besok, *{hari}*, konsultasi di {lab} mulai {mulai}. Bawa KTP, kartu JKN bila punya, dan daftar obat yang sedang diminum.\nAlamat: {alamat}\nPeta: {peta}\nTidak jadi datang? Ketik *lacak {nomor}* untuk memindah hari atau membatalkan.',
    en: 'Reminder *{nomor}*: tomorrow, *{hari}*, consultation at {lab} from {mulai}. Bring your ID card, your health insurance card if you have one, and a list of the medicines you take.\nAddress: {alamat}\nMap: {peta}\nCannot come? Type *track {nomor}* to choose another day or cancel.',
    values: {
      nomor: ({ code }) => code,
      hari: ({ visitOn }, language) => longDay(visitOn, language),
      mulai: ({ opens }, language) => clockTime(opens, language),
      peta: (_, _language, { lab }) => mapLink(lab.mapPoint),
    },
    optional: ['mulai', 'peta'],
    example: { code: EXAMPLE.consultationCode, visitOn: EXAMPLE.day, opens: '07:30' },
  }),
  /** The very question that a bare "1" answers. */
  dateProposed: consultation.askProposal,
  proposalWithdrawn: worded<Pick<OpenProposal, 'code' | 'day' | 'visitOn'>>({
    id: '*{nomor}*: usulan {usulan} tidak jadi. Konsultasi Anda tetap *{hari}*; petugas akan mengonfirmasinya.',
    en: '*{nomor}*: the proposed {usulan} no longer stands. Your consultation stays on *{hari}*; staff will confirm it.',
    values: {
      nomor: ({ code }) => code,
      usulan: ({ day }, language) => longDay(day, language),
      hari: ({ visitOn }, language) => longDay(visitOn, language),
    },
    optional: ['usulan'],
    example: { code: EXAMPLE.consultationCode, day: EXAMPLE.otherDay, visitOn: EXAMPLE.day },
  }),
};
