export { type HandedOver, handOver } from './hand-over.ts';
export { upload, validate } from './prepare.ts';
export type { NotAllowed } from './ready.ts';
export { release, sendDue, takeBack } from './release.ts';
export { nextDue, reportFor, reportsOf } from './rows.ts';
export type { Report, Standing } from './rules.ts';
