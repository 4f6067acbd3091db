import type { Topic } from '../../flows/person/topics.ts';
import type { LabDay } from '../../src/domain/values/lab-day.ts';
import { clockTime, longDay } from './format.ts';
import { type Language, message } from './kit.ts';

interface Opening {
  open: boolean;
  nextOpen: { day: LabDay; opens: string };
}

const backAt = ({ nextOpen }: Opening, language: Language): string =>
  language === 'id'
    ? `*${longDay(nextOpen.day, 'id')}* pukul ${clockTime(nextOpen.opens, 'id')}`
    : `*${longDay(nextOpen.day, 'en')}* at ${clockTime(nextOpen.opens, 'en')}`;

const NOT_YET: Record<Exclude<Topic, 'emergency' | 'complaint'>, { id: string; en: string }> = {
  shipment: { id: 'Pengiriman sampel', en: 'Sending samples' },
  sampling: { id: 'Permintaan pengambilan sampel', en: 'Asking us to take samples' },
  tour: { id: 'Kunjungan ke laboratorium', en: 'A visit to the laboratory' },
  consultation: { id: 'Konsultasi', en: 'A consultation' },
};

/** When a person, not the bot, is wanted or needed. */
export const person = {
  topic: message<{ topic: Topic }>({
    id: ({ topic }, { lab }) =>
      topic === 'emergency'
        ? `Bila ini keadaan darurat, segera telepon *${lab.emergencyPhone}* atau pergi ke IGD terdekat.`
        : topic === 'complaint'
          ? 'Maaf atas hal yang kurang berkenan. Tulis keluhan Anda di sini; petugas yang membaca dan menanganinya.'
          : `${NOT_YET[topic].id} belum bisa diurus otomatis di chat ini; petugas yang akan membantu.`,
    en: ({ topic }, { lab }) =>
      topic === 'emergency'
        ? `If this is an emergency, call *${lab.emergencyPhone}* now or go to the nearest hospital.`
        : topic === 'complaint'
          ? 'We are sorry that something went wrong. Write your complaint here; our staff read it and see to it.'
          : `${NOT_YET[topic].en} cannot be arranged automatically in this chat yet; our staff will help you.`,
  }),
  comes: message<Opening>({
    id: (vars) =>
      vars.open
        ? 'Petugas sudah diberi tahu dan akan membalas di sini secepatnya. Sambil menunggu, silakan tulis keperluan Anda.'
        : `Sekarang di luar jam layanan. Petugas bertugas lagi ${backAt(vars, 'id')} dan akan membalas di sini. Silakan tulis keperluan Anda, atau ketik *menu* untuk layanan otomatis.`,
    en: (vars) =>
      vars.open
        ? 'Our staff have been told and will answer here as soon as they can. Meanwhile, please write what you need.'
        : `We are closed now. Our staff are back on ${backAt(vars, 'en')} and will answer here. Please write what you need, or type *menu* for what I can do.`,
  }),
  comesBeside: message<Opening>({
    id: (vars) =>
      vars.open
        ? 'Petugas sudah diberi tahu dan akan membalas di sini secepatnya. Sambil menunggu, isian ini bisa diteruskan.'
        : `Permintaan Anda sudah dicatat. Petugas bertugas lagi ${backAt(vars, 'id')} dan akan membalas di sini. Sementara itu isian ini bisa diteruskan.`,
    en: (vars) =>
      vars.open
        ? 'Our staff have been told and will answer here as soon as they can. Meanwhile you can go on.'
        : `Your request is noted. Our staff are back on ${backAt(vars, 'en')} and will answer here. Meanwhile you can go on.`,
  }),
  noted: message({
    id: 'Baik, sudah kami teruskan kepada petugas. Untuk layanan otomatis ketik *menu*.',
    en: 'All right, passed on to our staff. For what I can do, type *menu*.',
  }),
  stillComing: message({
    id: 'Petugas sudah diberi tahu dan akan membalas di sini. Silakan tulis keperluan Anda, atau ketik *menu*.',
    en: 'Our staff have been told and will answer here. Please write what you need, or type *menu*.',
  }),
};
