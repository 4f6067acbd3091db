import type { Submitted } from '../registrations/values.ts';
import type { LabDay } from '../values/lab-day.ts';

/** What groups can choose between, as a form shows it. */
export interface TourOffer {
  id: number;
  name: string;
  nameEn: string;
  /** One sentence on what is shown. */
  about: string;
  aboutEn: string;
  hours: number;
  smallestGroup: number;
  largestGroup: number;
  /** For each visitor. */
  priceRupiah: number;
}

/** What the form of a tour has to know before it begins. */
export interface ToursOffered {
  /** At most eight. */
  kinds: TourOffer[];
  /** Visitors of one day together. */
  hall: number;
  /** The most days one tour may take. */
  longestDays: number;
}

/** What somebody tells us of a group that wants to come. */
export interface TourAnswers {
  /** Who is in charge of the group. */
  personName: string;
  institution: string;
  email: string;
  /** Digits with country code. */
  phone: string;
  /** The names only help to say it back. */
  kind: { id: number; name: string; nameEn?: string; priceRupiah: number };
  visitors: number;
  visitOn: LabDay;
  /** The last day; the first one when it is one day. */
  untilOn: LabDay;
  /** The cover letter, a PDF. */
  letter: { fileId: number; name: string };
}

/** Whether a group can be here from one day to another; `nearest` holds at most three open days. */
export type TourStay =
  /** `days` are those on which the lab is open. */
  | { outcome: 'open'; visitOn: LabDay; untilOn: LabDay; days: number }
  | { outcome: 'endsBefore'; visitOn: LabDay; untilOn: LabDay }
  | { outcome: 'tooLong'; longestDays: number }
  | { outcome: 'closed'; day: LabDay; name: string; nearest: LabDay[] }
  /** One of its days has no room for so many. */
  | { outcome: 'full'; day: LabDay; nearest: LabDay[] };

/** What came of sending or correcting the request of a group. */
export type TourSubmitted =
  | Submitted
  /** The group is not as large as this tour is for. */
  | { outcome: 'groupUnfit'; smallest: number; largest: number }
  /** It ends before it starts, or takes too long. */
  | { outcome: 'stayUnfit'; longestDays: number };
