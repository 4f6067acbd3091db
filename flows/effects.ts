import { fromPromise, type PromiseActorLogic } from 'xstate';
import type { VisitDay, VisitService } from '../src/domain/calendar/values.ts';
import type { TestLine, TestOffer } from '../src/domain/catalogue/values.ts';
import type {
  ConsultationAnswers,
  ConsultationSubmitted,
  OpenProposal,
  ProposalAnswered,
} from '../src/domain/consultations/values.ts';
import type { ItemFound } from '../src/domain/digests/values.ts';
import type { LaboratoryAnswers } from '../src/domain/laboratory/values.ts';
import type { Genuineness } from '../src/domain/papers/values.ts';
import type { Province, Regency } from '../src/domain/regions/values.ts';
import type { KnownPerson, KnownSender, OwnRequest, Submitted } from '../src/domain/registrations/values.ts';
import type { SheetTold } from '../src/domain/sheets/values.ts';
import type {
  DocumentSent,
  DocumentToFix,
  KnownShipper,
  ShipmentAnswers,
} from '../src/domain/shipments/values.ts';
import type { TourAnswers, TourStay, TourSubmitted, ToursOffered } from '../src/domain/tours/values.ts';
import type { Claim, LabelAsked, Tracked, Wanted } from '../src/domain/tracking/values.ts';
import type { LabDay } from '../src/domain/values/lab-day.ts';
import type { DocumentKind, SheetKind } from '../src/domain/values/shipment.ts';

/** When something was sent unasked whose answer is awaited, if it was after `shownAt`; both are ISO instants. */
export interface AnswerAwaited {
  sentAt: string | null;
}

/** Everything a flow may ask of the lab. Each is bound to one domain function in `src/effects.ts`. */
export interface Effects {
  /** At most nine tests that fit what the person typed, best first; `exact` when the first is meant beyond doubt. */
  findTests(input: { words: string }): { tests: TestOffer[]; exact: boolean };
  /** The groups of the price list with how many tests each has. */
  testGroups(input: Record<string, never>): { groups: { name: string; count: number }[] };
  /** The tests of one group, alphabetically, at most twenty. */
  testsOfGroup(input: { group: string }): { tests: TestOffer[] };
  /** One test, or null when it is no longer offered. */
  testById(input: { testId: number }): { test: TestOffer | null };
  /** Those of these tests that are offered, in this order. */
  testsByIds(input: { ids: number[] }): { tests: TestOffer[] };
  visitDay(input: { day: LabDay; service: VisitService; places?: number }): VisitDay;
  /** People this chat has registered before, newest first, at most five. */
  knownPeople(input: Record<string, never>): { people: KnownPerson[] };
  /** Institutions for which this chat has sent groups or samples before, newest first, at most five. */
  knownSenders(input: Record<string, never>): { senders: KnownSender[] };
  consent(input: Record<string, never>): { given: boolean };
  answerConsent(input: { decision: 'given' | 'refused' }): { recorded: true };
  submitLaboratory(input: LaboratoryAnswers): Submitted;
  /** What a proven registration holds, as the form of its service asks for it, to be corrected. */
  answersOf(input: {
    registrationId: number;
  }): { outcome: 'found'; answers: object } | { outcome: 'proofNeeded' };
  correctLaboratory(input: { registrationId: number; answers: LaboratoryAnswers }): Submitted;
  /** Which tours there are, and for how many. */
  toursOffered(input: Record<string, never>): ToursOffered;
  /** Whether a group can come on a day; with `registrationId` its own places count as free. */
  tourDay(input: { day: LabDay; visitors: number; registrationId?: number }): VisitDay;
  /** Whether it can be there from one day to another. */
  tourStay(input: { visitOn: LabDay; untilOn: LabDay; visitors: number; registrationId?: number }): TourStay;
  submitTour(input: TourAnswers): TourSubmitted;
  correctTour(input: { registrationId: number; answers: TourAnswers }): TourSubmitted;
  submitConsultation(input: ConsultationAnswers): ConsultationSubmitted;
  correctConsultation(input: { registrationId: number; answers: ConsultationAnswers }): ConsultationSubmitted;
  /** Another day for a visit that the lab has asked about. */
  moveVisit(input: { registrationId: number; visitOn: LabDay }): ConsultationSubmitted;
  /** Days that staff propose and that wait for an answer of this chat; of one request when it is named. */
  openProposals(input: { registrationId: number | null }): { proposals: OpenProposal[] };
  answerProposal(input: { registrationId: number; accepted: boolean }): ProposalAnswered;
  cancelRegistration(input: { registrationId: number }): Submitted;
  /** Requests of the contact that is writing, newest first, at most nine; initials instead of names. */
  ownRequests(input: Record<string, never>): { requests: OwnRequest[] };
  /** What a code wants before it shows anything; the same for one that belongs to nothing. */
  wanted(input: { code: string }): Wanted;
  track(input: Claim): Tracked;
  /** The label of a shipment, sent to this chat once it is printed. */
  askForLabel(input: { registrationId: number }): LabelAsked;
  /** The report itself, recorded as handed over. */
  handOverReport(input: {
    registrationId: number;
  }):
    | { outcome: 'ready'; fileId: number; name: string }
    | { outcome: 'inPerson' }
    | { outcome: 'notReady' }
    | { outcome: 'proofNeeded' };
  /** Asks staff to look at this chat. `open` tells whether somebody is at the lab now. */
  wantPerson(input: Record<string, never>): { open: boolean; nextOpen: { day: LabDay; opens: string } };
  chooseLanguage(input: { language: 'id' | 'en' }): { recorded: true };
  stopNotices(input: Record<string, never>): { recorded: true };
  resumeNotices(input: Record<string, never>): { wereStopped: boolean };
  /** Links the chat with the staff account a code was made for; wrong codes use up a budget. */
  linkStaffChat(input: {
    code: string;
  }):
    | { outcome: 'linked'; name: string }
    | { outcome: 'unknown' }
    | { outcome: 'locked'; until: string | null };
  /** The newest digest that a number can be an answer to. */
  digestAwaits(input: { shownAt: string | null }): AnswerAwaited;
  /** The newest proposal of another day that a number can be an answer to. */
  proposalAwaits(input: { shownAt: string | null }): AnswerAwaited;
  /** An item of the digests of the last days of whoever writes. */
  digestItem(input: { number: number }): ItemFound;
  /** Provinces, and cities or regencies, that somebody means; in a chosen province its own come first. */
  findPlaces(input: { words: string; provinceCode: string | null }): {
    provinces: Province[];
    regencies: Regency[];
  };
  /** The tests that each of several texts means, in their order. */
  findEachTest(input: { words: string[] }): { found: { tests: TestOffer[]; exact: boolean }[] };
  /** Who has sent samples from this chat before, newest first, at most five. */
  knownShippers(input: Record<string, never>): { shippers: KnownShipper[] };
  submitShipment(input: ShipmentAnswers): Submitted;
  correctShipment(input: { registrationId: number; answers: ShipmentAnswers }): Submitted;
  /** What of a proven shipment has to be corrected. */
  documentsToFix(input: {
    registrationId: number;
  }): { outcome: 'found'; toFix: DocumentToFix[] } | { outcome: 'proofNeeded' };
  sendDocument(input: {
    registrationId: number;
    document: DocumentKind;
    fileId: number;
    name: string;
  }): DocumentSent;
  /** The three empty sheets, sent to this chat once they are made. */
  orderTemplates(input: Record<string, never>): { ordered: true };
  /** What was found in a sheet of a shipment when it came in. */
  sheetCheck(input: { fileId: number; kind: SheetKind }): SheetTold;
  /** Whether a paper with the code somebody typed is genuine; never whom it is about. */
  genuineness(input: { typed: string }): Genuineness;
}

export type EffectName = keyof Effects;
export type InputOf<Name extends EffectName> = Parameters<Effects[Name]>[0];
export type OutputOf<Name extends EffectName> = ReturnType<Effects[Name]>;

/** An effect with its input, as a form's question asks for it. */
export type EffectCall = { [Name in EffectName]: { effect: Name; input: InputOf<Name> } }[EffectName];

// Written out so that a name cannot be forgotten: a missing one does not compile.
const EFFECT_NAMES: Record<EffectName, true> = {
  findTests: true,
  testGroups: true,
  testsOfGroup: true,
  testById: true,
  testsByIds: true,
  visitDay: true,
  knownPeople: true,
  knownSenders: true,
  consent: true,
  answerConsent: true,
  submitLaboratory: true,
  answersOf: true,
  correctLaboratory: true,
  toursOffered: true,
  tourDay: true,
  tourStay: true,
  submitTour: true,
  correctTour: true,
  submitConsultation: true,
  correctConsultation: true,
  moveVisit: true,
  openProposals: true,
  answerProposal: true,
  cancelRegistration: true,
  ownRequests: true,
  wanted: true,
  askForLabel: true,
  track: true,
  handOverReport: true,
  wantPerson: true,
  chooseLanguage: true,
  stopNotices: true,
  resumeNotices: true,
  linkStaffChat: true,
  digestAwaits: true,
  proposalAwaits: true,
  digestItem: true,
  findPlaces: true,
  findEachTest: true,
  knownShippers: true,
  submitShipment: true,
  correctShipment: true,
  documentsToFix: true,
  sendDocument: true,
  orderTemplates: true,
  sheetCheck: true,
  genuineness: true,
};

type EffectActors = { [Name in EffectName]: PromiseActorLogic<OutputOf<Name>, InputOf<Name>> } & {
  /** Whatever effect its input names: for machines whose effects are data. */
  lab: PromiseActorLogic<OutputOf<EffectName>, EffectCall>;
};

// XState resolves an effect's input only where some logic stands under its name. Machines are never
// run as actors: the sprint performs what they ask, so these placeholders carry the types alone.
const placeholder = fromPromise(() => {
  throw new Error('effects are performed by the sprint, never by an actor');
});

/** The effects as XState's types know them, for `setup({ actors })`. */
export const effectActors = Object.fromEntries(
  ['lab', ...Object.keys(EFFECT_NAMES)].map((name) => [name, placeholder]),
) as unknown as EffectActors;

/** What a dialog keeps of a test between two messages. */
export const lineOf = ({ id, name, nameEn, priceRupiah }: TestOffer): TestLine => ({
  id,
  name,
  nameEn,
  priceRupiah,
});
