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
  /** What the transport is while stopped. */
  status?: TransportState['status'];
}

const FIVE_MINUTES = 300_000;

/** WhatsApp's close codes. Every code that is not here is `UNKNOWN_CODE`. */
const CLOSE_CODES: Readonly<Record<number, CloseRule>> = {
  401: {
    action: 'stop',
    status: 'unpaired',
    forgetKeys: true,
    alarm: 'the phone has removed this device; start again to pair it',
    said: 'Tautan ke HP laboratorium sudah dilepas. Mulai ulang SapaLab, lalu tautkan lagi.',
  },
  403: {
    action: 'stop',
    status: 'stopped',
    alarm: 'WhatsApp has banned this number',
    said: 'WhatsApp memblokir nomor ini. Buka WhatsApp di HP laboratorium untuk mengajukan keberatan.',
  },
  405: {
    action: 'stop',
    status: 'stopped',
    alarm: 'WhatsApp refuses this version of the client',
    said: 'WhatsApp menolak versi SapaLab ini. Minta pengelola memperbaruinya.',
  },
  408: { action: 'backoff' },
  411: {
    action: 'stop',
    status: 'stopped',
    alarm: 'the phone does not take linked devices',
    said: 'HP laboratorium tidak menerima perangkat tertaut. Perbarui WhatsApp di HP itu.',
  },
  428: { action: 'backoff' },
  440: {
    action: 'backoff',
    atLeastMs: FIVE_MINUTES,
    alarm: 'another program uses the same WhatsApp keys; stop one of the two',
    said: 'Program lain memakai tautan WhatsApp yang sama. Matikan salah satunya.',
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
  alarm: 'nobody has paired the phone; start again for a new code',
  said: 'Tidak ada yang menautkan HP. Mulai ulang SapaLab untuk kode baru.',
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
