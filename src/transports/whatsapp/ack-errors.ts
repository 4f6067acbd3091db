/** What to do when WhatsApp refuses a message of ours. */
export interface AckRule {
  /** For staff, without the full stop. */
  said: string;
  /** How often it is handed over again, under the same id, before it counts as failed. */
  again: number;
  /** The session with that phone is made anew first. */
  freshSession?: true;
  /** We were too fast or too much: the governor slows down. */
  slowsDown?: { restMs: number };
}

const ACK_ERRORS: Readonly<Record<string, AckRule>> = {
  // Too many at once.
  429: { said: 'Terlalu banyak pesan sekaligus', again: 2, slowsDown: { restMs: 30_000 } },
  // The number is restricted, or the person has given us no token; another try makes it worse.
  463: {
    said: 'WhatsApp sedang membatasi nomor laboratorium, atau orang ini belum dikenalnya',
    again: 0,
    slowsDown: { restMs: 0 },
  },
  // What we know of that phone's devices is out of date.
  479: { said: 'WhatsApp tidak mengenali HP penerima', again: 1, freshSession: true },
};

const REFUSED: AckRule = { said: 'WhatsApp menolak pesan ini', again: 0 };

/** The rule for an error code in WhatsApp's answer to a message; every other one is a plain refusal. */
export const ruleOfAckError = (code: string): AckRule => ACK_ERRORS[code] ?? REFUSED;
