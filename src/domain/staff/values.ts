import type { Service } from '../values/services.ts';

/**
 * What somebody at the lab is: central admin, coordinator of a unit, liaison officer (the default),
 * officer for some services, or supervisor, who reads everything of the unit and changes nothing.
 */
export const ROLES = ['administrator', 'coordinator', 'liaison', 'serviceOfficer', 'supervisor'] as const;
/** One of them. */
export type Role = (typeof ROLES)[number];

/** Where somebody stands: what this person may see follows from it. */
export interface Standing {
  role: Role;
  unitId: number;
  /** The ids from the root down to the unit, `/1/4/9/`. */
  unitPath: string;
  /** Of a service officer; of nobody else. */
  services: readonly Service[];
}

/** Where a thing stands, as far as it matters for who may see it. */
export interface Place {
  unitPath: string;
  /** Missing where a thing belongs to no service. */
  service?: Service;
}

/** Whether a thing at `place` lies within somebody's reach: the own unit and those below, and one's services. */
export function reaches(standing: Standing, place: Place): boolean {
  if (standing.role === 'administrator') return true;
  if (!place.unitPath.startsWith(standing.unitPath)) return false;
  if (standing.role !== 'serviceOfficer' || place.service === undefined) return true;
  return standing.services.includes(place.service);
}

/**
 * Whether somebody may read the chat with a person: who may see one of the person's cases; and the
 * lab's own desk, whoever writes, as long as it serves all services or the person has no case yet.
 *
 * @param places where the cases of the person stand
 */
export function reachesPerson(standing: Standing, places: readonly Place[]): boolean {
  if (places.some((place) => reaches(standing, place))) return true;
  // The desk belongs to the lab itself, the root of the tree: `/1/`.
  const isDesk = standing.unitPath.indexOf('/', 1) === standing.unitPath.length - 1;
  return isDesk && (standing.role !== 'serviceOfficer' || places.length === 0);
}
