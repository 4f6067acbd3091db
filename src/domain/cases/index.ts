export { type Assignee, assignee, assigneesFor, type Unfit, workersUnder } from './assignees.ts';
export { type Assigned, assign, handOver, returnCasesOf, returnToQueue, take } from './assignment.ts';
export type { CaseChanged } from './change.ts';
export { type CheckItem, checklistOf, itemsFor, tick } from './checklist.ts';
export { escalateOverdue, warnOfDeadlines } from './escalation.ts';
export { allIdsFound, type ExportRow, exportRows } from './export-rows.ts';
export { caseFigures } from './figures.ts';
export { type Destination, destinationsFrom, forward, unitNameOf } from './forwarding.ts';
export { caseToCitizen, keepCase, noteAnswered, openCase } from './keep.ts';
export { dueBefore, isLate, late } from './lateness.ts';
export { addNote, NOTE_CHARACTERS, type Note, notesOf } from './notes.ts';
export { type Progress, progressOf, progressTeller, type Timed } from './progress.ts';
export { putBack } from './put-back.ts';
export { inUnit, withinReach } from './reach.ts';
export {
  type Case,
  caseById,
  caseOf,
  casesOfCitizen,
  type PlacedCase,
  placedCase,
  placesOfCitizen,
} from './rows.ts';
export {
  CASE_SORTS,
  type CaseSearch,
  type CaseSearchAsked,
  type CaseSort,
  type CasesFound,
  idsFound,
  isExactSearch,
  MOST_COUNTED_FOUND,
  searchCases,
} from './search.ts';
export { indexCases, unindexed, type WordSources } from './search-index.ts';
export { maskedSought, namesSomebody, SEARCH_CHARACTERS } from './search-words.ts';
export { viewed } from './viewed.ts';
export {
  MOST_COUNTED,
  rowsOf,
  servicesInUse,
  WORK_LISTS,
  WORK_ORDERS,
  type Worker,
  type WorkFilter,
  type WorkListName,
  type WorkOrder,
  type WorkRow,
  workCounts,
  workList,
} from './work-list.ts';
