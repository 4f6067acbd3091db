export { genuineness, overSince } from './genuine.ts';
export { type Compared, compareFile, issuePaper, keepPaper, paperChanged, replacePapers } from './issue.ts';
export { nextLetterNumber } from './letter-number.ts';
export {
  beginOrder,
  failOrder,
  finishOrder,
  type OrderToPrint,
  orderPrint,
} from './orders.ts';
export { drawPaperCode, type Paper, paperByCode, papersOf, recentPapers } from './rows.ts';
