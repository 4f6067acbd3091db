import type { Part } from '../../flows/shipment/samples-draft.ts';
import type { SheetKind } from '../../src/domain/values/shipment.ts';
import { message } from './kit.ts';

const SHEETS: Record<SheetKind, { id: string; en: string }> = {
  identity: { id: 'Identitas sampel (Excel)', en: 'Sample identity sheet (Excel)' },
  control: { id: 'Formulir kendali (Excel)', en: 'Control form (Excel)' },
  nar: { id: 'Formulir NAR (Excel)', en: 'NAR form (Excel)' },
};

const PART_NAMES: Record<Part, { id: string; en: string }> = {
  test: { id: 'pemeriksaan', en: 'test' },
  sampleType: { id: 'jenis sampel', en: 'sample type' },
  samples: { id: 'jumlah sampel', en: 'number of samples' },
  boxes: { id: 'jumlah kotak', en: 'number of boxes' },
};

/** What stands above the fields of a page that asks for a shipment, in few words. */
export const shipmentLabels = {
  sender: message({ id: 'Nama pengirim', en: 'Sender' }),
  phone: message({ id: 'Nomor WhatsApp', en: 'WhatsApp number' }),
  phoneHint: message({
    id: 'Yang aktif: kabar kiriman dikirim ke sini.',
    en: 'One in use: news about the shipment goes there.',
  }),
  address: message({ id: 'Alamat pengirim', en: "Sender's address" }),
  street: message({ id: 'Jalan dan nomor', en: 'Street and number' }),
  rt: message({ id: 'RT', en: 'RT' }),
  rw: message({ id: 'RW', en: 'RW' }),
  village: message({ id: 'Desa atau kelurahan', en: 'Village' }),
  subdistrict: message({ id: 'Kecamatan', en: 'Sub-district' }),
  region: message({ id: 'Kota atau kabupaten', en: 'City or regency' }),
  regionHint: message({
    id: 'Ketik nama dan provinsinya, contoh: Kota Magelang, Jawa Tengah.',
    en: 'Type its name and province, for example: Kota Magelang, Jawa Tengah.',
  }),
  category: message({ id: 'Kategori sampel', en: 'Sample category' }),
  human: message({ id: 'Manusia', en: 'Human' }),
  nonHuman: message({ id: 'Bukan manusia', en: 'Non-human' }),
  cover: message({ id: 'Surat pengantar (PDF)', en: 'Cover letter (PDF)' }),
  coverHint: message({ id: 'Dari instansi pengirim.', en: 'From the sending institution.' }),
  sheet: message<{ kind: SheetKind }>({
    id: ({ kind }) => SHEETS[kind].id,
    en: ({ kind }) => SHEETS[kind].en,
  }),
  sheetHint: message({ id: 'Berkas .xlsx atau .xls.', en: 'An .xlsx or .xls file.' }),
  samples: message({ id: 'Detail sampel', en: 'Sample details' }),
  test: message({ id: 'Jenis pemeriksaan', en: 'Test' }),
  sampleType: message({ id: 'Jenis sampel', en: 'Sample type' }),
  count: message({ id: 'Jumlah sampel', en: 'Number of samples' }),
  boxes: message({ id: 'Jumlah kotak', en: 'Number of boxes' }),
  rowUnclear: message<{ number: number; part: Part }>({
    id: ({ number, part }) => `Sampel ${number}: ${PART_NAMES[part].id} belum benar.`,
    en: ({ number, part }) => `Sample ${number}: the ${PART_NAMES[part].en} is not right yet.`,
  }),
};
