export { type HandedOver, handOver } from './hand-over.ts';
export { type NewReport, type Uploaded, upload, validate } from './prepare.ts';
export type { NotAllowed } from './ready.ts';
export { release, sendDue, takeBack, withdraw } from './release.ts';
export { nextDue, reportFor, reportsOf } from './rows.ts';
export { RELEASE_PATHS, type Report, type Standing, takesUpload } from './rules.ts';
