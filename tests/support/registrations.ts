import { tests } from '../../src/domain/catalogue/table.ts';
import { citizens } from '../../src/domain/citizens/table.ts';
import type { Actor, DomainContext } from '../../src/domain/context.ts';
import { files } from '../../src/domain/files/table.ts';
import { submit } from '../../src/domain/laboratory/index.ts';
import type { LaboratoryAnswers } from '../../src/domain/laboratory/values.ts';
import { changeStage, type Registration, registrationByCode } from '../../src/domain/registrations/index.ts';
import type { Stage } from '../../src/domain/registrations/table.ts';
import { staff } from '../../src/domain/staff/table.ts';
import { fullProofOf } from '../../src/domain/tracking/index.ts';
import type { Proof } from '../../src/domain/tracking/values.ts';
import { type LabDay, parseLabDay } from '../../src/domain/values/lab-day.ts';
import type { LabSettings } from '../../src/domain/values/lab-settings.ts';
import { type TestLab, testLab } from './lab.ts';

/** A day written down in a test; the test is wrong when the calendar has no such day. */
export function day(text: string): LabDay {
  const parsed = parseLabDay(text);
  if (!parsed) throw new Error(`${text} is no day`);
  return parsed;
}

/** Monday after the Friday on which the test clock starts. */
export const MONDAY = day('2026-11-23');
export const TUESDAY = day('2026-11-24');

/** A lab with two citizens, two officers, three tests and a file, and short ways to act as each. */
export interface RegistrationLab extends TestLab {
  siti: Actor & { kind: 'citizen' };
  budi: Actor & { kind: 'citizen' };
  ratna: Actor & { kind: 'staff' };
  joko: Actor & { kind: 'staff' };
  glucose: Chosen;
  cholesterol: Chosen;
  hiv: Chosen;
  fileId: number;
  /** Siti's answers for Monday: glucose, no letter. */
  answers(different?: Partial<LaboratoryAnswers>): LaboratoryAnswers;
  /** Registers in Siti's name, or another's, and gives the row. */
  register(different?: Partial<LaboratoryAnswers>, by?: Actor & { kind: 'citizen' }): Registration;
  /** The row as it is now. */
  now(registration: { code: string }): Registration;
  /** Ratna takes the registration along these stages. */
  walk(registration: { code: string }, ...stages: Stage[]): Registration;
  /** The right proof of a registration, whose service asks for one. */
  proofOf(registration: Registration): Proof;
  as<Result>(actor: Actor, work: (ctx: DomainContext) => Result): Result;
}

type Chosen = LaboratoryAnswers['tests'][number];

/** Opens such a lab. */
export function registrationLab(settings: Partial<LabSettings> = {}): RegistrationLab {
  return furnished(testLab(settings));
}

/** Puts the people and the price list into an empty lab. */
export function furnished(lab: TestLab): RegistrationLab {
  const createdAt = lab.clock.now();
  const citizen = (displayName: string) => {
    const { id } = lab.db.insert(citizens).values({ displayName, createdAt }).returning().get();
    return { kind: 'citizen', id } as const;
  };
  const officer = (name: string) => {
    const account = {
      name,
      email: `${name}@labkesmas.example`,
      role: 'liaison',
      passwordHash: 'x',
      createdAt,
    } as const;
    return { kind: 'staff', id: lab.db.insert(staff).values(account).returning().get().id } as const;
  };
  const offer = (name: string, priceRupiah: number, turnaroundDays: number, inPerson = false): Chosen => {
    const about = {
      code: name,
      nameEn: name,
      group: 'Kimia klinik',
      parameter: name,
      method: 'x',
      sample: 'darah',
    };
    const row = { ...about, name, priceRupiah, turnaroundDays, inPerson };
    return { id: lab.db.insert(tests).values(row).returning().get().id, name, priceRupiah };
  };
  const file = { storedAs: 'a1', name: 'hasil.pdf', mimeType: 'application/pdf', sizeBytes: 1, sha256: 'x' };
  const fileId = lab.db
    .insert(files)
    .values({ ...file, origin: 'lab', createdAt })
    .returning()
    .get().id;
  const glucose = offer('Gula darah puasa', 25_000, 2);
  const people = {
    siti: citizen('siti'),
    budi: citizen('budi'),
    ratna: officer('ratna'),
    joko: officer('joko'),
  };
  const answers = (different: Partial<LaboratoryAnswers> = {}): LaboratoryAnswers => ({
    personName: 'Siti Aminah',
    nik: '3308105708900001',
    birthDate: day('1990-08-17'),
    visitOn: MONDAY,
    tests: [glucose],
    phone: '6281200001111',
    letter: null,
    ...different,
  });
  const now = ({ code }: { code: string }): Registration => {
    const found = registrationByCode(lab.db, code);
    if (!found) throw new Error(`${code} is not there`);
    return found;
  };
  return {
    ...lab,
    ...people,
    glucose,
    cholesterol: offer('Kolesterol total', 30_000, 1),
    hiv: offer('HIV', 90_000, 4, true),
    fileId,
    answers,
    as: lab.transact,
    now,
    proofOf({ service, birthDate, phone }) {
      if (fullProofOf(service) === 'lastFive') return { kind: 'lastFive', digits: phone.slice(-5) };
      if (birthDate === null) throw new Error(`a ${service} of nobody who was born`);
      return { kind: 'birthDate', day: birthDate };
    },
    register: (different = {}, by = people.siti) => {
      const submitted = lab.transact(by, (ctx) =>
        submit(ctx, { citizenId: by.id, answers: answers(different) }),
      );
      if (submitted.outcome !== 'done') throw new Error(`not registered: ${submitted.outcome}`);
      return now(submitted);
    },
    walk: (registration, ...stages) => {
      for (const to of stages) {
        const { id: registrationId, version: expectedVersion } = now(registration);
        const reason = 'untuk pengujian';
        const input = { registrationId, expectedVersion, to, reason };
        const changed = lab.transact(people.ratna, (ctx) => changeStage(ctx, input));
        if (changed.outcome !== 'changed') throw new Error(`not taken to ${to}: ${changed.outcome}`);
      }
      return now(registration);
    },
  };
}
