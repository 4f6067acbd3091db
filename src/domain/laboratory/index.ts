export { answersOf, correct } from './correct.ts';
export { submit } from './submit.ts';
