// Longer than other files: what one answer may mean depends on what the others made of it, so all readings stand together.
import type { SampleDetail } from '../../src/domain/shipments/values.ts';
import { choice } from '../answers/choice.ts';
import { freeText } from '../answers/free-text.ts';
import { isFinish, isSkip } from '../answers/words.ts';
import { yesNo } from '../answers/yes-no.ts';
import type { OutputOf } from '../effects.ts';
import { looking, lookUp, type Step } from '../form/question.ts';
import { type Heard, type Said, say } from '../kit.ts';
import {
  askedIn,
  type Begun,
  begin,
  begunOf,
  detailOf,
  hitOf,
  type PARTS,
  type SamplesDraft,
  wantedPart,
} from './samples-draft.ts';
import {
  boxesCount,
  listWish,
  MAX_DETAILS,
  readSampleWords,
  type SampleWords,
  samplesCount,
} from './samples-reading.ts';
import { rowsOf } from './samples-rows.ts';
import { type Ask, placeIn, type Sight } from './section.ts';

type Turn = Step<SampleDetail[]>;

const MAX_TYPE_CHARACTERS = 60;
const typed = freeText({ max: MAX_TYPE_CHARACTERS });
const SEND = /^(?:kirim|send|simpan|save)[.!]*$/i;
const NEVER_MIND = /^(?:tidak jadi|gak jadi|ga jadi|nggak jadi|never ?mind)[.!]*$/i;

/**
 * What is in the boxes: one kind of sample after the other, each with its test, type, samples and boxes,
 * part by part or in one message; added to, changed and removed by number (REG-SHIP-18 to 23).
 */
export const samples: Ask<'samples'> = {
  key: 'samples',
  words: ['sampel', 'detail sampel', 'detail', 'pemeriksaan', 'jumlah', 'samples', 'details'],
  start: (view) => begin(view.answers.samples),
  ask(view) {
    const draft = draftOf(view);
    if (draft.done.length === 0 && draft.now === null)
      return say('shipment-samples.askTest', placeIn('details', view));
    return askedIn(draft);
  },
  read: (heard, view) => readSamples(heard, draftOf(view)),
  gathered: (draft) => {
    // The draft of this question is written by this question alone.
    const { done } = draft as SamplesDraft;
    return done.some(({ boxes }) => boxes > 0) ? done : undefined;
  },
  look: lookUp('findEachTest', (found, view) => judge(found, draftOf(view))),
  example: say('shipment-samples.example'),
  field: {
    kind: 'samples',
    label: say('shipment-labels.samples'),
    parts: [
      { name: 'test', label: say('shipment-labels.test'), kind: 'tests' },
      { name: 'sampleType', label: say('shipment-labels.sampleType') },
      { name: 'samples', label: say('shipment-labels.count'), kind: 'number' },
      { name: 'boxes', label: say('shipment-labels.boxes'), kind: 'number' },
    ],
    take(rows) {
      const filled = rows.filter((row) => Object.values(row).some((value) => value.trim() !== ''));
      if (filled.length === 0) return { outcome: 'unclear', said: say('shipment-samples.needed') };
      if (filled.length > MAX_DETAILS) return tooMany;
      return looking<'findEachTest'>({ words: filled.map(({ test = '' }) => test) }, {
        ...begin(),
        rows: filled,
      } satisfies SamplesDraft);
    },
  },
};

// The draft of this question is written by this question alone.
const draftOf = (view: Sight): SamplesDraft =>
  (view.draft as SamplesDraft | null) ?? begin(view.answers.samples);

const tooMany: Turn = { outcome: 'unclear', said: say('shipment-samples.tooMany', { max: MAX_DETAILS }) };

const kept = (draft: SamplesDraft, said: Said = askedIn(draft)): Turn => ({ outcome: 'keep', draft, said });

function readSamples(heard: Heard, draft: SamplesDraft): Turn {
  const { text } = heard;
  if (draft.now) {
    const isOver = isFinish(text) || SEND.test(text);
    const isBegun = draft.part === null && Object.keys(draft.now).length > 0;
    // Whoever has noted one by mistake, or only looked, goes back to the list.
    if (NEVER_MIND.test(text) || (isOver && !isBegun && draft.done.length > 0))
      return kept(begin(draft.done));
    const wish = listWish(text);
    if (wish && draft.now.test === undefined) return readList(heard, begin(draft.done));
    if (isOver || (wish && isBegun))
      return { outcome: 'unclear', said: say('shipment-samples.finishFirst'), asksAgain: true };
  }
  switch (wantedPart(draft)) {
    case undefined:
      return readList(heard, draft);
    case 'which':
      return readWhich(heard, draft);
    case 'test':
      return readTest(heard, draft);
    case 'sampleType':
      return readType(heard, draft);
    default:
      return readCount(heard, draft);
  }
}

function readList(heard: Heard, draft: SamplesDraft): Turn {
  const { text } = heard;
  const { done } = draft;
  const wish = listWish(text);
  if (wish?.wish === 'remove') {
    const gone = done[wish.place];
    if (!gone) return { outcome: 'unclear', said: say('shipment-samples.noSuch', { done }) };
    const left = done.filter((one) => one !== gone);
    return kept(begin(left), say('shipment-samples.removed', { gone, done: left }));
  }
  if (wish?.wish === 'edit') {
    const detail = done[wish.place];
    if (!detail) return { outcome: 'unclear', said: say('shipment-samples.noSuch', { done }) };
    const editing: SamplesDraft = { ...draft, now: begunOf(detail), place: wish.place, part: 'which' };
    return wish.words === '' ? kept(editing) : readWhich({ ...heard, text: wish.words }, editing);
  }
  const answered = /^\d+$/.test(text) ? undefined : yesNo.read(heard);
  const isNo = answered?.outcome === 'read' && !answered.value;
  if (isFinish(text) || SEND.test(text) || isNo) return finished(done);
  if (done.length >= MAX_DETAILS) return tooMany;
  const words = wish?.wish === 'add' ? wish.words : text;
  const isYes = answered?.outcome === 'read' && answered.value;
  if (words === '' || isYes) return kept({ ...begin(done), now: {} });
  return readTest({ ...heard, text: words }, { ...begin(done), now: {} });
}

function finished(done: SampleDetail[]): Turn {
  if (done.length === 0) return { outcome: 'unclear', said: say('shipment-samples.needed') };
  return done.some(({ boxes }) => boxes > 0)
    ? { outcome: 'read', value: done }
    : { outcome: 'unclear', said: say('shipment-samples.noBoxes') };
}

function readTest(heard: Heard, draft: SamplesDraft): Turn {
  const { hits } = draft;
  if (hits.length > 0 && /^\W*\d/.test(heard.text)) {
    const chosen = choice(hits.map((_, place) => ({ key: String(place), words: [] }))).read(heard);
    const hit = chosen.outcome === 'read' ? hits[Number(chosen.value)] : undefined;
    if (hit) return settled(draft, { test: hit });
    if (chosen.outcome === 'unclear') return chosen;
  }
  const read = readSampleWords(heard.text);
  const [test, sampleType] = read.words;
  if (test === undefined || isSkip(heard.text))
    return { outcome: 'unclear', said: say('laboratory.typeTestName') };
  const problem = problemIn(read);
  if (problem) return problem;
  const now = { ...draft.now, ...countsOf(read), ...(sampleType ? { sampleType: clipped(sampleType) } : {}) };
  return looking<'findEachTest'>({ words: [test] }, { ...draft, now, hits: [] } satisfies SamplesDraft);
}

function judge({ found }: OutputOf<'findEachTest'>, draft: SamplesDraft): Turn {
  if (draft.rows) return rowsOf(draft.rows, found);
  const [{ tests, exact } = { tests: [], exact: false }] = found;
  const [first] = tests;
  if (!first) return { outcome: 'unclear', said: say('laboratory.testNotFound') };
  if (exact || tests.length === 1) return settled(draft, { test: hitOf(first) });
  const hits = tests.map(hitOf);
  return kept({ ...draft, now: draft.now ?? {}, hits }, say('shipment-samples.hits', { hits }));
}

function readType(heard: Heard, draft: SamplesDraft): Turn {
  const offered = draft.now?.test?.sample ?? '';
  const agrees = /^\W*1\W*$/.test(heard.text) || yesIn(heard);
  if (offered !== '' && agrees) return settled(draft, { sampleType: clipped(offered) });
  const read = readSampleWords(heard.text);
  const problem = problemIn(read);
  if (problem) return problem;
  const words = read.words.join(', ');
  if (words === '') {
    const { outcome } = typed.read(heard);
    // "300 sampel": the type is still missing, but nothing of it is lost.
    if (read.samples !== undefined || read.boxes !== undefined)
      return kept({ ...draft, now: { ...draft.now, ...countsOf(read) } });
    return outcome === 'unclear' || /^\W*\d/.test(heard.text)
      ? { outcome: 'unclear', said: say('shipment-samples.typeUnclear') }
      : settled(draft, { sampleType: clipped(heard.text) });
  }
  const reading = typed.read({ ...heard, text: words });
  if (reading.outcome !== 'read') return { outcome: 'unclear', said: say('shipment-samples.typeUnclear') };
  return settled(draft, { sampleType: reading.value, ...countsOf(read) });
}

const yesIn = (heard: Heard): boolean => {
  const reading = /^\d/.test(heard.text) ? undefined : yesNo.read(heard);
  return reading?.outcome === 'read' && reading.value;
};

function readCount(heard: Heard, draft: SamplesDraft): Turn {
  const part = wantedPart(draft);
  const read = readSampleWords(heard.text);
  const problem = problemIn(read);
  if (problem) return problem;
  const counts = countsOf(read);
  const two = /^\W*(\d{1,5})\s*[,/;]\s*(\d{1,3})\W*$/.exec(heard.text);
  if (part === 'samples' && two) {
    const both = { samples: Number(two[1]), boxes: Number(two[2]) };
    return problemIn({ ...both, words: [] }) ?? settled(draft, both);
  }
  if (part === 'samples') {
    if (counts.samples !== undefined) return settled(draft, counts);
    const reading = samplesCount.read(heard);
    if (reading.outcome === 'read') return settled(draft, { ...counts, samples: reading.value });
    return reading.outcome === 'unclear' ? reading : kept(draft);
  }
  if (counts.boxes !== undefined) return settled(draft, counts);
  const reading = boxesCount.read({ ...heard, text: isSkip(heard.text) ? '0' : heard.text });
  if (reading.outcome === 'read') return settled(draft, { boxes: reading.value });
  return reading.outcome === 'unclear' ? reading : kept(draft);
}

const parts = choice([
  { key: 'test', words: ['pemeriksaan', 'tes', 'jenis pemeriksaan', 'test'] },
  { key: 'sampleType', words: ['jenis', 'jenis sampel', 'tipe', 'type', 'sample type'] },
  { key: 'samples', words: ['sampel', 'jumlah', 'jumlah sampel', 'samples', 'number of samples'] },
  { key: 'boxes', words: ['kotak', 'box', 'boks', 'jumlah kotak', 'jumlah box', 'boxes'] },
]);

function readWhich(heard: Heard, draft: SamplesDraft): Turn {
  const reading = parts.read(heard);
  if (reading.outcome === 'read') return kept(asking(draft, reading.value));
  const read = readSampleWords(heard.text);
  const problem = problemIn(read);
  if (problem) return problem;
  const counts = countsOf(read);
  if (Object.keys(counts).length > 0 && read.words.length === 0) return settled(draft, counts);
  return { outcome: 'unclear', said: say('shipment-samples.whichUnclear') };
}

/** The same kind with one part asked for anew. */
const asking = (draft: SamplesDraft, part: (typeof PARTS)[number]): SamplesDraft => ({
  ...draft,
  part,
  hits: [],
});

/** What was just learnt: on to the next part that is missing, or to the list. */
function settled(draft: SamplesDraft, learnt: Begun): Turn {
  const now = { ...draft.now, ...learnt };
  const detail = detailOf(now);
  if (!detail) return kept({ ...draft, now, part: null, hits: [] });
  const { done, place } = draft;
  if (place === null) {
    const list = [...done, detail];
    return kept(begin(list), say('shipment-samples.added', { done: list }));
  }
  const list = done.map((one, at) => (at === place ? detail : one));
  return kept(begin(list), say('shipment-samples.changed', { number: place + 1, done: list }));
}

const countsOf = ({ samples, boxes }: SampleWords): Pick<Begun, 'samples' | 'boxes'> => ({
  ...(samples === undefined ? {} : { samples }),
  ...(boxes === undefined ? {} : { boxes }),
});

/** Why a number cannot be, such as none or a million. */
function problemIn({ samples, boxes }: SampleWords): Turn | undefined {
  const told = (text: number | undefined, answer: typeof samplesCount): Turn | undefined => {
    if (text === undefined) return undefined;
    // A number alone is read the same whenever it is heard.
    const reading = answer.read({ kind: 'text', text: String(text) } as Heard);
    return reading.outcome === 'unclear' ? reading : undefined;
  };
  return told(samples, samplesCount) ?? told(boxes, boxesCount);
}

const clipped = (text: string): string => text.trim().slice(0, MAX_TYPE_CHARACTERS);
