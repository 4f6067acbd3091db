import type { TestLine, TestOffer } from '../../src/domain/catalogue/values.ts';
import type { LaboratoryAnswers } from '../../src/domain/laboratory/values.ts';
import { several } from '../answers/several.ts';
import { isFinish } from '../answers/words.ts';
import { yesNo } from '../answers/yes-no.ts';
import { looking, lookUp, type Question, type Step, type View } from '../form/question.ts';
import { type Heard, say } from '../kit.ts';

type Picked = LaboratoryAnswers['tests'];
type Sight = View<LaboratoryAnswers>;

/** What the question has gathered: the tests picked, and those shown last to pick from. */
interface Draft {
  picked: Picked;
  hits: Picked;
}

const MAX_PICKED = 15;
const SEND = /^(?:kirim|send|simpan|save)[.!]*$/i;
const REMOVE = /^(?:hapus|buang|batalkan|remove|delete)\s+(\d{1,2})$/i;

/** Which tests are wanted: searched by any word, picked by number, several at once, the total always shown. */
export const tests: Question<LaboratoryAnswers, 'tests'> = {
  key: 'tests',
  words: ['pemeriksaan', 'jenis pemeriksaan', 'tes', 'test', 'tests'],
  start: (view): Draft => ({ picked: view.answers.tests ?? handedOver(view.handed), hits: [] }),
  ask(view) {
    const { picked } = draftOf(view);
    const { at, of, changing } = view;
    return picked.length > 0
      ? say('laboratory.askMoreTests', { at, of, changing, picked })
      : say('laboratory.askTests', { at, of, changing });
  },
  read: (heard, view) => readTests(heard, draftOf(view)),
  gathered: (draft) => {
    // The draft of this question is written by this question alone.
    const { picked } = draft as Draft;
    return picked.length > 0 ? picked : undefined;
  },
  look: lookUp('findTests', (found, view) => judge(found.tests, found.exact, draftOf(view))),
  example: say('laboratory.testsExample'),
  field: {
    kind: 'tests',
    label: say('page-labels.tests'),
    hint: say('page-labels.testsHint'),
    take: ticked,
    look: lookUp('testsByIds', judgeTicked),
  },
};

/** The tests that are ticked on a page, each row with its `id`. */
function ticked(rows: readonly Readonly<Record<string, string>>[]): Step<Picked> {
  const ids = [
    ...new Set(rows.map(({ id }) => Number(id)).filter((id) => Number.isSafeInteger(id) && id > 0)),
  ];
  if (ids.length === 0) return { outcome: 'unclear', said: say('laboratory.testNeeded') };
  if (ids.length > MAX_PICKED)
    return { outcome: 'unclear', said: say('laboratory.tooManyTests', { max: MAX_PICKED }) };
  return looking<'testsByIds'>({ ids });
}

function judgeTicked({ tests: found }: { tests: TestOffer[] }): Step<Picked> {
  return found.length > 0
    ? { outcome: 'read', value: found.map(pick) }
    : { outcome: 'unclear', said: say('laboratory.testNeeded') };
}

function readTests(heard: Heard, draft: Draft): Step<Picked> {
  const { picked, hits } = draft;
  const removed = REMOVE.exec(heard.text);
  if (removed) return remove(draft, Number(removed[1]));
  if (hits.length > 0) {
    const chosen = several(hits.length).read(heard);
    if (chosen.outcome === 'read')
      return add(
        draft,
        chosen.value.flatMap((place) => hits[place] ?? []),
      );
    if (chosen.outcome === 'unclear' && /^\d/.test(heard.text)) return chosen;
  }
  const answered = saysYesOrNo(heard);
  const nothingMore = isFinish(heard.text) || answered === false || SEND.test(heard.text);
  if (nothingMore && picked.length > 0) return { outcome: 'read', value: picked };
  if (nothingMore) return { outcome: 'unclear', said: say('laboratory.testNeeded') };
  if (answered || /^[\d\s,.-]+$/.test(heard.text))
    return { outcome: 'unclear', said: say('laboratory.typeTestName') };
  return looking<'findTests'>({ words: heard.text });
}

function judge(found: TestOffer[], exact: boolean, draft: Draft): Step<Picked> {
  const [first] = found;
  if (!first) return { outcome: 'unclear', said: say('laboratory.testNotFound') };
  if (exact) return add(draft, [pick(first)]);
  const hits = found.map(pick);
  return {
    outcome: 'keep',
    draft: { ...draft, hits },
    said: say('laboratory.testHits', { hits: found.map(shown) }),
  };
}

function add(draft: Draft, wanted: Picked): Step<Picked> {
  const fresh = wanted.filter(({ id }) => !draft.picked.some((already) => already.id === id));
  const picked = [...draft.picked, ...fresh];
  if (picked.length > MAX_PICKED)
    return { outcome: 'unclear', said: say('laboratory.tooManyTests', { max: MAX_PICKED }) };
  const said =
    fresh.length === 0
      ? say('laboratory.testAlready', { picked })
      : say('laboratory.testsAdded', { added: fresh, picked });
  return { outcome: 'keep', draft: { picked, hits: [] }, said };
}

function remove(draft: Draft, number: number): Step<Picked> {
  const gone = draft.picked[number - 1];
  if (!gone) return { outcome: 'unclear', said: say('laboratory.noSuchTest', { picked: draft.picked }) };
  const picked = draft.picked.filter(({ id }) => id !== gone.id);
  return {
    outcome: 'keep',
    draft: { picked, hits: [] },
    said: say('laboratory.testRemoved', { removed: gone, picked }),
  };
}

// "Ada lagi?" is answered with yes or no, too; a number is never meant so.
function saysYesOrNo(heard: Heard): boolean | undefined {
  const reading = /^\d+$/.test(heard.text) ? undefined : yesNo.read(heard);
  return reading?.outcome === 'read' ? reading.value : undefined;
}

const pick = ({ id, name, nameEn, priceRupiah }: TestLine): Picked[number] => ({
  id,
  name,
  nameEn,
  priceRupiah,
});
const shown = ({ name, nameEn, priceRupiah }: TestOffer) => ({ name, nameEn, priceRupiah });

/** A test named before the form began ("mau cek gula darah") is already picked. */
function handedOver(handed: unknown): Picked {
  // Handed by the menu and the price list alone, as `LaboratoryHandover`.
  const test = (handed as LaboratoryHandover | null)?.test;
  return test ? [pick(test)] : [];
}

/** What another flow may hand to the laboratory registration. */
export interface LaboratoryHandover {
  test?: TestLine;
  /** Answers of an earlier version of the form. */
  answers?: Partial<LaboratoryAnswers>;
}

/** What is left to choose from when one of the tests is no longer offered. */
export const draftWithout = (name: string, picked: Picked): Draft => ({
  picked: picked.filter((test) => test.name !== name),
  hits: [],
});

// The draft of this question is written by this question alone.
const draftOf = (view: Sight): Draft => (view.draft as Draft | null) ?? { picked: [], hits: [] };
