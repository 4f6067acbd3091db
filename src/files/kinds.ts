import { fileTypeFromBuffer } from 'file-type';

/** The kinds of file the lab takes from outside. */
export type FileKind = 'pdf' | 'jpeg' | 'png';

/** How each kind is named by programs and by people. */
export const FILE_KINDS: Record<FileKind, { mimeType: string; extension: string; alsoEndsWith: string[] }> = {
  pdf: { mimeType: 'application/pdf', extension: 'pdf', alsoEndsWith: [] },
  jpeg: { mimeType: 'image/jpeg', extension: 'jpg', alsoEndsWith: ['jpeg', 'jpe', 'jfif'] },
  png: { mimeType: 'image/png', extension: 'png', alsoEndsWith: [] },
};

/** How many of the first bytes `kindOf` wants to see. */
export const HEAD_BYTES = 4100;

// What senders write when they do not know: it claims nothing, so it contradicts nothing.
const SILENT_MIME_TYPES = new Set(['', 'application/octet-stream', 'binary/octet-stream']);

/**
 * The kind of a file whose first bytes, name and declared type all agree.
 *
 * A name without an ending and a missing type claim nothing and are let pass; a wrong claim is not.
 *
 * @param head the first `HEAD_BYTES` bytes, or all when there are fewer
 * @returns undefined for every other kind and for a file that calls itself something it is not
 */
export async function kindOf(
  head: Uint8Array,
  name: string,
  mimeType?: string,
): Promise<FileKind | undefined> {
  const found = await fileTypeFromBuffer(head);
  const kind = kinds.find((candidate) => FILE_KINDS[candidate].mimeType === found?.mime);
  return kind && nameAgrees(kind, name) && typeAgrees(kind, mimeType) ? kind : undefined;
}

const kinds = ['pdf', 'jpeg', 'png'] as const satisfies readonly FileKind[];

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

function typeAgrees(kind: FileKind, mimeType = ''): boolean {
  const plain = (mimeType.split(';')[0] ?? '').trim().toLowerCase().replace('image/jpg', 'image/jpeg');
  return SILENT_MIME_TYPES.has(plain) || plain === FILE_KINDS[kind].mimeType;
}
