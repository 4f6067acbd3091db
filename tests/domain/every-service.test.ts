import { beforeEach, describe, expect, test } from 'vitest';
import { say } from '../../flows/kit.ts';
import { factWords } from '../../src/admin/facts.ts';
import { previewBulk } from '../../src/domain/bulk-actions/index.ts';
import { caseOf, exportRows, indexCases, searchCases } from '../../src/domain/cases/index.ts';
import { dailyItems, dayNumbers } from '../../src/domain/digests/index.ts';
import { macroProblem } from '../../src/domain/macros/index.ts';
import { registrationByCode } from '../../src/domain/registrations/index.ts';
import { answersOf, correct, submit } from '../../src/domain/shipments/index.ts';
import type { ShipmentAnswers } from '../../src/domain/shipments/values.ts';
import { ROOT_UNIT_ID } from '../../src/domain/units/table.ts';
import { requestWords } from '../../src/jobs/request-words.ts';
import { CASE_COLUMNS } from '../../templates/documents/case-columns.ts';
import { rowName } from '../../templates/documents/charts/words.ts';
import { render } from '../../templates/messages/index.ts';
import { categoryName, categoryOf } from '../../templates/messages/services.ts';
import { putConsultation, putShipment, putTour } from '../support/other-services.ts';
import { MONDAY, type RegistrationLab, registrationLab, TUESDAY } from '../support/registrations.ts';

let lab: RegistrationLab;
beforeEach(() => {
  lab = registrationLab();
});

const shipmentAnswers = (different: Partial<ShipmentAnswers> = {}): ShipmentAnswers => {
  const file = { fileId: lab.fileId, name: 'surat.pdf' };
  return {
    ...{ institution: 'Puskesmas Contoh', personName: 'Budi Santoso', phone: '6281200002222' },
    ...{ email: 'kirim@puskesmas.example', category: 'nonHuman' },
    address: { street: 'Jalan Melati 3', rt: '001', rw: '002', village: 'Kemirirejo', subdistrict: 'Tengah' },
    region: {
      ...{ provinceCode: '33', provinceName: 'Jawa Tengah' },
      ...{ regencyCode: '33.71', regencyName: 'Kota Magelang' },
    },
    ...{ cover: file, identity: file, control: file, nar: file },
    samples: [
      {
        ...{ testId: lab.glucose.id, testName: lab.glucose.name, priceRupiah: 25_000 },
        ...{ sampleType: 'Air sumur', samples: 3, boxes: 1 },
      },
    ],
    ...different,
  };
};

function ship(answers = shipmentAnswers()) {
  const sent = lab.as(lab.budi, (ctx) => submit(ctx, { citizenId: lab.budi.id, answers }));
  if (sent.outcome !== 'done') throw new Error(sent.outcome);
  return lab.now(sent);
}

describe('the case of a shipment', () => {
  test('says what its samples are of and where they come from, from the beginning', () => {
    const { id } = ship();
    expect(caseOf(lab.db, 'shipment', id)).toMatchObject({ category: 'nonHuman', area: 'Kota Magelang' });
  });

  test('says it anew when the sender has corrected it', () => {
    const { id } = ship();
    const region = { ...shipmentAnswers().region, regencyCode: '33.08', regencyName: 'Kabupaten Magelang' };
    const corrected = lab.as(lab.ratna, (ctx) => {
      const before = answersOf(ctx, id);
      if (before.outcome !== 'found') throw new Error(before.outcome);
      return correct(ctx, { registrationId: id, answers: { ...before.answers, region, category: 'human' } });
    });
    expect(corrected.outcome).toBe('done');
    expect(caseOf(lab.db, 'shipment', id)).toMatchObject({ category: 'human', area: 'Kabupaten Magelang' });
  });

  test('is called so in charts and files, and found by the words people use', () => {
    expect(categoryName('nonHuman', 'id')).toBe('Non-manusia');
    expect(rowName({ chart: 'category' }, { key: 'human', name: '', values: [] }, 'month', 'en')).toBe(
      'Human',
    );
    for (const words of ['non manusia', 'Non-Manusia', 'NONMANUSIA', 'non-human'])
      expect(categoryOf(words)).toBe('nonHuman');
    expect(categoryOf('manusia')).toBe('human');
    expect(categoryOf('Pelayanan')).toBe('Pelayanan');
  });
});

describe('a search', () => {
  const found = (words: string) =>
    searchCases(lab.db, {
      ...{ search: { words }, sort: 'newest', limit: 10, now: lab.clock.now(), timeZone: 'Asia/Jakarta' },
      by: { role: 'administrator', unitId: ROOT_UNIT_ID, unitPath: '/1/', services: [] },
    }).rows.map(({ service }) => service);

  test('finds tours and shipments by institution, kind, test, type of sample and region', () => {
    ship();
    putTour(lab);
    putConsultation(lab, { personName: 'Wahyu Lestari' });
    lab.change((ctx) => indexCases(ctx, requestWords, 100));
    expect(found('puskesmas')).toEqual(['shipment']);
    expect(found('air sumur')).toEqual(['shipment']);
    expect(found('gula darah')).toEqual(['shipment']);
    expect(found('kota magelang')).toEqual(['shipment']);
    expect(found('SMA Contoh')).toEqual(['tour']);
    expect(found('laboratorium air')).toEqual(['tour']);
    expect(found('wahyu')).toEqual(['consultation']);
  });
});

test('a file of cases names institution, e-mail and category, and stays empty where there are none', () => {
  const { id } = ship();
  lab.register();
  const ids = [caseOf(lab.db, 'shipment', id)?.id ?? 0, caseOf(lab.db, 'laboratory', id + 1)?.id ?? 0];
  const [shipment, laboratory] = exportRows(lab.db, ids).map((row) =>
    Object.fromEntries(CASE_COLUMNS.map(({ header, cell }) => [header, cell(row)])),
  );
  expect(shipment).toMatchObject({
    ...{ Layanan: 'Pengiriman sampel', Status: 'Terdaftar', Instansi: 'Puskesmas Contoh' },
    ...{ Email: 'kirim@puskesmas.example', Kategori: 'Non-manusia', Wilayah: 'Kota Magelang' },
  });
  expect(laboratory).toMatchObject({ Nama: 'Siti Aminah', Instansi: '', Email: '', Kategori: '' });
});

describe('the digest of a Friday', () => {
  const numbers = () =>
    dayNumbers(lab.db, {
      ...{ unitId: ROOT_UNIT_ID, unitPath: '/1/', since: MONDAY, lab: lab.settings },
      now: lab.clock.now(),
    });

  test('says who is expected on Monday, and which samples should be here by then', () => {
    lab.register();
    lab.register({ visitOn: TUESDAY });
    lab.walk(lab.register(), 'rejected');
    putConsultation(lab);
    putConsultation(lab, { stage: 'dateProposed' });
    putTour(lab, { untilOn: TUESDAY, stage: 'approved' });
    putShipment(lab);
    putShipment(lab, { stage: 'sampleReceived' });
    expect(numbers().expected).toEqual({
      on: MONDAY,
      visits: [
        { service: 'laboratory', requests: 1, people: 1 },
        { service: 'consultation', requests: 1, people: 1 },
        { service: 'tour', requests: 1, people: 30 },
      ],
      shipments: 1,
    });
    const item = dailyItems(numbers()).find(({ kind }) => kind === 'expected');
    if (!item) throw new Error('nothing is expected');
    const scene = { lab: lab.settings, publicUrl: 'http://lab.example', simulated: true };
    const said = render(say('digest.daily', { place: 'Lab', on: MONDAY, items: [item] }), 'id', scene);
    expect(said).toContain(
      'Senin, 23 November 2026: Pemeriksaan laboratorium 1, Konsultasi klinik 1, Wisata ilmiah 1 (30 orang), kiriman ditunggu 1',
    );
    const detail = render(say('digest.item', { item }), 'en', scene);
    expect(detail).toContain(
      `Scientific tours 1 (30 people): http://lab.example/admin/day?service=tour&on=${MONDAY}`,
    );
    expect(detail).toContain('http://lab.example/admin/receiving');
  });

  test('says nothing of it when nobody is expected', () => {
    lab.register({ visitOn: TUESDAY });
    expect(dailyItems(numbers()).map(({ kind }) => kind)).not.toContain('expected');
  });
});

describe('one press for many', () => {
  test('confirms consultations and leaves what has no such stage', () => {
    const consultation = putConsultation(lab);
    const tour = putTour(lab);
    const ids = [caseOf(lab.db, 'consultation', consultation.id), caseOf(lab.db, 'tour', tour.id)];
    const chosen = new Map(ids.map((one) => [one?.id ?? 0, one?.version ?? 0]));
    const worker = { staffId: lab.ratna.id, role: 'administrator', unitId: 1, unitPath: '/1/', services: [] };
    const barriers = (to: 'confirmed' | 'reviewing') =>
      // Of the role only that it is one matters here.
      previewBulk(lab.db, worker as Parameters<typeof previewBulk>[1], lab.clock.now(), {
        ...{ wish: { kind: 'stage', to }, chosen },
      })
        .lines.filter(({ barrier }) => barrier === undefined)
        .map(({ row }) => row.service);
    expect(barriers('confirmed')).toEqual(['consultation']);
    expect(barriers('reviewing')).toEqual(['tour']);
  });

  test('a macro may name only a stage that staff take its service to', () => {
    const macro = { name: 'x', service: 'consultation', reply: '', stage: 'confirmed', reason: '', note: '' };
    expect(macroProblem(macro as Parameters<typeof macroProblem>[0])).toBeUndefined();
    expect(macroProblem({ ...macro, service: 'tour' } as Parameters<typeof macroProblem>[0])).toMatchObject({
      field: 'stage',
    });
  });
});

test('what happens to a shipment is said in words of the lab', () => {
  const registrationId = 1;
  const document = 'identity';
  expect(factWords({ kind: 'shipment.documentSent', registrationId, document, version: 2, fileId: 1 })).toBe(
    'Mengirim Identitas sampel versi 2',
  );
  expect(
    factWords({
      ...{ kind: 'shipment.documentJudged', registrationId, document, verdict: 'toFix', reason: 'Kosong' },
    }),
  ).toBe('Identitas sampel perlu diperbaiki. Alasan: Kosong');
  expect(factWords({ kind: 'shipment.received', registrationId, differs: true })).toContain('selisih');
});

test('what a code of another service leads to is itself', () => {
  const { code } = putConsultation(lab);
  expect(registrationByCode(lab.db, code)?.service).toBe('consultation');
});
