/**
 * How far a message of ours has got. `held`: it was written for somebody who held this address before.
 * `awaitingPerson`: it goes once they have written again.
 */
export const DELIVERY_STATES = [
  'queued',
  'sending',
  'handedOver',
  'acknowledged',
  'delivered',
  'read',
  'failed',
  'uncertain',
  'held',
  'awaitingPerson',
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** One message of a chat, whoever wrote it. */
export interface ThreadEntry {
  at: Date;
  from: 'citizen' | 'bot' | 'staff';
  staffId?: number;
  /** An officer wrote it on the lab's own phone; which one, nobody knows. */
  onPhone?: boolean;
  kind: string;
  text: string;
  fileId?: number;
  fileName?: string;
  /** Of a message of ours. */
  state?: DeliveryState;
  /** By which it can be sent again, when it did not arrive. */
  letterId?: number;
  /** Why it did not get further, in a sentence. */
  problem?: string;
  /** Milliseconds of `at`: where the thread can be cut. */
  seq: number;
}
