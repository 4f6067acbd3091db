import type { MenuItem } from '../../flows/menu/items.ts';
import type { TestLine } from '../../src/domain/catalogue/values.ts';
import type { MessageKind } from '../../src/transports/transport.ts';
import { EXAMPLE } from './examples.ts';
import { numbered, pricedTests, rupiah } from './format.ts';
import { message, worded, wordedBy } from './kit.ts';

const ITEMS: Record<MenuItem, { id: string; en: string }> = {
  laboratory: { id: 'Daftar periksa laboratorium', en: 'Register for a laboratory test' },
  consultation: { id: 'Konsultasi klinik', en: 'Consultation at the clinic' },
  tour: { id: 'Wisata ilmiah untuk rombongan', en: 'Scientific tour for a group' },
  shipment: { id: 'Kirim sampel (puskesmas, RS, instansi)', en: 'Send samples (health centres, hospitals)' },
  tracking: {
    id: 'Lacak pendaftaran, ambil hasil, ubah jadwal',
    en: 'Track a registration, get results, change a visit',
  },
  prices: { id: 'Harga dan persiapan', en: 'Prices and preparation' },
  person: { id: 'Bicara dengan petugas', en: 'Talk to a person' },
  language: { id: 'English (bahasa Inggris)', en: 'Bahasa Indonesia' },
};

/** The first words, and the numbered menu. */
export const menu = {
  greet: worded({
    id: 'Halo! Saya asisten {lab}.',
    en: 'Hello! I am the assistant of {lab}.',
  }),
  choose: worded<{ items: MenuItem[] }>({
    id: 'Apa yang bisa kami bantu?\n{pilihan}\nBalas angkanya, atau tulis saja keperluan Anda.',
    en: 'What can we do for you?\n{pilihan}\nReply with the number, or simply write what you need.',
    values: {
      pilihan: ({ items }, language) => numbered(items.map((item) => ITEMS[item][language])),
    },
    example: { items: ['laboratory', 'consultation', 'tracking', 'prices', 'person', 'language'] },
  }),
  notUnderstood: message({
    id: 'Maaf, saya belum mengerti maksudnya.',
    en: 'Sorry, I did not understand that.',
  }),
  wrongKind: wordedBy<{ kind: MessageKind }>(({ kind }) => (kind === 'audio' ? 'voice' : 'other'), {
    voice: {
      id: 'Maaf, saya belum bisa mendengarkan pesan suara. Tolong ketik keperluan Anda ya.',
      en: 'Sorry, I cannot listen to voice notes yet. Please type what you need.',
      example: { kind: 'audio' },
    },
    other: {
      id: 'Maaf, saya hanya mengerti pesan yang diketik. Tolong ketik keperluan Anda ya.',
      en: 'Sorry, I only understand typed messages. Please type what you need.',
      example: { kind: 'sticker' },
    },
  }),
  chooseNumber: worded<{ count: number }>({
    id: 'Pilihannya 1 sampai {jumlah}.',
    en: 'The choices are 1 to {jumlah}.',
    values: {
      jumlah: ({ count }) => String(count),
    },
    optional: ['jumlah'],
    example: { count: 3 },
  }),
  over: message({
    id: 'Percakapan kita yang tadi sudah ditutup.',
    en: 'What we talked about before is closed by now.',
  }),
  welcome: message({
    id: 'Sama-sama! Ketik *menu* bila ada yang lain.',
    en: 'You are welcome! Type *menu* if there is anything else.',
  }),
  fine: message({
    id: 'Baik. Ketik *menu* bila ada yang bisa kami bantu.',
    en: 'All right. Type *menu* whenever we can help.',
  }),
  help: message({
    id: 'Ketik angka pilihan, atau keperluan Anda dengan kata sendiri, contoh: *cek gula darah*. Ketik *petugas* untuk bicara dengan orang. Memegang dokumen dari kami? Ketik *cek* dan kodenya untuk memastikan keasliannya.',
    en: 'Type the number of a choice, or what you need in your own words, for example: *check blood sugar*. Type *agent* to talk to a person. Holding a document of ours? Type *verify* and its code to make sure that it is genuine.',
  }),
  offerTest: worded<TestLine>({
    id: 'Anda ingin mendaftar periksa *{pemeriksaan}* ({tarif})?\n1. Ya, daftar\n2. Tanya harga dan persiapan\n3. Menu lengkap',
    en: 'Would you like to register for *{pemeriksaan}* ({tarif})?\n1. Yes, register\n2. Ask about price and preparation\n3. Full menu',
    values: {
      pemeriksaan: ({ name, nameEn }, language) => (language === 'id' ? name : nameEn),
      tarif: ({ priceRupiah }) => rupiah(priceRupiah),
    },
    example: EXAMPLE.test,
  }),
  whichTest: worded<{ hits: TestLine[] }>({
    id: 'Pemeriksaan mana yang Anda maksud?\n{pilihan}\nBalas angkanya untuk mendaftar. Untuk persiapannya ketik misalnya *harga {contoh}*, untuk layanan lain *menu*.',
    en: 'Which test do you mean?\n{pilihan}\nReply with the number to register. For the preparation type for example *price {contoh}*, for other services *menu*.',
    values: {
      pilihan: ({ hits }, language) => pricedTests(hits, language),
      contoh: ({ hits: [first] }, language) =>
        (language === 'id' ? first?.name : first?.nameEn)?.toLowerCase() ?? '',
    },
    optional: ['contoh'],
    example: { hits: EXAMPLE.tests },
  }),
};
