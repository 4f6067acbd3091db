import { afterAll, beforeAll, expect, test } from 'vitest';
import { addresses, citizens } from '../../src/domain/citizens/table.ts';
import { conversations } from '../../src/engine/tables.ts';
import type { Person } from '../support/whatsapp/index.ts';
import { type WireLab, wireLab } from '../support/whatsapp/wire-lab.ts';

let lab: WireLab;
beforeAll(async () => {
  lab = await wireLab();
  await lab.startPaired();
});
afterAll(() => lab.end());

/** The citizens that this person is to the lab, merged ones left out. */
const known = ({ phoneAddress, lidAddress }: Person) =>
  lab.look((db) => {
    const rows = db.select().from(addresses).all();
    const theirs = rows.filter(({ address }) => address === phoneAddress || address === lidAddress);
    const ids = new Set(theirs.map(({ citizenId }) => citizenId));
    return db
      .select()
      .from(citizens)
      .all()
      .filter(({ id, mergedInto }) => ids.has(id) && mergedInto === null);
  });

const running = (citizenId: number | undefined) =>
  lab.look((db) =>
    db
      .select()
      .from(conversations)
      .all()
      .filter((row) => row.citizenId === citizenId),
  );

test('who writes under a phone number is answered there, and who writes under a LID is answered there', async () => {
  const siti = lab.whatsapp.person({ name: 'Siti', writesUnder: 'phone' });
  const budi = lab.whatsapp.person({ name: 'Budi', writesUnder: 'lid' });
  for (const person of [siti, budi]) expect(await person.asks('halo')).toContain('Halo!');

  expect(siti.last()?.chat).toBe(siti.phoneAddress);
  expect(budi.last()?.chat).toBe(budi.lidAddress);
  expect(known(siti)).toMatchObject([{ phone: siti.phone, displayName: 'Siti' }]);
  expect(known(budi)).toMatchObject([{ phone: budi.phone, displayName: 'Budi' }]);
});

test('a form begun under the phone number goes on under the LID', async () => {
  const wati = lab.whatsapp.person({ name: 'Wati' });
  await wati.asks('daftar');
  expect(await wati.asks('ya')).toContain('(1/7)');
  expect(await wati.asks('Wati Lestari', { under: 'lid' })).toContain('(2/7)');

  expect(wati.last()?.chat).toBe(wati.lidAddress);
  const people = known(wati);
  expect(people).toHaveLength(1);
  expect(running(people[0]?.id)).toHaveLength(1);
});

test('a LID is nobody’s phone number, and the number is known once WhatsApp tells it', async () => {
  const tono = lab.whatsapp.person({ name: 'Tono', writesUnder: 'lid', tellsOther: false });
  await tono.asks('daftar');
  expect(await tono.asks('ya')).toContain('(1/7)');
  expect(known(tono)).toMatchObject([{ phone: null }]);
  const [stranger] = known(tono);

  expect(await tono.asks('Tono Wibowo', { under: 'phone', tellsOther: true })).toContain('(2/7)');
  expect(known(tono)).toMatchObject([{ id: stranger?.id, phone: tono.phone }]);
});

test('two strangers who turn out to be one person become one citizen, with one conversation', async () => {
  const dewi = lab.whatsapp.person({ name: 'Dewi', tellsOther: false });
  await dewi.asks('halo', { under: 'lid' });
  await dewi.asks('daftar', { under: 'phone' });
  expect(await dewi.asks('ya', { under: 'phone' })).toContain('(1/7)');

  expect(await dewi.asks('Dewi Anggraini', { under: 'lid', tellsOther: true })).toContain('(2/7)');
  const people = known(dewi);
  expect(people).toMatchObject([{ phone: dewi.phone }]);
  expect(running(people[0]?.id)).toHaveLength(1);
});

test('the next holder of a number is a stranger; the earlier one is known by their account', async () => {
  const agus = lab.whatsapp.person({ name: 'Agus' });
  await agus.asks('daftar');
  expect(await agus.asks('ya')).toContain('(1/7)');
  const [earlier] = known(agus);

  const bayu = lab.whatsapp.person({ name: 'Bayu', phone: agus.phone });
  expect(await bayu.asks('lanjut')).not.toContain('/7)');
  expect(await bayu.asks('halo', { under: 'lid' })).toContain('Halo!');
  expect(await agus.asks('Agus Salim', { under: 'lid', tellsOther: false })).toContain('(2/7)');

  const people = known(bayu);
  expect(people).toMatchObject([{ displayName: 'Bayu', phone: bayu.phone }]);
  expect(people[0]?.id).not.toBe(earlier?.id);
  expect(await bayu.asks('lanjut')).not.toContain('/7)');
  expect(bayu.heard.map(({ text }) => text).join('\n')).not.toContain('Agus');
});
