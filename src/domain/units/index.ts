export { addUnit, changeUnit, removeUnit } from './change.ts';
export { unitHandling, unitPath } from './reach.ts';
export {
  type Hanging,
  hangingOn,
  type Unit,
  type UnitRow,
  unitById,
  unitsUnder,
  unitsWithin,
} from './rows.ts';
export { mayRoute, type UnitFields, unitFieldsSchema } from './rules.ts';
