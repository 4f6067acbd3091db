/** Everything an officer can be told by the bell. */
export const KINDS = [
  'caseReceived',
  'caseAssigned',
  'caseHandedOver',
  'caseReturned',
  'caseForwarded',
  'caseChanged',
  'citizenReplied',
  'personWanted',
  'dueSoon',
  'overdue',
  'noteAdded',
  'unitMessage',
  'alarm',
  'exportReady',
] as const;

/** One of them. */
export type NotificationKind = (typeof KINDS)[number];

/** What is told on WhatsApp at any hour; the rest waits until the lab is open. */
export const URGENT: readonly NotificationKind[] = ['overdue', 'alarm'];

/** One piece of news. */
export interface News {
  kind: NotificationKind;
  /** `case:12`, `unitMessage:3`, `citizen:4`, `unit:1`, `incident:7`, `export:2`. */
  subject: string;
  /** A code, a title, the name of the officer who did it: never of a citizen. */
  about?: string;
}
