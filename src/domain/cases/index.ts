export { keepCase, openCase } from './keep.ts';
export { type Case, caseById, caseOf, type PlacedCase, placedCase, placesOfCitizen } from './rows.ts';
