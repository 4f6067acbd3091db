import { files } from '../../src/domain/files/table.ts';
import type { Registration } from '../../src/domain/registrations/index.ts';
import { type Shipment, shipmentOf, submit } from '../../src/domain/shipments/index.ts';
import type { SampleDetail, ShipmentAnswers, ShipmentFile } from '../../src/domain/shipments/values.ts';
import { track } from '../../src/domain/tracking/index.ts';
import type { LabSettings } from '../../src/domain/values/lab-settings.ts';
import { type RegistrationLab, registrationLab } from './registrations.ts';

/** A lab that takes shipments in, and short ways to send one. */
export interface ShipmentLab extends RegistrationLab {
  /** A new file somebody sent. */
  file(name: string): ShipmentFile;
  /** 300 samples for glucose in three boxes. */
  shipmentAnswers(different?: Partial<ShipmentAnswers>): ShipmentAnswers;
  /** Registers in Siti's name and gives the row. */
  send(different?: Partial<ShipmentAnswers>): Registration;
  shipment(registration: { id: number }): Shipment;
  /** What staff see when they open the page now. */
  shown(registration: { code: string }): { registrationId: number; expectedVersion: number };
  /** Siti proves that it is hers. */
  prove(registration: Registration): void;
}

/** Opens such a lab. */
export function shipmentLab(settings: Partial<LabSettings> = {}): ShipmentLab {
  const lab = registrationLab(settings);
  let stored = 0;
  const file = (name: string): ShipmentFile => {
    stored += 1;
    const row = { storedAs: `s${stored}`, name, mimeType: 'x', sizeBytes: 1, sha256: 'x' };
    const { id } = lab.db
      .insert(files)
      .values({ ...row, origin: 'citizen', createdAt: lab.clock.now() })
      .returning()
      .get();
    return { fileId: id, name };
  };
  const shipmentAnswers = (different: Partial<ShipmentAnswers> = {}): ShipmentAnswers => ({
    institution: 'Puskesmas Contoh',
    personName: 'Siti Aminah',
    phone: '6281200001111',
    email: 'puskesmas@contoh.example',
    address: { street: 'Jl. Melati 5', rt: '03', rw: '05', village: 'Sukamaju', subdistrict: 'Mekarsari' },
    region: {
      provinceCode: '33',
      provinceName: 'Jawa Tengah',
      regencyCode: '33.71',
      regencyName: 'Kota Magelang',
    },
    category: 'human',
    cover: file('surat.pdf'),
    identity: file('identitas.xlsx'),
    control: file('kendali.xlsx'),
    nar: file('nar.xlsx'),
    samples: [detailOf(lab.glucose, 300, 3)],
    ...different,
  });
  return {
    ...lab,
    file,
    shipmentAnswers,
    send(different = {}) {
      const answers = shipmentAnswers(different);
      const sent = lab.as(lab.siti, (ctx) => submit(ctx, { citizenId: lab.siti.id, answers }));
      if (sent.outcome !== 'done') throw new Error(`not registered: ${sent.outcome}`);
      return lab.now(sent);
    },
    shipment({ id }) {
      const found = shipmentOf(lab.db, id);
      if (!found) throw new Error(`registration ${id} is no shipment`);
      return found;
    },
    shown(registration) {
      const { id, version } = lab.now(registration);
      return { registrationId: id, expectedVersion: version };
    },
    prove({ code }) {
      const proof = { kind: 'lastFive', digits: '01111' } as const;
      lab.as(lab.siti, (ctx) => track(ctx, { code, proof }));
    },
  };
}

/** One kind of sample for a test. */
export const detailOf = (
  { id, name, priceRupiah }: { id: number; name: string; priceRupiah: number },
  samples: number,
  boxes: number,
): SampleDetail => ({ testId: id, testName: name, priceRupiah, sampleType: 'serum', samples, boxes });
