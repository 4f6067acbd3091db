import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printOrders } from '../../src/domain/papers/table.ts';
import { changeStage, testsOf } from '../../src/domain/registrations/index.ts';
import {
  answersOf,
  askForCorrections,
  correct,
  documentsToFix,
  judgeDocument,
  knownShippers,
  receive,
  sendDocument,
  submit,
  verifyDocuments,
} from '../../src/domain/shipments/index.ts';
import { DOCUMENT_KINDS, type DocumentKind } from '../../src/domain/values/shipment.ts';
import { day } from '../support/registrations.ts';
import { detailOf, type ShipmentLab, shipmentLab } from '../support/shipment-lab.ts';

type Sent = ReturnType<ShipmentLab['send']>;

const judge = (lab: ShipmentLab, sent: Sent, document: DocumentKind, reason?: string) =>
  lab.as(lab.ratna, (ctx) =>
    judgeDocument(ctx, {
      ...lab.shown(sent),
      document,
      verdict: reason === undefined ? 'accepted' : 'toFix',
      ...(reason === undefined ? {} : { reason }),
    }),
  );
const ask = (lab: ShipmentLab, sent: Sent) =>
  lab.as(lab.ratna, (ctx) => askForCorrections(ctx, lab.shown(sent)));
const verify = (lab: ShipmentLab, sent: Sent) =>
  lab.as(lab.ratna, (ctx) => verifyDocuments(ctx, lab.shown(sent)));
const bySiti = (lab: ShipmentLab, sent: Sent, document: DocumentKind, name: string) =>
  lab.as(lab.siti, (ctx) => sendDocument(ctx, { registrationId: sent.id, document, ...lab.file(name) }));
const take = (lab: ShipmentLab, sent: Sent, ...counts: [number, number][]) =>
  lab.as(lab.ratna, (ctx) =>
    receive(ctx, {
      ...lab.shown(sent),
      counts: counts.map(([samples, boxes], place) => ({ position: place + 1, samples, boxes })),
    }),
  );

describe('a shipment that is registered', () => {
  test('costs each test for every sample and is expected after its way and the slowest test', () => {
    const lab = shipmentLab();
    const sent = lab.send({
      samples: [detailOf(lab.glucose, 300, 3), detailOf(lab.cholesterol, 20, 0), detailOf(lab.glucose, 5, 1)],
    });
    expect(sent.code).toMatch(/^KRM-/);
    expect(sent).toMatchObject({
      service: 'shipment',
      stage: 'registered',
      institution: 'Puskesmas Contoh',
      places: 0,
      totalRupiah: 305 * 25_000 + 20 * 30_000,
      // Friday, then three working days on the way, then two for glucose.
      visitOn: '2026-11-25',
      expectedOn: '2026-11-27',
    });
    expect(testsOf(lab.db, sent.id).map(({ name, samples }) => [name, samples])).toEqual([
      ['Gula darah puasa', 305],
      ['Kolesterol total', 20],
    ]);
    expect(lab.shipment(sent)).toMatchObject({
      regencyCode: '33.71',
      rt: '03',
      samples: [{ position: 1 }, { position: 2, boxes: 0 }, { position: 3, samples: 5 }],
    });
    expect(lab.shipment(sent).documents.map(({ kind, version }) => [kind, version])).toEqual(
      DOCUMENT_KINDS.map((kind) => [kind, 1]),
    );
  });

  test('is not written when one of its tests is no longer offered', () => {
    const lab = shipmentLab();
    const answers = lab.shipmentAnswers({
      samples: [detailOf({ id: 999, name: 'Tes lama', priceRupiah: 1 }, 1, 1)],
    });
    expect(lab.as(lab.siti, (ctx) => submit(ctx, { citizenId: lab.siti.id, answers }))).toEqual({
      outcome: 'testGone',
      name: 'Tes lama',
    });
    expect(lab.facts).toEqual([]);
  });

  test('lets nobody register in the name of another contact', () => {
    const lab = shipmentLab();
    const answers = lab.shipmentAnswers();
    expect(() => lab.as(lab.budi, (ctx) => submit(ctx, { citizenId: lab.siti.id, answers }))).toThrow(
      /cannot register/,
    );
  });

  test('costs, whatever is in it, the sum of samples times price', () => {
    const lab = shipmentLab();
    const kind = fc.record({
      which: fc.constantFrom(lab.glucose, lab.cholesterol, lab.hiv),
      samples: fc.integer({ min: 1, max: 10_000 }),
      boxes: fc.integer({ min: 0, max: 500 }),
    });
    fc.assert(
      fc.property(fc.array(kind, { minLength: 1, maxLength: 9 }), (kinds) => {
        const sent = lab.send({
          samples: kinds.map(({ which, samples, boxes }) => detailOf(which, samples, boxes)),
        });
        const sum = kinds.reduce((total, { which, samples }) => total + which.priceRupiah * samples, 0);
        expect(sent.totalRupiah).toBe(sum);
        const tested = testsOf(lab.db, sent.id).reduce((total, { samples }) => total + samples, 0);
        expect(tested).toBe(kinds.reduce((total, { samples }) => total + samples, 0));
      }),
      { numRuns: 40 },
    );
  });
});

describe('the documents', () => {
  test('are verified together, and the samples are waited for at once', () => {
    const lab = shipmentLab();
    const sent = lab.send();
    expect(verify(lab, sent).outcome).toBe('changed');
    expect(lab.now(sent).stage).toBe('awaitingSamples');
    expect(lab.shipment(sent).documents.map(({ verdict }) => verdict)).toEqual(Array(4).fill('accepted'));
  });

  test('are not verified by the button of stages alone', () => {
    const lab = shipmentLab();
    const sent = lab.send();
    const changed = lab.as(lab.ratna, (ctx) =>
      changeStage(ctx, { ...lab.shown(sent), to: 'documentsVerified' }),
    );
    expect(changed.outcome).toBe('notAllowed');
  });

  test('that are wrong need a reason, and are asked for in one message', () => {
    const lab = shipmentLab();
    const sent = lab.send();
    expect(judge(lab, sent, 'cover', ' ').outcome).toBe('reasonNeeded');
    expect(ask(lab, sent).outcome).toBe('reasonNeeded');
    judge(lab, sent, 'cover', 'belum ditandatangani');
    judge(lab, sent, 'nar', 'kolom NIK kosong');
    judge(lab, sent, 'control');
    expect(ask(lab, sent).outcome).toBe('changed');
    expect(lab.now(sent)).toMatchObject({
      stage: 'documentsToFix',
      stageReason: 'belum ditandatangani; kolom NIK kosong',
    });
    expect(documentsToFix(lab.db, sent.id)).toEqual([
      { document: 'cover', reason: 'belum ditandatangani' },
      { document: 'nar', reason: 'kolom NIK kosong' },
    ]);
    const told = lab.facts.filter(({ kind }) => kind === 'registration.stageChanged');
    expect(told).toHaveLength(1);
  });

  test('come corrected after a proof alone, and only those that were asked for', () => {
    const lab = shipmentLab();
    const sent = lab.send();
    judge(lab, sent, 'cover', 'belum ditandatangani');
    judge(lab, sent, 'identity', 'NIK keliru');
    ask(lab, sent);
    expect(bySiti(lab, sent, 'cover', 'baru.pdf')).toEqual({ outcome: 'proofNeeded' });
    lab.prove(sent);
    expect(bySiti(lab, sent, 'nar', 'nar.xlsx').outcome).toBe('notWanted');
    expect(bySiti(lab, sent, 'cover', 'baru.pdf')).toEqual({
      outcome: 'sent',
      left: [{ document: 'identity', reason: 'NIK keliru' }],
    });
    expect(lab.now(sent).stage).toBe('documentsToFix');
    expect(bySiti(lab, sent, 'identity', 'baru.xlsx')).toEqual({ outcome: 'sent', left: [] });
    expect(lab.now(sent).stage).toBe('registered');
    const { documents, olderDocuments } = lab.shipment(sent);
    expect(documents.find(({ kind }) => kind === 'cover')).toMatchObject({
      version: 2,
      fileName: 'baru.pdf',
      verdict: 'waiting',
    });
    expect(lab.now(sent).letterFileId).toBe(documents.find(({ kind }) => kind === 'cover')?.fileId);
    expect(olderDocuments.map(({ kind, version, reason }) => [kind, version, reason])).toContainEqual([
      'cover',
      1,
      'belum ditandatangani',
    ]);
  });

  test('are asked for once more when another one was found to be wrong meanwhile', () => {
    const lab = shipmentLab();
    const sent = lab.send();
    judge(lab, sent, 'cover', 'belum ditandatangani');
    ask(lab, sent);
    judge(lab, sent, 'nar', 'kolom NIK kosong');
    expect(ask(lab, sent).outcome).toBe('changed');
    expect(documentsToFix(lab.db, sent.id)).toHaveLength(2);
  });

  test('are not judged from a page that is no longer true, nor once the samples are here', () => {
    const lab = shipmentLab();
    const sent = lab.send();
    const old = lab.shown(sent);
    judge(lab, sent, 'cover');
    const late = lab.as(lab.ratna, (ctx) => verifyDocuments(ctx, old));
    expect(late.outcome).toBe('stale');
    take(lab, sent, [300, 3]);
    expect(judge(lab, sent, 'cover').outcome).toBe('notAllowed');
    expect(ask(lab, sent).outcome).toBe('notAllowed');
    expect(
      lab.as(lab.ratna, (ctx) =>
        sendDocument(ctx, { registrationId: sent.id, document: 'cover', ...lab.file('x.pdf') }),
      ).outcome,
    ).toBe('notWanted');
  });

  test('are waited for no longer when staff find them right after all', () => {
    const lab = shipmentLab();
    const sent = lab.send();
    judge(lab, sent, 'control', 'keliru');
    ask(lab, sent);
    expect(lab.now(sent).stage).toBe('documentsToFix');
    expect(judge(lab, sent, 'control')).toEqual({ outcome: 'changed', version: lab.now(sent).version });
    expect(lab.now(sent).stage).toBe('registered');
  });

  test('lose no version, whatever is sent, judged and asked for in whatever order', () => {
    const step = fc.record({
      deed: fc.constantFrom('send', 'add', 'accept', 'reject', 'ask'),
      document: fc.constantFrom(...DOCUMENT_KINDS),
    });
    const lab = shipmentLab();
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const sent = lab.send();
        lab.prove(sent);
        const kept = new Set(lab.shipment(sent).documents.map(({ fileId }) => fileId));
        for (const { deed, document } of steps) {
          if (deed === 'accept') judge(lab, sent, document);
          if (deed === 'reject') judge(lab, sent, document, 'keliru');
          if (deed === 'ask') ask(lab, sent);
          if (deed !== 'send' && deed !== 'add') continue;
          const file = lab.file(`${document}.x`);
          const by = deed === 'send' ? lab.siti : lab.ratna;
          const came = lab.as(by, (ctx) => sendDocument(ctx, { registrationId: sent.id, document, ...file }));
          if (came.outcome === 'sent') kept.add(file.fileId);
        }
        const { documents, olderDocuments } = lab.shipment(sent);
        const all = [...documents, ...olderDocuments];
        expect(new Set(all.map(({ fileId }) => fileId))).toEqual(kept);
        for (const kind of DOCUMENT_KINDS) {
          const versions = all.filter((one) => one.kind === kind).map(({ version }) => version);
          expect(versions.toSorted((a, b) => a - b)).toEqual(versions.map((_, place) => place + 1));
        }
        const { stage } = lab.now(sent);
        if (stage === 'registered') return;
        expect(documentsToFix(lab.db, sent.id).length).toBeGreaterThan(0);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the desk', () => {
  test('takes a shipment in with what it has counted, and expects the result from that day on', () => {
    const lab = shipmentLab();
    const sent = lab.send({ samples: [detailOf(lab.glucose, 300, 3), detailOf(lab.cholesterol, 20, 1)] });
    verify(lab, sent);
    lab.clock.set('2026-12-01T10:00:00+07:00');
    expect(take(lab, sent, [298, 3], [20, 1]).outcome).toBe('changed');
    expect(lab.now(sent)).toMatchObject({
      stage: 'sampleReceived',
      visitOn: day('2026-12-01'),
      expectedOn: day('2026-12-03'),
    });
    expect(lab.shipment(sent)).toMatchObject({
      receivedBy: lab.ratna.id,
      samples: [
        { samples: 300, receivedSamples: 298, receivedBoxes: 3 },
        { samples: 20, receivedSamples: 20, receivedBoxes: 1 },
      ],
    });
    expect(lab.facts).toContainEqual({
      kind: 'shipment.received',
      registrationId: sent.id,
      differs: true,
    });
  });

  test('counts every kind, and receives nothing twice', () => {
    const lab = shipmentLab();
    const sent = lab.send({ samples: [detailOf(lab.glucose, 300, 3), detailOf(lab.cholesterol, 20, 1)] });
    expect(take(lab, sent, [300, 3])).toEqual({ outcome: 'countMissing', position: 2 });
    expect(take(lab, sent, [300, 3], [20, 1]).outcome).toBe('changed');
    expect(lab.facts).toContainEqual(expect.objectContaining({ kind: 'shipment.received', differs: false }));
    expect(take(lab, sent, [300, 3], [20, 1]).outcome).toBe('notAllowed');
  });

  test('receives anew what is sent for samples that were turned away', () => {
    const lab = shipmentLab();
    const sent = lab.send();
    take(lab, sent, [300, 3]);
    lab.walk(sent, 'sampleRejected');
    expect(take(lab, sent, [300, 3]).outcome).toBe('changed');
    expect(lab.now(sent).stage).toBe('sampleReceived');
  });
});

describe('a correction', () => {
  test('gives back what was told, and changes what differs', () => {
    const lab = shipmentLab();
    const sent = lab.send();
    const hidden = lab.as(lab.siti, (ctx) => answersOf(ctx, sent.id));
    expect(hidden.outcome).toBe('proofNeeded');
    lab.prove(sent);
    const found = lab.as(lab.siti, (ctx) => answersOf(ctx, sent.id));
    if (found.outcome !== 'found') throw new Error(found.outcome);
    const { answers } = found;
    const same = lab.as(lab.siti, (ctx) => correct(ctx, { registrationId: sent.id, answers }));
    expect(same.outcome).toBe('done');
    expect(lab.now(sent).version).toBe(sent.version);
    const changed = {
      ...answers,
      address: { ...answers.address, street: 'Jl. Mawar 7' },
      samples: [detailOf(lab.glucose, 250, 2), detailOf(lab.hiv, 10, 0)],
      nar: lab.file('nar-baru.xlsx'),
    };
    lab.as(lab.siti, (ctx) => correct(ctx, { registrationId: sent.id, answers: changed }));
    expect(lab.now(sent)).toMatchObject({
      totalRupiah: 250 * 25_000 + 10 * 90_000,
      expectedOn: '2026-12-01',
    });
    expect(lab.shipment(sent)).toMatchObject({
      street: 'Jl. Mawar 7',
      samples: [{ samples: 250 }, { boxes: 0 }],
    });
    expect(lab.shipment(sent).documents[3]).toMatchObject({ version: 2, fileName: 'nar-baru.xlsx' });
    const corrected = lab.facts.find(({ kind }) => kind === 'registration.corrected');
    expect(corrected).toMatchObject({ fields: ['address', 'samples'] });
    // What stands on the boxes is what is registered.
    expect(lab.db.select().from(printOrders).all()).toMatchObject([
      { what: 'label', registrationId: sent.id, citizenId: lab.siti.id },
    ]);
  });

  test('of the e-mail alone prints no new label', () => {
    const lab = shipmentLab();
    const sent = lab.send();
    lab.prove(sent);
    const found = lab.as(lab.siti, (ctx) => answersOf(ctx, sent.id));
    if (found.outcome !== 'found') throw new Error(found.outcome);
    const answers = { ...found.answers, email: 'baru@puskesmas.example' };
    lab.as(lab.siti, (ctx) => correct(ctx, { registrationId: sent.id, answers }));
    expect(lab.now(sent).email).toBe('baru@puskesmas.example');
    expect(lab.db.select().from(printOrders).all()).toEqual([]);
  });

  test('of the last document that was to be fixed sends all back to staff', () => {
    const lab = shipmentLab();
    const sent = lab.send();
    judge(lab, sent, 'nar', 'keliru');
    ask(lab, sent);
    lab.prove(sent);
    const found = lab.as(lab.siti, (ctx) => answersOf(ctx, sent.id));
    if (found.outcome !== 'found') throw new Error(found.outcome);
    const answers = { ...found.answers, nar: lab.file('nar-baru.xlsx') };
    lab.as(lab.siti, (ctx) => correct(ctx, { registrationId: sent.id, answers }));
    expect(lab.now(sent).stage).toBe('registered');
  });

  test('comes too late once the samples are here', () => {
    const lab = shipmentLab();
    const sent = lab.send();
    const answers = lab.shipmentAnswers();
    take(lab, sent, [300, 3]);
    lab.prove(sent);
    const late = lab.as(lab.siti, (ctx) => correct(ctx, { registrationId: sent.id, answers }));
    expect(late).toEqual({ outcome: 'tooLate', stage: 'sampleReceived' });
  });
});

test('who has sent before is known to their own chat alone, newest first, each once', () => {
  const lab = shipmentLab();
  lab.send();
  lab.send({ institution: 'RSUD Contoh', personName: 'Budi Santoso' });
  lab.send({ email: 'baru@contoh.example' });
  const known = lab.as(lab.siti, (ctx) => knownShippers(ctx)).shippers;
  expect(known.map(({ called, email }) => [called, email])).toEqual([
    ['Puskesmas Contoh (Siti A.)', 'baru@contoh.example'],
    ['RSUD Contoh (Budi S.)', 'puskesmas@contoh.example'],
  ]);
  expect(lab.as(lab.budi, (ctx) => knownShippers(ctx)).shippers).toEqual([]);
  expect(lab.as(lab.ratna, (ctx) => knownShippers(ctx)).shippers).toEqual([]);
});
