export { addresseesOf } from './addressees.ts';
export {
  messageById,
  messagesOf,
  receiversOf,
  type Thread,
  type ThreadLine,
  threadFor,
  threadsFor,
  unreadThreadCount,
} from './list.ts';
export { markThreadRead } from './read.ts';
export { answer, BODY_CHARACTERS, SUBJECT_CHARACTERS, send } from './write.ts';
