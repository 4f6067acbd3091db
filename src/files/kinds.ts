import { fileTypeFromBuffer } from 'file-type';

/** The kinds of file the lab takes from outside. */
export type FileKind = 'pdf' | 'jpeg' | 'png' | 'xlsx' | 'xls';

interface Naming {
  mimeType: string;
  /** What else programs call it; wrong, and meant well. */
  alsoCalled: string[];
  extension: string;
  alsoEndsWith: string[];
}

const ZIP_TYPES = ['application/zip', 'application/x-zip-compressed'];

/** How each kind is named by programs and by people. */
export const FILE_KINDS: Record<FileKind, Naming> = {
  pdf: { mimeType: 'application/pdf', alsoCalled: [], extension: 'pdf', alsoEndsWith: [] },
  jpeg: {
    mimeType: 'image/jpeg',
    alsoCalled: ['image/jpg'],
    extension: 'jpg',
    alsoEndsWith: ['jpeg', 'jpe', 'jfif'],
  },
  png: { mimeType: 'image/png', alsoCalled: [], extension: 'png', alsoEndsWith: [] },
  xlsx: {
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    alsoCalled: ['application/vnd.ms-excel', ...ZIP_TYPES],
    extension: 'xlsx',
    alsoEndsWith: [],
  },
  xls: {
    mimeType: 'application/vnd.ms-excel',
    alsoCalled: ['application/msexcel', 'application/x-msexcel', 'application/xls', 'application/x-xls'],
    extension: 'xls',
    alsoEndsWith: [],
  },
};

/** What citizens may send, on every way they can reach us; a question says what of it will do. */
export const FROM_CITIZENS = ['pdf', 'jpeg', 'png', 'xlsx', 'xls'] as const satisfies readonly FileKind[];

/** How many of the first bytes `kindOf` wants to see. */
export const HEAD_BYTES = 4100;

// What senders write when they do not know: it claims nothing, so it contradicts nothing.
const SILENT_MIME_TYPES = new Set(['', 'application/octet-stream', 'binary/octet-stream']);

/**
 * The kind of a file whose first bytes, name and declared type all agree.
 *
 * A name without an ending and a missing type claim nothing and are let pass; a wrong claim is not.
 * Workbooks begin as many other files do, so at least one of the two must call them one; what they are
 * shows when they are opened.
 *
 * @param head the first `HEAD_BYTES` bytes, or all when there are fewer
 * @returns undefined for every other kind and for a file that calls itself something it is not
 */
export async function kindOf(
  head: Uint8Array,
  name: string,
  mimeType?: string,
): Promise<FileKind | undefined> {
  const kind =
    isArchive(head) || isCompound(head) ? workbookCalled(head, name, mimeType) : await seenIn(head);
  return kind && nameAgrees(kind, name) && typeAgrees(kind, mimeType) ? kind : undefined;
}

const SEEN = ['pdf', 'jpeg', 'png'] as const satisfies readonly FileKind[];

async function seenIn(head: Uint8Array): Promise<FileKind | undefined> {
  const found = await fileTypeFromBuffer(head);
  return SEEN.find((candidate) => FILE_KINDS[candidate].mimeType === found?.mime);
}

const startsWith = (head: Uint8Array, bytes: readonly number[]): boolean =>
  bytes.every((byte, index) => head[index] === byte);

/** Whether a file begins like an archive, which every newer workbook is. */
export const isArchive = (head: Uint8Array): boolean => startsWith(head, [0x50, 0x4b, 0x03, 0x04]);

/** Whether it begins as the old files of Office do, and as those that are locked with a password. */
export const isCompound = (head: Uint8Array): boolean =>
  startsWith(head, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

function workbookCalled(head: Uint8Array, name: string, mimeType?: string): FileKind | undefined {
  const ending = endingOf(name);
  // A locked workbook has the new ending around old bytes; opening it tells.
  if (ending === 'xlsx') return 'xlsx';
  const kind = isArchive(head) ? 'xlsx' : 'xls';
  if (ending === 'xls') return kind === 'xls' ? 'xls' : undefined;
  return plainType(mimeType) === FILE_KINDS[kind].mimeType ? kind : undefined;
}

function nameAgrees(kind: FileKind, name: string): boolean {
  const ending = endingOf(name);
  const { extension, alsoEndsWith } = FILE_KINDS[kind];
  return !ending || ending === extension || alsoEndsWith.includes(ending);
}

/** The ending of a file name in lower case; `No.12` and `dr. Budi` have none. */
export function endingOf(name: string): string | undefined {
  const ending = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase();
  return ending && /[a-z]/.test(ending) ? ending : undefined;
}

function typeAgrees(kind: FileKind, mimeType?: string): boolean {
  const plain = plainType(mimeType);
  const { mimeType: own, alsoCalled } = FILE_KINDS[kind];
  return SILENT_MIME_TYPES.has(plain) || plain === own || alsoCalled.includes(plain);
}

const plainType = (mimeType = ''): string => (mimeType.split(';')[0] ?? '').trim().toLowerCase();
