/** What the menu offers, in this order. A service stands here once it can be used. */
export const menuItems = [
  {
    flow: 'laboratory',
    words: ['daftar', 'daftar periksa', 'periksa', 'laboratorium', 'register', 'lab test'],
  },
  {
    flow: 'consultation',
    words: ['konsultasi', 'konsul', 'konsultasi klinik', 'dokter', 'consultation', 'doctor'],
  },
  {
    flow: 'tour',
    words: ['wisata', 'wisata ilmiah', 'kunjungan', 'kunjungan ilmiah', 'tour', 'study tour', 'group visit'],
  },
  {
    flow: 'shipment',
    words: ['kirim sampel', 'pengiriman', 'pengiriman sampel', 'kirim', 'sampel', 'shipment', 'send samples'],
  },
  {
    flow: 'tracking',
    words: [
      'lacak',
      'hasil',
      'lihat hasil',
      'track',
      'result',
      'status',
      'ubah jadwal',
      'batalkan kunjungan',
    ],
  },
  { flow: 'prices', words: ['harga', 'biaya', 'tarif', 'persiapan', 'price', 'prices'] },
  { flow: 'person', words: ['petugas', 'bicara petugas', 'orang', 'staff', 'person', 'agent'] },
  { flow: 'language', words: ['bahasa', 'language', 'english', 'inggris'] },
] as const;

export type MenuItem = (typeof menuItems)[number]['flow'];
