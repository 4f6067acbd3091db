import type { MenuItem } from '../../flows/menu/items.ts';
import type { TestLine } from '../../src/domain/catalogue/values.ts';
import type { MessageKind } from '../../src/transports/transport.ts';
import { numbered, rupiah } from './format.ts';
import { message } from './kit.ts';

const ITEMS: Record<MenuItem, { id: string; en: string }> = {
  laboratory: { id: 'Daftar periksa laboratorium', en: 'Register for a laboratory test' },
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
  greet: message({
    id: (_, { lab }) => `Halo! Saya asisten ${lab.shortName}.`,
    en: (_, { lab }) => `Hello! I am the assistant of ${lab.shortName}.`,
  }),
  choose: message<{ items: MenuItem[] }>({
    id: ({ items }) =>
      `Apa yang bisa kami bantu?\n${numbered(items.map((item) => ITEMS[item].id))}\nBalas angkanya, atau tulis saja keperluan Anda.`,
    en: ({ items }) =>
      `What can we do for you?\n${numbered(items.map((item) => ITEMS[item].en))}\nReply with the number, or simply write what you need.`,
  }),
  notUnderstood: message({
    id: 'Maaf, saya belum mengerti maksudnya.',
    en: 'Sorry, I did not understand that.',
  }),
  wrongKind: message<{ kind: MessageKind }>({
    id: ({ kind }) =>
      kind === 'audio'
        ? 'Maaf, saya belum bisa mendengarkan pesan suara. Tolong ketik keperluan Anda ya.'
        : 'Maaf, saya hanya mengerti pesan yang diketik. Tolong ketik keperluan Anda ya.',
    en: ({ kind }) =>
      kind === 'audio'
        ? 'Sorry, I cannot listen to voice notes yet. Please type what you need.'
        : 'Sorry, I only understand typed messages. Please type what you need.',
  }),
  chooseNumber: message<{ count: number }>({
    id: ({ count }) => `Pilihannya 1 sampai ${count}.`,
    en: ({ count }) => `The choices are 1 to ${count}.`,
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
    id: 'Ketik angka pilihan, atau keperluan Anda dengan kata sendiri, contoh: *cek gula darah*. Ketik *petugas* untuk bicara dengan orang.',
    en: 'Type the number of a choice, or what you need in your own words, for example: *check blood sugar*. Type *agent* to talk to a person.',
  }),
  offerTest: message<TestLine>({
    id: ({ name, priceRupiah }) =>
      `Anda ingin mendaftar periksa *${name}* (${rupiah(priceRupiah)})?\n1. Ya, daftar\n2. Tanya harga dan persiapan\n3. Menu lengkap`,
    en: ({ nameEn, priceRupiah }) =>
      `Would you like to register for *${nameEn}* (${rupiah(priceRupiah)})?\n1. Yes, register\n2. Ask about price and preparation\n3. Full menu`,
  }),
  whichTest: message<{ hits: TestLine[] }>({
    id: ({ hits }) =>
      `Pemeriksaan mana yang Anda maksud?\n${numbered(hits.map(({ name, priceRupiah }) => `${name}, ${rupiah(priceRupiah)}`))}\nBalas angkanya untuk mendaftar. Untuk persiapannya ketik misalnya *harga ${hits[0]?.name.toLowerCase()}*, untuk layanan lain *menu*.`,
    en: ({ hits }) =>
      `Which test do you mean?\n${numbered(hits.map(({ nameEn, priceRupiah }) => `${nameEn}, ${rupiah(priceRupiah)}`))}\nReply with the number to register. For the preparation type for example *price ${hits[0]?.nameEn.toLowerCase()}*, for other services *menu*.`,
  }),
};
