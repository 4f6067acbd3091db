import type { AnswerAwaited, EffectName, Effects, InputOf, OutputOf } from '../flows/effects.ts';
import type { Sending } from '../flows/forms.ts';
import { nextOpening, visitDay } from './domain/calendar/index.ts';
import { findTests, testGroups, testsByIds, testsOfGroup } from './domain/catalogue/index.ts';
import {
  answerConsent,
  chooseLanguage,
  hasConsented,
  noticesAreStopped,
  resumeNotices,
  stopNotices,
} from './domain/citizens/index.ts';
import * as consultations from './domain/consultations/index.ts';
import type { DomainContext } from './domain/context.ts';
import { digestItem, numberAwaitedSince } from './domain/digests/index.ts';
import { raise } from './domain/incidents/index.ts';
import * as laboratory from './domain/laboratory/index.ts';
import { genuineness, orderPrint } from './domain/papers/index.ts';
import { findPlaces } from './domain/regions/index.ts';
import {
  cancel,
  knownPeople,
  knownSenders,
  ownRequests,
  registrationNamed,
} from './domain/registrations/index.ts';
import { handOver } from './domain/reports/index.ts';
import { sheetCheck } from './domain/sheets/index.ts';
import * as shipments from './domain/shipments/index.ts';
import { linkChatByCode } from './domain/staff/index.ts';
import * as tours from './domain/tours/index.ts';
import { askForLabel, track, wanted } from './domain/tracking/index.ts';
import type { RegistrationService } from './domain/values/services.ts';

type Bound = { [Name in EffectName]: (ctx: DomainContext, input: InputOf<Name>) => OutputOf<Name> };

/** Binding 1: what a flow may ask, and the domain function that does it. */
const bound: Bound = {
  findTests: (ctx, { words }) => findTests(ctx.tx, words, ctx.today),
  testGroups: (ctx) => ({ groups: testGroups(ctx.tx) }),
  testsOfGroup: (ctx, { group }) => ({ tests: testsOfGroup(ctx.tx, group, ctx.today) }),
  testById: (ctx, { testId }) => ({ test: testsByIds(ctx.tx, [testId], ctx.today)[0] ?? null }),
  testsByIds: (ctx, { ids }) => ({ tests: testsByIds(ctx.tx, ids, ctx.today) }),
  visitDay: (ctx, { day, service, places }) => visitDay(ctx, day, service, places),
  knownPeople: (ctx) => knownPeople(ctx),
  knownSenders: (ctx) => knownSenders(ctx),
  consent: (ctx) => ({ given: hasConsented(ctx, citizenIn(ctx)) }),
  answerConsent(ctx, { decision }) {
    answerConsent(ctx, citizenIn(ctx), decision);
    return { recorded: true };
  },
  submitLaboratory: (ctx, answers) => laboratory.submit(ctx, { citizenId: citizenIn(ctx), answers }),
  answersOf: (ctx, { registrationId }) => answersOf(ctx, registrationId),
  correctLaboratory: (ctx, input) => laboratory.correct(ctx, input),
  toursOffered: (ctx) => tours.toursOffered(ctx),
  tourDay: (ctx, input) => tours.tourDay(ctx, input),
  tourStay: (ctx, input) => tours.tourStay(ctx, input),
  submitTour: (ctx, answers) => tours.submit(ctx, { citizenId: citizenIn(ctx), answers }),
  correctTour: (ctx, input) => tours.correct(ctx, input),
  submitConsultation: (ctx, answers) => consultations.submit(ctx, { citizenId: citizenIn(ctx), answers }),
  correctConsultation: (ctx, input) => consultations.correct(ctx, input),
  moveVisit: (ctx, input) => consultations.moveVisit(ctx, input),
  openProposals: (ctx, { registrationId }) => ({
    proposals: consultations.openProposals(ctx, registrationId),
  }),
  answerProposal: (ctx, input) => consultations.answerProposal(ctx, input),
  cancelRegistration: (ctx, input) => cancel(ctx, input),
  ownRequests: (ctx) => ownRequests(ctx),
  wanted: (ctx, input) => wanted(ctx, input),
  askForLabel: (ctx, input) => askForLabel(ctx, input),
  track: (ctx, claim) => track(ctx, claim),
  handOverReport: (ctx, { registrationId }) => handOver(ctx, { registrationId, by: 'chat' }),
  wantPerson(ctx) {
    const citizenId = citizenIn(ctx);
    const raised = raise(ctx, {
      kind: 'personWanted',
      citizenId,
      about: 'Warga ingin bicara dengan petugas',
    });
    if (raised.outcome === 'raised') ctx.record({ kind: 'citizen.personWanted', citizenId });
    return nextOpening(ctx.tx, ctx.now, ctx.lab);
  },
  chooseLanguage(ctx, { language }) {
    chooseLanguage(ctx, citizenIn(ctx), language);
    return { recorded: true };
  },
  stopNotices(ctx) {
    stopNotices(ctx, citizenIn(ctx));
    return { recorded: true };
  },
  resumeNotices(ctx) {
    const wereStopped = noticesAreStopped(ctx, citizenIn(ctx));
    if (wereStopped) resumeNotices(ctx, citizenIn(ctx));
    return { wereStopped };
  },
  linkStaffChat: (ctx, input) => linkChatByCode(ctx, input),
  digestAwaits: (ctx, { shownAt }) => sentAt(numberAwaitedSince(ctx, shownAt)),
  proposalAwaits: (ctx, { shownAt }) => sentAt(consultations.proposalAwaitedSince(ctx, shownAt)),
  digestItem: (ctx, { number }) => digestItem(ctx, number),
  genuineness: (ctx, { typed }) => genuineness(ctx.tx, typed, ctx.lab.timeZone),
  findPlaces: (_ctx, { words, provinceCode }) => findPlaces(words, provinceCode),
  findEachTest: (ctx, { words }) => ({ found: words.map((each) => findTests(ctx.tx, each, ctx.today)) }),
  knownShippers: (ctx) => shipments.knownShippers(ctx),
  submitShipment: (ctx, answers) => shipments.submit(ctx, { citizenId: citizenIn(ctx), answers }),
  correctShipment: (ctx, input) => shipments.correct(ctx, input),
  documentsToFix: (ctx, { registrationId }) => shipments.fixesOf(ctx, registrationId),
  sendDocument: (ctx, input) => shipments.sendDocument(ctx, input),
  orderTemplates(ctx) {
    orderPrint(ctx, { what: 'sheetTemplates', citizenId: citizenIn(ctx) });
    return { ordered: true };
  },
  sheetCheck: (ctx, { fileId, kind }) => sheetCheck(ctx.tx, fileId, kind),
};

type SubmittedBy = {
  laboratory: OutputOf<'submitLaboratory'>;
  consultation: OutputOf<'submitConsultation'>;
  tour: OutputOf<'submitTour'>;
  shipment: OutputOf<'submitShipment'>;
};

const submits: {
  [Service in RegistrationService]: (ctx: DomainContext, sending: Sending<Service>) => SubmittedBy[Service];
} = {
  laboratory: laboratory.submit,
  consultation: consultations.submit,
  tour: tours.submit,
  shipment: shipments.submit,
};

/** Sends a form that was filled on a page, of whichever service. */
export const submitForm = <Service extends RegistrationService>(
  ctx: DomainContext,
  service: Service,
  sending: Sending<Service>,
): SubmittedBy[Service] => submits[service](ctx, sending);

/** What each service's form is filled with, to be corrected. */
const answersBy: Partial<
  Record<RegistrationService, (ctx: DomainContext, registrationId: number) => OutputOf<'answersOf'>>
> = {
  laboratory: laboratory.answersOf,
  consultation: consultations.answersOf,
  tour: tours.answersOf,
  shipment: shipments.answersOf,
};

function answersOf(ctx: DomainContext, registrationId: number): OutputOf<'answersOf'> {
  const { service } = registrationNamed(ctx, registrationId);
  const answers = answersBy[service];
  if (!answers) throw new Error(`nothing fills the form of a ${service}`);
  return answers(ctx, registrationId);
}

const sentAt = (sent: Date | null): AnswerAwaited => ({ sentAt: sent?.toISOString() ?? null });

/** Does the effect a machine named, inside the turn's transaction. */
export function perform(ctx: DomainContext, name: EffectName, input: unknown): unknown {
  // The machine that named the effect was compiled against the very same `Effects`.
  const effect = bound[name] as (ctx: DomainContext, input: unknown) => ReturnType<Effects[EffectName]>;
  return effect(ctx, input);
}

function citizenIn(ctx: DomainContext): number {
  if (ctx.actor.kind !== 'citizen') throw new Error(`a flow ran for ${ctx.actor.kind}, not for a citizen`);
  return ctx.actor.id;
}
