import type { Db } from '../../db/open.ts';
import { consultationOf } from '../consultations/index.ts';
import { type Registration, testsOf } from '../registrations/index.ts';
import { documentsToFix, shipmentOf } from '../shipments/index.ts';
import { tourOf } from '../tours/index.ts';
import type { Particulars } from './values.ts';

/** What a registration is about, as far as whoever follows it is to know. */
export function particularsOf(db: Db, { id, service }: Pick<Registration, 'id' | 'service'>): Particulars {
  switch (service) {
    case 'laboratory':
      return { service, tests: testsOf(db, id).map(({ name }) => name) };
    case 'consultation':
      return { service, ...consultationOf(db, id) };
    case 'tour': {
      const { kindName = '', kindNameEn = '', visitors = 0 } = tourOf(db, id) ?? {};
      return { service, kind: kindName, kindEn: kindNameEn, visitors };
    }
    case 'shipment': {
      const samples = (shipmentOf(db, id)?.samples ?? []).map((each) => ({
        test: each.testName,
        sampleType: each.sampleType,
        samples: each.samples,
        boxes: each.boxes,
      }));
      return { service, samples, toFix: documentsToFix(db, id) };
    }
  }
}
