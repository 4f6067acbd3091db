export { eraseEntries } from './erase.ts';
export { NOTED_AS, notedHeads } from './heads.ts';
export { chainOlderRows } from './older.ts';
export { journalHead, type Problem, type Verified, verifyJournal } from './verify.ts';
