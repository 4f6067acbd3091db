export { testGroups, testsByIds, testsOfGroup } from './offers.ts';
export {
  listTests,
  retireTest,
  reviveTest,
  saveTest,
  seedCatalogue,
  testById,
} from './price-list.ts';
export {
  announcePrice,
  currentPrices,
  pricesOf,
  withdrawPrice,
} from './prices.ts';
export { findTests } from './search.ts';
export {
  applyCatalogue,
  type CataloguePlan,
  type PlannedTest,
  planCatalogue,
} from './sheet.ts';
export { catalogueRows } from './sheet-rows.ts';
