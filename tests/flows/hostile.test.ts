import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { addFile } from '../../src/domain/files/index.ts';
import { type Inbound, MESSAGE_KINDS } from '../../src/transports/transport.ts';
import { phoneOf, type World, world } from '../support/world.ts';

let lab: World;
afterEach(() => lab.stop());

/** The way to each question of a registration, in what Siti types. */
const WAY = [
  'daftar',
  'ya',
  'Siti Aminah',
  '3308105708900001',
  'ya',
  'senin',
  'ya',
  'gula darah puasa',
  'selesai',
  '1',
];
const QUESTIONS = {
  name: 2,
  nik: 3,
  birthDate: 4,
  visit: 5,
  tests: 7,
  phone: 9,
  letter: 10,
} as const;

async function standingAt(question: keyof typeof QUESTIONS, who = 'siti'): Promise<void> {
  lab = await world();
  await lab.says(who, ...WAY.slice(0, QUESTIONS[question]));
}

interface Kept {
  value: string;
  context: { answers: Record<string, unknown>; place: number };
}
function kept(): Kept {
  const row = lab.db.$client
    .prepare("select state from conversations where status = 'running' order by id desc limit 1")
    .get() as { state: string };
  return JSON.parse(row.state) as Kept;
}

/** Says something that is no answer: one reply, nothing broken, the same question still open. */
async function isTurnedDown(question: keyof typeof QUESTIONS, message: Partial<Inbound>): Promise<string> {
  await standingAt(question);
  const before = kept();
  const said = await lab.sends('siti', message);
  expect(lab.errors).toEqual([]);
  expect(said).toHaveLength(1);
  expect(said[0]).not.toMatch(/undefined|\[object|NaN/);
  expect(kept().context.place).toBe(before.context.place);
  expect(kept().context.answers).toEqual(before.context.answers);
  return said[0] ?? '';
}

describe('text that is no answer', () => {
  const nothing = ['', '   ', '\u200b\u200d\ufeff', '\n\n\t', '\u0000\u0007', '\u2800'];
  test.each(nothing)('a message with nothing in it is asked for again (%j)', async (text) => {
    expect(await isTurnedDown('name', { text })).toMatch(/kosong/);
  });

  const junk = [
    ['65,000 letters', 'a'.repeat(65_000)],
    ['100,000 combining marks', `a${'\u0301'.repeat(100_000)}`],
    ['a bidi override around digits', '\u202e1234567890123456\u202c'],
    ['escape sequences', '\u001b[31m\u001b]0;x\u0007'],
    ['only emoji', '🙏🙏🙏'],
    ['a lone surrogate', '\ud800'],
    ['a link', 'https://evil.example/x?y=1'],
    ['our own menu', 'Apa yang bisa kami bantu?\n1. Daftar periksa laboratorium\n2. Lacak pendaftaran'],
  ] as const;
  test.each(junk)('%s is no name', async (_what, text) => {
    expect(await isTurnedDown('name', { text })).toMatch(/nama/i);
  });
  test.each(junk)('%s is no NIK', async (_what, text) => {
    await isTurnedDown('nik', { text: text.replace(/\d/g, 'x') });
  });

  const injected = [
    "'; drop table registrations; --",
    '#{process.exit(1)}',
    '<%= process.exit(1) %>',
    '{{constructor.constructor("return 1")()}}',
    '$(rm -rf /)',
    '<script>alert(1)</script>',
    '%00../../etc/passwd',
    '" or 1=1 --',
    'NEAR("a" "b", 2) AND *',
  ];
  test.each(injected)('%j looks for a test and finds none', async (text) => {
    await isTurnedDown('tests', { text });
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s is no choice', async (text) => {
    lab = await world();
    expect(await lab.says('siti', 'menu', text)).toHaveLength(2);
    await lab.says('siti', 'batal', ...WAY.slice(0, 1));
    expect(await lab.says('siti', text)).toHaveLength(1);
    expect(lab.errors).toEqual([]);
  });
});

describe('text that is an answer, odd as it looks', () => {
  const names = [
    "O'Brien",
    "Nur'aini",
    'Null',
    'True',
    'Suharti',
    'Undefined',
    'Bobby Tables',
    'Ni Luh',
    'Zoë',
  ];
  test.each(names)('%s is a name, kept as it is', async (text) => {
    await standingAt('name');
    const [said] = await lab.says('siti', text);
    expect(said).toMatch(/^\(2\/7\)/);
    expect(kept().context.answers.personName).toBe(text);
  });

  test('what a person writes cannot look like words of ours', async () => {
    await standingAt('name');
    await lab.says('siti', '*Siti* _Aminah_ ```x``` bit . ly', '3308105708900001', 'ya', 'senin', 'ya');
    const [review] = await lab.says('siti', 'ulang');
    expect(review).toContain('1. Nama: Siti Aminah x bit . ly');
  });

  test('two answers in one message are one answer, and the rest is asked for', async () => {
    await standingAt('name');
    const [said] = await lab.says('siti', 'Siti Aminah\n3308105708900001');
    expect(said).toMatch(/nama/i);
    expect(kept().context.place).toBe(0);
  });

  test('one answer in three messages at once is three tries, each with its own sentence', async () => {
    await standingAt('nik');
    const said = await lab.says('siti', '3308', '1057', '08900001');
    expect(said).toHaveLength(3);
    expect(kept().context.place).toBe(1);
  });
});

describe('digits and dates', () => {
  test.each([
    ['full-width digits', '３３０８１０５７０８９００００１'],
    ['Arabic-Indic digits', '٣٣٠٨١٠٥٧٠٨٩٠٠٠٠١'],
    ['spaces, dots and dashes', '3308.1057-0890 0001'],
    ['the word before it', 'NIK saya: 3308105708900001'],
  ])('a NIK in %s is read', async (_what, text) => {
    await standingAt('nik');
    expect((await lab.says('siti', text))[0]).toMatch(/^\(3\/7\) Lahir \*Jumat, 17 Agustus 1990\*/);
    expect(kept().context.answers.nik).toBe('3308105708900001');
  });

  test.each([
    ['①②③④⑤⑥3308105708', /ke-1 /],
    ['330810570890000²', /ke-16/],
    ['33O8105708900001', /ke-3/],
    ['330810570890001', /15/],
    ['33081057089000011', /17/],
    ['0000000000000000', /sama semua/],
  ])('%s is no NIK, and it is said why', async (text, why) => {
    expect(await isTurnedDown('nik', { text })).toMatch(why);
  });

  test('a NIK of Papua is kept to its last digit', async () => {
    await standingAt('nik');
    await lab.says('siti', '9471015708900003');
    expect(kept().context.answers.nik).toBe('9471015708900003');
  });

  test.each([
    '30-02-1990',
    '29/02/2023',
    '01/02/03',
    '17 Agustus 2090',
    '1 Januari 1850',
    '1e9',
    '0x10',
    'NaN',
    '-1',
  ])('%s is no birth date', async (text) => {
    await standingAt('birthDate');
    await lab.says('siti', 'bukan');
    const before = kept();
    expect(await lab.says('siti', text)).toHaveLength(1);
    expect(kept().context).toMatchObject({ place: before.context.place, answers: before.context.answers });
  });

  test.each([
    ['29/02/2004', 'Minggu, 29 Februari 2004'],
    ['5 Mei 1991', 'Minggu, 5 Mei 1991'],
    ['5 may 91', 'Minggu, 5 Mei 1991'],
    ['05051991', 'Minggu, 5 Mei 1991'],
  ])('%s is the birth date %s, asked about because the NIK says otherwise', async (text, words) => {
    await standingAt('birthDate');
    await lab.says('siti', 'bukan');
    const [said] = await lab.says('siti', text);
    expect(said).toContain(`*${words}*`);
    expect(said).toContain('17 Agustus 1990');
  });

  test('"besok" is the lab’s tomorrow, a minute before and after its midnight', async () => {
    for (const [now, day] of [
      ['2026-11-22T23:59:00+07:00', 'Senin, 23 November'],
      ['2026-11-23T00:01:00+07:00', 'Selasa, 24 November'],
    ] as const) {
      lab = await world();
      lab.clock.set(now);
      // Phones say when a message was sent; the clock of the lab decides what day it is.
      await lab.says('siti', ...WAY.slice(0, QUESTIONS.visit).map((text) => text));
      lab.clock.set(now);
      const [said] = await lab.sends('siti', { text: 'besok' });
      expect(said).toContain(day);
      if (now.startsWith('2026-11-22')) await lab.stop();
    }
  });
});

describe('kinds of message', () => {
  const odd = MESSAGE_KINDS.filter((kind) => kind !== 'text');
  test.each(odd)('a message of kind %s is no name, and the question stands again', async (kind) => {
    expect(await isTurnedDown('name', { kind, text: '' })).toMatch(/\(1\/7\)/);
  });

  const wantsAnswer = odd.filter((kind) => kind !== 'reaction');
  test.each(wantsAnswer)('a message of kind %s out of nowhere gets one kind answer', async (kind) => {
    lab = await world();
    expect(await lab.sends('siti', { kind })).toHaveLength(1);
    expect(lab.errors).toEqual([]);
  });

  test('a thumb below a message while nothing is asked is a thank-you, and needs no answer', async () => {
    lab = await world();
    expect(await lab.sends('siti', { kind: 'reaction' })).toEqual([]);
    expect(lab.errors).toEqual([]);
  });

  test('a photo with a caption counts by its caption where words are asked', async () => {
    await standingAt('name');
    const fileId = lab.change((ctx) =>
      addFile(ctx, {
        storedAs: 'test/ktp',
        name: 'ktp.jpg',
        mimeType: 'image/jpeg',
        sizeBytes: 1_000,
        sha256: 'x',
        origin: 'citizen',
      }),
    );
    await lab.sends('siti', { kind: 'image', text: 'Siti Aminah', file: { state: 'stored', fileId } });
    expect(kept().context.answers.personName).toBe('Siti Aminah');
  });

  test.each(['menu', 'batal', '1'])(
    'a command inside a caption of a photo is not followed (%s)',
    async (text) => {
      await standingAt('nik');
      await lab.sends('siti', { kind: 'image', text });
      expect(kept().context.place).toBe(1);
    },
  );

  test.each([new Date(0), new Date('2099-01-01'), new Date(Number.NaN)])(
    'a phone with a broken clock (%s) is answered like any other',
    async (sentAt) => {
      await standingAt('name');
      expect(await lab.sends('siti', { text: 'Siti Aminah', sentAt })).toEqual([
        '(2/7) Berapa NIK-nya? 16 angka di KTP atau KK.',
      ]);
    },
  );

  test('ten photos at once are ten messages, each answered once, the last one counts', async () => {
    await standingAt('letter');
    for (let photo = 0; photo < 10; photo += 1) {
      const fileId = lab.change((ctx) =>
        addFile(ctx, {
          storedAs: `test/${photo}`,
          name: `foto-${photo}.jpg`,
          mimeType: 'image/jpeg',
          sizeBytes: 1_000,
          sha256: 'x',
          origin: 'citizen',
        }),
      );
      expect(await lab.sends('siti', { kind: 'image', file: { state: 'stored', fileId } })).toHaveLength(1);
    }
    expect(kept().context.answers.letter).toMatchObject({ name: 'foto-9.jpg' });
    expect(lab.errors).toEqual([]);
  });
});

describe('too much of it', () => {
  test('"menu" fifty times in ten seconds is answered a few times, then with one word about it', async () => {
    lab = await world();
    const said: string[] = [];
    for (let time = 0; time < 50; time += 1) {
      lab.clock.pass({ seconds: 0.2 });
      said.push(...(await lab.sends('siti', { text: 'menu' })));
    }
    expect(said.length).toBeLessThanOrEqual(6);
    expect(said.at(-1)).toMatch(/berhenti membalas/);
    expect(lab.errors).toEqual([]);
  });

  test('our own words sent back to us end the talk', async () => {
    lab = await world();
    let [said = ''] = await lab.says('siti', 'halo');
    let answers = 1;
    for (let time = 0; time < 20 && said !== ''; time += 1) {
      [said = ''] = await lab.says('siti', said);
      if (said !== '') answers += 1;
    }
    expect(answers).toBeLessThanOrEqual(7);
  });

  test('"batal" works at every question', async () => {
    for (const question of Object.keys(QUESTIONS) as (keyof typeof QUESTIONS)[]) {
      await standingAt(question);
      expect((await lab.says('siti', 'batal'))[0]).toMatch(/^Baik, kita berhenti/);
      expect(lab.db.$client.prepare('select count(*) as count from conversations').get()).toEqual({
        count: 0,
      });
      if (question !== 'letter') await lab.stop();
    }
  });
});

describe('a monkey at the keyboard', () => {
  const words = [
    ...[
      'halo',
      'menu',
      'daftar',
      'ya',
      'tidak',
      '1',
      '2',
      '3',
      '4',
      '5',
      '9',
      'Siti Aminah',
      'gula',
      'selesai',
    ],
    ...[
      '3308105708900001',
      '17-08-1990',
      'senin',
      '25 november',
      'lewati',
      'kirim',
      'kembali',
      'ulang',
      'lanjut',
    ],
    ...[
      'bantuan',
      'petugas',
      'lacak',
      'harga',
      'bahasa',
      'english',
      'berhenti',
      'mulai',
      'data saya',
      'batal',
    ],
    ...[
      '4 26 november',
      'hapus 1',
      'terima kasih',
      'lacak LAB-7K2M-9QXP-C',
      'LAB-0000-0000-0',
      'komplain',
      '?',
    ],
  ];
  const message = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...words).map((text): Partial<Inbound> => ({ text })) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }).map((text) => ({ text })) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(...MESSAGE_KINDS).map((kind): Partial<Inbound> => ({ kind, text: '' })),
    },
  );
  const happening = fc.tuple(
    message,
    fc.constantFrom('siti', 'budi'),
    fc.constantFrom(5, 20, 40 * 60, 3 * 86_400),
  );

  test('whatever two people send, nothing breaks, each message has at most one reply, and little is kept', async () => {
    lab = await world();
    await lab.stop();
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 20, maxLength: 60 }), async (happenings) => {
        lab = await world();
        try {
          for (const [sent, who, seconds] of happenings) {
            lab.clock.pass({ seconds });
            lab.engine.tick();
            await lab.engine.settle();
            const said = await lab.sends(who, sent);
            // The confirmation of a registration is a notice and comes beside nothing else.
            expect(said.length).toBeLessThanOrEqual(1);
          }
          expect(lab.errors).toEqual([]);
          const sizes = lab.db.$client.prepare('select max(length(state)) as size from conversations').get();
          expect((sizes as { size: number | null }).size ?? 0).toBeLessThan(4_096);
          const left = lab.db.$client
            .prepare("select count(*) as count from intake where state <> 'done'")
            .get();
          expect(left).toEqual({ count: 0 });
          expect(lab.transport.sentTo(phoneOf('siti')).every(({ text }) => text.length < 3_000)).toBe(true);
        } finally {
          await lab.stop();
        }
      }),
      { numRuns: 25 },
    );
    lab = await world();
  });
});
