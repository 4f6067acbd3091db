import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Db } from '../../src/db/open.ts';
import {
  answerConsent,
  chooseLanguage,
  citizenById,
  hasConsented,
  recognise,
  samePerson,
} from '../../src/domain/citizens/index.ts';
import { openIncidents, raise } from '../../src/domain/incidents/index.ts';
import { type TestLab, testLab } from '../support/lab.ts';

const NUMBER = '6281200000090@s.whatsapp.net';
const LID = '93750000000001@lid';
const PHONE = '6281200000090';

const sender = (
  address: string,
  more: { aliases?: string[]; phone?: string; displayName?: string } = {},
) => ({
  transport: 'whatsapp',
  address,
  aliases: more.aliases ?? [],
  phone: more.phone ?? null,
  displayName: more.displayName ?? null,
});
const comes = (lab: TestLab, ...[address, more]: Parameters<typeof sender>) =>
  lab.change((ctx) => recognise(ctx, sender(address, more)));
const learns = (lab: TestLab, lid = LID) =>
  lab.change((ctx) => samePerson(ctx, { transport: 'whatsapp', addresses: [lid, NUMBER], phone: PHONE }));

/** Siti as two people: first known by her account, then by her number. */
function twice(): { lab: TestLab; byLid: number; byNumber: number } {
  const lab = testLab();
  const byLid = comes(lab, LID, { displayName: 'Siti' }).id;
  const byNumber = comes(lab, NUMBER, { phone: PHONE }).id;
  expect(byNumber).not.toBe(byLid);
  return { lab, byLid, byNumber };
}

interface Column {
  table: string;
  column: string;
  type: string;
  needed: number;
  isKey: number;
  isWhole: number;
}
const columnsOf = (db: Db): Column[] =>
  db.all<Column>(sql`
    select tables.name as "table", columns.name as "column", columns.type as "type",
      columns."notnull" as needed, columns.pk as isKey, columns.dflt_value is not null as isWhole
    from sqlite_schema tables, pragma_table_info(tables.name) columns where tables.type = 'table'`);

test('two people who turn out to be one are one, with the phone and the name that either had', () => {
  const { lab, byLid, byNumber } = twice();

  expect(learns(lab)).toMatchObject({ id: byLid, phone: PHONE, displayName: 'Siti' });
  expect(comes(lab, NUMBER, { phone: PHONE }).id).toBe(byLid);
  expect(comes(lab, LID).id).toBe(byLid);
  expect(lab.change((ctx) => citizenById(ctx.tx, byNumber))).toMatchObject({ id: byLid });
  expect(lab.facts).toContainEqual({ kind: 'citizen.joined', citizenId: byLid, from: byNumber });
});

test.each([
  ['from the number', NUMBER, LID],
  ['from the account', LID, NUMBER],
])('a message %s that names both addresses is enough', (_where, address, alias) => {
  const { lab, byLid } = twice();

  expect(comes(lab, address, { aliases: [alias], phone: PHONE })).toMatchObject({ id: byLid, phone: PHONE });
  expect(comes(lab, NUMBER).id).toBe(byLid);
});

test('what either of them has agreed to and chosen counts for both', () => {
  const { lab, byLid, byNumber } = twice();
  lab.change((ctx) => {
    answerConsent(ctx, byLid, 'refused');
    answerConsent(ctx, byNumber, 'given');
    chooseLanguage(ctx, byNumber, 'en');
  });
  learns(lab);

  expect(lab.change((ctx) => hasConsented(ctx, byLid))).toBe(true);
  expect(lab.change((ctx) => citizenById(ctx.tx, byLid))?.language).toBe('en');
});

test('a matter that is open for both of them is open once', () => {
  const { lab, byLid, byNumber } = twice();
  lab.change((ctx) => {
    for (const citizenId of [byLid, byNumber])
      raise(ctx, { kind: 'personWanted', citizenId, about: 'Warga ingin bicara dengan petugas' });
    raise(ctx, { kind: 'undelivered', citizenId: byNumber, about: 'Ada pesan yang tidak sampai' });
  });
  learns(lab);

  const open = openIncidents(lab.db, { limit: 10 });
  expect(open.map(({ kind, citizenId }) => `${kind} ${citizenId}`).sort()).toEqual([
    `personWanted ${byLid}`,
    `undelivered ${byLid}`,
  ]);
});

test('no table is left that still names the younger one, whatever tables there will be', () => {
  const { lab, byLid, byNumber } = twice();
  const columns = columnsOf(lab.db);
  const naming = columns.filter(({ column }) => column === 'citizen_id' || column === 'contact');
  expect(naming.length).toBeGreaterThanOrEqual(9);
  lab.db.$client.pragma('foreign_keys = OFF');
  for (const { table, column } of naming) {
    const needed = columns.filter((each) => each.table === table && each.needed && !each.isWhole);
    const values = new Map(
      needed.map((each) => [each.column, each.type === 'text' ? `'other-${each.column}'` : '7']),
    );
    values.set(column, column === 'contact' ? `'citizen:${byNumber}'` : `${byNumber}`);
    lab.db.run(sql.raw(`insert into ${table} (${[...values.keys()]}) values (${[...values.values()]})`));
  }
  lab.db.$client.pragma('foreign_keys = ON');
  learns(lab);

  const named = (value: string | number) =>
    naming.filter(
      ({ table, column }) =>
        lab.db.all(sql`select 1 from ${sql.identifier(table)} where ${sql.identifier(column)} = ${value}`)
          .length > 0,
    ).length;
  expect(named(byNumber) + named(`citizen:${byNumber}`)).toBe(0);
  expect(named(byLid) + named(`citizen:${byLid}`)).toBe(naming.length);
});

test('a column that names a citizen has one of the names that are looked for', () => {
  const { lab } = twice();
  const suspicious = columnsOf(lab.db)
    .filter(({ column }) => /citizen|contact|merged/.test(column))
    .map(({ table, column }) => `${table}.${column}`);
  const referring = lab.db
    .all<{ table: string; column: string }>(
      sql`select tables.name as "table", keys."from" as "column" from sqlite_schema tables,
        pragma_foreign_key_list(tables.name) keys where keys."table" = 'citizens'`,
    )
    .map(({ table, column }) => `${table}.${column}`);

  expect(referring.length).toBeGreaterThan(3);
  for (const each of [...suspicious, ...referring])
    expect(each, 'to be joined too').toMatch(/\.(citizen_id|contact)$|^citizens\.merged_into$/);
});

test('a number that has gone to another account joins nobody', () => {
  const lab = testLab();
  const siti = comes(lab, LID, { aliases: [NUMBER], phone: PHONE }).id;
  const budi = comes(lab, '93750000000002@lid').id;

  expect(learns(lab, '93750000000002@lid')?.id).toBe(budi);
  expect(comes(lab, LID).id).toBe(siti);
  expect(comes(lab, NUMBER).id).toBe(budi);
  const moved = lab.db.all<{ generation: number }>(
    sql`select generation from addresses where address = ${NUMBER}`,
  );
  expect(moved).toEqual([{ generation: 1 }]);
});

test('addresses of people who have never written make nobody known', () => {
  const lab = testLab();

  expect(learns(lab)).toBeUndefined();
  expect(lab.db.all(sql`select 1 from citizens`)).toEqual([]);
});
