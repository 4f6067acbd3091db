import { testsByIds } from '../../src/domain/catalogue/index.ts';
import { addWalkIn } from '../../src/domain/citizens/index.ts';
import * as consultations from '../../src/domain/consultations/index.ts';
import type { DomainContext } from '../../src/domain/context.ts';
import { addFile } from '../../src/domain/files/index.ts';
import * as laboratory from '../../src/domain/laboratory/index.ts';
import * as shipments from '../../src/domain/shipments/index.ts';
import * as tours from '../../src/domain/tours/index.ts';
import type { RegistrationService } from '../../src/domain/values/services.ts';
import { day, MONDAY } from './registrations.ts';

const PERSON = { personName: 'Siti Aminah', nik: '3308105708900001', birthDate: day('1990-08-17') };

/**
 * Somebody is registered at the counter for Monday: a request that belongs to no chat. Siti, or a school
 * or health post of hers.
 *
 * @param phone the one she gives, as digits
 */
export function registerAtCounter(ctx: DomainContext, service: RegistrationService, phone: string): void {
  const citizenId = addWalkIn(ctx, { name: PERSON.personName, phone });
  const made = submits[service](ctx, citizenId, phone);
  if (made.outcome !== 'done') throw new Error(`not registered: ${made.outcome}`);
}

const submits: Record<
  RegistrationService,
  (ctx: DomainContext, citizenId: number, phone: string) => { outcome: string }
> = {
  laboratory: (ctx, citizenId, phone) =>
    laboratory.submit(ctx, {
      citizenId,
      answers: { ...PERSON, phone, visitOn: MONDAY, tests: [offered(ctx)], letter: null },
    }),
  consultation: (ctx, citizenId, phone) =>
    consultations.submit(ctx, { citizenId, answers: { ...PERSON, phone, visitOn: MONDAY } }),
  tour(ctx, citizenId, phone) {
    if (tours.listTourKinds(ctx.tx).length === 0) tours.seedTourKinds(ctx);
    const [kind] = tours.toursOffered(ctx).kinds;
    if (!kind) throw new Error('no kind of tour is offered');
    const answers = { personName: PERSON.personName, institution: 'SMA Contoh 1', email: 'tu@sma.example' };
    const stay = { visitors: kind.smallestGroup, visitOn: MONDAY, untilOn: MONDAY };
    const letter = { fileId: stored(ctx, 'pengantar.pdf'), name: 'pengantar.pdf' };
    return tours.submit(ctx, { citizenId, answers: { ...answers, ...stay, phone, kind, letter } });
  },
  shipment(ctx, citizenId, phone) {
    const test = offered(ctx);
    const file = (name: string) => ({ fileId: stored(ctx, name), name });
    const sample = { testId: test.id, testName: test.name, priceRupiah: test.priceRupiah };
    return shipments.submit(ctx, {
      citizenId,
      answers: {
        ...{ institution: 'Puskesmas Contoh', personName: PERSON.personName, phone },
        ...{ email: 'kirim@puskesmas.example', category: 'human' },
        address: { street: 'Jalan Melati 3', rt: '1', rw: '2', village: 'Kemirirejo', subdistrict: 'Contoh' },
        region: {
          ...{ provinceCode: '33', provinceName: 'Jawa Tengah' },
          ...{ regencyCode: '33.71', regencyName: 'Kota Magelang' },
        },
        ...{ cover: file('surat.pdf'), identity: file('identitas.xlsx') },
        ...{ control: file('kendali.xlsx'), nar: file('nar.xlsx') },
        samples: [{ ...sample, sampleType: 'Darah', samples: 3, boxes: 1 }],
      },
    });
  },
};

function offered(ctx: DomainContext): { id: number; name: string; priceRupiah: number } {
  const [test] = testsByIds(ctx.tx, [1], ctx.today);
  if (!test) throw new Error('no test is offered');
  return test;
}

function stored(ctx: DomainContext, name: string): number {
  const about = { storedAs: `counter/${name}`, mimeType: 'application/pdf', sizeBytes: 1_000, sha256: name };
  return addFile(ctx, { ...about, name, origin: 'citizen' });
}
