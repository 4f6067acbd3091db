export { type HandedOver, handOver } from './hand-over.ts';
export { type Uploaded, upload, type Validated, validate } from './prepare.ts';
export type { NotAllowed, Stale } from './ready.ts';
export { type Released, release, sendDue, type TakenBack, takeBack } from './release.ts';
export { nextDue, outReportOf, reportFor, reportsOf } from './rows.ts';
export type { Report, Standing } from './rules.ts';
