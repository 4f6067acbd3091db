import { constants, inflateSync } from 'node:zlib';

/** What a look at a PDF's bytes says before anything tries to understand them. */
export type Look = 'harmless' | 'encrypted' | 'damaged' | 'unsafe' | 'tooBig';

// Objects packed into streams are text and small; real documents stay far below this.
const MAX_UNPACKED_BYTES = 32 * 1024 * 1024;
const MAX_DICTIONARY_CHARACTERS = 16_384;
// Scanners and mail programs leave a little rubbish behind the end of a file.
const TAIL_CHARACTERS = 2_048;
const SAMPLE_BYTES = 2_048;

// What makes a document do something, or carries another file inside. `/JS` alone needs one of these
// to run, and as three bytes it would be found by chance in a large picture.
const DANGERS =
  /\/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|Rendition|SubmitForm|ImportData|GoToE|XFA)(?=[\s/<>[\](){}%]|$)/;
const ENCRYPTION = /\/Encrypt(?=[\s/<>[\](){}%])/;

/**
 * Looks for what a document from outside must not hold: a lock, actions, programs, other files.
 *
 * It reads all bytes and all packed objects, whether or not the document's own table of contents
 * mentions them. A lock is refused even when the document opens without a password, because what is
 * packed behind it cannot be looked at.
 */
export function lookAtPdf(bytes: Uint8Array): Look {
  const text = latin1(bytes);
  if (!text.startsWith('%PDF-')) return 'damaged';
  if (!/startxref\s+\d+\s+%%EOF/.test(text.slice(-TAIL_CHARACTERS))) return 'damaged';
  const named = unescapeNames(text);
  if (ENCRYPTION.test(named)) return 'encrypted';
  if (DANGERS.test(named)) return 'unsafe';
  return lookIntoPacked(text, bytes);
}

const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

// Names may hide letters: `/J#61vaScript` is `/JavaScript`.
const unescapeNames = (text: string): string =>
  text.replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

function lookIntoPacked(text: string, bytes: Uint8Array): Look {
  let left = MAX_UNPACKED_BYTES;
  for (const { index } of text.matchAll(/stream/g)) {
    if (text.startsWith('end', index - 3)) continue;
    // Readers skip whatever stands between the word and the end of its line.
    const line = /^stream[^\r\n]{0,256}(?:\r\n|\r|\n)/.exec(text.slice(index, index + 300));
    const packed = line ? bytes.subarray(index + line[0].length) : undefined;
    const dictionary = dictionaryBefore(text, index);
    const isPlaces = saysPlaces(dictionary);
    if (!isPlaces && !saysObjects(dictionary) && !(packed && showsObjects(packed))) continue;
    if (!packed) return 'unsafe';
    const unpacked = unpack(packed, dictionary, { maxBytes: left, mayPredict: isPlaces });
    if (unpacked.outcome !== 'unpacked') return unpacked.outcome;
    left -= unpacked.text.length;
    if (DANGERS.test(unescapeNames(unpacked.text))) return 'unsafe';
  }
  return 'harmless';
}

function dictionaryBefore(text: string, end: number): string {
  const before = text.slice(Math.max(0, end - MAX_DICTIONARY_CHARACTERS), end);
  return unescapeNames(before.slice(Math.max(0, before.lastIndexOf('endobj'))));
}

// Readers go by `/First` and `/N`; `/Type /ObjStm` is a courtesy.
const saysObjects = (dictionary: string): boolean =>
  /\/ObjStm\b/.test(dictionary) || (/\/First\b/.test(dictionary) && /\/N\b/.test(dictionary));

// A table of where objects lie. Whoever marks a document unpacks every one of them, also those that nothing
// mentions, and names its kind by a reference as well as by a word.
const saysPlaces = (dictionary: string): boolean =>
  /\/XRef\b/.test(dictionary) || (/\/W(?=[\s[])/.test(dictionary) && /\/Size\b/.test(dictionary));

// Packed objects begin with a list of numbers, whatever the dictionary calls them. Page contents may
// too; looking into those as well only costs time.
function showsObjects(packed: Uint8Array): boolean {
  try {
    const finishFlush = constants.Z_SYNC_FLUSH;
    const head = latin1(inflateSync(packed.subarray(0, SAMPLE_BYTES), { finishFlush }));
    return /^\s*(?:%|\d+\s+\d+\s)/.test(head);
  } catch {
    return false;
  }
}

type Unpacked = { outcome: 'unpacked'; text: string } | { outcome: 'tooBig' | 'unsafe' | 'damaged' };

function unpack(
  packed: Uint8Array,
  dictionary: string,
  { maxBytes, mayPredict }: { maxBytes: number; mayPredict: boolean },
): Unpacked {
  const filters = /\/Filter\s*(\[[^\]]*\]|\/\w+)/.exec(dictionary)?.[1];
  // Every program that packs objects uses plain deflate; another way of packing only hides.
  const isPlainDeflate = filters && /^\[?\s*\/(?:FlateDecode|Fl)\s*\]?$/.test(filters);
  const isPacked = /\/(?:Filter|F)\b/.test(dictionary);
  const predicts = /\/Predictor\b/.test(dictionary);
  if ((isPacked && !isPlainDeflate) || (predicts && !mayPredict)) return { outcome: 'unsafe' };
  if (!isPacked) return { outcome: 'unpacked', text: '' };
  try {
    return {
      outcome: 'unpacked',
      text: latin1(inflateSync(packed, { maxOutputLength: Math.max(1, maxBytes) })),
    };
  } catch (error) {
    const tooMuch = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return { outcome: tooMuch ? 'tooBig' : 'damaged' };
  }
}
