export { answersOf, cancel, correct } from './correct.ts';
export {
  changeExpected,
  opened,
  type Payment,
  recordPayment,
  revealNik,
} from './counter.ts';
export {
  duplicateOf,
  type Lookalike,
  lookalikes,
  markDuplicate,
  undoDuplicate,
} from './duplicates.ts';
export { ownRequests } from './own-requests.ts';
export {
  countsByStage,
  type Queue,
  type QueueFilter,
  type QueuePage,
  type QueueRow,
  queue,
} from './queue.ts';
export { remindOfVisits } from './reminders.ts';
export {
  type RegisteredTest,
  type Registration,
  registrationByCode,
  registrationById,
  registrationNamed,
  testsOf,
} from './rows.ts';
export { isChangeable, nextStages, reasonIn } from './rules.ts';
export { changeStage, markChanged, stepByReport } from './stages.ts';
export { submit } from './submit.ts';
export { timeline } from './timeline.ts';
