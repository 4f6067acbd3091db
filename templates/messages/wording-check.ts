import { fill, LAB_PLACES, placesIn, placeValue } from './fill.ts';
import type { Language, Scene, Wording } from './kit.ts';

/** A place a wording may name: what it stands for in the example, and whether it must stay. */
export interface Place {
  name: string;
  example: string;
  needed: boolean;
}

/** What must stay: the wording's own places that its original names, and those it says it needs. */
const neededIn = ({ values = {}, optional = [], needs = [], id, en }: Wording<unknown>): string[] => [
  ...new Set(
    [...placesIn(id), ...placesIn(en)].filter(
      (name) => Object.hasOwn(values, name) && !optional.includes(name),
    ),
  ),
  ...needs,
];

/** The places a wording may name: its own first, then those of every text. */
export function placesOf(wording: Wording<unknown>, language: Language, scene: Scene): Place[] {
  const needed = neededIn(wording);
  return [...Object.keys(wording.values ?? {}), ...Object.keys(LAB_PLACES)].map((name) => ({
    name,
    example: placeValue(name, wording, { vars: wording.example, language, scene }) ?? '',
    needed: needed.includes(name),
  }));
}

/** A text as a citizen would read it, with the wording's example; undefined when it names what there is not. */
export const preview = (
  text: string,
  wording: Wording<unknown>,
  language: Language,
  scene: Scene,
): string | undefined => fill(text, wording, { vars: wording.example, language, scene });

/**
 * What keeps a text from being said instead of the original, in a sentence; undefined when nothing does.
 * What is true of any text, such as its length, is the domain's to check.
 */
export function wordingProblem(
  text: string,
  wording: Wording<unknown>,
  language: Language,
  scene: Scene,
): string | undefined {
  const known = placesOf(wording, language, scene).map(({ name }) => name);
  const unknown = placesIn(text).find((name) => !known.includes(name));
  if (unknown)
    return `Isian {${unknown}} tidak ada untuk teks ini. Pakai salah satu dari daftar di bawah, atau hapus.`;
  const brace = /[{}]/.exec(text.replace(/\{[A-Za-z]{1,30}\}/g, ''));
  if (brace)
    return 'Ada kurung kurawal { atau } yang tidak menjadi isian. Tulis isian seperti {lab}, atau hapus kurungnya.';
  const missing = neededIn(wording).find((name) => !placesIn(text).includes(name));
  if (missing) return `Isian {${missing}} harus tetap ada: tanpa itu warga tidak tahu apa yang dimaksud.`;
  const said = preview(text, wording, language, scene) ?? '';
  const original = preview(wording[language], wording, language, scene) ?? '';
  const [wanted, found] = [choiceCount(original), choiceCount(said)];
  if (wanted !== found) {
    return wanted === 0
      ? 'Teks ini tidak menawarkan pilihan. Jangan memulai baris dengan "1.", supaya warga tidak mengira harus memilih.'
      : `Pilihan 1 sampai ${wanted} harus tetap ada, berurutan, masing-masing di baris sendiri dan diawali angka dan titik.`;
  }
  return undefined;
}

/** How many choices a text offers: its last run of lines that counts 1., 2., … */
function choiceCount(text: string): number {
  let last = 0;
  let run = 0;
  for (const line of text.split('\n')) {
    const number = Number(/^(\d{1,2})\. \S/.exec(line.trim())?.[1] ?? 0);
    if (number === run + 1 || number === 1) run = number;
    else run = 0;
    if (run > 0) last = run;
  }
  return last;
}
