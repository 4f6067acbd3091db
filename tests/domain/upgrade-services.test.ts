import { expect, test } from 'vitest';
import { migrate } from '../../src/db/migrate.ts';
import { type Db, open } from '../../src/db/open.ts';
import { registrations, registrationTests } from '../../src/domain/registrations/table.ts';
import { reports } from '../../src/domain/reports/table.ts';
import { messageTexts } from '../../src/domain/texts/table.ts';
import { migrateTo } from '../support/released.ts';

/** The last release in which only the laboratory had registrations. */
const ONLY_THE_LABORATORY = '0015_cases_by_ended';
const THEN = Date.parse('2026-11-16T09:00:00+07:00');

/** A lab of that release: Siti's registration with a test and a report, and one that was erased. */
function earlierLab(): Db {
  const opened = open(':memory:');
  if (opened.outcome !== 'opened') throw new Error(opened.outcome);
  const { db } = opened;
  migrateTo(db, ONLY_THE_LABORATORY);
  const sql = db.$client;
  sql.exec(`
    INSERT INTO citizens (display_name, created_at) VALUES ('Siti', ${THEN});
    INSERT INTO units (path, name, created_at) SELECT '/1/', 'Laboratorium Contoh', ${THEN}
      WHERE NOT EXISTS (SELECT 1 FROM units);
    INSERT INTO staff (name, email, role, password_hash, created_at)
      VALUES ('Ratna', 'ratna@lab.example', 'administrator', 'x', ${THEN});
    INSERT INTO files (stored_as, name, mime_type, size_bytes, sha256, origin, created_at)
      VALUES ('a', 'hasil.pdf', 'application/pdf', 1, 'x', 'staff', ${THEN});
  `);
  const registration = sql.prepare(
    `INSERT INTO registrations (code, citizen_id, person_name, nik, birth_date, visit_on, phone, stage, stage_since,
       expected_on, total_rupiah, created_at)
     VALUES (?, 1, ?, ?, ?, '2026-11-18', ?, 'completed', ${THEN}, '2026-11-19', 25000, ${THEN})`,
  );
  registration.run('LAB-1', 'Siti Aminah', '3308105708900001', '1990-08-17', '6281200001111');
  registration.run('LAB-2', '', '', '1900-01-01', '');
  sql.exec(`
    INSERT INTO registration_tests (registration_id, test_id, name, price_rupiah, turnaround_days, in_person)
      VALUES (1, 5, 'Gula darah puasa', 25000, 2, 0);
    INSERT INTO reports (registration_id, version, file_id, evidence, uploaded_by, uploaded_at)
      VALUES (1, 1, 1, 'code', 1, ${THEN});
    INSERT INTO message_texts (message, language, text, staff_id, updated_at)
      VALUES ('laboratory.askNik', 'id', 'NIK-nya?', 1, ${THEN}), ('laboratory.askName', 'id', 'Namanya?', 1, ${THEN});
  `);
  return db;
}

test('every registration until now was one of the laboratory, and keeps its tests and reports', () => {
  const db = earlierLab();
  migrate(db);
  expect(db.select().from(registrations).all()).toMatchObject([
    {
      id: 1,
      service: 'laboratory',
      code: 'LAB-1',
      nik: '3308105708900001',
      birthDate: '1990-08-17',
      places: 1,
      untilOn: null,
      institution: null,
    },
    { id: 2, service: 'laboratory', code: 'LAB-2', personName: '', nik: null, birthDate: null },
  ]);
  expect(db.select().from(registrationTests).all()).toMatchObject([{ registrationId: 1, samples: 1 }]);
  expect(db.select().from(reports).all()).toMatchObject([{ registrationId: 1, decision: null }]);
});

test('what points to a registration is guarded again as soon as it is built anew', () => {
  const db = earlierLab();
  migrate(db);
  expect(db.$client.pragma('foreign_keys', { simple: true })).toBe(1);
  expect(() => db.$client.exec('DELETE FROM registrations WHERE id = 1')).toThrow(/FOREIGN KEY/);
});

test('a migration that leaves a row pointing to nothing stops every start, and the guard is on', () => {
  const db = earlierLab();
  db.$client.pragma('foreign_keys = OFF');
  db.$client.exec('UPDATE reports SET registration_id = 99');
  for (let start = 1; start <= 2; start += 1)
    expect(() => migrate(db)).toThrow('a row of reports points to nothing in registrations');
  expect(db.$client.pragma('foreign_keys', { simple: true })).toBe(1);
});

test('what a lab says in words of its own goes with its message to the new name', () => {
  const db = earlierLab();
  migrate(db);
  const texts = db.select().from(messageTexts).all();
  expect(texts.map(({ message, text }) => [message, text]).sort()).toEqual([
    ['asking.askNik', 'NIK-nya?'],
    ['laboratory.askName', 'Namanya?'],
  ]);
});
