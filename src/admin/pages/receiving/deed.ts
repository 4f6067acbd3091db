import { z } from 'zod';
import { stageName } from '../../../../templates/messages/stages.ts';
import { differencesIn, receive, type SampleRow, shipmentOf } from '../../../domain/shipments/index.ts';
import type { Count } from '../../../domain/shipments/values.ts';
import { fingerprint } from '../../forms.ts';
import type { Deed } from '../../visit.ts';
import { isTold, mistakeAt, staleRegistration } from '../registration/deeds.ts';
import { registrationIn } from '../registration/page.tsx';
import { ALL_RIGHT, CONFIRMED, countField, countIn, numberIn } from './counting.tsx';
import { DESK, receivingPage } from './page.tsx';

// Each kind of sample has two fields, and a shipment as many kinds as it likes.
const anyTexts = z.record(z.string().max(40), z.string().max(400));
type Texts = z.infer<typeof anyTexts>;

const DIFFERS = 'Belum diterima: hitungannya tidak sama dengan yang diumumkan.';
const COUNT = 'Tulis angkanya, 0 bila tidak ada.';

/**
 * Takes a shipment in as it was counted. What differs from what was announced is shown first; the
 * confirmation holds for exactly the numbers that were shown.
 */
export const receiveDeed: Deed<Texts> = {
  form: anyTexts,
  page: receivingPage,
  back: () => DESK,
  carryOut(ctx, visit, form) {
    const registration = registrationIn(visit);
    const shipment = registration && shipmentOf(ctx.tx, registration.id);
    if (!registration || !shipment) return { outcome: 'notFound' };
    const isAllRight = form[ALL_RIGHT] === 'on';
    const counts = isAllRight ? shipment.samples.map(asAnnounced) : countsIn(shipment.samples, form);
    const mistakes = isAllRight ? {} : mistakesIn(shipment.samples, form);
    if (Object.keys(mistakes).length > 0) return { outcome: 'mistake', errors: mistakes };
    const differing = differencesIn(shipment.samples, counts).map(({ count }) => count);
    if (differing.length > 0 && form[CONFIRMED] !== fingerprint(differing))
      return { outcome: 'mistake', errors: { [CONFIRMED]: DIFFERS, key: DIFFERS } };
    const received = receive(ctx, {
      registrationId: registration.id,
      expectedVersion: numberIn(form.version) ?? 0,
      counts,
      note: form.note ?? '',
    });
    switch (received.outcome) {
      case 'changed':
        return { outcome: 'done', notice: isTold(ctx, registration) ? 'shipmentReceived' : 'untold' };
      case 'stale':
        return staleRegistration(visit, Number.parseInt(form.seen ?? '', 10) || 0, received.current, {
          Tahap: stageName('sampleReceived', 'id'),
        });
      case 'notAllowed':
        return mistakeAt('key', `Pada tahap ${stageName(received.from, 'id')} kiriman tidak bisa diterima.`);
      case 'countMissing':
        return mistakeAt(countField('boxes', received.position), COUNT);
      case 'reasonNeeded':
        throw new Error(`registration ${registration.id}: receiving asks for no reason`);
    }
  },
};

const asAnnounced = ({ position, samples, boxes }: SampleRow): Count => ({ position, samples, boxes });

const countsIn = (samples: readonly SampleRow[], form: Texts): Count[] =>
  samples.flatMap((row) => countIn(row, form) ?? []);

function mistakesIn(samples: readonly SampleRow[], form: Texts): Record<string, string> {
  const fields = samples.flatMap(({ position }) => [
    countField('boxes', position),
    countField('samples', position),
  ]);
  return Object.fromEntries(
    fields.filter((name) => numberIn(form[name]) === undefined).map((name) => [name, COUNT]),
  );
}
