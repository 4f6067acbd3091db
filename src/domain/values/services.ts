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

/** Services that people register for; each of their requests is a registration. */
export const REGISTRATION_SERVICES = [
  'laboratory',
  'consultation',
  'tour',
  'shipment',
] as const satisfies readonly Service[];

/** One of them. */
export type RegistrationService = (typeof REGISTRATION_SERVICES)[number];

/** Whether people register for a service. */
export const isRegistered = (service: string): service is RegistrationService =>
  REGISTRATION_SERVICES.some((one) => one === service);

/** One of the lab's services. */
export type Service = (typeof SERVICES)[number];
