/** What citizens ask of the lab. Each kind of request is one service, and each case belongs to one. */
export const SERVICES = [
  'laboratory',
  'consultation',
  'tour',
  'shipment',
  'complaint',
  'question',
  'sampling',
] as const;

/** One of the lab's services. */
export type Service = (typeof SERVICES)[number];
