import { describe, expect, test } from 'vitest';
import { readAddress, readRtRw } from '../../flows/answers/address.ts';

const WHOLE = { street: 'Jl. Melati 5', rt: '03', rw: '05', village: 'Sukamaju', subdistrict: 'Mekarsari' };

describe('an address is read out of one answer', () => {
  test.each([
    'Jl. Melati 5, RT 03/RW 05, Desa Sukamaju, Kec. Mekarsari',
    'Jl. Melati 5 RT 03 RW 05 Desa Sukamaju Kecamatan Mekarsari',
    'Jl. Melati 5\nRT.03 / RW.05\nKel. Sukamaju\nKec. Mekarsari',
    'Jl. Melati 5, RT/RW 03/05, Kelurahan Sukamaju, Kec Mekarsari',
    'Jl. Melati 5, rt03/rw05, Sukamaju, Mekarsari',
    'Jl. Melati 5, RT 03/RW 05, Ds. Sukamaju, Kec. Mekarsari, Kab. Magelang, Jawa Tengah',
    'Kec. Mekarsari, Desa Sukamaju, RT 03 RW 05, Jl. Melati 5',
  ])('%s', (text) => {
    expect(readAddress(text)).toEqual(WHOLE);
  });

  test('as far as it is there', () => {
    expect(readAddress('Jl. Melati 5')).toEqual({ street: 'Jl. Melati 5' });
    expect(readAddress('Jl. Melati 5, Sukamaju')).toEqual({ street: 'Jl. Melati 5', village: 'Sukamaju' });
    expect(readAddress('RT 3 RW 5')).toEqual({ rt: '3', rw: '5' });
    expect(readAddress('???')).toEqual({});
  });

  test('and loses neither a postcode nor a fourth part', () => {
    expect(readAddress('Gedung B, Desa Sukamaju, Kec. Mekarsari, Lantai 2, 56172')).toEqual({
      street: 'Gedung B, Lantai 2',
      village: 'Sukamaju',
      subdistrict: 'Mekarsari 56172',
    });
  });

  test('however long and strange it is, without taking long', () => {
    const began = performance.now();
    for (const text of ['RT '.repeat(200), 'a'.repeat(4_000), ','.repeat(4_000), ' desa'.repeat(800)])
      readAddress(text);
    expect(performance.now() - began).toBeLessThan(500);
  });
});

test.each([
  ['3/5', '3', '5'],
  ['03 05', '03', '05'],
  ['RT 3 RW 5', '3', '5'],
  ['rt.003/rw.005', '003', '005'],
  ['RW 5', '', '5'],
])('RT and RW are read from "%s"', (text, rt, rw) => {
  expect(readRtRw(text)).toEqual({ rt, rw });
});

test.each(['tiga', '5', '', '1234/5'])('neither is read from "%s"', (text) => {
  expect(readRtRw(text)).toBeUndefined();
});
