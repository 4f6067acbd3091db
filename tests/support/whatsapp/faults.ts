import type { Entrance } from './entrance.ts';
import type { FaultPlan } from './exchange.ts';
import { noFaults } from './exchange.ts';
import type { MediaHost } from './media.ts';

/** What a test can make go wrong. */
export interface Faults {
  /** The line breaks now, with a TCP reset. */
  dropLine(): void;
  /** It breaks with the n-th message of the bot from now; `taken`: that one still arrives, without a word back. */
  dropInMidSend(how?: { after?: number; taken?: boolean }): void;
  /** A dead network: everything stays open and nothing is answered, new connections neither, until `comeBack`. */
  goSilent(): void;
  /** The server ends the stream: 515, 503, 500, 440 (replaced by another client), 401 (removed) … */
  streamError(code: number): void;
  /** The next logins fail: 401, 403, 405 … */
  refuseLogins(code: number, times?: number): void;
  /** Messages of the bot get no ack: they arrive all the same, or vanish (`lost`). */
  withholdAcks(how?: { lost?: boolean }): void;
  /** The next messages of the bot are refused with this code and arrive nowhere. */
  ackErrors(code: number, times?: number): void;
  failUploads(times?: number): void;
  failDownloads(times?: number, status?: number): void;
  /** All files stored so far are gone until the lab's phone puts them back. */
  expireMedia(status?: 404 | 410): void;
  /** All files stored so far are changed by one bit. */
  tamperMedia(): void;
  /** Ends what was begun here; lost files stay lost. */
  mend(): void;
}

/** What faults need of the server. */
export interface FaultParts {
  plan: FaultPlan;
  media: MediaHost;
  entrance: Entrance;
}

/** The faults of one server. */
export function createFaults({ plan, media, entrance }: FaultParts): Faults {
  return {
    dropLine: () => entrance.line()?.reset(),
    dropInMidSend({ after = 1, taken = false } = {}) {
      plan.dropAfter = { messages: after, taken };
    },
    goSilent() {
      plan.isSilent = true;
      entrance.line()?.goDeaf();
      entrance.hangUp();
    },
    streamError(code) {
      if (code === 440)
        return entrance.endWith(undefined, [{ tag: 'conflict', attrs: { type: 'replaced' } }]);
      const content = code === 401 ? [{ tag: 'conflict', attrs: { type: 'device_removed' } }] : [];
      entrance.endWith(String(code), content);
    },
    refuseLogins(code, times = 1) {
      plan.refusal = { code, times };
    },
    withholdAcks({ lost = false } = {}) {
      plan.acks = lost ? 'lost' : 'withheld';
    },
    ackErrors(code, times = 1) {
      plan.ackError = { code, times };
    },
    failUploads(times = 1) {
      media.faults.uploadsToFail = times;
    },
    failDownloads(times = 1, status = 503) {
      media.faults.downloadsToFail = times;
      media.faults.downloadStatus = status;
    },
    expireMedia: (status) => media.faults.expire(status),
    tamperMedia: () => media.faults.tamper(),
    mend() {
      Object.assign(plan, noFaults());
      media.faults.uploadsToFail = 0;
      media.faults.downloadsToFail = 0;
    },
  };
}
