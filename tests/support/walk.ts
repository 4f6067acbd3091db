import type { AnyStateMachine } from 'xstate';
import type { EffectName } from '../../flows/effects.ts';
import type { FlowEvent, Moment, Opening, Said } from '../../flows/kit.ts';
import type { LabDay } from '../../src/domain/values/lab-day.ts';
import { labSettingsSchema } from '../../src/domain/values/lab-settings.ts';
import { advance, begin, type MachineState, type Perform, type Sprint } from '../../src/engine/sprint.ts';
import { render } from '../../templates/messages/index.ts';
import type { Scene } from '../../templates/messages/kit.ts';
import { fullAnswers, fullShipment, outcomesOf, tourAnswers } from './outcomes.ts';

/** What was found on a walk through a flow. */
export interface Walked {
  /** States in which it rested or ended. */
  values: Set<string>;
  /** Every text that was said, in both languages, by its key. */
  texts: Map<string, Set<string>>;
  notJson: string[];
  silent: string[];
  repeated: string[];
  deadEnds: string[];
  /** How many states that differ in kind. */
  states: number;
  /** Characters of the largest context. */
  largest: number;
}

const MIME_XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

// A day of the lab as it is written everywhere.
const moment: Moment = { now: '2026-11-20T02:00:00.000Z', today: '2026-11-20' as LabDay };
const scene: Scene = {
  lab: { ...labSettingsSchema.parse({}), timeZone: 'Asia/Jakarta' },
  publicUrl: 'https://lab.example',
  simulated: false,
};

const TEXTS = [
  ...['1', '2', '3', '4', '7', '99', 'ya', 'tidak', 'bukan', 'selesai', 'kirim', 'lewati', 'daftar', 'harga'],
  ...[
    'Siti Aminah',
    '3308105708900001',
    '3308104508150003',
    '17-08-1990',
    '18-08-1991',
    'besok',
    '1 maret 2030',
  ],
  ...['gula', 'hapus 1', 'hapus 9', '081200001234', '4 25 november', 'nama Budi', 'ubah', 'english', 'menu'],
  ...[
    'LAB-7K2M-9QXP-C',
    'LAB-0000-0000-0',
    'siti@contoh.id',
    'terima kasih',
    'ok',
    'lanjut',
    'mulai baru',
    '???',
    '',
    '👍',
  ],
];
const said = (text: string): FlowEvent => ({ type: 'SAID', kind: 'text', text, ...moment });
const EVENTS: readonly FlowEvent[] = [
  ...TEXTS.map(said),
  { type: 'SAID', kind: 'audio', text: '', ...moment },
  { type: 'SAID', kind: 'image', text: 'Siti Aminah', ...moment },
  {
    type: 'SAID',
    kind: 'document',
    text: '',
    file: { fileId: 1, name: 'surat.pdf', mimeType: 'application/pdf' },
    ...moment,
  },
  { type: 'SAID', kind: 'document', text: '', file: { problem: 'encrypted' }, ...moment },
  { type: 'BACK', ...moment },
  { type: 'REVIEW', ...moment },
  { type: 'RESUME', ...moment },
  { type: 'HELP', ...moment },
];

const MOST_TESTS = 15;
const manyTests = Array.from({ length: MOST_TESTS }, (_, place) => ({
  id: 100 + place,
  name: `Pemeriksaan dengan nama panjang ${place}`,
  nameEn: `Test with a long name ${place}`,
  priceRupiah: 25_000,
}));

const { phone: _phone, letter: _letter, ...tourBegun } = tourAnswers;

/** Every way in which a flow is opened. */
export function openingsOf(flow: string): Opening[] {
  const opening: Opening = { ...moment, words: '', phone: '6281200001234', handed: null };
  const correction = { registrationId: 7, answers: fullAnswers };
  switch (flow) {
    case 'laboratory':
      return [
        opening,
        { ...opening, phone: null },
        { ...opening, handed: { test: { id: 1, name: 'Gula', nameEn: 'Sugar', priceRupiah: 25_000 } } },
        { ...opening, handed: { answers: { personName: 'Siti Aminah', tests: manyTests } } },
      ];
    case 'laboratory-correction':
      return [
        { ...opening, handed: correction },
        { ...opening, handed: { ...correction, editing: 'visitOn' } },
      ];
    case 'tour':
      return [opening, { ...opening, phone: null, handed: { answers: tourBegun } }];
    case 'tour-correction':
      return [
        { ...opening, handed: { registrationId: 7, answers: tourAnswers } },
        { ...opening, handed: { registrationId: 7, answers: tourAnswers, editing: 'untilOn' } },
      ];
    case 'consultation':
      return [opening, { ...opening, phone: null }];
    case 'consultation-correction': {
      const { tests: _tests, letter: _letter, ...answers } = fullAnswers;
      const handed = { registrationId: 7, answers };
      return [
        { ...opening, handed },
        { ...opening, handed: { ...handed, editing: 'visitOn' } },
      ];
    }
    case 'visit-correction': {
      const handed = { registrationId: 7, visitOn: '2026-11-23', gone: null, nearest: ['2026-11-24'] };
      return [
        { ...opening, handed },
        { ...opening, handed: { ...handed, gone: '2026-11-25', nearest: [] } },
      ];
    }
    case 'proposal':
      return ['', '1', '2', 'ya', 'ok', 'pilih hari lain'].map((words) => ({ ...opening, words }));
    case 'shipment': {
      const { samples, phone, ...begun } = fullShipment;
      const many = Array.from({ length: MOST_DETAILS }, () => samples).flat();
      // A long form: the rest of it is walked with most of it filled in.
      return [
        opening,
        { ...opening, phone: null, handed: { answers: { ...begun, samples: many } } },
        { ...opening, handed: { answers: { ...begun, phone } } },
      ];
    }
    case 'shipment-correction': {
      const handed = { registrationId: 7, answers: fullShipment };
      const samples = fullShipment.samples.map((one) => ({ ...one, boxes: 0 }));
      const unboxed = { ...fullShipment, samples };
      return [
        { ...opening, handed },
        { ...opening, handed: { ...handed, answers: unboxed, editing: 'samples' } },
      ];
    }
    case 'shipment-document':
      return [{ ...opening, handed: { registrationId: 7 } }];
    case 'resume':
      return [
        { ...opening, handed: { flow: 'laboratory' } },
        { ...opening, handed: { flow: 'laboratory', fresh: { flow: 'laboratory', handed: null } } },
      ];
    default:
      return [
        '',
        ...TEXTS,
        'halo',
        'daftar gula',
        'komplain',
        'kirim sampel',
        'biaya konsultasi',
        'darurat',
      ].flatMap((words) => [
        { ...opening, words },
        { ...opening, words, beside: 'laboratory' },
      ]);
  }
}

const MOST_DETAILS = 9;
const sheet = { fileId: 12, name: 'identitas.xlsx', mimeType: MIME_XLSX };

/** What is said in a flow. */
export function eventsOf(flow: string): readonly FlowEvent[] {
  if (!flow.startsWith('shipment')) return EVENTS;
  // The correction has the questions of the form, which has heard everything.
  const heard = flow === 'shipment-correction' ? EVENTS.filter(isShort) : EVENTS;
  return [
    ...heard,
    ...['jateng', 'Jl. Melati 5', 'Jl. Melati 5, RT 3/RW 5, Desa Sukamaju, Kec. Mekarsari', '3/5'].map(said),
    ...['HIV, serum, 300 sampel, 3 kotak', '300 sampel', '0', 'tambah', 'ubah 1', 'ubah 1 150 sampel'].map(
      said,
    ),
    ...['siti@contoh.example', 'tidak jadi', 'hapus 2'].map(said),
    { type: 'SAID', kind: 'document', text: '', file: sheet, ...moment },
  ];
}

const SHORT = ['1', '2', '4', '7', 'ya', 'bukan', 'selesai', 'kirim', 'lewati', 'gula', 'hapus 1', '???', ''];
const isShort = (event: FlowEvent): boolean => event.type !== 'SAID' || SHORT.includes(event.text);

// More branches in one turn than any flow has; a flow that passes this does too much at once.
const MAX_BRANCHES = 200;
const MAX_STATES = 20_000;

/**
 * Walks a machine as the engine does, sprint by sprint: from every opening, with every event and
 * every answer of the lab, to every state that differs in more than the words people typed.
 */
export function walk(
  machine: AnyStateMachine,
  openings: readonly Opening[],
  events: readonly FlowEvent[] = EVENTS,
  whole = 0,
): Walked {
  const found: Walked = {
    values: new Set(),
    texts: new Map(),
    notJson: [],
    silent: [],
    repeated: [],
    deadEnds: [],
    states: 0,
    largest: 0,
  };
  const states = new Map<string, MachineState>();
  const before = new Map<string, Set<string>>();
  const ended = new Set<string>();
  const queue: string[] = [];

  const arrive = (sprint: Sprint, from: string | undefined, by: string): void => {
    const where = JSON.stringify(sprint.state.value);
    found.values.add(String(sprint.state.value));
    hear(found, sprint, `${from?.slice(0, 80) ?? 'opening'} → ${by} → ${where}`);
    if (sprint.output) {
      if (from !== undefined) ended.add(from);
      return;
    }
    const name = `${where} ${JSON.stringify(shape(sprint.state.context, whole))}`;
    found.largest = Math.max(found.largest, JSON.stringify(sprint.state.context).length);
    if (from !== undefined) before.set(name, (before.get(name) ?? new Set()).add(from));
    if (states.has(name)) return;
    if (states.size > MAX_STATES) throw new Error(`more than ${MAX_STATES} states; last ${name}`);
    // Through JSON, as every state goes between two messages.
    states.set(name, JSON.parse(JSON.stringify(sprint.state)) as MachineState);
    queue.push(name);
  };

  for (const opening of openings)
    for (const sprint of everyOutcome((perform) => begin(machine, opening, perform)))
      arrive(sprint, undefined, opening.words);
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    const state = states.get(name) as MachineState;
    const from = name;
    for (const event of events) {
      const by = event.type === 'SAID' ? `${event.kind} "${event.text}"` : event.type;
      for (const sprint of everyOutcome((perform) => advance(machine, state, event, perform)))
        arrive(sprint, from, by);
    }
  }
  const good = leadingTo(ended, before);
  found.deadEnds = [...states.keys()].filter((name) => !good.has(name));
  found.states = states.size;
  return found;
}

/** Runs one turn once for every combination of answers the lab may give in it. */
function everyOutcome(turn: (perform: Perform) => Sprint): Sprint[] {
  const sprints: Sprint[] = [];
  let choices: number[] = [];
  for (let branch = 0; branch < MAX_BRANCHES; branch += 1) {
    const counts: number[] = [];
    const perform: Perform = (effect: EffectName) => {
      const outcomes = outcomesOf(effect);
      const chosen = choices[counts.length] ?? 0;
      counts.push(outcomes.length);
      return structuredClone(outcomes[chosen]);
    };
    sprints.push(turn(perform));
    // On to the next combination, as an odometer turns.
    choices = counts.map((_, place) => choices[place] ?? 0);
    let place = counts.length - 1;
    while (place >= 0 && (choices[place] ?? 0) + 1 >= (counts[place] ?? 0)) place -= 1;
    if (place < 0) return sprints;
    choices = [...choices.slice(0, place), (choices[place] ?? 0) + 1];
  }
  throw new Error(`more than ${MAX_BRANCHES} combinations of answers in one turn`);
}

function hear(found: Walked, sprint: Sprint, where: string): void {
  if (!isJson(sprint.state) || !isJson(sprint.said)) found.notJson.push(where);
  if (sprint.said.length === 0 && !sprint.output) found.silent.push(where);
  const spoken = sprint.said.map((each) => JSON.stringify(each));
  if (new Set(spoken).size < spoken.length) found.repeated.push(where);
  for (const each of sprint.said) remember(found, each);
}

const heardBefore = new WeakMap<Walked, Set<string>>();

function remember(found: Walked, each: Said): void {
  const heard = heardBefore.get(found) ?? new Set();
  heardBefore.set(found, heard);
  const name = JSON.stringify(each);
  if (heard.has(name)) return;
  heard.add(name);
  const texts = found.texts.get(each.key) ?? new Set();
  found.texts.set(each.key, texts);
  // Variables travel as JSON, too.
  const travelled = JSON.parse(name) as Said;
  for (const language of ['id', 'en'] as const) texts.add(render(travelled, language, scene));
}

/**
 * What makes states differ in kind: how much is answered and gathered, what was said last, how often it
 * failed; not the words, and not which of several things there are.
 */
function shape(value: unknown, whole: number, name = ''): unknown {
  if (typeof value === 'string') return name === 'key' || name === 'topic' || value === '' ? value : 's';
  if (typeof value === 'number')
    return name === 'failures' ? Math.min(value, 3) : name === 'place' ? value : 0;
  // What was taken over differs only in how it is read back.
  if (name === 'recalled') return 0;
  if (Array.isArray(value)) return name === 'options' ? value : countOf(value.length);
  if (typeof value !== 'object' || value === null) return value;
  if (name === 'answers') return answered(Object.keys(value).length, whole);
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([key, each]) => [key, shape(each, whole, key)]);
}

/** How many questions a long form has: of its answers it matters only whether all are there. */
export const questionsIn = (flow: string): number => (flow.startsWith('shipment') ? SHIPMENT_QUESTIONS : 0);
const SHIPMENT_QUESTIONS = 12;
const answered = (count: number, whole: number): number | boolean => (whole === 0 ? count : count >= whole);

// None, one, several, and as many as a person may choose.
const countOf = (length: number): number => (length >= MOST_TESTS ? 3 : Math.min(length, 2));

function isJson(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isJson);
  return (
    typeof value === 'object' &&
    Object.getPrototypeOf(value) === Object.prototype &&
    Object.values(value).every(isJson)
  );
}

function leadingTo(
  ended: ReadonlySet<string>,
  before: ReadonlyMap<string, ReadonlySet<string>>,
): Set<string> {
  const good = new Set(ended);
  const queue = [...ended];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    for (const earlier of before.get(name) ?? []) {
      if (good.has(earlier)) continue;
      good.add(earlier);
      queue.push(earlier);
    }
  }
  return good;
}
