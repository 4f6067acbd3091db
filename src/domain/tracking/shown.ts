import type { Db } from '../../db/open.ts';
import { isChangeable, registrationById, timeline } from '../registrations/index.ts';
import type { Stage } from '../registrations/table.ts';
import { reportFor } from '../reports/index.ts';
import { type LabDay, labDayAt } from '../values/lab-day.ts';
import type { LabSettings } from '../values/lab-settings.ts';
import { particularsOf } from './particulars.ts';
import type { TrackedRegistration } from './values.ts';

/**
 * A registration as a verified citizen sees it; a `DomainContext` serves as `moment`.
 *
 * Never `completed` before a result has gone out: what cannot be had yet is not announced. Whoever knows
 * the code alone sees how it stands and what there is to have or to change, without names and without
 * words that somebody wrote.
 */
export function shown(
  db: Db,
  registrationId: number,
  moment: { today: LabDay; lab: Pick<LabSettings, 'timeZone'> },
  known: 'proven' | 'codeAlone' = 'proven',
): TrackedRegistration {
  const registration = registrationById(db, registrationId);
  if (!registration) throw new Error(`no registration ${registrationId} to show`);
  const report = reportFor(db, registrationId);
  const endsWithResult = registration.service === 'laboratory' || registration.service === 'shipment';
  const announced = (stage: Stage) =>
    stage === 'completed' && endsWithResult && report === 'none' ? 'validating' : stage;
  const { code, personName, institution, stageReason, expectedReason, visitOn, untilOn, expectedOn } =
    registration;
  const { totalRupiah, payment, receiptNumber, freeReason } = registration;
  const all: TrackedRegistration = {
    registrationId,
    code,
    proven: true,
    personName,
    institution,
    stage: announced(registration.stage),
    stageReason,
    history: timeline(db, registrationId).map(({ stage, at }) => ({
      stage: announced(stage),
      on: labDayAt(at, moment.lab.timeZone),
    })),
    visitOn,
    untilOn,
    expectedOn,
    expectedReason,
    particulars: particularsOf(db, registration),
    totalRupiah,
    payment,
    receiptNumber,
    freeReason,
    report,
    changeable: isChangeable(registration, moment.today, 'citizen'),
    chatFound: false,
  };
  return known === 'proven' ? all : { ...all, ...WITHHELD };
}

const WITHHELD = {
  proven: false,
  personName: null,
  institution: null,
  stageReason: null,
  expectedReason: null,
  receiptNumber: null,
  freeReason: null,
} as const;
