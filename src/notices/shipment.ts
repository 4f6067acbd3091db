import type { Scene } from '../../templates/messages/kit.ts';
import { testsByIds } from '../domain/catalogue/index.ts';
import type { DomainContext } from '../domain/context.ts';
import type { FactOf } from '../domain/journal.ts';
import { orderPrint } from '../domain/papers/index.ts';
import { type Registration, registrationNamed, testsOf } from '../domain/registrations/index.ts';
import { documentsToFix, shipmentOf, sumOf } from '../domain/shipments/index.ts';
import { chatLinkFor, languageOf, shortLink, tell } from './telling.ts';

/**
 * The receipt of a shipment: what is noted, what it costs, where to send it. The label is printed at once
 * and follows in the chat; staff and the website print it where they are.
 */
export function shipmentReceived(ctx: DomainContext, registration: Registration, scene: Scene): void {
  const { id: registrationId, citizenId, code, institution, totalRupiah, visitOn, expectedOn } = registration;
  const inChat = ctx.actor.kind === 'citizen';
  tell(ctx, scene, citizenId, 'reply', 'shipmentReceived', {
    code,
    institution: institution ?? '',
    documents: shipmentOf(ctx.tx, registrationId)?.documents.length ?? 0,
    ...contentsOf(ctx, registrationId),
    totalRupiah,
    visitOn,
    expectedOn,
    labelFollows: inChat,
    chatLink: shortLink(ctx, scene, chatLinkFor(ctx, scene, code)),
    pageLink: shortLink(ctx, scene, `/t/${code}`),
  });
  orderPrint(ctx, { what: 'label', registrationId, ...(inChat ? { citizenId } : {}) });
}

/** Tells a sender how the shipment stands. */
export function shipmentStaged(
  ctx: DomainContext,
  registration: Registration,
  { to, reason }: FactOf<'registration.stageChanged'>,
  scene: Scene,
): void {
  const { id, citizenId, code, visitOn, expectedOn } = registration;
  switch (to) {
    // The samples are waited for at once, and what the desk has counted is told when it is known.
    case 'documentsVerified':
    case 'sampleReceived':
      return;
    case 'documentsToFix':
      tell(ctx, scene, citizenId, 'notice', 'shipmentToFix', { code, toFix: documentsToFix(ctx.tx, id) });
      return;
    case 'awaitingSamples':
      tell(ctx, scene, citizenId, 'notice', 'shipmentAwaited', { code, ...contentsOf(ctx, id) });
      return;
    default:
      tell(ctx, scene, citizenId, 'notice', 'stageChanged', {
        code,
        to,
        reason: reason ?? null,
        visitOn,
        expectedOn,
        inPerson: testsOf(ctx.tx, id).some((test) => test.inPerson),
        service: 'shipment',
      });
  }
}

/** Tells a sender that the boxes are here, and what is not as it was announced. */
export function shipmentArrived(
  ctx: DomainContext,
  { registrationId }: FactOf<'shipment.received'>,
  scene: Scene,
): void {
  const { citizenId, code, expectedOn } = registrationNamed(ctx, registrationId);
  const samples = shipmentOf(ctx.tx, registrationId)?.samples ?? [];
  const offers = testsByIds(
    ctx.tx,
    samples.map(({ testId }) => testId),
    ctx.today,
  );
  const isEnglish = languageOf(ctx, citizenId).language === 'en';
  tell(ctx, scene, citizenId, 'notice', 'shipmentArrived', {
    code,
    expectedOn,
    differences: samples.flatMap(({ testId, testName: noted, sampleType, samples, boxes, ...counted }) => {
      const { receivedSamples, receivedBoxes } = counted;
      const testName = (isEnglish && offers.find(({ id }) => id === testId)?.nameEn) || noted;
      const differs = receivedSamples !== samples || receivedBoxes !== boxes;
      return receivedSamples !== null && receivedBoxes !== null && differs
        ? [{ testName, sampleType, samples, boxes, receivedSamples, receivedBoxes }]
        : [];
    }),
  });
}

const contentsOf = (ctx: DomainContext, registrationId: number): { samples: number; boxes: number } =>
  sumOf(shipmentOf(ctx.tx, registrationId)?.samples ?? []);
