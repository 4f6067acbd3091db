import type { Stage } from '../../src/domain/registrations/table.ts';
import type { LabDay } from '../../src/domain/values/lab-day.ts';
import type { NoticeName } from '../../src/domain/values/message-templates.ts';
import { formName } from './engine.ts';
import { clockTime, longDay, quoted, quotedEnd, rupiah } from './format.ts';
import { type Language, message } from './kit.ts';
import { stageMeaning, stageName } from './stages.ts';

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

interface StageChange {
  code: string;
  to: Stage;
  reason: string | null;
  visitOn: LabDay;
  expectedOn: LabDay;
  inPerson: boolean;
}

function stageChanged(
  { code, to, reason, visitOn, expectedOn, inPerson }: StageChange,
  language: Language,
): string {
  const id = language === 'id';
  const head = `*${code}*: ${stageName(to, language)}. ${stageMeaning(to, language)}`;
  const why = reason ? ` ${id ? 'Alasan' : 'Reason'}: ${quotedEnd(reason)}` : '';
  switch (to) {
    case 'verified':
      return id
        ? `*${code}*: ${stageName(to, language)}. Data sudah diperiksa. Silakan datang *${longDay(visitOn, 'id')}*, bawa KTP.`
        : `*${code}*: ${stageName(to, language)}. Your data is checked. Please come on *${longDay(visitOn, 'en')}* with your ID card.`;
    case 'sampleReceived':
    case 'testing':
    case 'validating':
      return `${head} ${id ? 'Perkiraan selesai' : 'Expected'}: *${longDay(expectedOn, language)}*.`;
    case 'completed':
      if (inPerson)
        return `${head} ${id ? 'Silakan ambil di loket dengan membawa KTP.' : 'Please collect it at the counter with your ID card.'}`;
      return id
        ? `${head} Untuk menerima laporannya, ketik *lacak ${code}*.`
        : `${head} To get the report, type *track ${code}*.`;
    case 'rejected':
      return `${head}${why} ${id ? 'Ketik *petugas* bila ada pertanyaan, atau *daftar* untuk mendaftar lagi.' : 'Type *agent* with questions, or *register* to register again.'}`;
    case 'sampleRejected':
      return `${head}${why} ${id ? 'Silakan datang lagi pada jam layanan; Anda tidak perlu mendaftar ulang.' : 'Please come again during opening hours; you need not register again.'}`;
    default:
      return `${head}${why}`;
  }
}

const listed = (sentences: string[]): string =>
  sentences.length > 1
    ? sentences.map((sentence) => `\n- ${sentence}`).join('')
    : sentences.map((sentence) => ` ${sentence}`).join('');

/** What people are told unasked. A notice without a name that WhatsApp's templates go by does not compile. */
export const notices = {
  registrationReceived: message<Confirmation>({
    id: (vars) =>
      [
        `Terdaftar! Nomor Anda *${vars.code}* (${quoted(vars.personName)}).`,
        `Datang *${longDay(vars.visitOn, 'id')}* mulai ${clockTime(vars.opens, 'id')}, bawa KTP${vars.bringsLetter ? ' dan surat rujukan asli' : ''}.`,
        `Pemeriksaan: ${vars.tests.join(', ')}. Biaya *${rupiah(vars.totalRupiah)}*, dibayar di loket.`,
        `Persiapan:${listed(vars.preparation) || ' tidak ada persiapan khusus.'}`,
        `Hasil diperkirakan *${longDay(vars.expectedOn, 'id')}*. Petugas akan memeriksa data Anda dan kami kabari di sini.`,
        `Lacak, ubah atau batalkan: ketik *lacak*, tekan ${vars.chatLink}, atau buka ${vars.pageLink}`,
      ].join('\n'),
    en: (vars) =>
      [
        `Registered! Your number is *${vars.code}* (${quoted(vars.personName)}).`,
        `Come on *${longDay(vars.visitOn, 'en')}* from ${vars.opens}, with your ID card${vars.bringsLetter ? ' and the original referral letter' : ''}.`,
        `Tests: ${vars.tests.join(', ')}. Fee *${rupiah(vars.totalRupiah)}*, paid at the counter.`,
        `Preparation:${listed(vars.preparation) || ' none.'}`,
        `Result expected on *${longDay(vars.expectedOn, 'en')}*. Staff will check your data and we will tell you here.`,
        `Track, change or cancel: type *track*, tap ${vars.chatLink}, or open ${vars.pageLink}`,
      ].join('\n'),
  }),
  stageChanged: message<StageChange>({
    id: (vars) => stageChanged(vars, 'id'),
    en: (vars) => stageChanged(vars, 'en'),
  }),
  moved: message<{ code: string; to: LabDay }>({
    id: ({ code, to }) => `*${code}*: kunjungan dipindah ke *${longDay(to, 'id')}*.`,
    en: ({ code, to }) => `*${code}*: your visit has been moved to *${longDay(to, 'en')}*.`,
  }),
  corrected: message<{ code: string }>({
    id: ({ code }) =>
      `*${code}*: petugas membetulkan data pendaftaran Anda. Ketik *lacak ${code}* untuk melihatnya.`,
    en: ({ code }) => `*${code}*: staff corrected your registration. Type *track ${code}* to see it.`,
  }),
  expectedChanged: message<{ code: string; to: LabDay; reason: string }>({
    id: ({ code, to, reason }) =>
      `*${code}*: hasil sekarang diperkirakan *${longDay(to, 'id')}*. Alasan: ${quotedEnd(reason)}`,
    en: ({ code, to, reason }) =>
      `*${code}*: the result is now expected on *${longDay(to, 'en')}*. Reason: ${quotedEnd(reason)}`,
  }),
  paymentRecorded: message<{
    code: string;
    payment: 'paid' | 'free';
    paidRupiah: number;
    receiptNumber: string;
  }>({
    id: ({ code, payment, paidRupiah, receiptNumber }) =>
      payment === 'free'
        ? `*${code}*: pemeriksaan Anda tidak dipungut biaya.`
        : `*${code}*: pembayaran *${rupiah(paidRupiah)}* sudah kami terima, kuitansi nomor ${quoted(receiptNumber)}. Terima kasih.`,
    en: ({ code, payment, paidRupiah, receiptNumber }) =>
      payment === 'free'
        ? `*${code}*: your test is free of charge.`
        : `*${code}*: we have received your payment of *${rupiah(paidRupiah)}*, receipt number ${quoted(receiptNumber)}. Thank you.`,
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
  putAside: message<{ flow: string }>({
    id: ({ flow }) =>
      `${formName(flow, 'id')} belum selesai. Jawaban Anda kami simpan; ketik *lanjut* kapan saja.`,
    en: ({ flow }) =>
      `${formName(flow, 'en')} is not finished. Your answers are kept; type *resume* at any time.`,
  }),
} satisfies Record<NoticeName, unknown>;
