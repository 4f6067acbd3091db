import type { ConnectionState } from '@whiskeysockets/baileys';
import type { Door } from '../transport.ts';

/** Follows what WhatsApp has kept for us, on one line after another. */
export interface Backlog {
  /** A new line is being made; there may be something waiting. */
  lineBegins(): void;
  lineChanged(update: Partial<ConnectionState>): void;
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
  const mayBeOver = () => {
    if (waiting.size === 0 && !isOpen) door.backlog('over');
  };
  return {
    lineBegins() {
      isOpen = true;
    },
    lineChanged({ connection, receivedPendingNotifications: isAllSent }) {
      if (connection === 'open' && isOpen) door.backlog('coming');
      if (!isAllSent && connection !== 'close') return;
      isOpen = false;
      // What a line leaves undone comes again on the next one.
      if (connection === 'close') waiting.clear();
      mayBeOver();
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
