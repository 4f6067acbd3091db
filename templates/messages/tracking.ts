import type { TrackingOption } from '../../flows/tracking/options.ts';
import type { Stage } from '../../src/domain/registrations/table.ts';
import type { TrackedRegistration } from '../../src/domain/tracking/values.ts';
import type { LabDay } from '../../src/domain/values/lab-day.ts';
import { EXAMPLE } from './examples.ts';
import { longDay, momentIn, numbered, quoted, quotedEnd, rupiah, shortDay } from './format.ts';
import { type Language, message, worded, wordedBy } from './kit.ts';
import { stageMeaning, stageName } from './stages.ts';

const OPTIONS: Record<TrackingOption, { id: string; en: string }> = {
  report: { id: 'Terima laporan hasil (PDF)', en: 'Get the report (PDF)' },
  move: { id: 'Pindah tanggal kunjungan', en: 'Move the visit' },
  correct: { id: 'Perbaiki data', en: 'Correct the data' },
  cancel: { id: 'Batalkan kunjungan', en: 'Cancel the visit' },
  done: { id: 'Selesai', en: 'Done' },
};

// No result is on its way, and what was not paid need not be.
const ENDED: Stage[] = ['completed', 'rejected', 'cancelled', 'sampleRejected'];
const CALLED_OFF: Stage[] = ['rejected', 'cancelled'];

interface OwnRequest {
  code: string;
  initials: string;
  on: LabDay;
  stage: Stage;
}

const ownLine = ({ code, initials, on, stage }: OwnRequest, language: Language): string =>
  `*${code}* (${initials}, ${shortDay(on, language)}): ${stageName(stage, language)}`;

const ownLines = (requests: OwnRequest[], language: Language): string =>
  numbered(requests.map((request) => ownLine(request, language)));

function payment(registration: TrackedRegistration, language: Language): string {
  const total = rupiah(registration.totalRupiah);
  if (language === 'id') {
    return { unpaid: `${total}, belum dibayar (di loket)`, paid: `${total}, sudah dibayar`, free: 'gratis' }[
      registration.payment
    ];
  }
  return {
    unpaid: `${total}, not yet paid (at the counter)`,
    paid: `${total}, paid`,
    free: 'free of charge',
  }[registration.payment];
}

function shown(registration: TrackedRegistration, language: Language): string {
  const id = language === 'id';
  const { stage, stageReason, expectedReason, report } = registration;
  const reason = stageReason ? ` ${id ? 'Alasan' : 'Reason'}: ${quotedEnd(stageReason)}` : '';
  const expected = `${id ? 'Perkiraan selesai' : 'Expected'}: *${longDay(registration.expectedOn, language)}*${
    expectedReason ? ` (${quoted(expectedReason)})` : ''
  }`;
  const inPerson = id
    ? 'Hasil diserahkan langsung di loket; bawa KTP.'
    : 'The result is handed over at the counter; bring your ID card.';
  const comeAgain = id
    ? 'Silakan datang lagi pada jam layanan; Anda tidak perlu mendaftar ulang.'
    : 'Please come again during opening hours; you need not register again.';
  return [
    `*${registration.code}*, ${quoted(registration.personName)}`,
    `*${stageName(stage, language)}*: ${stageMeaning(stage, language)}${reason}`,
    '',
    ...registration.history.map(
      ({ stage: reached, on }) => `✓ ${shortDay(on, language)}: ${stageName(reached, language)}`,
    ),
    '',
    `${id ? 'Kunjungan' : 'Visit'}: ${longDay(registration.visitOn, language)}`,
    `${id ? 'Pemeriksaan' : 'Tests'}: ${registration.tests.join(', ')}`,
    ...(CALLED_OFF.includes(stage) && registration.payment === 'unpaid'
      ? []
      : [`${id ? 'Biaya' : 'Fee'}: ${payment(registration, language)}`]),
    ...(ENDED.includes(stage) ? [] : [expected]),
    ...(report === 'inPerson' ? [inPerson] : []),
    ...(stage === 'sampleRejected' ? [comeAgain] : []),
  ].join('\n');
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
  askProof: message({
    id: 'Untuk menjaga rahasia Anda: kapan tanggal lahir yang diperiksa? Contoh: *17-08-1990*.',
    en: 'To keep your data safe: what is the birth date of the person tested? Example: *17-08-1990*.',
  }),
  askProofOwn: worded<{ request: OwnRequest }>({
    id: 'Pendaftaran {pendaftaran}.\nUntuk menjaga rahasia Anda: kapan tanggal lahir yang diperiksa? Contoh: *17-08-1990*. Atau ketik nomor pendaftaran lain.',
    en: 'Registration {pendaftaran}.\nTo keep your data safe: what is the birth date of the person tested? Example: *17-08-1990*. Or type another registration number.',
    values: {
      pendaftaran: ({ request }, language) => ownLine(request, language),
    },
    example: { request: EXAMPLE.request },
  }),
  mismatch: worded<{ triesLeft: number }>({
    id: 'Nomor pendaftaran dan tanggal lahir itu tidak cocok. Coba lagi tanggal lahirnya (sisa {sisa} kali), atau ketik nomor yang lain.',
    en: 'That number and birth date do not match. Try the birth date again ({sisa} left), or type another number.',
    values: {
      sisa: ({ triesLeft }) => String(triesLeft),
    },
    example: { triesLeft: 4 },
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
    id: ({ registration }) => shown(registration, 'id'),
    en: ({ registration }) => shown(registration, 'en'),
  }),
  options: worded<{ options: TrackingOption[] }>({
    id: 'Ada yang ingin dilakukan?\n{pilihan}',
    en: 'What would you like to do?\n{pilihan}',
    values: {
      pilihan: ({ options }, language) => numbered(options.map((option) => OPTIONS[option][language])),
    },
    example: { options: ['move', 'correct', 'cancel', 'done'] },
  }),
  optionUnclear: message({
    id: 'Balas dengan angka dari daftar ini.',
    en: 'Reply with a number from this list.',
  }),
  report: message({
    id: 'Ini laporan hasil pemeriksaan Anda. Bila ada pertanyaan tentang hasilnya, tanyakan kepada dokter Anda atau ketik *petugas*.',
    en: 'Here is your test report. If you have questions about the result, ask your doctor or type *agent*.',
  }),
  reportInPerson: worded({
    id: 'Hasil pemeriksaan ini diserahkan langsung, tidak dikirim. Silakan datang ke loket dengan KTP: {alamat}.',
    en: 'This result is handed over in person, not sent. Please come to the counter with your ID card: {alamat}.',
  }),
  reportNotReady: message({
    id: 'Laporannya belum bisa dikirim. Anda akan kami kabari begitu selesai.',
    en: 'The report cannot be sent yet. We will tell you as soon as it is ready.',
  }),
  proofRanOut: message({
    id: 'Demi keamanan, bukti tadi sudah lewat 15 menit.',
    en: 'For safety, your proof has run out after 15 minutes.',
  }),
  confirmCancel: message({
    id: 'Kunjungan ini benar-benar dibatalkan? Tempatnya akan diberikan kepada orang lain.\n1. Ya, batalkan\n2. Tidak jadi',
    en: 'Really cancel this visit? Your place will go to somebody else.\n1. Yes, cancel it\n2. Keep it',
  }),
  keptVisit: message({
    id: 'Baik, kunjungan tetap.',
    en: 'All right, the visit stays.',
  }),
  cancelled: worded<{ code: string }>({
    id: 'Pendaftaran *{nomor}* sudah dibatalkan. Untuk mendaftar lagi, ketik *daftar*.',
    en: 'Registration *{nomor}* is cancelled. To register again, type *register*.',
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
