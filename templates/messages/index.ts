import type { Said } from '../../flows/kit.ts';
import { answers } from './answers.ts';
import { asides } from './asides.ts';
import { asking } from './asking.ts';
import { consultation } from './consultation.ts';
import { digest } from './digest.ts';
import { engine } from './engine.ts';
import { fill } from './fill.ts';
import { form } from './form.ts';
import { info } from './info.ts';
import type { Language, Message, Scene, Wording } from './kit.ts';
import { laboratory } from './laboratory.ts';
import { menu } from './menu.ts';
import { notices } from './notices.ts';
import { pageLabels } from './page-labels.ts';
import { papers } from './papers.ts';
import { person } from './person.ts';
import { prices } from './prices.ts';
import { printed } from './printed.ts';
import { shipment } from './shipment.ts';
import { shipmentDocument } from './shipment-document.ts';
import { shipmentLabels } from './shipment-labels.ts';
import { shipmentSamples } from './shipment-samples.ts';
import { staffLink } from './staff-link.ts';
import { staffNews } from './staff-news.ts';
import { tour } from './tour.ts';
import { tourLabels } from './tour-labels.ts';
import { tracking } from './tracking.ts';

const texts = {
  answers,
  asides,
  asking,
  consultation,
  digest,
  engine,
  form,
  info,
  laboratory,
  menu,
  notices,
  'page-labels': pageLabels,
  papers,
  person,
  prices,
  printed,
  shipment,
  'shipment-document': shipmentDocument,
  'shipment-labels': shipmentLabels,
  'shipment-samples': shipmentSamples,
  'staff-link': staffLink,
  'staff-news': staffNews,
  tour,
  'tour-labels': tourLabels,
  tracking,
};

type Texts = typeof texts;

// `say` has checked key and variables against each other; here they are only looked up, and a wording
// is only ever filled with the variables of its own message or with its own example.
const untyped = texts as unknown as Record<string, Record<string, Message<unknown>>>;

/** `laboratory.askName`: the file, then the entry. */
export type MessageKey = {
  [File in keyof Texts & string]: `${File}.${keyof Texts[File] & string}`;
}[keyof Texts & string];

/** The variables a text needs; `void` when it needs none. */
export type VarsOf<Key extends MessageKey> = Key extends `${infer File}.${infer Entry}`
  ? File extends keyof Texts
    ? Entry extends keyof Texts[File]
      ? Texts[File][Entry] extends Message<infer Vars>
        ? Vars
        : never
      : never
    : never
  : never;

/** The words of something said, in the person's language. */
export function render(said: Said, language: Language, scene: Scene): string {
  const [file, entry] = said.key.split('.') as [string, string];
  const found = untyped[file]?.[entry];
  if (!found) throw new Error(`no message ${said.key}`);
  return ownWords(found, said, language, scene) ?? original(found[language], said.vars, scene);
}

const original = (text: Message<unknown>['id'], vars: unknown, scene: Scene): string =>
  typeof text === 'string' ? text : text(vars, scene);

// The lab's own words; none when they name what the text no longer has, after an update for one.
function ownWords(
  { wordings, which }: Message<unknown>,
  { key, vars }: Said,
  language: Language,
  scene: Scene,
): string | undefined {
  if (!wordings || !scene.texts?.size) return undefined;
  const name = which?.(vars) ?? '';
  const own = scene.texts.get(textId(wordingKey(key, name), language));
  const wording = wordings[name];
  return own === undefined || !wording ? undefined : fill(own, wording, { vars, language, scene });
}

const wordingKey = (message: string, name: string): string => (name === '' ? message : `${message}.${name}`);

/** By what the lab's own words for a text go in `Scene.texts`. */
export const textId = (key: string, language: Language): string => `${language}:${key}`;

/** Every text a lab may put in words of its own, by its key: `menu.greet`, `person.comes.closed`. */
export const wordings: ReadonlyMap<string, Wording<unknown>> = new Map(
  Object.entries(untyped).flatMap(([file, entries]) =>
    Object.entries(entries).flatMap(([entry, { wordings: found = {} }]) =>
      Object.entries(found).map(([name, wording]): [string, Wording<unknown>] => [
        wordingKey(`${file}.${entry}`, name),
        wording,
      ]),
    ),
  ),
);
