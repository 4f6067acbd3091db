import { afterEach, beforeEach, expect, test } from 'vitest';
import { type World, world } from '../support/world.ts';

let lab: World;
beforeEach(async () => {
  lab = await world();
});
afterEach(() => lab.stop());

const tapsOnOld = (text: string) => lab.sends('siti', { kind: 'oldTap', text });

test('a tap on an old choice is no answer: the question stands and is asked again', async () => {
  await lab.says('siti', 'daftar gula darah puasa', 'ya');
  for (const old of ['Gula darah sewaktu', 'Tidak', '2', 'Setuju']) {
    const [answer] = await tapsOnOld(old);
    expect(answer, old).toMatch(/pertanyaan sebelumnya[\s\S]*\(1\/7\) Siapa nama lengkap/);
  }
  const [next] = await lab.says('siti', 'Siti Aminah');
  expect(next).toContain('(2/7)');
});

test('an old choice that opens something opens it, and the form is kept', async () => {
  await lab.says('siti', 'daftar gula darah puasa', 'ya', 'Siti Aminah');
  const [answer] = await tapsOnOld('Tanya harga dan persiapan');
  expect(answer).toMatch(/harga|pemeriksaan/i);
  expect(answer).not.toContain('pertanyaan sebelumnya');
  expect(await lab.says('siti', 'lanjut')).toEqual([expect.stringContaining('(2/7)')]);
});

test('an old choice that opens the form that is open asks once whether to go on', async () => {
  await lab.says('siti', 'daftar gula darah puasa', 'ya', 'Siti Aminah');
  const [answer = ''] = await tapsOnOld('Daftar periksa laboratorium');
  expect(answer).toContain('Mau dilanjutkan?');
  expect(answer).not.toContain('ketik *lanjut*');
});

test('where no question waits, an old choice means what it says', async () => {
  const [menu] = await lab.says('siti', 'menu');
  const second = /^2\. (.+)$/m.exec(menu ?? '')?.[1] ?? '';
  await lab.says('siti', 'info');
  const [answer] = await tapsOnOld(second);
  expect(answer).toMatch(/\S/);
  expect(answer).not.toContain('pertanyaan sebelumnya');
});
