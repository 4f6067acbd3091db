import type { Actor, DomainContext } from '../../src/domain/context.ts';
import { type Registration, registrationByCode } from '../../src/domain/registrations/index.ts';
import { release, reportsOf, sendDue, validate } from '../../src/domain/reports/index.ts';
import { type Decided, decide, listTourKinds, seedTourKinds, submit } from '../../src/domain/tours/index.ts';
import type { TourAnswers } from '../../src/domain/tours/values.ts';
import type { LabSettings } from '../../src/domain/values/lab-settings.ts';
import { day, type RegistrationLab, registrationLab } from './registrations.ts';

/** A lab with the sample tours, and short ways to register a group and to decide on it. */
export interface TourLab extends RegistrationLab {
  /** Thirty people for one Tuesday at the microbiology laboratory. */
  group(different?: Partial<TourAnswers>): TourAnswers;
  /** Registers a group in Siti's name and gives the row. */
  asks(different?: Partial<TourAnswers>): Registration;
  /** Ratna decides. */
  decides(registration: Registration, decision: 'approved' | 'rejected', reason?: string): Decided;
  /** Joko validates the newest letter and releases it. */
  releases(registration: Registration): void;
  /** The minutes in which a release can be taken back pass, and what is due goes out. */
  minutesPass(): void;
  /** Both. */
  sends(registration: Registration): void;
  /** Places taken on a day. */
  taken(on: string): number;
}

/** Opens such a lab. */
export const tourLab = (settings: Partial<LabSettings> = {}): TourLab => withTours(registrationLab(settings));

/** Puts the sample tours into a lab that has people. */
export function withTours(lab: RegistrationLab): TourLab {
  lab.change(seedTourKinds);
  const [kind] = listTourKinds(lab.db).filter(({ name }) => name === 'Laboratorium mikrobiologi');
  if (!kind) throw new Error('the sample tours have no microbiology');
  const group = (different: Partial<TourAnswers> = {}): TourAnswers => ({
    personName: 'Budi Santoso',
    institution: 'SMA Negeri 1 Contoh',
    email: 'budi@contoh.sch.id',
    phone: '6281200002222',
    kind: { id: kind.id, name: kind.name, nameEn: kind.nameEn, priceRupiah: kind.priceRupiah },
    visitors: 30,
    visitOn: day('2026-12-08'),
    untilOn: day('2026-12-08'),
    letter: { fileId: lab.fileId, name: 'pengantar.pdf' },
    ...different,
  });
  const within = <Result>(actor: Actor, work: (ctx: DomainContext) => Result) => lab.as(actor, work);
  const releases = (registration: Registration): void => {
    const reportId = reportsOf(lab.db, registration.id)[0]?.id ?? 0;
    const newest = () => ({ reportId, expectedVersion: lab.now(registration).version });
    within(lab.joko, (ctx) => validate(ctx, newest()));
    within(lab.joko, (ctx) => release(ctx, newest()));
  };
  const minutesPass = (): void => {
    lab.clock.pass({ minutes: lab.settings.releaseUndoMinutes });
    lab.change((ctx) => sendDue(ctx));
  };
  return {
    ...lab,
    group,
    asks(different) {
      const sent = within(lab.siti, (ctx) =>
        submit(ctx, { citizenId: lab.siti.id, answers: group(different) }),
      );
      if (sent.outcome !== 'done') throw new Error(`the group was not registered: ${sent.outcome}`);
      const registration = registrationByCode(lab.db, sent.code);
      if (!registration) throw new Error(`${sent.code} is not there`);
      return registration;
    },
    decides: (registration, decision, reason) =>
      within(lab.ratna, (ctx) =>
        decide(ctx, {
          registrationId: registration.id,
          expectedVersion: lab.now(registration).version,
          decision,
          ...(reason !== undefined && { reason }),
          fileId: lab.fileId,
          evidence: 'code',
          number: 'HM.02/1/XI/2026',
        }),
      ),
    releases,
    minutesPass,
    sends(registration) {
      releases(registration);
      minutesPass();
    },
    taken(on) {
      const found = lab.db.$client
        .prepare("select taken from bookings where service = 'tour' and day = ?")
        .get(on) as { taken: number } | undefined;
      return found?.taken ?? 0;
    },
  };
}
