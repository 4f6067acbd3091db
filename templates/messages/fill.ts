import { clockTime, weekdayName } from './format.ts';
import type { Language, Scene, Wording } from './kit.ts';

/** `Senin–Kamis 07.30–14.00`, one line for neighbouring days with the same hours, from Monday on. */
function openingHours({ lab: { openingHours: hours } }: Scene, language: Language): string {
  const lines: { first: number; last: number; time: string }[] = [];
  for (const weekday of [1, 2, 3, 4, 5, 6, 0]) {
    const open = hours[weekday];
    if (!open) continue;
    const time = `${clockTime(open.opens, language)}–${clockTime(open.closes, language)}`;
    const line = lines.at(-1);
    if (line && line.time === time && (line.last + 1) % 7 === weekday) line.last = weekday;
    else lines.push({ first: weekday, last: weekday, time });
  }
  const days = ({ first, last }: { first: number; last: number }) =>
    first === last
      ? weekdayName(first, language)
      : `${weekdayName(first, language)}–${weekdayName(last, language)}`;
  return lines.map((line) => `${days(line)} ${line.time}`).join('\n');
}

/** What every text may name. */
export const LAB_PLACES: Readonly<Record<string, (scene: Scene, language: Language) => string>> = {
  lab: ({ lab }) => lab.shortName,
  namaLab: ({ lab }) => lab.name,
  alamat: ({ lab }) => lab.address,
  telepon: ({ lab }) => lab.phone,
  email: ({ lab }) => lab.email,
  darurat: ({ lab }) => lab.emergencyPhone,
  jam: openingHours,
};

// Even parts are words, odd ones the names of places.
const PLACE = /\{([A-Za-z]{1,30})\}/;
const MAX_CUT = 2_000;
const cut = new Map<string, readonly string[]>();

/** A text cut at its places: words, name, words, name, words. */
function partsOf(text: string): readonly string[] {
  const known = cut.get(text);
  if (known) return known;
  const parts = text.split(PLACE);
  // Every text there is in both languages is far fewer; what is tried while editing must not stay.
  if (cut.size >= MAX_CUT) cut.clear();
  cut.set(text, parts);
  return parts;
}

/** The places a text names, each once. */
export const placesIn = (text: string): string[] => [
  ...new Set(partsOf(text).filter((_part, index) => index % 2 === 1)),
];

/** The value of one place; undefined when the wording has no such place. */
export function placeValue<Vars>(
  place: string,
  wording: Wording<Vars>,
  { vars, language, scene }: { vars: Vars; language: Language; scene: Scene },
): string | undefined {
  if (wording.values && Object.hasOwn(wording.values, place))
    return wording.values[place]?.(vars, language, scene);
  return Object.hasOwn(LAB_PLACES, place) ? LAB_PLACES[place]?.(scene, language) : undefined;
}

/** A text with its places filled in; undefined when it names one the wording does not have. */
export function fill<Vars>(
  text: string,
  wording: Wording<Vars>,
  said: { vars: Vars; language: Language; scene: Scene },
): string | undefined {
  const parts = partsOf(text);
  if (parts.length === 1) return text;
  let filled = '';
  for (const [index, part] of parts.entries()) {
    const value = index % 2 === 0 ? part : placeValue(part, wording, said);
    if (value === undefined) return undefined;
    filled += value;
  }
  return filled;
}
