import type { ConnectionState } from '@whiskeysockets/baileys';
import type { Door } from '../transport.ts';

/** Follows what WhatsApp has kept for us, on one line after another. */
export interface Backlog {
  /** A new line is being made; there may be something waiting. What it says of itself goes to the answer. */
  lineBegins(): (update: Partial<ConnectionState>) => void;
  /** A message that has waited has come, and will be dealt with. */
  came(messageId: string): void;
  dealtWith(messageId: string): void;
}

/**
 * Tells the lab when a backlog begins and ends. A line that opens is silent until what was written
 * meanwhile is in: somebody may have another phone now, and an officer may have answered.
 */
export function createBacklog(door: Pick<Door, 'backlog'>): Backlog {
  const waiting = new Set<string>();
  /** There may be more that WhatsApp has not sent yet. */
  let isOpen = false;
  let line = 0;
  const mayBeOver = () => {
    if (waiting.size === 0 && !isOpen) door.backlog('over');
  };
  return {
    lineBegins() {
      line += 1;
      const mine = line;
      isOpen = true;
      // What a line leaves undone comes again on the next one.
      waiting.clear();
      return ({ connection, receivedPendingNotifications: isAllSent }) => {
        // The last word of the line before may come late.
        if (mine !== line) return;
        if (connection === 'open' && isOpen) door.backlog('coming');
        if (!isAllSent && connection !== 'close') return;
        isOpen = false;
        if (connection === 'close') waiting.clear();
        mayBeOver();
      };
    },
    came(messageId) {
      if (waiting.size === 0) door.backlog('coming');
      waiting.add(messageId);
    },
    dealtWith(messageId) {
      if (waiting.delete(messageId)) mayBeOver();
    },
  };
}
