import type { Registration } from '../../src/domain/registrations/index.ts';
import { register, registrationById, save } from '../../src/domain/registrations/index.ts';
import { shipmentDocuments, shipmentSamples, shipments } from '../../src/domain/shipments/table.ts';
import { tourKinds, tours } from '../../src/domain/tours/table.ts';
import type { RegistrationService } from '../../src/domain/values/services.ts';
import { MONDAY, type RegistrationLab } from './registrations.ts';

type Made = Partial<Parameters<typeof register>[1] & Pick<Registration, 'stage'>>;

/** A registration of a service as it stands in the database, however it came there. */
function put(lab: RegistrationLab, service: RegistrationService, { stage, ...made }: Made): Registration {
  const { id: citizenId } = lab.budi;
  return lab.as(lab.budi, (ctx) => {
    const { registrationId } = register(ctx, {
      ...{ service, citizenId, visitOn: MONDAY, phone: '6281200002222' },
      ...{ personName: 'Budi Santoso', letterFileId: null, expectedOn: MONDAY, totalRupiah: 0, ...made },
    });
    const found = registrationById(ctx.tx, registrationId);
    if (!found) throw new Error('it was written a moment ago');
    return stage ? save(ctx, found, { stage }) : found;
  });
}

/** A consultation of Budi, on Monday unless told otherwise. */
export const putConsultation = (lab: RegistrationLab, made: Made = {}): Registration =>
  put(lab, 'consultation', { nik: '3308105708900002', totalRupiah: 50_000, ...made });

/** A school of thirty that comes on Monday to see the laboratory. */
export function putTour(lab: RegistrationLab, made: Made = {}): Registration {
  const registration = put(lab, 'tour', { institution: 'SMA Contoh 1', places: 30, ...made });
  const kind = lab.db
    .insert(tourKinds)
    .values({
      ...{ name: 'Laboratorium air', nameEn: 'Water laboratory', about: 'Melihat air diuji.' },
      ...{ aboutEn: 'See water tested.', hours: 2, smallestGroup: 5, largestGroup: 40, priceRupiah: 0 },
    })
    .returning()
    .get();
  lab.db
    .insert(tours)
    .values({ registrationId: registration.id, kindId: kind.id, kindName: kind.name, visitors: 30 })
    .run();
  return registration;
}

/** Two boxes with three samples of blood and one with two swabs, from a health post in Magelang. */
export function putShipment(lab: RegistrationLab, made: Made = {}): Registration {
  const registration = put(lab, 'shipment', {
    ...{ institution: 'Puskesmas Contoh', email: 'kirim@puskesmas.example', places: 0 },
    ...{ stage: 'awaitingSamples', ...made },
  });
  const { id: registrationId } = registration;
  lab.db
    .insert(shipments)
    .values({
      ...{ registrationId, street: 'Jalan Melati 3', rt: '001', rw: '002', village: 'Kemirirejo' },
      ...{ subdistrict: 'Magelang Tengah', provinceCode: '33', provinceName: 'Jawa Tengah' },
      ...{ regencyCode: '33.71', regencyName: 'Kota Magelang', category: 'human' },
    })
    .run();
  const line = { registrationId, testId: lab.glucose.id, testName: lab.glucose.name };
  lab.db
    .insert(shipmentSamples)
    .values([
      { ...line, position: 1, sampleType: 'Darah', samples: 3, boxes: 2 },
      { ...line, position: 2, testName: 'Kolesterol total', sampleType: 'Usap', samples: 2, boxes: 1 },
    ])
    .run();
  for (const [kind, fileName] of [
    ['cover', 'surat.pdf'],
    ['identity', 'identitas.xlsx'],
    ['control', 'kendali.xlsx'],
    ['nar', 'nar.xlsx'],
  ] as const)
    lab.db
      .insert(shipmentDocuments)
      .values({ registrationId, kind, fileName, version: 1, fileId: lab.fileId, sentAt: lab.clock.now() })
      .run();
  return registration;
}
