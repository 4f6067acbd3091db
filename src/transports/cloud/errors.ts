import { masked } from '../problem.ts';
import type { TransportState } from '../transport.ts';

/** An error in Meta's words. The code decides; texts are for people and change. */
export interface GraphError {
  code: number;
  subcode?: number;
  /** Masked: Meta repeats what it was given. */
  details: string;
  httpStatus: number;
  /** What `Retry-After` asked for. */
  retryAfterMs?: number;
}

/** What an error means for the message it came with. `words` are for staff. */
export type Meaning = { words: string } & (
  | { kind: 'later'; afterMs?: number; rests?: 'pair' | 'everywhere' }
  /** Nothing but an approved template may go to this person now. */
  | { kind: 'windowClosed' }
  /** It can go once the person has written. */
  | { kind: 'awaitsPerson' }
  | { kind: 'refused' }
  /** Nothing at all can go until somebody has put it right. */
  | { kind: 'halted'; status: TransportState['status'] }
);

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

const token: Meaning = {
  kind: 'halted',
  status: 'stopped',
  words:
    'Meta menolak token akses (kedaluwarsa, dicabut, atau salah). Buat token baru, isi CLOUD_ACCESS_TOKEN, mulai ulang.',
};
const permission: Meaning = {
  kind: 'halted',
  status: 'stopped',
  words: 'Token akses tidak punya izin whatsapp_business_messaging untuk nomor ini.',
};
const locked: Meaning = {
  kind: 'halted',
  status: 'banned',
  words: 'Meta menutup atau membatasi akun WhatsApp Business ini. Lihat Account Quality di WhatsApp Manager.',
};
const unregistered: Meaning = {
  kind: 'halted',
  status: 'unpaired',
  words: 'Nomor ini belum terdaftar di Cloud API, atau CLOUD_PHONE_NUMBER_ID salah.',
};
const busy: Meaning = {
  kind: 'later',
  afterMs: 30 * SECOND_MS,
  words: 'Layanan Meta sedang terganggu; dicoba lagi.',
};
const tooFast: Meaning = {
  kind: 'later',
  afterMs: 5 * SECOND_MS,
  rests: 'everywhere',
  words: 'Terlalu cepat menurut Meta; dicoba lagi sebentar lagi.',
};
const template = (what: string): Meaning => ({
  kind: 'refused',
  words: `Templat WhatsApp bermasalah: ${what}. Periksa di WhatsApp Manager dan di Pengaturan.`,
});
const refused = (words: string): Meaning => ({ kind: 'refused', words });

/** By Meta's code. Source: its list of Cloud API error codes, as of August 2026. */
const BY_CODE: Readonly<Record<number, Meaning>> = {
  0: token,
  190: token,
  3: permission,
  10: permission,
  131005: permission,
  368: locked,
  131031: locked,
  33: unregistered,
  131045: unregistered,
  133010: unregistered,
  2635: {
    kind: 'halted',
    status: 'tooOld',
    words: 'Versi Graph API di CLOUD_API_URL sudah dihentikan Meta.',
  },
  131037: {
    kind: 'halted',
    status: 'stopped',
    words: 'Nama tampilan nomor ini belum disetujui Meta.',
  },

  1: busy,
  2: busy,
  131016: busy,
  131057: { kind: 'later', afterMs: 5 * MINUTE_MS, words: 'Akun sedang dipelihara Meta; dicoba lagi.' },
  // Meta does not know why either: tried a few times, then given up.
  131000: { kind: 'later', words: 'Meta gagal mengirim tanpa menyebut sebabnya.' },

  4: tooFast,
  80007: tooFast,
  130429: tooFast,
  131056: {
    kind: 'later',
    afterMs: 6 * SECOND_MS,
    rests: 'pair',
    words: 'Terlalu banyak pesan ke orang ini; dicoba lagi sebentar lagi.',
  },
  131048: {
    kind: 'later',
    afterMs: 15 * MINUTE_MS,
    rests: 'everywhere',
    words: 'Meta membatasi nomor ini karena banyak yang memblokir atau melaporkannya sebagai spam.',
  },

  131047: { kind: 'windowClosed', words: 'Sudah lewat 24 jam sejak pesan terakhir orang ini.' },
  // Meta decides who may be written to first; to whoever writes to us we may always answer.
  131049: { kind: 'awaitsPerson', words: 'Meta menahan pesan ini agar orang tidak terlalu banyak dikirimi.' },
  130472: {
    kind: 'awaitsPerson',
    words: 'Meta tidak mengirim pesan ini: nomor tersebut ikut percobaan Meta.',
  },
  131042: {
    kind: 'awaitsPerson',
    words:
      'Pesan tidak terkirim karena pembayaran ke Meta bermasalah. Periksa metode pembayaran di WhatsApp Manager.',
  },

  131026: refused(
    'Tidak dapat dikirim: orang ini tidak memakai WhatsApp, memblokir kita, atau aplikasinya lama.',
  ),
  131021: refused('Penerima sama dengan nomor laboratorium.'),
  131030: refused('Nomor uji Meta hanya boleh mengirim ke nomor yang didaftarkan.'),
  130497: refused('Akun ini tidak boleh mengirim ke negara penerima.'),
  131062: refused('Pesan jenis ini memerlukan nomor telepon penerima, yang tidak kita ketahui.'),
  131051: refused('Jenis pesan ini tidak didukung.'),
  131052: refused('Meta tidak dapat mengambil berkasnya.'),
  131053: refused('Berkas ditolak Meta: jenis atau isinya tidak didukung.'),
  131008: refused('Permintaan ke Meta tidak lengkap.'),
  131009: refused('Permintaan ke Meta tidak sah.'),
  100: refused('Permintaan ke Meta tidak sah.'),

  132000: template('jumlah isian tidak cocok, harus tepat satu {{1}}'),
  132001: template('nama atau bahasanya tidak ada, atau belum disetujui'),
  132005: template('teksnya terlalu panjang setelah diisi'),
  132007: template('isinya melanggar kebijakan Meta'),
  132012: template('bentuk isiannya tidak cocok'),
  132015: template('dijeda Meta karena banyak dikeluhkan'),
  132016: template('dinonaktifkan Meta untuk seterusnya'),
};

/** Meta's error 100 with this subcode: the object asked for is not there or not ours. */
const NO_SUCH_OBJECT = 33;

/** What to do about an error of Meta's, and what to tell staff. */
export function meaningOf(error: GraphError): Meaning {
  const isMissing = error.code === 100 && error.subcode === NO_SUCH_OBJECT;
  const known = isMissing ? unregistered : BY_CODE[error.code];
  const meaning = known ?? unknownMeaning(error);
  const afterMs = error.retryAfterMs ?? (meaning.kind === 'later' ? meaning.afterMs : undefined);
  const timed = meaning.kind === 'later' && afterMs !== undefined ? { ...meaning, afterMs } : meaning;
  return { ...timed, words: `${meaning.words} Kode ${error.code}${known ? '' : `: ${error.details}`}.` };
}

function unknownMeaning({ code, httpStatus }: GraphError): Meaning {
  if (code >= 200 && code <= 299) return permission;
  if (code >= 132000 && code <= 132999) return template('ditolak Meta');
  if (httpStatus === 401) return token;
  if (httpStatus === 429) return tooFast;
  if (httpStatus >= 500) return busy;
  return refused('Meta menolak pesan ini.');
}

/** An error in a webhook: a status that failed, or a word about the account. */
export function errorIn(given: {
  code: number;
  title?: string | undefined;
  error_data?: { details?: string | undefined } | undefined;
}): GraphError {
  return {
    code: given.code,
    details: masked(given.error_data?.details ?? given.title ?? ''),
    // A webhook carries none; no code that is not known is worth another try.
    httpStatus: 400,
  };
}
