import { Icon } from './icons.tsx';
import type { Answer } from './visit.ts';

const SENTENCES = {
  notFound: [404, 'Halaman tidak ada', 'Alamat ini tidak ada, atau bukan untuk akun Anda.'],
  unreadable: [
    400,
    'Tidak terbaca',
    'Permintaan ini tidak terbaca. Kembali ke halaman sebelumnya, lalu coba lagi.',
  ],
  foreign: [
    403,
    'Ditolak',
    'Formulir ini tidak dikirim dari halaman kami. Buka halamannya lagi, lalu kirim dari sana.',
  ],
  tooLarge: [
    413,
    'Terlalu besar',
    'Kiriman ini terlalu besar: berkas paling besar 20 MB. Kembali ke halaman sebelumnya, lalu pilih berkas lain.',
  ],
  tooOften: [
    429,
    'Terlalu sering',
    'Terlalu banyak permintaan dari alamat ini. Tunggu satu menit, lalu coba lagi.',
  ],
  busy: [
    503,
    'Sedang sibuk',
    'Terlalu banyak yang dihitung sekaligus. Tidak ada yang hilang: tunggu beberapa detik, lalu muat ulang halaman ini.',
  ],
  broken: [
    500,
    'Ada yang salah',
    'Kesalahan ini sudah tercatat dan tidak ada yang berubah. Coba lagi sebentar lagi.',
  ],
} as const;

export type ProblemName = keyof typeof SENTENCES;

/** A page that says in one sentence why there is no other, and what to do. */
export function problemPage(name: ProblemName): Answer & { outcome: 'page' } {
  const [status, title, sentence] = SENTENCES[name];
  return {
    outcome: 'page',
    status,
    title,
    plain: true,
    body: (
      <div class="card narrow">
        <div class="empty">
          <Icon name="warning" />
          <h1>{title}</h1>
          <p>{sentence}</p>
          <p>
            <a href="/admin/registrations">Ke daftar pendaftaran</a>
          </p>
        </div>
      </div>
    ),
  };
}
