import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { flows } from '../../flows/index.ts';
import { openIncidents } from '../../src/domain/incidents/index.ts';
import { interpret } from '../../src/engine/interpret.ts';
import { type World, world } from '../support/world.ts';

let lab: World | undefined;
afterEach(() => lab?.stop());

const FILLED_IN = [
  'ya',
  'Siti Aminah',
  '3308105708900001',
  'ya',
  'senin',
  'ya',
  'selesai',
  '1',
  'lewati',
  'kirim',
];

describe('what staff see of a chat', () => {
  test('a person is wanted once, however often somebody asks', async () => {
    lab = await world();
    await lab.says('siti', 'petugas', 'petugas', 'komplain', 'ketemu orang');
    const open = openIncidents(lab.db, { limit: 10 });
    expect(open.map(({ kind }) => kind)).toEqual(['personWanted']);
  });

  test('two machines that answer each other are shown to staff', async () => {
    lab = await world();
    for (let time = 0; time < 8; time += 1) await lab.says('mesin', 'Pesan otomatis: kami sedang tutup');
    expect(openIncidents(lab.db, { limit: 10 }).map(({ kind }) => kind)).toContain('loop');
  });
});

describe('what is kept of a person', () => {
  test('who refuses consent leaves no form behind', async () => {
    lab = await world();
    await lab.says('siti', 'daftar', 'tidak');
    expect(lab.db.$client.prepare('select count(*) as count from conversations').get()).toEqual({ count: 0 });
    expect(lab.facts).toContainEqual(expect.objectContaining({ decision: 'refused' }));
  });

  test('consent is asked again when its text has changed', async () => {
    lab = await world();
    await lab.says('siti', 'daftar gula darah puasa', ...FILLED_IN);
    expect((await lab.says('siti', 'daftar'))[0]).not.toMatch(/UU 27/);
    await lab.says('siti', 'batal');
    lab.settings.consentVersion += 1;
    expect((await lab.says('siti', 'daftar'))[0]).toMatch(/UU 27/);
  });

  test('a form that was started again leaves only the new one', async () => {
    lab = await world();
    await lab.says('siti', 'daftar', 'ya', 'Siti Aminah', 'menu', 'daftar', '2', 'Budi Santoso');
    const states = lab.db.$client.prepare('select state from conversations').all() as { state: string }[];
    expect(states).toHaveLength(1);
    expect(states[0]?.state).toContain('Budi Santoso');
  });
});

describe('a flow that has changed since', () => {
  test.each([
    ['laboratory', ['daftar', 'ya', 'Siti Aminah'], /diperbarui[\s\S]*\(2\/7\)/],
    [
      'laboratory-correction',
      ['daftar gula darah puasa', ...FILLED_IN, 'lacak', '17-08-1990', 'perbaiki data', '1'],
      /diperbarui[\s\S]*1\. Nama: Siti Aminah/,
    ],
  ])('%s keeps the answers and goes on asking', async (flow, said, answer) => {
    lab = await world();
    await lab.says('siti', ...said);
    // As if the program had been replaced by a newer one in between.
    lab.db.$client.prepare('update conversations set version = 0 where flow = ?').run(flow);
    expect((await lab.says('siti', 'hmm'))[0]).toMatch(answer);
    expect(lab.errors).toEqual([]);
  });
});

describe('the words people use', () => {
  test.each([
    ['hasil', 'tracking'],
    ['kapan jadi ya', 'tracking'],
    ['batalkan kunjungan saya', 'tracking'],
    ['mau komplain soal hasil', 'person'],
    ['berapa harga cek darah', 'prices'],
    ['daftar cek darah', 'menu'],
    ['mau periksa', 'menu'],
    ['kunjungan sekolah', 'tour'],
    ['kirim sampel', 'shipment'],
    ['mau konsul dokter', 'consultation'],
    ['daftar konsultasi', 'consultation'],
    ['saya bawa rujukan dokter', 'menu'],
    ['hasil konsultasi saya', 'tracking'],
    ['berapa biaya konsultasi', 'prices'],
    ['lacak LAB-7K2M-9QXP-C', 'tracking'],
    ['track KLI-ERTA-FXCN-F', 'tracking'],
    ['menu pak', 'menu'],
    ['PETUGAS!!', 'person'],
    ['hapus data', 'my-data'],
  ])('"%s" opens %s', (text, flow) => {
    expect(interpret(text, flows, undefined)).toMatchObject({ kind: 'open', flow });
  });

  test.each(['__proto__', 'constructor', 'valueOf', 'toString'])('"%s" means nothing by itself', (text) => {
    expect(interpret(text, flows, undefined)).toEqual({
      kind: 'open',
      flow: 'menu',
      words: text,
      unsure: true,
    });
  });

  test('a global word beats the question that is running, any other word answers it', () => {
    const form = flows.find(({ name }) => name === 'laboratory');
    expect(interpret('lacak', flows, form)).toMatchObject({ kind: 'open', flow: 'tracking' });
    expect(interpret('harga', flows, form)).toEqual({ kind: 'event', type: 'SAID' });
  });
});

test('no golden dialogue ever shows a NIK whole', () => {
  const root = join(import.meta.dirname, '../transcripts');
  for (const name of globSync('**/*.chat', { cwd: root })) {
    const script = readFileSync(join(root, name), 'utf8');
    const said = script.split('\n').filter((line) => /^(bot(→\w+)?:| {5})/.test(line));
    // The example of a NIK is nobody's.
    const whole = said.filter((line) => /\d{4}[ .-]?\d{4}[ .-]?\d{4}[ .-]?\d{4}/.test(line));
    expect(
      whole.filter((line) => !line.includes('Contoh') && !line.includes('Example')),
      name,
    ).toEqual([]);
  }
});
