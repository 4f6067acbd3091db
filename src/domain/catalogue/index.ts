export { testGroups, testsByIds, testsOfGroup } from './offers.ts';
export {
  listTests,
  retireTest,
  reviveTest,
  saveTest,
  seedCatalogue,
  testById,
} from './price-list.ts';
export { findTests } from './search.ts';
