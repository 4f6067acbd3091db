import type { Stage } from '../registrations/table.ts';
import type { Standing } from '../staff/values.ts';
import type { LabDay } from '../values/lab-day.ts';
import type { RegistrationService } from '../values/services.ts';

/** More than any counter serves on one day; a list says when it was cut. */
export const MOST_ON_A_DAY = 500;

/** Which day of which service, and for whom. */
export interface DayListAsked {
  service: RegistrationService;
  on: LabDay;
  within: Standing;
}

/** Somebody who is expected. */
export interface DayListRow {
  id: number;
  code: string;
  personName: string;
  /** Masked; null where the service does not ask for it. */
  nik: string | null;
  institution: string | null;
  phone: string;
  visitOn: LabDay;
  untilOn: LabDay | null;
  /** Visitors of a group. */
  places: number;
  stage: Stage;
  createdAt: Date;
  /** What they come for, a line each. */
  asked: string[];
}

/** Everybody who is expected, and whether there are more. */
export interface DayList {
  rows: DayListRow[];
  isCut: boolean;
}

/** A shipment as the receiving desk lists it. */
export interface DeskRow {
  id: number;
  code: string;
  institution: string | null;
  personName: string;
  /** The day it is expected, or came. */
  visitOn: LabDay;
  stage: Stage;
  receivedAt: Date | null;
  /** Announced, all kinds together. */
  samples: number;
  boxes: number;
  /** Counted; 0 before it is here. */
  receivedSamples: number;
  receivedBoxes: number;
}
