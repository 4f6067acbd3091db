import { type SQL, sql } from 'drizzle-orm';
import type { Standing } from '../staff/values.ts';
import { ROOT_UNIT_ID, units } from '../units/table.ts';
import { cases } from './table.ts';

const ROOT_PATH = `/${ROOT_UNIT_ID}/`;

/**
 * What of the cases somebody may see, as `reaches` says it of one case; undefined where that is all of them.
 * For every list, count, search and export of cases.
 */
export function withinReach(standing: Standing): SQL | undefined {
  if (standing.role === 'administrator') return undefined;
  const under = standing.unitId === ROOT_UNIT_ID ? undefined : inUnit(standing.unitPath);
  if (standing.role !== 'serviceOfficer') return under;
  const own = sql`${cases.service} in (select value from json_each(${JSON.stringify(standing.services)}))`;
  return under ? sql`${under} and ${own}` : own;
}

/** In the unit with this path or below it. The plus keeps the list in its order: units are only looked at. */
export function inUnit(path: string): SQL {
  // The root has everything, and then no unit need be looked up.
  if (path === ROOT_PATH) return sql`true`;
  const after = `${path.slice(0, -1)}0`;
  return sql`+${cases.unitId} in (select ${units.id} from ${units} where ${units.path} >= ${path} and ${units.path} < ${after})`;
}
