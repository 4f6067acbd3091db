import type { DocumentToFix } from '../../src/domain/shipments/values.ts';
import type { LabDay } from '../../src/domain/values/lab-day.ts';
import { EXAMPLE } from './examples.ts';
import { longDay, quoted } from './format.ts';
import { type Language, worded } from './kit.ts';
import { feeSentences } from './payment.ts';
import { toFixLines } from './shipment-document.ts';
import { contentsLine, countsLine } from './shipment-samples.ts';

interface Contents {
  samples: number;
  boxes: number;
}

interface Confirmation extends Contents {
  code: string;
  institution: string;
  documents: number;
  totalRupiah: number;
  visitOn: LabDay;
  expectedOn: LabDay;
  /** The label is being printed for this chat. */
  labelFollows: boolean;
  chatLink: string;
  pageLink: string;
}

interface Difference extends Contents {
  testName: string;
  sampleType: string;
  receivedSamples: number;
  receivedBoxes: number;
}

const CODE = 'KRM-7K2M-9QXP-C';

const differenceLines = (differences: readonly Difference[], language: Language): string =>
  differences
    .map(({ testName, sampleType, receivedSamples, receivedBoxes, ...announced }) => {
      const counted = countsLine({ samples: receivedSamples, boxes: receivedBoxes }, language);
      const noted = countsLine(announced, language);
      const what = `${testName}, ${quoted(sampleType)}`;
      return language === 'id'
        ? `- ${what}: tercatat ${noted}; yang sampai ${counted}`
        : `- ${what}: noted ${noted}; arrived ${counted}`;
    })
    .join('\n');

const label = (labelFollows: boolean, language: Language): string => {
  if (language === 'id')
    return labelFollows
      ? 'Label kiriman segera kami kirim ke sini; tempelkan satu di setiap kotak.'
      : 'Tempelkan label kiriman di setiap kotak.';
  return labelFollows
    ? 'The shipping label follows here in a moment; stick one on every box.'
    : 'Stick the shipping label on every box.';
};

/** What senders of samples are told unasked. */
export const shipmentNotices = {
  shipmentReceived: worded<Confirmation>({
    id: 'Kiriman sampel terdaftar! Nomor Anda *{nomor}* ({instansi}).\nDiterima: {dokumen} dokumen; {isi}.\n{biaya}\nPetugas memeriksa dokumennya dulu, lalu Anda kami kabari. Setelah itu kirim kotaknya ke: *{namaLab}*, {alamat}, telepon {telepon}.\n{label}\nBila sampel tiba *{tiba}*, hasilnya diperkirakan *{perkiraan}*.\nLacak, ubah, atau minta label lagi: ketik *lacak*, tekan {tautanChat}, atau buka {tautanHalaman}',
    en: 'Your shipment is registered! Its number is *{nomor}* ({instansi}).\nReceived: {dokumen} documents; {isi}.\n{biaya}\nStaff check the documents first and tell you. Then send the boxes to: *{namaLab}*, {alamat}, phone {telepon}.\n{label}\nIf the samples arrive on *{tiba}*, the result is expected on *{perkiraan}*.\nTrack, change, or get the label again: type *track*, tap {tautanChat}, or open {tautanHalaman}',
    values: {
      nomor: ({ code }) => code,
      instansi: ({ institution }) => quoted(institution),
      dokumen: ({ documents }) => String(documents),
      isi: (vars, language) => contentsLine(vars, language),
      biaya: ({ totalRupiah }, language, scene) => feeSentences(totalRupiah, language, scene),
      label: ({ labelFollows }, language) => label(labelFollows, language),
      tiba: ({ visitOn }, language) => longDay(visitOn, language),
      perkiraan: ({ expectedOn }, language) => longDay(expectedOn, language),
      tautanChat: ({ chatLink }) => chatLink,
      tautanHalaman: ({ pageLink }) => pageLink,
    },
    optional: ['instansi', 'dokumen', 'tiba', 'tautanChat', 'telepon'],
    example: {
      code: CODE,
      institution: 'Puskesmas Contoh',
      documents: 4,
      samples: 320,
      boxes: 4,
      totalRupiah: 28_800_000,
      visitOn: EXAMPLE.day,
      expectedOn: EXAMPLE.otherDay,
      labelFollows: true,
      chatLink: 'https://lab.example/c/7K2M',
      pageLink: 'https://lab.example/s/7K2M',
    },
  }),
  shipmentToFix: worded<{ code: string; toFix: DocumentToFix[] }>({
    id: '*{nomor}*: ada dokumen yang perlu diperbaiki:\n{daftar}\nKirim perbaikannya di sini: ketik *lacak {nomor}*, lalu pilih *kirim dokumen*.',
    en: '*{nomor}*: something has to be corrected:\n{daftar}\nSend the correction here: type *track {nomor}*, then choose *send document*.',
    values: {
      nomor: ({ code }) => code,
      daftar: ({ toFix }, language) => toFixLines(toFix, language),
    },
    example: { code: CODE, toFix: [{ document: 'cover', reason: 'belum ditandatangani' }] },
  }),
  shipmentAwaited: worded<{ code: string } & Contents>({
    id: '*{nomor}*: semua dokumen sudah benar. Silakan kirim {isi} ke: *{namaLab}*, {alamat}, telepon {telepon}. Tempelkan label di setiap kotak.',
    en: '*{nomor}*: all documents are right. Please send {isi} to: *{namaLab}*, {alamat}, phone {telepon}. Stick a label on every box.',
    values: { nomor: ({ code }) => code, isi: (vars, language) => contentsLine(vars, language) },
    optional: ['isi', 'telepon'],
    example: { code: CODE, samples: 320, boxes: 4 },
  }),
  shipmentArrived: worded<{ code: string; expectedOn: LabDay; differences: Difference[] }>({
    id: '*{nomor}*: kiriman sudah kami terima.{beda}\nHasil diperkirakan *{perkiraan}*.',
    en: '*{nomor}*: your shipment is here.{beda}\nThe result is expected on *{perkiraan}*.',
    values: {
      nomor: ({ code }) => code,
      beda: ({ differences }, language) => {
        if (differences.length === 0)
          return language === 'id' ? ' Jumlahnya sesuai.' : ' The numbers are as you noted them.';
        return language === 'id'
          ? ` Jumlahnya berbeda dari yang didaftarkan:\n${differenceLines(differences, language)}\nKeliru? Ketik *petugas*.`
          : ` The numbers differ from what you noted:\n${differenceLines(differences, language)}\nIs that wrong? Type *agent*.`;
      },
      perkiraan: ({ expectedOn }, language) => longDay(expectedOn, language),
    },
    example: {
      code: CODE,
      expectedOn: EXAMPLE.otherDay,
      differences: [
        {
          testName: 'HIV',
          sampleType: 'Serum',
          samples: 300,
          boxes: 3,
          receivedSamples: 298,
          receivedBoxes: 3,
        },
      ],
    },
  }),
};
