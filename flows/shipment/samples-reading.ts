import { count } from '../answers/count.ts';

/** Most samples of one kind, and most boxes they come in. */
export const MAX_SAMPLES = 10_000;
/** A truck full. */
export const MAX_BOXES = 500;
/** Kinds of samples in one shipment: as many as one message shows at a glance. */
export const MAX_DETAILS = 9;

/** What was read of a kind of sample in one message. */
export interface SampleWords {
  samples?: number;
  boxes?: number;
  /** What is left: the test, then the type of sample. */
  words: string[];
}

const SAMPLES =
  /(?:\b(?:jumlah|sebanyak)\s+)?(\d{1,3}(?:\.\d{3})+|\d{1,6})\s*(?:buah\s+)?(?:sampel|samples?|spesimen|specimens?|tabung|tubes?|botol|bottles?|contoh|pot|vial|slide)\b/i;
const BOXES = /(\d{1,4})\s*(?:buah\s+)?(?:cool\s?)?(?:box(?:es)?|boks|kotak|dus|kardus|koli|cold\s?box)\b/i;
const MAX_CHARACTERS = 200;

/** Reads "HIV, serum, 300 sampel, 3 kotak" in any order, as much of it as there is. */
export function readSampleWords(text: string): SampleWords {
  let rest = text.slice(0, MAX_CHARACTERS);
  const take = (sign: RegExp): number | undefined => {
    const found = sign.exec(rest);
    if (!found) return undefined;
    rest = rest.replace(found[0], ',');
    return Number((found[1] ?? '').replaceAll('.', ''));
  };
  // Boxes first: "3 kotak sampel" speaks of boxes.
  const boxes = take(BOXES);
  const samples = take(SAMPLES);
  const words = rest
    .split(/[,;\n]+/)
    .map((part) =>
      part
        .replace(/^(?:dan|dalam|di|and|in)\b|\b(?:dan|dalam|di|and|in)$/gi, '')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((part) => /\p{L}{2}/u.test(part));
  return {
    ...(samples === undefined ? {} : { samples }),
    ...(boxes === undefined ? {} : { boxes }),
    words,
  };
}

/** How many samples: at least one. */
export const samplesCount = count({ min: 1, max: MAX_SAMPLES });
/** How many boxes: none when they travel in a box of another kind. */
export const boxesCount = count({ min: 0, max: MAX_BOXES });

const EDIT = /^(?:ubah|ganti|edit|perbaiki|change)\s+(?:no(?:mor)?\.?\s*)?(\d)\b[\s:.,]*(.*)$/is;
const REMOVE = /^(?:hapus|buang|batalkan|remove|delete)\s+(?:no(?:mor)?\.?\s*)?(\d)[.!]*$/i;
const ADD = /^(?:tambah(?:kan|in)?|add|lagi|ada lagi)\b[\s:.,]*(.*)$/is;

/** What somebody wants with the list of what was noted. */
export type ListWish =
  | { wish: 'add'; words: string }
  | { wish: 'edit'; place: number; words: string }
  | { wish: 'remove'; place: number }
  | undefined;

/** Reads "tambah", "ubah 1", "ubah 1 150 sampel", "hapus 2"; undefined for anything else. */
export function listWish(text: string): ListWish {
  const removed = REMOVE.exec(text);
  if (removed) return { wish: 'remove', place: Number(removed[1]) - 1 };
  const edited = EDIT.exec(text);
  if (edited) return { wish: 'edit', place: Number(edited[1]) - 1, words: edited[2] ?? '' };
  const added = ADD.exec(text);
  return added ? { wish: 'add', words: added[1] ?? '' } : undefined;
}
