import { momentIn, quoted } from './format.ts';
import { message } from './kit.ts';

/** What is said to somebody who links a chat with an account of the lab's staff. */
export const staffLink = {
  linked: message<{ name: string }>({
    id: ({ name }) =>
      `Chat ini sekarang tertaut dengan akun petugas *${quoted(name)}*. Ringkasan dan pemberitahuan kerja dikirim ke sini; hentikan kapan saja di halaman Akun.`,
    en: ({ name }) =>
      `This chat is now linked with the staff account of *${quoted(name)}*. Digests and work notices come here; stop them at any time on the page Akun.`,
  }),
  unknown: message({
    id: 'Kode itu tidak dikenal atau sudah kedaluwarsa. Buat kode baru di halaman Akun, lalu kirim lagi dalam 30 menit: *SAMBUNG KODE*.',
    en: 'That code is unknown or has expired. Make a new one on the page Akun and send it within 30 minutes: *SAMBUNG CODE*.',
  }),
  howTo: message({
    id: 'Petugas laboratorium menautkan chat dengan *SAMBUNG* dan kodenya, contoh: *SAMBUNG ABCD2345*. Kodenya ada di halaman Akun.',
    en: 'Laboratory staff link a chat with *SAMBUNG* and their code, for example: *SAMBUNG ABCD2345*. The code is on the page Akun.',
  }),
  locked: message<{ until: string | null }>({
    id: ({ until }, { lab }) =>
      until === null
        ? 'Terlalu banyak kode yang salah dari chat ini. Mintalah bantuan administrator.'
        : `Terlalu banyak kode yang salah dari chat ini. Coba lagi setelah ${momentIn(until, lab.timeZone, 'id')}.`,
    en: ({ until }, { lab }) =>
      until === null
        ? 'Too many wrong codes came from this chat. Please ask an administrator.'
        : `Too many wrong codes came from this chat. Try again after ${momentIn(until, lab.timeZone, 'en')}.`,
  }),
};
