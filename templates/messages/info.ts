import { worded } from './kit.ts';

/** Where we are and when we are open. */
export const info = {
  lab: worded({
    id: '*{namaLab}*\n{alamat}\nTelepon {telepon}\n\nJam layanan:\n{jam}\nTutup pada hari libur nasional dan cuti bersama.\n\nKetik *daftar* untuk mendaftar periksa, atau *menu*.',
    en: '*{namaLab}*\n{alamat}\nPhone {telepon}\n\nOpening hours:\n{jam}\nClosed on public holidays and joint leave.\n\nType *register* to register for a test, or *menu*.',
  }),
};
