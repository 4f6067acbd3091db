import type { Db } from '../../db/open.ts';
import { isChangeable, registrationById, testsOf, timeline } from '../registrations/index.ts';
import { reportFor } from '../reports/index.ts';
import { type LabDay, labDayAt } from '../values/lab-day.ts';
import type { LabSettings } from '../values/lab-settings.ts';
import type { TrackedRegistration } from './values.ts';

/**
 * A registration as a verified citizen sees it; a `DomainContext` serves as `moment`.
 *
 * Never `completed` before a report has gone out: what cannot be had yet is not announced.
 */
export function shown(
  db: Db,
  registrationId: number,
  moment: { today: LabDay; lab: Pick<LabSettings, 'timeZone'> },
): TrackedRegistration {
  const registration = registrationById(db, registrationId);
  if (!registration) throw new Error(`no registration ${registrationId} to show`);
  const report = reportFor(db, registrationId);
  const announced = (stage: TrackedRegistration['stage']) =>
    stage === 'completed' && report === 'none' ? 'validating' : stage;
  const { code, personName, stageReason, visitOn, expectedOn, expectedReason, totalRupiah, payment } =
    registration;
  return {
    registrationId,
    code,
    personName,
    stage: announced(registration.stage),
    stageReason,
    history: timeline(db, registrationId).map(({ stage, at }) => ({
      stage: announced(stage),
      on: labDayAt(at, moment.lab.timeZone),
    })),
    visitOn,
    expectedOn,
    expectedReason,
    tests: testsOf(db, registrationId).map((test) => test.name),
    totalRupiah,
    payment,
    report,
    changeable: isChangeable(registration, moment.today, 'citizen'),
  };
}
