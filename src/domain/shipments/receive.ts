import { and, eq } from 'drizzle-orm';
import { staffIdOf } from '../actor.ts';
import type { DomainContext } from '../context.ts';
import {
  expectedFor,
  registrationNamed,
  type StageChanged,
  save,
  stepByService,
  testsOf,
} from '../registrations/index.ts';
import { shipmentNamed } from './rows.ts';
import { differencesIn, isReceivable } from './rules.ts';
import { shipmentSamples, shipments } from './table.ts';
import type { Count } from './values.ts';

/** What came of taking a shipment in. */
export type Received =
  | StageChanged
  /** This kind of sample was not counted. */
  | { outcome: 'countMissing'; position: number };

/**
 * The desk takes a shipment in with what it has counted of each kind of sample.
 *
 * The day is today, and the result is expected as long after it as the slowest test takes. The sender
 * hears of it once, with what differs from what was announced.
 */
export function receive(
  ctx: DomainContext,
  input: { registrationId: number; expectedVersion: number; counts: readonly Count[]; note?: string },
): Received {
  const { registrationId, counts } = input;
  const receivedBy = staffIdOf(ctx);
  const registration = registrationNamed(ctx, registrationId);
  if (registration.version !== input.expectedVersion) return { outcome: 'stale', current: registration };
  const { stage } = registration;
  if (!isReceivable(stage)) return { outcome: 'notAllowed', from: stage, to: 'sampleReceived' };
  const { samples } = shipmentNamed(ctx, registrationId);
  const missing = samples.find(({ position }) => !counts.some((count) => count.position === position));
  if (missing) return { outcome: 'countMissing', position: missing.position };
  for (const { position, samples: receivedSamples, boxes: receivedBoxes } of counts)
    ctx.tx
      .update(shipmentSamples)
      .set({ receivedSamples, receivedBoxes })
      .where(and(eq(shipmentSamples.registrationId, registrationId), eq(shipmentSamples.position, position)))
      .run();
  ctx.tx
    .update(shipments)
    .set({ receivedAt: ctx.now, receivedBy, receivedNote: input.note?.trim() || null })
    .where(eq(shipments.registrationId, registrationId))
    .run();
  const expectedOn = expectedFor(ctx, ctx.today, testsOf(ctx.tx, registrationId));
  const here = save(ctx, registration, { visitOn: ctx.today, expectedOn, expectedReason: null });
  const received = stepByService(ctx, here, 'sampleReceived');
  ctx.record({
    kind: 'shipment.received',
    registrationId,
    differs: differencesIn(samples, counts).length > 0,
  });
  return { outcome: 'changed', version: received.version };
}
