import type { Flow } from '../flow.ts';
import { machine } from './machine.ts';

/** Prices, preparation and how long it takes, for everybody, without consent (REG-LAB-10). */
export const prices: Flow = {
  name: 'prices',
  version: 1,
  machine,
  opens: [
    'harga',
    'biaya',
    'tarif',
    'berapa',
    'persiapan',
    'harus puasa',
    'perlu puasa',
    'apakah puasa',
    'price',
    'prices',
    'cost',
    'how much',
    'preparation',
  ],
  takesWords: true,
  yields: true,
  passing: true,
  patienceMinutes: 30,
};
