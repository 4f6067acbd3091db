import type { TrackingOption } from '../../flows/tracking/options.ts';
import type { OwnRequest } from '../../src/domain/registrations/values.ts';
import type { ProofKind, TrackedRegistration } from '../../src/domain/tracking/values.ts';
import type { RegistrationService } from '../../src/domain/values/services.ts';
import { EXAMPLE } from './examples.ts';
import { momentIn, numbered, quoted, shortDay } from './format.ts';
import { type Language, message, worded, wordedBy } from './kit.ts';
import { serviceName } from './services.ts';
import { stageName } from './stages.ts';
import { trackedText } from './tracked.ts';

type Words = Record<Language, string>;

const OPTIONS: Record<TrackingOption, Words> = {
  report: { id: 'Terima laporan hasil (PDF)', en: 'Get the report (PDF)' },
  letter: { id: 'Terima surat balasan (PDF)', en: 'Get the reply letter (PDF)' },
  answer: { id: 'Jawab usulan tanggal', en: 'Answer the proposed date' },
  fix: { id: 'Kirim dokumen perbaikan', en: 'Send the corrected document' },
  label: { id: 'Minta label kotak (PDF)', en: 'Get the box label (PDF)' },
  move: { id: 'Pindah tanggal kunjungan', en: 'Move the visit' },
  correct: { id: 'Perbaiki data', en: 'Correct the data' },
  cancel: { id: 'Batalkan kunjungan', en: 'Cancel the visit' },
  done: { id: 'Selesai', en: 'Done' },
};
const CANCEL_SHIPMENT: Words = { id: 'Batalkan pengiriman', en: 'Cancel the shipment' };

const optionName = (option: TrackingOption, service: RegistrationService): Words =>
  option === 'cancel' && service === 'shipment' ? CANCEL_SHIPMENT : OPTIONS[option];

const ownLine = ({ code, service, who, on, stage }: OwnRequest, language: Language): string =>
  `*${code}* (${serviceName(service, language)}, ${quoted(who)}, ${shortDay(on, language)}): ${stageName(stage, language)}`;

const ownLines = (requests: OwnRequest[], language: Language): string =>
  numbered(requests.map((request) => ownLine(request, language)));

/** What is asked for as a proof, and of whom. */
interface Proving {
  kind: ProofKind;
  service: RegistrationService;
  /** Initials, for the contact that registered; never for anybody else. */
  whose: string | null;
}

function proofWording({ kind, service, whose }: Proving): string {
  if (kind === 'lastFive') return service === 'tour' ? 'lastFiveTour' : 'lastFive';
  if (whose) return 'birthDateOf';
  return service === 'consultation' ? 'birthDateConsulted' : 'birthDate';
}

/** Following a request. Unknown codes and wrong proofs are answered with the same words. */
export const tracking = {
  askCode: message({
    id: 'Ketik nomor pendaftaran Anda; nomornya ada di pesan pendaftaran, contoh: *LAB-7K2M-9QXP-C*.',
    en: 'Type your registration number; it is in the message you got, for example: *LAB-7K2M-9QXP-C*.',
  }),
  chooseOwn: worded<{ requests: OwnRequest[] }>({
    id: 'Pendaftaran dari nomor ini:\n{pilihan}\nBalas angkanya, atau ketik nomor pendaftaran lain.',
    en: 'Registrations from this number:\n{pilihan}\nReply with the number, or type another registration number.',
    values: {
      pilihan: ({ requests }, language) => ownLines(requests, language),
    },
    example: { requests: EXAMPLE.requests },
  }),
  codeUnclear: message({
    id: 'Nomor pendaftaran belum saya temukan di pesan itu. Bila nomornya hilang, ketik *petugas*.',
    en: 'I found no registration number in that message. If you lost it, type *agent*.',
  }),
  onlyOwn: worded<{ request: OwnRequest }>({
    id: 'Pendaftaran {pendaftaran}. Bukan ini? Ketik nomor pendaftaran lain.',
    en: 'Registration {pendaftaran}. Not this one? Type another registration number.',
    values: {
      pendaftaran: ({ request }, language) => ownLine(request, language),
    },
    example: { request: EXAMPLE.request },
  }),
  askProof: wordedBy<Proving>(proofWording, {
    birthDate: {
      id: 'Untuk menjaga rahasia Anda: kapan tanggal lahir yang diperiksa? Contoh: *17-08-1990*.',
      en: 'To keep your data safe: what is the birth date of the person tested? Example: *17-08-1990*.',
      example: { kind: 'birthDate', service: 'laboratory', whose: null },
    },
    birthDateConsulted: {
      id: 'Untuk menjaga rahasia Anda: kapan tanggal lahir yang berkonsultasi? Contoh: *17-08-1990*.',
      en: 'To keep your data safe: what is the birth date of the person who comes to the consultation? Example: *17-08-1990*.',
      example: { kind: 'birthDate', service: 'consultation', whose: null },
    },
    birthDateOf: {
      id: 'Untuk menjaga rahasia: kapan tanggal lahir *{inisial}*, yang didaftarkan? Contoh: *17-08-1990*.',
      en: 'To keep the data safe: what is the birth date of *{inisial}*, who was registered? Example: *17-08-1990*.',
      values: { inisial: ({ whose }) => whose ?? '' },
      example: { kind: 'birthDate', service: 'laboratory', whose: 'S.A.' },
    },
    lastFive: {
      id: 'Untuk menjaga rahasia Anda: apa 5 angka terakhir nomor HP yang didaftarkan? Contoh: *01234*.',
      en: 'To keep your data safe: what are the last 5 digits of the registered phone number? Example: *01234*.',
      example: { kind: 'lastFive', service: 'shipment', whose: null },
    },
    lastFiveTour: {
      id: 'Untuk surat dan perubahan, buktikan dulu: apa 5 angka terakhir nomor HP yang didaftarkan? Contoh: *01234*.',
      en: 'For the letter and for changes, a proof first: what are the last 5 digits of the registered phone number? Example: *01234*.',
      example: { kind: 'lastFive', service: 'tour', whose: null },
    },
  }),
  mismatch: wordedBy<{ kind: ProofKind | null; triesLeft: number }>(({ kind }) => kind ?? 'codeAlone', {
    birthDate: {
      id: 'Nomor pendaftaran dan tanggal lahir itu tidak cocok. Coba lagi tanggal lahirnya (sisa {sisa} kali), atau ketik nomor yang lain.',
      en: 'That number and birth date do not match. Try the birth date again ({sisa} left), or type another number.',
      values: { sisa: ({ triesLeft }) => String(triesLeft) },
      example: { kind: 'birthDate', triesLeft: 4 },
    },
    lastFive: {
      id: 'Nomor pendaftaran dan 5 angka itu tidak cocok. Coba lagi 5 angka terakhir nomor HP-nya (sisa {sisa} kali), atau ketik nomor pendaftaran yang lain.',
      en: 'That number and those 5 digits do not match. Try the last 5 digits of the phone number again ({sisa} left), or type another registration number.',
      values: { sisa: ({ triesLeft }) => String(triesLeft) },
      example: { kind: 'lastFive', triesLeft: 4 },
    },
    codeAlone: {
      id: 'Nomor pendaftaran itu tidak ada pada kami. Bandingkan dengan pesan pendaftaran, lalu ketik lagi (sisa {sisa} kali).',
      en: 'We have no such registration number. Compare it with the message you got and type it again ({sisa} left).',
      values: { sisa: ({ triesLeft }) => String(triesLeft) },
      example: { kind: null, triesLeft: 4 },
    },
  }),
  locked: wordedBy<{ until: string | null }>(({ until }) => (until === null ? 'forGood' : 'forNow'), {
    forGood: {
      id: 'Demi keamanan, nomor ini dikunci karena terlalu banyak percobaan. Hubungi petugas: ketik *petugas* atau telepon {telepon}.',
      en: 'For safety this number is locked after too many tries. Contact staff: type *agent* or call {telepon}.',
      example: { until: null },
    },
    forNow: {
      id: 'Demi keamanan, nomor ini dikunci sampai {sampai} karena terlalu banyak percobaan. Perlu segera? Ketik *petugas*.',
      en: 'For safety this number is locked until {sampai} after too many tries. Urgent? Type *agent*.',
      values: {
        sampai: ({ until }, language, { lab }) =>
          until === null ? '' : momentIn(until, lab.timeZone, language),
      },
      example: { until: '2026-11-21T02:00:00.000Z' },
    },
  }),
  shown: message<{ registration: TrackedRegistration }>({
    id: ({ registration }, scene) => trackedText(registration, 'id', scene),
    en: ({ registration }, scene) => trackedText(registration, 'en', scene),
  }),
  chatFound: message({
    id: 'Kabar tentang pendaftaran ini mulai sekarang kami kirim ke chat ini.',
    en: 'From now on we send news about this registration to this chat.',
  }),
  options: worded<{ options: TrackingOption[]; service: RegistrationService }>({
    id: 'Ada yang ingin dilakukan?\n{pilihan}',
    en: 'What would you like to do?\n{pilihan}',
    values: {
      pilihan: ({ options, service }, language) =>
        numbered(options.map((option) => optionName(option, service)[language])),
    },
    example: { options: ['move', 'correct', 'cancel', 'done'], service: 'laboratory' },
  }),
  optionUnclear: message({
    id: 'Balas dengan angka dari daftar ini.',
    en: 'Reply with a number from this list.',
  }),
  report: wordedBy<{ service: RegistrationService }>(
    ({ service }) => (service === 'tour' ? 'letter' : 'report'),
    {
      report: {
        id: 'Ini laporan hasil pemeriksaan Anda. Bila ada pertanyaan tentang hasilnya, tanyakan kepada dokter Anda atau ketik *petugas*.',
        en: 'Here is your test report. If you have questions about the result, ask your doctor or type *agent*.',
        example: { service: 'laboratory' },
      },
      letter: {
        id: 'Ini surat balasan kami. Bila ada pertanyaan, ketik *petugas*.',
        en: 'Here is our reply letter. If you have questions, type *agent*.',
        example: { service: 'tour' },
      },
    },
  ),
  labelComes: message({
    id: 'Baik, labelnya kami kirim ke sini sebentar lagi.',
    en: 'All right, the label comes here in a moment.',
  }),
  labelNotWanted: message({
    id: 'Label tidak diperlukan lagi: sampelnya sudah kami terima atau pengirimannya sudah berakhir.',
    en: 'The label is no longer needed: we have the samples, or the shipment has ended.',
  }),
  reportInPerson: worded({
    id: 'Hasil pemeriksaan ini diserahkan langsung, tidak dikirim. Silakan datang ke loket dengan KTP: {alamat}.',
    en: 'This result is handed over in person, not sent. Please come to the counter with your ID card: {alamat}.',
  }),
  reportNotReady: wordedBy<{ service: RegistrationService }>(
    ({ service }) => (service === 'tour' ? 'letter' : 'report'),
    {
      report: {
        id: 'Laporannya belum bisa dikirim. Anda akan kami kabari begitu selesai.',
        en: 'The report cannot be sent yet. We will tell you as soon as it is ready.',
        example: { service: 'laboratory' },
      },
      letter: {
        id: 'Suratnya belum bisa dikirim. Anda akan kami kabari begitu selesai.',
        en: 'The letter cannot be sent yet. We will tell you as soon as it is ready.',
        example: { service: 'tour' },
      },
    },
  ),
  proofRanOut: message({
    id: 'Demi keamanan, bukti tadi sudah lewat 15 menit.',
    en: 'For safety, your proof has run out after 15 minutes.',
  }),
  confirmCancel: wordedBy<{ service: RegistrationService }>(
    ({ service }) => (service === 'shipment' ? 'shipment' : 'visit'),
    {
      visit: {
        id: 'Kunjungan ini benar-benar dibatalkan? Tempatnya akan diberikan kepada orang lain.\n1. Ya, batalkan\n2. Tidak jadi',
        en: 'Really cancel this visit? Your place will go to somebody else.\n1. Yes, cancel it\n2. Keep it',
        example: { service: 'laboratory' },
      },
      shipment: {
        id: 'Pengiriman ini benar-benar dibatalkan? Jangan kirim sampelnya sesudah itu.\n1. Ya, batalkan\n2. Tidak jadi',
        en: 'Really cancel this shipment? Do not send the samples after that.\n1. Yes, cancel it\n2. Keep it',
        example: { service: 'shipment' },
      },
    },
  ),
  kept: message({
    id: 'Baik, tidak dibatalkan.',
    en: 'All right, nothing is cancelled.',
  }),
  cancelled: worded<{ code: string }>({
    id: 'Pendaftaran *{nomor}* sudah dibatalkan. Untuk mendaftar lagi, ketik *menu*.',
    en: 'Registration *{nomor}* is cancelled. To register again, type *menu*.',
    values: {
      nomor: ({ code }) => code,
    },
    example: { code: EXAMPLE.code },
  }),
  bye: message({
    id: 'Baik. Ketik *menu* bila ada yang lain.',
    en: 'All right. Type *menu* if there is anything else.',
  }),
};
