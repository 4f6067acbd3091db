import { bulkActionBy } from '../domain/bulk-actions/index.ts';
import { caseOf, placedCase, placesOfCitizen } from '../domain/cases/index.ts';
import { citizenById } from '../domain/citizens/index.ts';
import { exportById } from '../domain/exports/index.ts';
import { type Incident, incidentById, openCount, openIncidents } from '../domain/incidents/index.ts';
import { registrationById } from '../domain/registrations/index.ts';
import { mayManage, staffById } from '../domain/staff/index.ts';
import { type Place, reaches, reachesPerson } from '../domain/staff/values.ts';
import { unitHandling, unitPath } from '../domain/units/index.ts';
import type { Service } from '../domain/values/services.ts';
import type { StaffVisit } from './visit.ts';

/**
 * Finds the thing a route is about and says whether it is within reach of who asks. What is not is not
 * there: another unit's object and one that never was get the same answer.
 */
export type InReach = (visit: StaffVisit) => boolean;

const idIn = (visit: StaffVisit, name: string): number => {
  const id = Number(visit.params[name]);
  return Number.isSafeInteger(id) && id > 0 ? id : 0;
};

const within = (visit: StaffVisit, place: Place | undefined): boolean =>
  place !== undefined && reaches(visit.staff, place);

/** The request `:id` of one service. */
const requestOf =
  (service: Service): InReach =>
  (visit) => {
    const found = caseOf(visit.parts.db, service, idIn(visit, 'id'));
    return found !== undefined && within(visit, placedCase(visit.parts.db, found.id));
  };

/** The registration `:id`, of whatever service. */
export const registrationInReach: InReach = (visit) => {
  const registration = registrationById(visit.parts.db, idIn(visit, 'id'));
  return registration !== undefined && requestOf(registration.service)(visit);
};

/** The case `:caseId`. */
export const caseInReach: InReach = (visit) =>
  within(visit, placedCase(visit.parts.db, idIn(visit, 'caseId')));

/** The account `:id`, which one may manage: its role and its unit. */
export const accountInReach: InReach = (visit) => {
  const member = staffById(visit.parts.db, idIn(visit, 'id'));
  const path = member && unitPath(visit.parts.db, member.unitId);
  if (!member || path === undefined) return false;
  return mayManage(visit.staff, { role: member.role, unitPath: path });
};

/** The unit `:id`. */
export const unitInReach: InReach = (visit) => {
  const path = unitPath(visit.parts.db, idIn(visit, 'id'));
  return path !== undefined && within(visit, { unitPath: path });
};

/** The chat with `:citizenId`. */
export const chatInReach: InReach = (visit) => reachesChat(visit, idIn(visit, 'citizenId'));

/** Whether somebody may read the chat with a person. */
function reachesChat(visit: StaffVisit, citizenId: number): boolean {
  if (!citizenById(visit.parts.db, citizenId)) return false;
  return reachesPerson(visit.staff, placesOfCitizen(visit.parts.db, citizenId));
}

/** What a window says it shows, `?at=case:12` or `?at=chat:5`, when that is within reach. */
export function spotIn(visit: StaffVisit): string | undefined {
  const { at = '' } = visit.query;
  const [, kind, number] = /^(case|chat):(\d{1,12})$/.exec(at) ?? [];
  if (kind === undefined) return undefined;
  const id = Number(number);
  const isThere = kind === 'case' ? within(visit, placedCase(visit.parts.db, id)) : reachesChat(visit, id);
  return isThere ? at : undefined;
}

/** Whether somebody sees what wants an eye: about a person whose chat is within reach, or about nobody. */
export const seesIncident = (visit: StaffVisit, { citizenId }: Incident): boolean =>
  citizenId === null || reachesChat(visit, citizenId);

/** Whether somebody may say that it has been seen to; of what is about the lab itself, its own desk. */
export const settlesIncident = (visit: StaffVisit, { citizenId }: Incident): boolean =>
  citizenId === null ? isWholeLabs(visit) : reachesChat(visit, citizenId);

/** What wants an eye, `:id`, to be ticked off. */
export const incidentInReach: InReach = (visit) => {
  const incident = incidentById(visit.parts.db, idIn(visit, 'id'));
  return incident !== undefined && settlesIncident(visit, incident);
};

const MOST_COUNTED = 100;

/** How much of what somebody may see wants an eye; for who does not see everybody, among the newest hundred. */
export function wantedCount(visit: StaffVisit): number {
  const { db } = visit.parts;
  if (isWholeLabs(visit)) return openCount(db);
  return openIncidents(db, { limit: MOST_COUNTED }).filter((one) => seesIncident(visit, one)).length;
}

// Who may read the chat even with somebody whose requests stand nowhere near.
const isWholeLabs = ({ staff }: StaffVisit): boolean => reachesPerson(staff, [{ unitPath: '' }]);

/** Whether a new request of a service will stand where somebody sees it: in the unit that handles the service. */
export function reachesNewRequest(visit: StaffVisit, service: Service): boolean {
  const path = unitPath(visit.parts.db, unitHandling(visit.parts.db, service));
  return path !== undefined && within(visit, { unitPath: path, service });
}

/** The export `:id`, which only whoever asked for it may have. */
export const ownExport: InReach = (visit) =>
  exportById(visit.parts.db, idIn(visit, 'id'))?.staffId === visit.staff.staffId;

/** The bulk action `:bulkId`, which only whoever did it may take back. */
export const ownBulkAction: InReach = (visit) =>
  bulkActionBy(visit.parts.db, idIn(visit, 'bulkId')) === visit.staff.staffId;
