import type { Db } from '../db/open.ts';
import type { WordSources } from '../domain/cases/index.ts';
import { registrationById, testsOf } from '../domain/registrations/index.ts';
import { shipmentOf } from '../domain/shipments/index.ts';
import { tourOf } from '../domain/tours/index.ts';

/**
 * The words by which a request of each service is found besides those of its case: what is to be tested,
 * what a group comes to see, what is in the boxes, and where they come from.
 */
export const requestWords: WordSources = {
  laboratory: testNames,
  tour: (db, id) => [institutionOf(db, id), tourOf(db, id)?.kindName ?? ''].join(' '),
  shipment: (db, id) => {
    const shipment = shipmentOf(db, id);
    const types = new Set(shipment?.samples.map(({ sampleType }) => sampleType));
    return [institutionOf(db, id), testNames(db, id), ...types, shipment?.provinceName ?? ''].join(' ');
  },
};

function testNames(db: Db, id: number): string {
  return testsOf(db, id)
    .map(({ name }) => name)
    .join(' ');
}

const institutionOf = (db: Db, id: number): string => registrationById(db, id)?.institution ?? '';
