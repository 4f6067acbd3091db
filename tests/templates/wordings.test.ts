import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LabDay } from '../../src/domain/values/lab-day.ts';
import { labSettingsSchema } from '../../src/domain/values/lab-settings.ts';
import { placesIn } from '../../templates/messages/fill.ts';
import { render, textId, wordings } from '../../templates/messages/index.ts';
import type { Language, Scene } from '../../templates/messages/kit.ts';
import { placesOf, preview, wordingProblem } from '../../templates/messages/wording-check.ts';

const LANGUAGES: Language[] = ['id', 'en'];
const scene: Scene = {
  lab: { ...labSettingsSchema.parse({}), timeZone: 'Asia/Jakarta' },
  publicUrl: 'https://lab.example',
  simulated: false,
};
const every = [...wordings].flatMap(([key, wording]) =>
  LANGUAGES.map((language) => ({ key, wording, language })),
);

test('a lab may put most of what the bot says in words of its own', () => {
  expect(wordings.size).toBeGreaterThan(100);
  for (const key of [
    'menu.greet',
    'info.lab',
    'form.askConsent',
    'form.explainConsent',
    'person.topic.emergency',
    'person.comes.closed',
    'notices.takenOver',
    'notices.putAside',
    'notices.registrationReceived',
    'notices.stageChanged.completedInPerson',
    'engine.failed',
    'menu.wrongKind.voice',
    'prices.detail',
  ]) {
    expect(wordings.has(key), key).toBe(true);
  }
});

describe.each(every)('$key in $language', ({ key, wording, language }) => {
  test('is shown with its example, and is a text that may be said', () => {
    const shown = preview(wording[language], wording, language, scene);
    expect(shown).toBeTruthy();
    expect(shown).not.toMatch(/undefined|NaN|\[object|[{}]/);
    expect(wordingProblem(wording[language], wording, language, scene)).toBeUndefined();
    expect(placesIn(wording.id).toSorted(), key).toEqual(placesIn(wording.en).toSorted());
  });
});

test('any words with the places of a text are said', () => {
  const own = fc.constantFrom(...every).chain(({ key, wording, language }) => {
    const names = placesOf(wording, language, scene).map(({ name }) => `{${name}}`);
    const pieces = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom(...names));
    return fc.record({
      key: fc.constant(key),
      wording: fc.constant(wording),
      language: fc.constant(language),
      text: fc.array(pieces, { minLength: 1, maxLength: 12 }).map((parts) => parts.join('')),
    });
  });
  fc.assert(
    fc.property(own, ({ wording, language, text }) => {
      // Two pieces may make a place by accident: only what is named must be there.
      const known = placesOf(wording, language, scene).map(({ name }) => name);
      fc.pre(placesIn(text).every((name) => known.includes(name)));
      expect(preview(text, wording, language, scene)).toBeTypeOf('string');
    }),
  );
});

describe('the words of a lab', () => {
  const saying = (language: Language, key: string, text: string): Scene => ({
    ...scene,
    texts: new Map([[textId(key, language), text]]),
  });

  test('are said instead of the original, in the one language they were written for', () => {
    const own = saying('id', 'menu.greet', 'Selamat datang di {lab}, {namaLab}!');
    const greet = { key: 'menu.greet', vars: undefined } as const;
    expect(render(greet, 'id', own)).toBe(`Selamat datang di ${scene.lab.shortName}, ${scene.lab.name}!`);
    expect(render(greet, 'en', own)).toBe(`Hello! I am the assistant of ${scene.lab.shortName}.`);
  });

  test('count for one wording of a message and leave its others', () => {
    const own = saying('id', 'person.topic.complaint', 'Kami dengarkan.');
    const topic = (which: 'complaint' | 'sampling') =>
      render({ key: 'person.topic', vars: { topic: which } }, 'id', own);
    expect(topic('complaint')).toBe('Kami dengarkan.');
    expect(topic('sampling')).toContain('Permintaan pengambilan sampel');
  });

  test('still quote what a citizen typed, and never read places in it', () => {
    const own = saying('id', 'answers.dayUnreal', 'Tidak ada "{ketikan}".');
    const said = { key: 'answers.dayUnreal', vars: { typed: '*{lab}* $& https://x.example' } } as const;
    expect(render(said, 'id', own)).toBe('Tidak ada "{lab} $& https: //x.example".');
  });

  test('make way for the original when they name what a text no longer has', () => {
    const own = saying('id', 'menu.greet', 'Halo {hilang}');
    expect(render({ key: 'menu.greet', vars: undefined }, 'id', own)).toContain('Halo! Saya asisten');
  });

  test('who sent samples that are turned away is not asked to come', () => {
    // A literal of the form every day has.
    const [visitOn, expectedOn] = ['2026-11-20' as LabDay, '2026-11-24' as LabDay];
    const vars = {
      visitOn,
      expectedOn,
      code: 'KRM-7K2M-9QXP-C',
      to: 'sampleRejected',
      reason: 'Kirim lagi',
    } as const;
    const about = (service: 'laboratory' | 'shipment') =>
      render({ key: 'notices.stageChanged', vars: { ...vars, service, inPerson: false } }, 'id', scene);
    expect(about('shipment')).toContain('perlu dikirim lagi. Alasan: Kirim lagi');
    expect(about('shipment')).not.toContain('datang');
    expect(about('laboratory')).toContain('Silakan datang lagi');
  });
});

describe('what may not be said', () => {
  const problem = (key: string, text: string) => {
    const wording = wordings.get(key);
    if (!wording) throw new Error(`no wording ${key}`);
    return wordingProblem(text, wording, 'id', scene);
  };

  test('a place the text does not have is named', () => {
    expect(problem('menu.greet', 'Halo {nomor}')).toContain('{nomor}');
    expect(problem('menu.greet', 'Halo {constructor}')).toContain('{constructor}');
    expect(problem('menu.greet', 'Halo {lab')).toContain('kurung');
  });

  test('a place that must stay is named', () => {
    expect(problem('person.topic.emergency', 'Segera ke IGD.')).toContain('{darurat}');
    expect(problem('notices.moved', 'Dipindah ke {hari}.')).toContain('{nomor}');
    expect(problem('notices.moved', '{nomor}: {hari}')).toBeUndefined();
  });

  test('choices that are offered are neither lost nor made up', () => {
    expect(problem('form.askConsentAgain', 'Setuju?\n1. Ya\n2. Tidak')).toContain('1 sampai 3');
    expect(problem('form.askConsentAgain', 'Setuju?\n1. Ya\n2. Jelaskan\n3. Tidak')).toBeUndefined();
    expect(problem('menu.choose', 'Pilih: {pilihan}')).toMatch(/1 sampai \d harus/);
    expect(problem('menu.greet', 'Halo\n1. Ya\n2. Tidak')).toContain('tidak menawarkan pilihan');
  });
});
