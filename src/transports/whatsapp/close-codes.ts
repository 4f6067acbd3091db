import type { TransportState } from '../transport.ts';

/** What to do after the connection has closed. */
export interface CloseRule {
  /** A new connection at once, after a pause that grows, or not before somebody has looked at it. */
  action: 'again' | 'backoff' | 'stop';
  /** What the operator must read in the log; without one the pause is enough. */
  alarm?: string;
  /** The same for staff, in their language. */
  said?: string;
  atLeastMs?: number;
  /** The account no longer knows our keys: they are deleted, since nothing can be done with them. */
  forgetKeys?: true;
  /** What the transport is until the next try, or while stopped. */
  status?: TransportState['status'];
}

const FIVE_MINUTES = 300_000;

/** WhatsApp's close codes. Every code that is not here is `UNKNOWN_CODE`. */
const CLOSE_CODES: Readonly<Record<number, CloseRule>> = {
  401: {
    action: 'stop',
    status: 'unpaired',
    forgetKeys: true,
    alarm: 'the phone has removed this device; link it again on the page WhatsApp',
    said: 'Tautan ke HP laboratorium sudah dilepas. Tautkan HP lagi.',
  },
  403: {
    action: 'stop',
    status: 'banned',
    alarm: 'WhatsApp has banned this number',
    said: 'WhatsApp memblokir nomor ini. Buka WhatsApp di HP laboratorium dan ajukan peninjauan.',
  },
  405: {
    action: 'stop',
    status: 'tooOld',
    alarm: 'WhatsApp refuses this version of the client; raise WHATSAPP_VERSION',
    said: 'WhatsApp menolak versi protokol ini. Minta pengelola menaikkan WHATSAPP_VERSION di server.',
  },
  408: { action: 'backoff' },
  411: {
    action: 'stop',
    status: 'stopped',
    alarm: 'the phone does not take linked devices',
    said: 'HP laboratorium tidak menerima perangkat tertaut. Perbarui WhatsApp di HP itu, lalu sambungkan lagi.',
  },
  428: { action: 'backoff' },
  440: {
    action: 'backoff',
    status: 'replaced',
    atLeastMs: FIVE_MINUTES,
    alarm: 'another program uses the same WhatsApp keys; stop one of the two',
    said: 'Program lain memakai tautan WhatsApp yang sama. Matikan program itu, lalu sambungkan lagi.',
  },
  500: { action: 'backoff' },
  503: { action: 'backoff' },
  515: { action: 'again' },
};

const UNKNOWN_CODE: CloseRule = {
  action: 'backoff',
  alarm: 'WhatsApp closed for a reason we do not know',
  said: 'WhatsApp memutus sambungan dengan alasan yang belum dikenal.',
};
const NOBODY_SCANNED: CloseRule = {
  action: 'stop',
  status: 'unpaired',
  alarm: 'nobody has linked a phone in time; the page WhatsApp makes a new code',
  said: 'Kode sudah kedaluwarsa dan belum ada HP yang ditautkan. Buat kode baru.',
};

/** How a connection ended. */
export interface Closing {
  code: number | undefined;
  /** The socket itself failed; its codes are those of the network or of a proxy, not WhatsApp's. */
  isNetwork: boolean;
  isPaired: boolean;
  /** Whether a QR was shown on this connection. */
  wasPairing: boolean;
}

/** What to do after this closing. */
export function afterClose({ code, isNetwork, isPaired, wasPairing }: Closing): CloseRule {
  // A hotel's portal answering 401 must not cost the lab its keys.
  if (isNetwork || code === undefined) return { action: 'backoff' };
  if (code === 408 && !isPaired && wasPairing) return NOBODY_SCANNED;
  return CLOSE_CODES[code] ?? UNKNOWN_CODE;
}

/** How long to wait after `failures` failures in a row: about 1 s, 2 s, 4 s … 5 minutes, each ± a quarter. */
export function backoffMs(failures: number, chance: (count: number) => Uint8Array): number {
  const whole = Math.min(FIVE_MINUTES, 1_000 * 2 ** Math.min(failures, 20));
  const [roll = 0] = chance(1);
  return Math.round(whole * (0.75 + roll / 510));
}
