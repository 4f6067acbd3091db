import { message } from './kit.ts';

/** What goes with what was printed for somebody in the chat. */
export const printed = {
  label: message<{ code: string }>({
    id: ({ code }) =>
      `Label pengiriman *${code}*. Cetak pada kertas A4, potong di garis putus-putus, lalu tempel satu label di setiap kotak.`,
    en: ({ code }) =>
      `Shipping label *${code}*. Print it on A4 paper, cut along the dashed lines, and stick one label on each box.`,
  }),
  rollLabel: message({
    id: 'Punya printer label? Ini label yang sama untuk stiker 50 × 25 mm.',
    en: 'Do you have a label printer? The same label for stickers of 50 × 25 mm.',
  }),
  templates: message({
    id: 'Tiga format Excel untuk pengiriman sampel. Isi mulai di bawah baris contohnya, simpan sebagai .xlsx, lalu kirim di sini saat kami minta.',
    en: 'The three Excel templates for shipping samples. Fill them in below the example row, save as .xlsx, and send them here when we ask.',
  }),
  nextTemplate: message<{ number: number; count: number }>({
    id: ({ number, count }) => `Format ${number} dari ${count}.`,
    en: ({ number, count }) => `Template ${number} of ${count}.`,
  }),
};
