export { type Addressee, addresseesOf } from './addressees.ts';
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
export { type Answered, answer, BODY_CHARACTERS, type Sent, SUBJECT_CHARACTERS, send } from './write.ts';
