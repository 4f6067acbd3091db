import { language, myData, person, resume, start, stop } from './asides.ts';
import type { Flow } from './flow.ts';
import { laboratory, laboratoryCorrection } from './laboratory/index.ts';
import { menu } from './menu/index.ts';
import { prices } from './prices/index.ts';
import { tracking } from './tracking/index.ts';

/**
 * Every dialog people can have with us. Where the words of two flows stand in one message, the earlier
 * flow wins: "berapa harga cek darah" asks for a price, "daftar cek darah" registers.
 */
export const flows: readonly Flow[] = [
  tracking,
  prices,
  laboratory,
  person,
  language,
  stop,
  start,
  myData,
  menu,
  resume,
  laboratoryCorrection,
];
