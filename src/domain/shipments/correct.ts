import { changesBetween } from '../changes.ts';
import type { DomainContext } from '../context.ts';
import { orderPrint } from '../papers/index.ts';
import {
  chooseTests,
  expectedFor,
  maySee,
  openForChange,
  type Registration,
  registrationNamed,
  save,
  testsOf,
  totalOf,
  writeTests,
} from '../registrations/index.ts';
import type { Submitted } from '../registrations/values.ts';
import { checkOf } from '../sheets/index.ts';
import { DOCUMENT_KINDS, type DocumentKind } from '../values/shipment.ts';
import { keepDocument, lookAnewWhenFixed } from './documents.ts';
import { type Shipment, shipmentNamed, writeSamples, writeSender } from './rows.ts';
import { wantedTests } from './rules.ts';
import type { ShipmentAnswers, ShipmentFile } from './values.ts';

/** What a shipment holds, as the form asks for it; only for staff and for a contact with a fresh proof. */
export function answersOf(
  ctx: DomainContext,
  registrationId: number,
): { outcome: 'found'; answers: ShipmentAnswers } | { outcome: 'proofNeeded' } {
  if (!maySee(ctx, registrationId)) return { outcome: 'proofNeeded' };
  const registration = registrationNamed(ctx, registrationId);
  return { outcome: 'found', answers: answersIn(ctx, registration, shipmentNamed(ctx, registrationId)) };
}

/**
 * Puts a shipment right: staff, or a contact with a fresh proof, while the samples are not here.
 *
 * Tests that stay keep their price. Another document is a new version that staff look at; when it was the
 * last to be fixed, all are looked at anew.
 *
 * @returns `done` also when nothing differs; then nothing is recorded
 */
export function correct(
  ctx: DomainContext,
  { registrationId, answers }: { registrationId: number; answers: ShipmentAnswers },
): Submitted {
  const open = openForChange(ctx, registrationId);
  if (open.outcome !== 'open') return open;
  const { registration } = open;
  const before = answersIn(ctx, registration, shipmentNamed(ctx, registrationId));
  const priced = testsOf(ctx.tx, registrationId);
  const chosen = chooseTests(ctx, wantedTests(answers.samples), priced);
  if (chosen.outcome === 'testGone') return chosen;
  const changes = changesBetween(correctable(before), correctable(answers));
  const fields = Object.keys(changes);
  const replaced = DOCUMENT_KINDS.filter((kind) => answers[kind].fileId !== before[kind].fileId);
  if (fields.length === 0 && replaced.length === 0) return { outcome: 'done', code: registration.code };
  let now = registration;
  if (fields.length > 0) {
    writeSender(ctx, registrationId, answers);
    const { institution, personName, phone, email } = answers;
    now = save(ctx, now, { institution, personName, phone, email, totalRupiah: totalOf(chosen.tests) });
  }
  if (fields.includes('samples')) {
    writeTests(ctx, registrationId, chosen.tests);
    writeSamples(ctx, registrationId, answers.samples);
    const expectedOn = expectedFor(ctx, now.visitOn, chosen.tests);
    if (now.expectedReason === null) now = save(ctx, now, { expectedOn });
  }
  if (fields.length > 0) ctx.record({ kind: 'registration.corrected', registrationId, fields, changes });
  if (fields.some((field) => field !== 'email')) orderNewLabel(ctx, registrationId);
  for (const kind of replaced) now = keepDocument(ctx, now, kind, answers[kind]);
  lookAnewWhenFixed(ctx, now);
  return { outcome: 'done', code: registration.code };
}

/** What stands on the boxes is what is registered: the label is printed anew, for the chat that corrects too. */
function orderNewLabel(ctx: DomainContext, registrationId: number): void {
  const { actor } = ctx;
  const chat = actor.kind === 'citizen' ? { citizenId: actor.id } : {};
  orderPrint(ctx, { what: 'label', registrationId, ...chat });
}

function answersIn(
  ctx: DomainContext,
  { id, code, institution, personName, phone, email }: Registration,
  shipment: Shipment,
): ShipmentAnswers {
  const { street, rt, rw, village, subdistrict, category } = shipment;
  const { provinceCode, provinceName, regencyCode, regencyName } = shipment;
  const prices = new Map(testsOf(ctx.tx, id).map((test) => [test.testId, test.priceRupiah]));
  const fileOf = (kind: DocumentKind): ShipmentFile => {
    const document = shipment.documents.find((one) => one.kind === kind);
    if (!document) throw new Error(`${code} has no ${kind}`);
    const { fileId, fileName: name } = document;
    const check = kind === 'cover' ? undefined : checkOf(ctx.tx, fileId);
    const boxes = check?.boxes ?? null;
    return { fileId, name, ...(check ? { rows: check.rows } : {}), ...(boxes === null ? {} : { boxes }) };
  };
  return {
    institution: institution ?? '',
    personName,
    phone,
    email: email ?? '',
    address: { street, rt, rw, village, subdistrict },
    region: { provinceCode, provinceName, regencyCode, regencyName },
    category,
    cover: fileOf('cover'),
    identity: fileOf('identity'),
    control: fileOf('control'),
    nar: fileOf('nar'),
    samples: shipment.samples.map(({ testId, testName, sampleType, samples, boxes }) => ({
      testId,
      testName,
      priceRupiah: prices.get(testId) ?? 0,
      sampleType,
      samples,
      boxes,
    })),
  };
}

/** What can be corrected, under the names the journal has for it; not the documents, which have versions. */
function correctable(answers: ShipmentAnswers): Record<string, unknown> {
  const { institution, personName, phone, email, address, region, category, samples } = answers;
  const { street, rt, rw, village, subdistrict } = address;
  return {
    institution,
    personName,
    phone,
    email,
    address: [street, rt, rw, village, subdistrict].join(', '),
    region: `${region.regencyName}, ${region.provinceName}`,
    category,
    samples: samples.map((one) => `${one.testName} (${one.sampleType}): ${one.samples} / ${one.boxes}`),
  };
}
