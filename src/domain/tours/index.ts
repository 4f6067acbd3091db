export { answersOf, correct, groupIn } from './correct.ts';
export { type Decided, type Decision, decide } from './decide.ts';
export {
  type KindSaved,
  listTourKinds,
  retireTourKind,
  reviveTourKind,
  saveTourKind,
  seedTourKinds,
  type TourKind,
  tourKindById,
  toursOffered,
} from './kinds.ts';
export { type Tour, tourNamed, tourOf } from './rows.ts';
export { tourDay, tourStay } from './stay.ts';
export { submit } from './submit.ts';
