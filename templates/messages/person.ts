import type { Topic } from '../../flows/person/topics.ts';
import type { LabDay } from '../../src/domain/values/lab-day.ts';
import { EXAMPLE } from './examples.ts';
import { clockTime, longDay } from './format.ts';
import { type Language, message, wordedBy } from './kit.ts';

interface Opening {
  open: boolean;
  nextOpen: { day: LabDay; opens: string };
}

const backAt = ({ nextOpen }: Opening, language: Language): string =>
  language === 'id'
    ? `*${longDay(nextOpen.day, 'id')}* pukul ${clockTime(nextOpen.opens, 'id')}`
    : `*${longDay(nextOpen.day, 'en')}* at ${clockTime(nextOpen.opens, 'en')}`;

const NOT_YET: Record<Exclude<Topic, 'emergency' | 'complaint'>, { id: string; en: string }> = {
  sampling: { id: 'Permintaan pengambilan sampel', en: 'Asking us to take samples' },
};

const isOpen = ({ open }: Opening): string => (open ? 'open' : 'closed');
const OPEN: Opening = { open: true, nextOpen: { day: EXAMPLE.day, opens: '07:30' } };
const CLOSED: Opening = { ...OPEN, open: false };

/** When a person, not the bot, is wanted or needed. */
export const person = {
  topic: wordedBy<{ topic: Topic }>(
    ({ topic }) => (topic === 'emergency' || topic === 'complaint' ? topic : 'notYet'),
    {
      emergency: {
        id: 'Bila ini keadaan darurat, segera telepon *{darurat}* atau pergi ke IGD terdekat.',
        en: 'If this is an emergency, call *{darurat}* now or go to the nearest hospital.',
        needs: ['darurat'],
        example: { topic: 'emergency' },
      },
      complaint: {
        id: 'Maaf atas hal yang kurang berkenan. Tulis keluhan Anda di sini; petugas yang membaca dan menanganinya.',
        en: 'We are sorry that something went wrong. Write your complaint here; our staff read it and see to it.',
        example: { topic: 'complaint' },
      },
      notYet: {
        id: '{layanan} belum bisa diurus otomatis di chat ini; petugas yang akan membantu.',
        en: '{layanan} cannot be arranged automatically in this chat yet; our staff will help you.',
        values: {
          layanan: ({ topic }, language) =>
            topic === 'emergency' || topic === 'complaint' ? '' : NOT_YET[topic][language],
        },
        example: { topic: 'sampling' },
      },
    },
  ),
  comes: wordedBy<Opening>(isOpen, {
    open: {
      id: 'Petugas sudah diberi tahu dan akan membalas di sini secepatnya. Sambil menunggu, silakan tulis keperluan Anda.',
      en: 'Our staff have been told and will answer here as soon as they can. Meanwhile, please write what you need.',
      example: OPEN,
    },
    closed: {
      id: 'Sekarang di luar jam layanan. Petugas bertugas lagi {kembali} dan akan membalas di sini. Silakan tulis keperluan Anda, atau ketik *menu* untuk layanan otomatis.',
      en: 'We are closed now. Our staff are back on {kembali} and will answer here. Please write what you need, or type *menu* for what I can do.',
      values: { kembali: backAt },
      example: CLOSED,
    },
  }),
  comesBeside: wordedBy<Opening>(isOpen, {
    open: {
      id: 'Petugas sudah diberi tahu dan akan membalas di sini secepatnya. Sambil menunggu, isian ini bisa diteruskan.',
      en: 'Our staff have been told and will answer here as soon as they can. Meanwhile you can go on.',
      example: OPEN,
    },
    closed: {
      id: 'Permintaan Anda sudah dicatat. Petugas bertugas lagi {kembali} dan akan membalas di sini. Sementara itu isian ini bisa diteruskan.',
      en: 'Your request is noted. Our staff are back on {kembali} and will answer here. Meanwhile you can go on.',
      values: { kembali: backAt },
      example: CLOSED,
    },
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
