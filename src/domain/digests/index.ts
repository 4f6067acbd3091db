export { dayNumbers, weekNumbers } from './numbers.ts';
export {
  awaitsNumber,
  digestItem,
  keepDigest,
  postedOn,
  wantsQuietLine,
} from './post.ts';
export { type DueDigest, dueDigests } from './recipients.ts';
export { dailyItems, weeklyItems } from './rules.ts';
