import type { Flow } from '../flow.ts';
import { machine } from './machine.ts';
import { REGISTER_WORDS } from './wish.ts';

/** The way in: a greeting, a numbered menu, and a guess at what was meant (NAV-02 to NAV-08). */
export const menu: Flow = {
  name: 'menu',
  // Raised when its numbers come to stand for something else.
  version: 2,
  machine,
  opens: [...REGISTER_WORDS, 'cek', 'periksa', 'pemeriksaan', 'diperiksa', 'tes', 'check', 'test'],
  takesWords: true,
  yields: true,
  patienceMinutes: 30,
};
