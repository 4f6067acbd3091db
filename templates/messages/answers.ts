import { message } from './kit.ts';

/** One clear sentence for every answer that could not be used. */
export const answers = {
  nameExample: message({
    id: 'Contoh: *Siti Aminah*.',
    en: 'Example: *Siti Aminah*.',
  }),
};
