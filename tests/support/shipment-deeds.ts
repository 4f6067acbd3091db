import { registrationById } from '../../src/domain/registrations/index.ts';
import {
  askForCorrections,
  judgeDocument,
  receive,
  shipmentOf,
  verifyDocuments,
} from '../../src/domain/shipments/index.ts';
import { DOCUMENT_KINDS } from '../../src/domain/values/shipment.ts';
import type { World } from './world.ts';

/**
 * What staff do with the newest shipment: `asks for cover: belum ditandatangani; identity: NIK kosong`,
 * `verifies the documents`, `receives 298/3 20/1`.
 */
export function shipmentDeed(lab: World, officer: number, registrationId: number, what: string): boolean {
  const shown = () => ({
    registrationId,
    expectedVersion: registrationById(lab.db, registrationId)?.version ?? 0,
  });
  const must = ({ outcome }: { outcome: string }): void => {
    if (outcome !== 'changed') throw new Error(`staff could not: ${what} (${outcome})`);
  };
  if (what.startsWith('asks for ')) {
    for (const part of what.slice('asks for '.length).split('; ')) {
      const [kind = '', ...reason] = part.split(': ');
      const document = DOCUMENT_KINDS.find((known) => known === kind);
      if (!document) throw new Error(`no document ${kind}`);
      must(
        lab.staff(officer, (ctx) =>
          judgeDocument(ctx, { ...shown(), document, verdict: 'toFix', reason: reason.join(': ') }),
        ),
      );
    }
    must(lab.staff(officer, (ctx) => askForCorrections(ctx, shown())));
    return true;
  }
  if (what === 'verifies the documents') {
    must(lab.staff(officer, (ctx) => verifyDocuments(ctx, shown())));
    return true;
  }
  if (what.startsWith('receives ')) {
    const announced = shipmentOf(lab.db, registrationId)?.samples ?? [];
    const counted = what.slice('receives '.length).split(' ');
    const counts = announced.map(({ position }, place) => {
      const [samples = 0, boxes = 0] = (counted[place] ?? '').split('/').map(Number);
      return { position, samples, boxes };
    });
    must(lab.staff(officer, (ctx) => receive(ctx, { ...shown(), counts })));
    return true;
  }
  return false;
}
