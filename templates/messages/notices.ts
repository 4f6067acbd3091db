import type { Stage } from '../../src/domain/registrations/table.ts';
import type { LabDay } from '../../src/domain/values/lab-day.ts';
import type { NoticeName } from '../../src/domain/values/message-templates.ts';
import type { RegistrationService } from '../../src/domain/values/services.ts';
import { consultationNotices } from './consultation-notices.ts';
import { digest } from './digest.ts';
import { formName } from './engine.ts';
import { EXAMPLE } from './examples.ts';
import { clockTime, longDay, mapLink, quoted, quotedEnd, rupiah } from './format.ts';
import { type Language, message, type Wording, worded, wordedBy } from './kit.ts';
import { howToPay } from './payment.ts';
import { shipmentNotices } from './shipment-notices.ts';
import { stageMeaning, stageName } from './stages.ts';
import { tourNotices } from './tour-notices.ts';

interface Confirmation {
  code: string;
  personName: string;
  visitOn: LabDay;
  opens: string;
  tests: string[];
  totalRupiah: number;
  /** What to do before coming, each sentence once. */
  preparation: string[];
  expectedOn: LabDay;
  chatLink: string;
  pageLink: string;
  bringsLetter: boolean;
}

type Reminder = Pick<Confirmation, 'code' | 'visitOn' | 'opens' | 'bringsLetter' | 'preparation'>;

interface StageChange {
  code: string;
  to: Stage;
  reason: string | null;
  visitOn: LabDay;
  expectedOn: LabDay;
  inPerson: boolean;
  /** The laboratory, unless another service is named. */
  service?: RegistrationService;
}

/** What the notices of stages may name: all that matters is in them, so none may be left out but the name of the stage. */
const STAGE_VALUES = {
  nomor: ({ code }: StageChange) => code,
  tahap: ({ to }: StageChange, language: Language) => stageName(to, language),
  arti: ({ to, service }: StageChange, language: Language) => stageMeaning(to, language, service),
};
const STAGE_REASON = ({ reason }: StageChange, language: Language): string =>
  reason ? ` ${language === 'id' ? 'Alasan' : 'Reason'}: ${quotedEnd(reason)}` : '';
const CHANGE: Omit<StageChange, 'to'> = {
  code: EXAMPLE.code,
  reason: null,
  visitOn: EXAMPLE.day,
  expectedOn: EXAMPLE.otherDay,
  inPerson: false,
};

/** What is said when a stage is reached, by the name of the stage; those under way are said alike. */
const STAGE_WORDINGS: Record<string, Wording<StageChange>> = {
  verified: {
    id: '*{nomor}*: {tahap}. Data sudah diperiksa. Silakan datang *{hari}*, bawa KTP.',
    en: '*{nomor}*: {tahap}. Your data is checked. Please come on *{hari}* with your ID card.',
    values: { ...STAGE_VALUES, hari: ({ visitOn }, language) => longDay(visitOn, language) },
    optional: ['tahap', 'arti'],
    example: { ...CHANGE, to: 'verified' },
  },
  underWay: {
    id: '*{nomor}*: {tahap}. {arti} Perkiraan selesai: *{hari}*.',
    en: '*{nomor}*: {tahap}. {arti} Expected: *{hari}*.',
    values: { ...STAGE_VALUES, hari: ({ expectedOn }, language) => longDay(expectedOn, language) },
    optional: ['arti'],
    example: { ...CHANGE, to: 'sampleReceived' },
  },
  completed: {
    id: '*{nomor}*: {tahap}. {arti} Untuk menerima laporannya, ketik *lacak {nomor}*.',
    en: '*{nomor}*: {tahap}. {arti} To get the report, type *track {nomor}*.',
    values: STAGE_VALUES,
    optional: ['tahap', 'arti'],
    example: { ...CHANGE, to: 'completed' },
  },
  completedInPerson: {
    id: '*{nomor}*: {tahap}. {arti} Silakan ambil di loket dengan membawa KTP.',
    en: '*{nomor}*: {tahap}. {arti} Please collect it at the counter with your ID card.',
    values: STAGE_VALUES,
    optional: ['tahap', 'arti'],
    example: { ...CHANGE, to: 'completed', inPerson: true },
  },
  rejected: {
    id: '*{nomor}*: {tahap}. {arti}{alasan} Ketik *petugas* bila ada pertanyaan, atau *daftar* untuk mendaftar lagi.',
    en: '*{nomor}*: {tahap}. {arti}{alasan} Type *agent* with questions, or *register* to register again.',
    values: { ...STAGE_VALUES, alasan: STAGE_REASON },
    optional: ['arti'],
    example: { ...CHANGE, to: 'rejected', reason: 'NIK tidak cocok dengan KTP' },
  },
  sampleRejected: {
    id: '*{nomor}*: {tahap}. {arti}{alasan} Silakan datang lagi pada jam layanan; Anda tidak perlu mendaftar ulang.',
    en: '*{nomor}*: {tahap}. {arti}{alasan} Please come again during opening hours; you need not register again.',
    values: { ...STAGE_VALUES, alasan: STAGE_REASON },
    optional: ['arti'],
    example: { ...CHANGE, to: 'sampleRejected', reason: 'sampel membeku' },
  },
  other: {
    id: '*{nomor}*: {tahap}. {arti}{alasan}',
    en: '*{nomor}*: {tahap}. {arti}{alasan}',
    values: { ...STAGE_VALUES, alasan: STAGE_REASON },
    optional: ['arti'],
    example: { ...CHANGE, to: 'cancelled', reason: 'atas permintaan pemohon' },
  },
};

function stageWording({ to, inPerson, service }: StageChange): string {
  // Who sends samples is told what to do by the reason, and need not come.
  if (service === 'shipment' && to === 'sampleRejected') return 'other';
  switch (to) {
    case 'sampleReceived':
    case 'testing':
    case 'validating':
      return 'underWay';
    case 'completed':
      return inPerson ? 'completedInPerson' : 'completed';
    case 'verified':
    case 'rejected':
    case 'sampleRejected':
      return to;
    default:
      return 'other';
  }
}

const LETTER_TOO = ({ bringsLetter }: { bringsLetter: boolean }, language: Language): string =>
  bringsLetter ? (language === 'id' ? ' dan surat rujukan asli' : ' and the original referral letter') : '';

const listed = (sentences: string[]): string =>
  sentences.length > 1
    ? sentences.map((sentence) => `\n- ${sentence}`).join('')
    : sentences.map((sentence) => ` ${sentence}`).join('');

/** What people are told unasked. A notice without a name that WhatsApp's templates go by does not compile. */
export const notices = {
  registrationReceived: worded<Confirmation>({
    id: 'Terdaftar! Nomor Anda *{nomor}* ({nama}).\nDatang *{hari}* mulai {mulai}, bawa KTP{surat}.\nPemeriksaan: {pemeriksaan}. Biaya *{biaya}*. {caraBayar}\nPersiapan:{persiapan}\nHasil diperkirakan *{perkiraan}*. Petugas akan memeriksa data Anda dan kami kabari di sini.\nLacak, ubah atau batalkan: ketik *lacak*, tekan {tautanChat}, atau buka {tautanHalaman}',
    en: 'Registered! Your number is *{nomor}* ({nama}).\nCome on *{hari}* from {mulai}, with your ID card{surat}.\nTests: {pemeriksaan}. Fee *{biaya}*. {caraBayar}\nPreparation:{persiapan}\nResult expected on *{perkiraan}*. Staff will check your data and we will tell you here.\nTrack, change or cancel: type *track*, tap {tautanChat}, or open {tautanHalaman}',
    values: {
      nomor: ({ code }) => code,
      nama: ({ personName }) => quoted(personName),
      hari: ({ visitOn }, language) => longDay(visitOn, language),
      mulai: ({ opens }, language) => clockTime(opens, language),
      surat: LETTER_TOO,
      pemeriksaan: ({ tests }) => tests.join(', '),
      biaya: ({ totalRupiah }) => rupiah(totalRupiah),
      caraBayar: ({ totalRupiah }, language, scene) => (totalRupiah > 0 ? howToPay(language, scene) : ''),
      persiapan: ({ preparation }, language) =>
        listed(preparation) || (language === 'id' ? ' tidak ada persiapan khusus.' : ' none.'),
      perkiraan: ({ expectedOn }, language) => longDay(expectedOn, language),
      tautanChat: ({ chatLink }) => chatLink,
      tautanHalaman: ({ pageLink }) => pageLink,
    },
    optional: ['nama', 'mulai', 'caraBayar', 'tautanChat'],
    example: {
      code: EXAMPLE.code,
      personName: EXAMPLE.name,
      visitOn: EXAMPLE.day,
      opens: '07:30',
      tests: EXAMPLE.tests.map(({ name }) => name),
      totalRupiah: 55_000,
      preparation: ['Puasa 10 jam (boleh minum air putih).'],
      expectedOn: EXAMPLE.otherDay,
      chatLink: 'https://lab.example/c/7K2M',
      pageLink: 'https://lab.example/s/7K2M',
      bringsLetter: true,
    },
  }),
  stageChanged: wordedBy(stageWording, STAGE_WORDINGS),
  moved: worded<{ code: string; to: LabDay }>({
    id: '*{nomor}*: kunjungan dipindah ke *{hari}*.',
    en: '*{nomor}*: your visit has been moved to *{hari}*.',
    values: {
      nomor: ({ code }) => code,
      hari: ({ to }, language) => longDay(to, language),
    },
    example: { code: EXAMPLE.code, to: EXAMPLE.day },
  }),
  corrected: worded<{ code: string }>({
    id: '*{nomor}*: petugas membetulkan data pendaftaran Anda. Ketik *lacak {nomor}* untuk melihatnya.',
    en: '*{nomor}*: staff corrected your registration. Type *track {nomor}* to see it.',
    values: {
      nomor: ({ code }) => code,
    },
    example: { code: EXAMPLE.code },
  }),
  visitReminder: worded<Reminder>({
    id: 'Pengingat *{nomor}*: besok, *{hari}*, datang ke laboratorium mulai {mulai}. Bawa KTP{surat}.{persiapan}\nAlamat: {alamat}\nPeta: {peta}\nTidak jadi datang? Ketik *lacak {nomor}* untuk memindah hari atau membatalkan.',
    en: 'Reminder *{nomor}*: tomorrow, *{hari}*, come to the laboratory from {mulai}. Bring your ID card{surat}.{persiapan}\nAddress: {alamat}\nMap: {peta}\nCannot come? Type *track {nomor}* to choose another day or cancel.',
    values: {
      nomor: ({ code }) => code,
      hari: ({ visitOn }, language) => longDay(visitOn, language),
      mulai: ({ opens }, language) => clockTime(opens, language),
      surat: LETTER_TOO,
      persiapan: ({ preparation }, language) =>
        preparation.length === 0
          ? ''
          : `\n${language === 'id' ? 'Persiapan' : 'Preparation'}:${listed(preparation)}`,
      peta: (_, _language, { lab }) => mapLink(lab.mapPoint),
    },
    optional: ['mulai', 'peta'],
    example: {
      code: EXAMPLE.code,
      visitOn: EXAMPLE.day,
      opens: '07:30',
      bringsLetter: false,
      preparation: ['Puasa 10 jam.'],
    },
  }),
  expectedChanged: worded<{ code: string; to: LabDay; reason: string }>({
    id: '*{nomor}*: hasil sekarang diperkirakan *{hari}*. Alasan: {alasan}',
    en: '*{nomor}*: the result is now expected on *{hari}*. Reason: {alasan}',
    values: {
      nomor: ({ code }) => code,
      hari: ({ to }, language) => longDay(to, language),
      alasan: ({ reason }) => quotedEnd(reason),
    },
    example: { code: EXAMPLE.code, to: EXAMPLE.day, reason: 'alat sedang dikalibrasi' },
  }),
  paymentRecorded: wordedBy<{
    code: string;
    payment: 'paid' | 'free';
    paidRupiah: number;
    receiptNumber: string;
  }>(({ payment }) => payment, {
    free: {
      id: '*{nomor}*: pendaftaran ini tidak dipungut biaya.',
      en: '*{nomor}*: nothing has to be paid for this registration.',
      values: { nomor: ({ code }) => code },
      example: { code: EXAMPLE.code, payment: 'free', paidRupiah: 0, receiptNumber: '' },
    },
    paid: {
      id: '*{nomor}*: pembayaran *{jumlah}* sudah kami terima, kuitansi nomor {kuitansi}. Terima kasih.',
      en: '*{nomor}*: we have received your payment of *{jumlah}*, receipt number {kuitansi}. Thank you.',
      values: {
        nomor: ({ code }) => code,
        jumlah: ({ paidRupiah }) => rupiah(paidRupiah),
        kuitansi: ({ receiptNumber }) => quoted(receiptNumber),
      },
      example: { code: EXAMPLE.code, payment: 'paid', paidRupiah: 55_000, receiptNumber: 'K-0117' },
    },
  }),
  takenOver: message({
    id: 'Anda sekarang terhubung dengan petugas kami. Balasan otomatis berhenti dulu.',
    en: 'You are now talking to a member of our staff. Automatic answers pause.',
  }),
  handedBack: message({
    id: 'Percakapan dengan petugas selesai; asisten otomatis kembali menjawab. Ketik *menu* bila perlu.',
    en: 'The talk with our staff has ended; the automatic assistant answers again. Type *menu* if you need it.',
  }),
  staffReply: message<{ text: string }>({
    id: ({ text }) => text,
    en: ({ text }) => text,
  }),
  putAside: worded<{ flow: string }>({
    id: '{isian} belum selesai. Jawaban Anda kami simpan; ketik *lanjut* kapan saja.',
    en: '{isian} is not finished. Your answers are kept; type *resume* at any time.',
    values: {
      isian: ({ flow }, language) => formName(flow, language),
    },
    example: { flow: 'laboratory' },
  }),
  ...consultationNotices,
  ...shipmentNotices,
  ...tourNotices,
  digest: digest.daily,
} satisfies Record<NoticeName, unknown>;
