import { say } from '../flows/kit.ts';
import type { VarsOf } from '../templates/messages/index.ts';
import type { Scene } from '../templates/messages/kit.ts';
import { hoursOf } from './domain/calendar/index.ts';
import { testsByIds } from './domain/catalogue/index.ts';
import type { TestOffer } from './domain/catalogue/values.ts';
import { citizenById } from './domain/citizens/index.ts';
import type { DomainContext } from './domain/context.ts';
import type { Fact, FactKind, FactOf } from './domain/journal.ts';
import { shorten } from './domain/links/index.ts';
import { registrationNamed, testsOf } from './domain/registrations/index.ts';
import type { NoticeName } from './domain/values/message-templates.ts';
import { letters, post, reachedAt } from './engine/outbox.ts';
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
} from './staff-notices.ts';

/** Who hears of a fact. `quiet` facts are written down and told to nobody. */
type Notice<Kind extends FactKind> =
  | 'quiet'
  | ((ctx: DomainContext, fact: FactOf<Kind>, scene: Scene) => void);

// What citizens hear on WhatsApp is said here; what officers hear under the bell is in staff-notices.ts.

/** Binding 2: for every fact, who hears which message. A fact without a line does not compile. */
const notices: { [Kind in FactKind]: Notice<Kind> } = {
  'registration.received': (ctx, { registrationId }, scene) => {
    const registration = registrationNamed(ctx, registrationId);
    const { code, personName, visitOn, totalRupiah, expectedOn } = registration;
    const tests = testsOf(ctx.tx, registrationId);
    const { language } = languageOf(ctx, registration.citizenId);
    const offers = offersOf(ctx, registrationId);
    const nameOf = ({ testId, name }: { testId: number; name: string }) =>
      (language === 'en' && offers.find(({ id }) => id === testId)?.nameEn) || name;
    tell(ctx, scene, registration.citizenId, 'reply', 'registrationReceived', {
      code,
      personName,
      visitOn,
      opens: hoursOf(visitOn, ctx.lab)?.opens ?? '',
      tests: tests.map(nameOf),
      totalRupiah,
      preparation: preparations(offers, language),
      expectedOn,
      chatLink: shortLink(ctx, scene, chatLinkFor(ctx, scene, code)),
      pageLink: shortLink(ctx, scene, `/t/${code}`),
      bringsLetter: registration.letterFileId !== null,
    });
  },
  'registration.stageChanged': (ctx, { registrationId, to, reason }, scene) => {
    // What citizens did themselves was answered in the dialog.
    if (ctx.actor.kind === 'citizen') return assigneeHears(ctx, 'laboratory', registrationId);
    const { citizenId, code, visitOn, expectedOn } = registrationNamed(ctx, registrationId);
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
  'registration.reminded': (ctx, { registrationId, visitOn }, scene) => {
    const { citizenId, code, letterFileId } = registrationNamed(ctx, registrationId);
    tell(ctx, scene, citizenId, 'notice', 'visitReminder', {
      code,
      visitOn,
      opens: hoursOf(visitOn, ctx.lab)?.opens ?? '',
      bringsLetter: letterFileId !== null,
      preparation: preparations(offersOf(ctx, registrationId), languageOf(ctx, citizenId).language),
    });
  },
  'registration.moved': (ctx, { registrationId, to }, scene) => {
    if (ctx.actor.kind === 'citizen') return assigneeHears(ctx, 'laboratory', registrationId);
    const { citizenId, code } = registrationNamed(ctx, registrationId);
    tell(ctx, scene, citizenId, 'notice', 'moved', { code, to });
  },
  'registration.corrected': (ctx, { registrationId }, scene) => {
    if (ctx.actor.kind === 'citizen') return assigneeHears(ctx, 'laboratory', registrationId);
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

const LINK_DAYS = 180;

const offersOf = (ctx: DomainContext, registrationId: number): TestOffer[] =>
  testsByIds(
    ctx.tx,
    testsOf(ctx.tx, registrationId).map(({ testId }) => testId),
    ctx.today,
  );

/** What to do before coming: one sentence where all tests want the same, else one for each test. */
function preparations(offers: readonly TestOffer[], language: 'id' | 'en'): string[] {
  const wanted = offers.flatMap((offer) => {
    const text = language === 'id' ? offer.preparation : offer.preparationEn;
    const name = language === 'id' ? offer.name : offer.nameEn;
    return text === '' ? [] : [{ name, text }];
  });
  const texts = new Set(wanted.map(({ text }) => text));
  if (texts.size <= 1) return [...texts].map(asSentence);
  return wanted.map(({ name, text }) => asSentence(`${name}: ${text}`));
}

const asSentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;

// Replies are always sent; notices only to those who want them.
function tell<Name extends NoticeName>(
  ctx: DomainContext,
  scene: Scene,
  citizenId: number,
  priority: 'reply' | 'notice',
  notice: Name,
  ...vars: VarsOf<`notices.${Name}`> extends void ? [] : [vars: VarsOf<`notices.${Name}`>]
): void {
  const { language, optedOut } = languageOf(ctx, citizenId);
  const to = reachedAt(ctx, citizenId);
  if (!to || (optedOut && priority === 'notice')) return;
  const staffId = ctx.actor.kind === 'staff' && priority === 'reply' ? { staffId: ctx.actor.id } : {};
  const said = say(`notices.${notice}`, ...vars);
  for (const letter of letters([said], language, scene))
    post(ctx, to, { ...letter, priority, notice, ...staffId });
}

function languageOf(ctx: DomainContext, citizenId: number): { language: 'id' | 'en'; optedOut: boolean } {
  const citizen = citizenById(ctx.tx, citizenId);
  if (!citizen) throw new Error(`no citizen ${citizenId}: a notice has nobody to go to`);
  return { language: citizen.language, optedOut: citizen.optedOutAt !== null };
}

const shortLink = (ctx: DomainContext, scene: Scene, target: string): string =>
  `${scene.publicUrl}/s/${shorten(ctx, { target, days: LINK_DAYS })}`;

/** Opens the chat with the tracking words typed in: on WhatsApp, or on the simulated phone. */
function chatLinkFor(ctx: DomainContext, scene: Scene, code: string): string {
  const words = encodeURIComponent(`LACAK ${code}`);
  return scene.simulated
    ? `/simulator?text=${words}`
    : `https://wa.me/${ctx.lab.whatsappNumber}?text=${words}`;
}
