import type { Scene } from '../../templates/messages/kit.ts';
import type { DomainContext } from '../domain/context.ts';
import type { Fact, FactKind, FactOf } from '../domain/journal.ts';
import { type Registration, registrationNamed, testsOf } from '../domain/registrations/index.ts';
import type { RegistrationService } from '../domain/values/services.ts';
import {
  administratorsHear,
  assigneeHears,
  assigneesHear,
  deskHears,
  dueSoonHears,
  exporterHears,
  holderHears,
  noteWritersHear,
  overdueHears,
  receiversHear,
  unitHears,
  unitsHear,
} from '../staff-notices.ts';
import {
  consultationReceived,
  consultationReminded,
  consultationStaged,
  dateProposed,
  proposalAnswered,
} from './consultation.ts';
import { laboratoryReceived, laboratoryReminded } from './laboratory.ts';
import { printed } from './papers.ts';
import { shipmentArrived, shipmentReceived, shipmentStaged } from './shipment.ts';
import { tell } from './telling.ts';
import { tourReceived, tourReminded, tourStaged } from './tour.ts';

type ToldOf = (ctx: DomainContext, registration: Registration, scene: Scene) => void;

interface OwnWords {
  received: ToldOf;
  reminded: ToldOf;
  /** What staff have decided, where the service does not say it as the laboratory does. */
  staged?: (
    ctx: DomainContext,
    registration: Registration,
    fact: FactOf<'registration.stageChanged'>,
    scene: Scene,
  ) => void;
}

/** What each service says of its own requests; what all say alike stands below. */
const byService: Record<RegistrationService, OwnWords> = {
  laboratory: { received: laboratoryReceived, reminded: laboratoryReminded },
  consultation: {
    received: consultationReceived,
    reminded: consultationReminded,
    staged: consultationStaged,
  },
  tour: { received: tourReceived, reminded: tourReminded, staged: tourStaged },
  // Boxes come when they come: nobody is reminded of them.
  shipment: { received: shipmentReceived, reminded: () => {}, staged: shipmentStaged },
};

/** Who hears of a fact. `quiet` facts are written down and told to nobody. */
type Notice<Kind extends FactKind> =
  | 'quiet'
  | ((ctx: DomainContext, fact: FactOf<Kind>, scene: Scene) => void);

// What citizens hear on WhatsApp is said here; what officers hear under the bell is in staff-notices.ts.

/** Binding 2: for every fact, who hears which message. A fact without a line does not compile. */
const notices: { [Kind in FactKind]: Notice<Kind> } = {
  'registration.received': (ctx, { registrationId }, scene) => {
    const registration = registrationNamed(ctx, registrationId);
    byService[registration.service].received(ctx, registration, scene);
  },
  'registration.stageChanged': (ctx, fact, scene) => {
    const { registrationId, to, reason } = fact;
    if (ctx.actor.kind === 'citizen') return tellAssignee(ctx, registrationId);
    const registration = registrationNamed(ctx, registrationId);
    const { staged } = byService[registration.service];
    if (staged) return staged(ctx, registration, fact, scene);
    const { citizenId, code, visitOn, expectedOn } = registration;
    const inPerson = testsOf(ctx.tx, registrationId).some((test) => test.inPerson);
    tell(ctx, scene, citizenId, 'notice', 'stageChanged', {
      code,
      to,
      reason: reason ?? null,
      visitOn,
      expectedOn,
      inPerson,
    });
  },
  'registration.reminded': (ctx, { registrationId }, scene) => {
    const registration = registrationNamed(ctx, registrationId);
    byService[registration.service].reminded(ctx, registration, scene);
  },
  'registration.moved': (ctx, { registrationId, to }, scene) => {
    if (ctx.actor.kind === 'citizen') return tellAssignee(ctx, registrationId);
    const { citizenId, code } = registrationNamed(ctx, registrationId);
    tell(ctx, scene, citizenId, 'notice', 'moved', { code, to });
  },
  'registration.corrected': (ctx, { registrationId }, scene) => {
    if (ctx.actor.kind === 'citizen') return tellAssignee(ctx, registrationId);
    const { citizenId, code } = registrationNamed(ctx, registrationId);
    tell(ctx, scene, citizenId, 'notice', 'corrected', { code });
  },
  'registration.expectedChanged': (ctx, { registrationId, to, reason }, scene) => {
    const { citizenId, code } = registrationNamed(ctx, registrationId);
    tell(ctx, scene, citizenId, 'notice', 'expectedChanged', { code, to, reason });
  },
  'registration.paymentRecorded': (ctx, { registrationId, payment }, scene) => {
    if (payment === 'unpaid') return;
    const { citizenId, code, paidRupiah, receiptNumber } = registrationNamed(ctx, registrationId);
    tell(ctx, scene, citizenId, 'notice', 'paymentRecorded', {
      code,
      payment,
      paidRupiah: paidRupiah ?? 0,
      receiptNumber: receiptNumber ?? '',
    });
  },
  'chat.takenOver': (ctx, { citizenId }, scene) => tell(ctx, scene, citizenId, 'notice', 'takenOver'),
  'chat.handedBack': (ctx, { citizenId, from }, scene) => {
    // Nobody was told that an officer had taken the phone.
    if (from !== 'phone') tell(ctx, scene, citizenId, 'notice', 'handedBack');
  },
  'chat.answeredOnPhone': 'quiet',
  'chat.replied': (ctx, { citizenId, text }, scene) =>
    tell(ctx, scene, citizenId, 'reply', 'staffReply', { text }),
  'registration.dateProposed': dateProposed,
  'registration.proposalAnswered': proposalAnswered,
  'shipment.documentSent': (ctx, { registrationId }) => {
    if (ctx.actor.kind === 'citizen') tellAssignee(ctx, registrationId);
  },
  // The sender is told of all documents together, by the change of the stage.
  'shipment.documentJudged': 'quiet',
  'shipment.received': shipmentArrived,
  'tourKind.changed': 'quiet',
  'paper.issued': 'quiet',
  'paper.ordered': 'quiet',
  'paper.printed': printed,
  'paper.compared': 'quiet',
  // Told in the dialog that found it.
  'registration.chatFound': 'quiet',
  'registration.opened': 'quiet',
  // The change of its stage tells the citizen.
  'registration.markedDuplicate': 'quiet',
  'registration.duplicateUndone': 'quiet',
  'registration.nikRevealed': 'quiet',
  'registration.unlocked': 'quiet',
  'registration.verifiedProof': 'quiet',
  'registration.wrongProof': 'quiet',
  'report.uploaded': 'quiet',
  'report.validated': 'quiet',
  'report.released': 'quiet',
  'report.takenBack': 'quiet',
  'report.handedOver': 'quiet',
  'file.opened': 'quiet',
  'citizen.consentAnswered': 'quiet',
  'citizen.languageChosen': 'quiet',
  'citizen.noticesStopped': 'quiet',
  'citizen.noticesResumed': 'quiet',
  'citizen.joined': 'quiet',
  'citizen.personWanted': deskHears,
  'citizen.wroteToOfficer': holderHears,
  'chat.opened': 'quiet',
  'chat.resent': 'quiet',
  'chat.fileOpened': 'quiet',
  'staff.changed': 'quiet',
  'catalogue.changed': 'quiet',
  'lab.changed': 'quiet',
  'line.asked': 'quiet',
  'alarm.raised': administratorsHear,
  'staff.added': 'quiet',
  'staff.signedIn': 'quiet',
  'staff.signedOut': 'quiet',
  'case.opened': unitHears,
  'case.viewed': 'quiet',
  'case.assigned': assigneesHear,
  'case.forwarded': receiversHear,
  'case.noteAdded': noteWritersHear,
  'case.checked': 'quiet',
  'case.dueSoon': dueSoonHears,
  'case.overdue': overdueHears,
  'case.held': 'quiet',
  'case.erased': 'quiet',
  'cases.changedTogether': 'quiet',
  'cases.changeUndone': 'quiet',
  'cases.searched': 'quiet',
  'cases.exported': exporterHears,
  'unit.added': 'quiet',
  'unit.changed': 'quiet',
  'unit.removed': 'quiet',
  'unitMessage.sent': unitsHear,
  'unitMessage.read': 'quiet',
  'cannedReply.changed': 'quiet',
  'text.changed': 'quiet',
  'holidays.changed': 'quiet',
  'retention.counted': 'quiet',
  'retention.agreed': 'quiet',
  'retention.erased': 'quiet',
  'jobs.resumed': 'quiet',
  'backup.made': 'quiet',
  'journal.erased': 'quiet',
  'journal.opened': 'quiet',
  'journal.checked': 'quiet',
  'digest.posted': 'quiet',
};

/** Tells whoever is to hear of `fact`, in the transaction that recorded it. */
export function notify(ctx: DomainContext, fact: Fact, scene: Scene): void {
  // Key and fact are of one kind, which the compiler cannot follow through a lookup.
  const notice = notices[fact.kind] as Notice<FactKind>;
  if (notice !== 'quiet') notice(ctx, fact, scene);
}

/** What citizens did themselves was answered in the dialog; who works on it is told. */
function tellAssignee(ctx: DomainContext, registrationId: number): void {
  assigneeHears(ctx, registrationNamed(ctx, registrationId).service, registrationId);
}
