export { answersOf, correct } from './correct.ts';
export {
  askForCorrections,
  fixesOf,
  type Judged,
  judgeDocument,
  sendDocument,
  verifyDocuments,
} from './documents.ts';
export { knownShippers } from './known-shippers.ts';
export { receive } from './receive.ts';
export { type DocumentVersion, documentsToFix, type SampleRow, type Shipment, shipmentOf } from './rows.ts';
export { differencesIn, isAwaited, isReceivable, sumOf } from './rules.ts';
export { submit } from './submit.ts';
