import type { IconName } from './icons.tsx';
import type { TransportView } from './parts.ts';

/** How a state of the line looks, in one or two words. */
export interface LineWords {
  tone: 'green' | 'amber' | 'red';
  icon: IconName;
  name: string;
}

/** What staff call each state of the line. */
export const LINE_STATES: Record<TransportView['state']['status'], LineWords> = {
  connected: { tone: 'green', icon: 'check', name: 'Terhubung' },
  connecting: { tone: 'amber', icon: 'clock', name: 'Sedang menyambung' },
  unpaired: { tone: 'red', icon: 'warning', name: 'Belum ditautkan' },
  replaced: { tone: 'red', icon: 'warning', name: 'Dipakai program lain' },
  banned: { tone: 'red', icon: 'warning', name: 'Nomor diblokir' },
  tooOld: { tone: 'red', icon: 'warning', name: 'Versi ditolak' },
  stopped: { tone: 'red', icon: 'warning', name: 'Berhenti' },
};

/** The words for how this transport is; Meta's service knows no phone to link. */
export function lineWords({ name, state }: Pick<TransportView, 'name' | 'state'>): LineWords {
  const words = LINE_STATES[state.status];
  return name === 'cloud' && state.status === 'unpaired' ? { ...words, name: 'Belum terdaftar' } : words;
}

/** What each way to be heard is called. */
export const TRANSPORT_NAMES: Record<string, string> = {
  whatsapp: 'WhatsApp',
  cloud: 'WhatsApp Cloud API',
  simulator: 'Simulator',
  console: 'Terminal',
};
