import type { Flow } from '../flow.ts';
import { machine } from './machine.ts';

/** Following a request by its code and the birth date, and what can still be done with it (TRK-LAB). */
export const tracking: Flow = {
  name: 'tracking',
  version: 2,
  machine,
  opens: [
    'hasil',
    'kapan jadi',
    'kapan selesai',
    'lacak',
    'melacak',
    'result',
    'results',
    'pindah jadwal',
    'ganti jadwal',
    'ubah jadwal',
    'batalkan kunjungan',
    'batal kunjungan',
    'ubah kunjungan',
    'pindah kunjungan',
    'jadwal kunjungan',
    'sudah jadi',
    'udah jadi',
    'is it ready',
    'my visit',
  ],
  takesWords: true,
  passing: true,
  patienceMinutes: 15,
};
