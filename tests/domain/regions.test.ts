import { describe, expect, test } from 'vitest';
import { findProvinces, findRegencies, PROVINCES, REGENCIES } from '../../src/domain/regions/index.ts';

const provinces = (words: string) => findProvinces(words).map(({ name }) => name);
const regencies = (words: string, code?: string) => findRegencies(words, code).map(({ name }) => name);

describe('the official list', () => {
  test('has 38 provinces, 416 regencies and 98 cities, each with a code of its own', () => {
    expect(PROVINCES).toHaveLength(38);
    expect(REGENCIES.filter(({ name }) => name.startsWith('Kabupaten '))).toHaveLength(416);
    expect(REGENCIES.filter(({ name }) => name.startsWith('Kota '))).toHaveLength(98);
    expect(new Set(PROVINCES.map(({ code }) => code)).size).toBe(38);
    expect(new Set(REGENCIES.map(({ code }) => code)).size).toBe(514);
  });

  test('puts every regency into a province that exists, by its code', () => {
    for (const { code, name, province } of REGENCIES) {
      expect(code, name).toMatch(/^\d\d\.\d\d$/);
      expect(code.slice(0, 2), name).toBe(province.code);
      expect(PROVINCES, name).toContainEqual(province);
      expect(name, code).toMatch(/^(?:Kabupaten|Kota) [A-Z][A-Za-z -]+$/);
    }
  });

  test('has the provinces that Papua was divided into', () => {
    const papua = PROVINCES.filter(({ code }) => code.startsWith('9')).map(
      ({ code, name }) => `${code} ${name}`,
    );
    expect(papua).toEqual([
      '91 Papua',
      '92 Papua Barat',
      '93 Papua Selatan',
      '94 Papua Tengah',
      '95 Papua Pegunungan',
      '96 Papua Barat Daya',
    ]);
    expect(REGENCIES.find(({ code }) => code === '96.71')?.name).toBe('Kota Sorong');
  });

  test('knows some places by their codes', () => {
    const nameOf = (code: string) => REGENCIES.find((regency) => regency.code === code)?.name;
    expect(nameOf('33.71')).toBe('Kota Magelang');
    expect(nameOf('33.08')).toBe('Kabupaten Magelang');
    expect(nameOf('31.74')).toBe('Kota Administrasi Jakarta Selatan');
    expect(nameOf('34.71')).toBe('Kota Yogyakarta');
  });
});

describe('a province is found', () => {
  test.each([
    ['Jawa Tengah', ['Jawa Tengah']],
    ['jateng', ['Jawa Tengah']],
    ['JATENG', ['Jawa Tengah']],
    ['provinsi jawa tengah', ['Jawa Tengah']],
    ['jawa tngah', ['Jawa Tengah']],
    ['jogja', ['DI Yogyakarta']],
    ['DIY', ['DI Yogyakarta']],
    ['D.I. Yogyakarta', ['DI Yogyakarta']],
    ['daerah istimewa yogyakarta', ['DI Yogyakarta']],
    ['DKI', ['DKI Jakarta']],
    ['jakarta', ['DKI Jakarta']],
    ['ntt', ['Nusa Tenggara Timur']],
    ['sumatra barat', ['Sumatera Barat']],
    ['papua', ['Papua']],
    ['jawa', ['Jawa Barat', 'Jawa Tengah', 'Jawa Timur']],
    ['banten', ['Banten']],
    ['kep riau', ['Kepulauan Riau']],
    ['East Java province', ['Jawa Timur']],
    ['north sumatra', ['Sumatera Utara']],
    ['Riau Islands', ['Kepulauan Riau']],
  ])('by "%s"', (words, names) => {
    expect(provinces(words)).toEqual(names);
  });

  test.each(['', '1', 'x', 'Wakanda', 'magelang', '???', 'Jawa Selatan', 'a'.repeat(500)])(
    'by nothing in "%s"',
    (words) => {
      expect(provinces(words)).toEqual([]);
    },
  );
});

describe('a regency or city is found', () => {
  test.each([
    ['magelang', ['Kabupaten Magelang', 'Kota Magelang']],
    ['kab magelang', ['Kabupaten Magelang']],
    ['kab. magelang', ['Kabupaten Magelang']],
    ['kota magelang', ['Kota Magelang']],
    ['kotamadya magelang', ['Kota Magelang']],
    ['Magelng', ['Kabupaten Magelang', 'Kota Magelang']],
    ['kota magelang jawa tengah', ['Kota Magelang']],
    ['kota magelang, jateng', ['Kota Magelang']],
    ['solo', ['Kota Surakarta']],
    ['jogja', ['Kota Yogyakarta']],
    ['jaksel', ['Kota Administrasi Jakarta Selatan']],
    ['gunung kidul', ['Kabupaten Gunungkidul']],
    ['kulonprogo', ['Kabupaten Kulon Progo']],
    ['kotabaru', ['Kabupaten Kotabaru']],
    ['bandung barat', ['Kabupaten Bandung Barat']],
    ['baubau', ['Kota Bau Bau']],
    ['kotamobagu', ['Kota Kotamobagu']],
  ])('by "%s"', (words, names) => {
    expect(regencies(words)).toEqual(names);
  });

  test('in its province alone, when that is known', () => {
    expect(regencies('banjar')).toContain('Kota Banjar');
    expect(regencies('banjar', '63')).toEqual(['Kabupaten Banjar']);
    expect(regencies('magelang', '35')).toEqual([]);
  });

  test('by its own whole name always, and by no more than nine', () => {
    for (const { code, name } of REGENCIES) {
      const found = findRegencies(name, code.slice(0, 2));
      expect(found[0]?.code, name).toBe(code);
    }
    for (const words of ['a', 'ba', 'kota', 'kabupaten', 'barat', 'selatan'])
      expect(findRegencies(words).length).toBeLessThanOrEqual(9);
  });
});
