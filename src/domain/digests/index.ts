export { dayNumbers, weekNumbers } from './numbers.ts';
export {
  digestItem,
  keepDigest,
  numberAwaitedSince,
  postedOn,
  wantsQuietLine,
} from './post.ts';
export { type DueDigest, dueDigests } from './recipients.ts';
export { dailyItems, weeklyItems } from './rules.ts';
