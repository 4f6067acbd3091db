export { caseAgeing } from './cases.ts';
export { type Held, hold, releaseHold } from './hold.ts';
export { cutoff } from './rules.ts';
export {
  type Agreed,
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
