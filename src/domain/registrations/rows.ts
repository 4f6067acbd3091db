import { asc, eq, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { statement } from '../../db/statement.ts';
import { keepCase, openCase } from '../cases/index.ts';
import type { Source } from '../cases/values.ts';
import type { DomainContext } from '../context.ts';
import type { LabDay } from '../values/lab-day.ts';
import { caseStateOf } from './case.ts';
import { registrations, registrationTests } from './table.ts';

/** A registration as it is kept. It holds the whole NIK: show it masked, or through `revealNik`. */
export type Registration = typeof registrations.$inferSelect;
/** A test of a registration, priced as on the day it was chosen. */
export type RegisteredTest = Omit<typeof registrationTests.$inferSelect, 'registrationId'>;

const byId = statement((db) =>
  db
    .select()
    .from(registrations)
    .where(eq(registrations.id, sql.placeholder('id')))
    .prepare(),
);

const byCode = statement((db) =>
  db
    .select()
    .from(registrations)
    .where(eq(registrations.code, sql.placeholder('code')))
    .prepare(),
);

/** The registration with this id, or undefined. */
export function registrationById(db: Db, id: number): Registration | undefined {
  return byId(db).get({ id });
}

/** The registration with this code as it is written (`LAB-7K2M-9QXP-C`), or undefined. */
export function registrationByCode(db: Db, code: string): Registration | undefined {
  return byCode(db).get({ code });
}

/** The registration that must be there, because somebody holds its id. */
export function registrationNamed(ctx: DomainContext, id: number): Registration {
  const registration = registrationById(ctx.tx, id);
  if (!registration) throw new Error(`no registration ${id}: was the id taken from a form of another lab?`);
  return registration;
}

/** The person a request of a laboratory test or a consultation is for: both of these ask for them. */
export function personIn({ code, nik, birthDate }: Registration): { nik: string; birthDate: LabDay } {
  if (nik === null || birthDate === null) throw new Error(`${code} is no request for a person`);
  return { nik, birthDate };
}

const testsOfOne = statement((db) =>
  db
    .select({
      testId: registrationTests.testId,
      name: registrationTests.name,
      priceRupiah: registrationTests.priceRupiah,
      samples: registrationTests.samples,
      turnaroundDays: registrationTests.turnaroundDays,
      inPerson: registrationTests.inPerson,
    })
    .from(registrationTests)
    .where(eq(registrationTests.registrationId, sql.placeholder('registrationId')))
    .orderBy(asc(registrationTests.name))
    .prepare(),
);

/** The tests of a registration, alphabetically, as they were priced. */
export function testsOf(db: Db, registrationId: number): RegisteredTest[] {
  return testsOfOne(db).all({ registrationId });
}

const insertOne = statement((db) =>
  db
    .insert(registrations)
    .values({
      service: sql.placeholder('service'),
      code: sql.placeholder('code'),
      citizenId: sql.placeholder('citizenId'),
      personName: sql.placeholder('personName'),
      nik: sql.placeholder('nik'),
      birthDate: sql.placeholder('birthDate'),
      institution: sql.placeholder('institution'),
      email: sql.placeholder('email'),
      visitOn: sql.placeholder('visitOn'),
      untilOn: sql.placeholder('untilOn'),
      places: sql.placeholder('places'),
      placesOn: sql.placeholder('placesOn'),
      phone: sql.placeholder('phone'),
      letterFileId: sql.placeholder('letterFileId'),
      stage: 'registered',
      stageSince: sql.placeholder('at'),
      expectedOn: sql.placeholder('expectedOn'),
      totalRupiah: sql.placeholder('totalRupiah'),
      createdAt: sql.placeholder('at'),
    })
    .returning({ id: registrations.id })
    .prepare(),
);

/** What a new registration starts with. */
export type NewRegistration = Pick<
  Registration,
  | 'service'
  | 'code'
  | 'citizenId'
  | 'personName'
  | 'visitOn'
  | 'phone'
  | 'letterFileId'
  | 'expectedOn'
  | 'totalRupiah'
> &
  Partial<
    Pick<Registration, 'nik' | 'birthDate' | 'institution' | 'email' | 'untilOn' | 'places' | 'placesOn'>
  >;

const NOT_ASKED = {
  nik: null,
  birthDate: null,
  institution: null,
  email: null,
  untilOn: null,
  places: 1,
  placesOn: [],
};

/** Writes a new registration with its tests and its case, and gives its id. */
export function insert(
  ctx: DomainContext,
  made: NewRegistration,
  chosen: readonly RegisteredTest[],
  source: Source,
): number {
  const { id } = insertOne(ctx.tx).get({ ...NOT_ASKED, ...made, at: ctx.now });
  writeTests(ctx, id, chosen);
  const registration = registrationNamed(ctx, id);
  const { code, citizenId } = registration;
  openCase(ctx, { ...caseStateOf(ctx, registration), code, citizenId, source });
  return id;
}

const insertTest = statement((db) =>
  db
    .insert(registrationTests)
    .values({
      registrationId: sql.placeholder('registrationId'),
      testId: sql.placeholder('testId'),
      name: sql.placeholder('name'),
      priceRupiah: sql.placeholder('priceRupiah'),
      samples: sql.placeholder('samples'),
      turnaroundDays: sql.placeholder('turnaroundDays'),
      inPerson: sql.placeholder('inPerson'),
    })
    .prepare(),
);

const deleteTests = statement((db) =>
  db
    .delete(registrationTests)
    .where(eq(registrationTests.registrationId, sql.placeholder('registrationId')))
    .prepare(),
);

/** Replaces the tests of a registration. */
export function writeTests(
  ctx: DomainContext,
  registrationId: number,
  chosen: readonly RegisteredTest[],
): void {
  deleteTests(ctx.tx).run({ registrationId });
  for (const test of chosen) insertTest(ctx.tx).run({ ...test, registrationId });
}

const updateOne = statement((db) =>
  db
    .update(registrations)
    .set({
      personName: sql`${sql.placeholder('personName')}`,
      nik: sql`${sql.placeholder('nik')}`,
      birthDate: sql`${sql.placeholder('birthDate')}`,
      institution: sql`${sql.placeholder('institution')}`,
      email: sql`${sql.placeholder('email')}`,
      visitOn: sql`${sql.placeholder('visitOn')}`,
      untilOn: sql`${sql.placeholder('untilOn')}`,
      places: sql`${sql.placeholder('places')}`,
      placesOn: sql`${sql.param(sql.placeholder('placesOn'), registrations.placesOn)}`,
      phone: sql`${sql.placeholder('phone')}`,
      letterFileId: sql`${sql.placeholder('letterFileId')}`,
      stage: sql`${sql.placeholder('stage')}`,
      stageReason: sql`${sql.placeholder('stageReason')}`,
      // The column turns the instant into milliseconds.
      stageSince: sql`${sql.param(sql.placeholder('stageSince'), registrations.stageSince)}`,
      expectedOn: sql`${sql.placeholder('expectedOn')}`,
      expectedReason: sql`${sql.placeholder('expectedReason')}`,
      totalRupiah: sql`${sql.placeholder('totalRupiah')}`,
      payment: sql`${sql.placeholder('payment')}`,
      receiptNumber: sql`${sql.placeholder('receiptNumber')}`,
      paidRupiah: sql`${sql.placeholder('paidRupiah')}`,
      freeReason: sql`${sql.placeholder('freeReason')}`,
      version: sql`${sql.placeholder('version')}`,
    })
    .where(eq(registrations.id, sql.placeholder('id')))
    .prepare(),
);

/** Tells the case what the service's own rows say since they were written. */
export function describeAnew(ctx: DomainContext, id: number): void {
  keepCase(ctx, caseStateOf(ctx, registrationNamed(ctx, id)));
}

/** What can change about a registration once it is made, besides who was reminded of what. */
export type Changes = Partial<
  Omit<Registration, 'id' | 'service' | 'code' | 'citizenId' | 'createdAt' | 'version' | 'remindedFor'>
>;

/** Writes changes and raises the version: the only way a registration changes. */
export function save(ctx: DomainContext, registration: Registration, changes: Changes): Registration {
  const next = { ...registration, ...changes, version: registration.version + 1 };
  updateOne(ctx.tx).run(next);
  keepCase(ctx, caseStateOf(ctx, next));
  return next;
}
