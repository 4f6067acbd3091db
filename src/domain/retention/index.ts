export { forgetAbandonedUploads } from './abandoned.ts';
export { caseAgeing } from './cases.ts';
export { hold, releaseHold } from './hold.ts';
export { cutoff } from './rules.ts';
export {
  agree,
  agreedRun,
  countOld,
  finishErasing,
  foundIn,
  noteErased,
  openRun,
  pastRuns,
  type RetentionRun,
  withdraw,
} from './runs.ts';
export { notificationAgeing, proofAgeing } from './small.ts';
export type { Ageing, Found } from './values.ts';
