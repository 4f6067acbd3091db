export { cancel, isOwn, maySee, openForChange } from './access.ts';
export {
  changeExpected,
  opened,
  type Payment,
  recordPayment,
  revealNik,
  takesPayment,
} from './counter.ts';
export {
  duplicateOf,
  type Lookalike,
  lookalikes,
  markDuplicate,
  undoDuplicate,
} from './duplicates.ts';
export { earlierRequests } from './earlier.ts';
export { handTo } from './hand-to.ts';
export { knownPeople } from './known-people.ts';
export { knownSenders } from './known-senders.ts';
export { ownRequests } from './own-requests.ts';
export { changePlaces, placesOnDay, takePlaces } from './places.ts';
export { chooseTests, expectedFor, totalOf, type WantedTest } from './pricing.ts';
export {
  countsByStage,
  type Queue,
  type QueueFilter,
  type QueuePage,
  type QueueRow,
  queue,
} from './queue.ts';
export { register } from './register.ts';
export { remindOfVisits } from './reminders.ts';
export {
  type Changes,
  describeAnew,
  personIn,
  type RegisteredTest,
  type Registration,
  registrationByCode,
  registrationById,
  registrationNamed,
  save,
  testsOf,
  writeTests,
} from './rows.ts';
export { initialsOf, isBeforeVisit, isChangeable, reasonIn } from './rules.ts';
export {
  changeStage,
  markChanged,
  moveTo,
  type StageChanged,
  stepByReport,
  stepByService,
} from './stages.ts';
export { timeline } from './timeline.ts';
export { nextStages, servicesTakenTo, stagesOf } from './ways.ts';
