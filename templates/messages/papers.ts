import type { PaperKind } from '../../src/domain/papers/values.ts';
import type { LabDay } from '../../src/domain/values/lab-day.ts';
import { longDay } from './format.ts';
import { type Language, message } from './kit.ts';

const NAMES: Record<PaperKind, Record<Language, string>> = {
  report: { id: 'laporan hasil uji', en: 'test report' },
  replyLetter: { id: 'surat balasan', en: 'reply letter' },
  label: { id: 'label pengiriman', en: 'shipping label' },
};

/** What a kind of paper is called, in the middle of a sentence. */
export const paperName = (kind: PaperKind, language: Language): string => NAMES[kind][language];

interface KnownPaper {
  code: string;
  paper: PaperKind;
  issuedOn: LabDay;
}

/** Whether a paper is genuine. */
export const papers = {
  askCode: message({
    id: 'Dokumen mana yang ingin diperiksa keasliannya? Ketik kode di kaki dokumennya. Contoh: *cek 7K2M-9QXP-C*',
    en: 'Which document do you want to check? Type the code at its foot. Example: *verify 7K2M-9QXP-C*',
  }),
  genuine: message<KnownPaper>({
    id: ({ code, paper, issuedOn }, { lab }) =>
      `✅ *Asli.* ${code} adalah ${paperName(paper, 'id')} yang kami (${lab.shortName}) terbitkan pada ${longDay(issuedOn, 'id')} dan masih berlaku.\n\nIsinya kami rahasiakan. Bila isi dokumen di tangan Anda meragukan, mintalah petugas membandingkan berkasnya.`,
    en: ({ code, paper, issuedOn }, { lab }) =>
      `✅ *Genuine.* ${code} is a ${paperName(paper, 'en')} that we (${lab.shortName}) issued on ${longDay(issuedOn, 'en')}, and it still counts.\n\nWe keep what it says to ourselves. If you doubt the copy in your hand, ask our staff to compare the file.`,
  }),
  replaced: message<KnownPaper & { replacedOn: LabDay }>({
    id: ({ code, paper, issuedOn, replacedOn }) =>
      `⚠️ *Tidak berlaku lagi.* ${code} adalah ${paperName(paper, 'id')} yang kami terbitkan pada ${longDay(issuedOn, 'id')}, tetapi sejak ${longDay(replacedOn, 'id')} dokumen ini diganti atau dicabut. Mintalah yang terbaru kepada pemiliknya.`,
    en: ({ code, paper, issuedOn, replacedOn }) =>
      `⚠️ *No longer valid.* ${code} is a ${paperName(paper, 'en')} that we issued on ${longDay(issuedOn, 'en')}, but since ${longDay(replacedOn, 'en')} it has been replaced or withdrawn. Ask its owner for the newest one.`,
  }),
  unknown: message<{ code: string }>({
    id: ({ code }, { lab }) =>
      `❌ *Tidak kami kenal.* Tidak ada dokumen kami dengan kode ${code}. Bandingkan lagi kodenya huruf demi huruf. Bila memang sama, dokumen itu bukan dari ${lab.shortName}: tulis *petugas* untuk melaporkannya.`,
    en: ({ code }, { lab }) =>
      `❌ *Not known.* No document of ours has the code ${code}. Compare it letter by letter. If it is the same, the document is not from ${lab.shortName}: write *agent* to report it.`,
  }),
  typo: message({
    id: 'Ada salah ketik di kode itu. Bandingkan huruf demi huruf dengan dokumennya, lalu ketik lagi. Contoh: *7K2M-9QXP-C*',
    en: 'There is a typing slip in that code. Compare it letter by letter with the document and type it again. Example: *7K2M-9QXP-C*',
  }),
  notACode: message({
    id: 'Itu bukan kode keaslian. Kodenya sembilan huruf dan angka, di kaki dokumen di sebelah kotak QR. Contoh: *7K2M-9QXP-C*. Tulis *menu* untuk yang lain.',
    en: 'That is not a code of genuineness. It has nine letters and digits and stands at the foot of the document, beside the QR. Example: *7K2M-9QXP-C*. Write *menu* for anything else.',
  }),
};
