import { createHash } from 'node:crypto';
import { open, readFile, writeFile } from 'node:fs/promises';
import type { SheetFound } from '../domain/sheets/values.ts';
import type { FileProblem } from '../transports/transport.ts';
import type { inspectPdf } from './inspect-pdf.ts';
import { endingOf, type FileKind, HEAD_BYTES, kindOf } from './kinds.ts';
import { lookAtOldWorkbook, type OldLook } from './old-workbook.ts';
import { cleanPhoto } from './photo.ts';
import type { SheetRefusal } from './read-sheet.ts';

/** What came of looking into a workbook (.xlsx) from outside. */
export type SheetLook =
  | {
      outcome: 'looked';
      found: SheetFound;
      /** The copy in which was put right what could be, and what is still wrong in it; null when nothing was. */
      corrected: { bytes: Uint8Array; found: SheetFound } | null;
    }
  /** `busy`: too many wait, and nobody has looked. */
  | { outcome: SheetRefusal | 'tooManyRows' | 'busy' };

/** Who opens what comes from outside. */
export interface Openers {
  inspect: typeof inspectPdf;
  /** Without one no workbook is taken: none is kept that nobody has looked into. */
  lookIntoSheet: ((bytes: Buffer) => Promise<SheetLook>) | undefined;
}

/** Size and hash of a file as it lies there. */
export interface Weight {
  sizeBytes: number;
  sha256: string;
}

/** What came of examining a file. */
export type Examined =
  | { outcome: 'fine'; kind: FileKind; weight: Weight; sheet?: SheetLook & { outcome: 'looked' } }
  | { outcome: 'refused'; problem: FileProblem };

/**
 * Examines a file that has landed at `path`: it must be of a kind that is accepted, whole, open and without
 * anything that acts. A photo is written anew, without what the telephone says of place and owner.
 */
export async function examine(
  path: string,
  claim: { name: string; mimeType?: string | undefined; accepts: readonly FileKind[] },
  landed: Weight,
  { inspect, lookIntoSheet }: Openers,
): Promise<Examined> {
  const kind = await kindOf(await headOf(path), claim.name, claim.mimeType);
  const isWelcome = kind !== undefined && claim.accepts.includes(kind);
  if (!isWelcome) return refused(isMacroWorkbook(claim) ? 'macros' : 'wrongKind');
  const fine = { outcome: 'fine', kind, weight: landed } as const;
  switch (kind) {
    case 'pdf': {
      const problem = PDF_PROBLEMS[(await inspect(path)).outcome];
      return problem ? refused(problem) : fine;
    }
    case 'xls': {
      const problem = OLD_PROBLEMS[lookAtOldWorkbook(await readFile(path))];
      return problem ? refused(problem) : fine;
    }
    case 'xlsx': {
      if (!lookIntoSheet) return refused('wrongKind');
      const sheet = await lookIntoSheet(await readFile(path));
      return sheet.outcome === 'looked' ? { ...fine, sheet } : refused(SHEET_PROBLEMS[sheet.outcome]);
    }
    default: {
      const photo = await cleanPhoto(path, kind);
      if (photo.outcome === 'refused') return photo;
      await writeFile(path, photo.bytes, { flush: true });
      return { ...fine, weight: weigh(photo.bytes) };
    }
  }
}

const refused = (problem: FileProblem): Examined => ({ outcome: 'refused', problem });

/** Excel says by the ending that a workbook brings programs; its sender is told how to leave them out. */
const isMacroWorkbook = ({ name, accepts }: { name: string; accepts: readonly FileKind[] }): boolean =>
  accepts.includes('xlsx') && ['xlsm', 'xlsb', 'xltm', 'xlam'].includes(endingOf(name) ?? '');

const weigh = (bytes: Uint8Array): Weight => ({
  sizeBytes: bytes.byteLength,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});

// What took too long or too much to open is not opened for anybody else either.
const PDF_PROBLEMS = {
  ok: undefined,
  encrypted: 'encrypted',
  damaged: 'damaged',
  unsafe: 'unsafe',
  tooSlow: 'unsafe',
  tooBig: 'unsafe',
} as const satisfies Record<Awaited<ReturnType<typeof inspectPdf>>['outcome'], FileProblem | undefined>;

const SHEET_PROBLEMS = {
  notXlsx: 'wrongKind',
  oldXls: 'wrongKind',
  macros: 'macros',
  locked: 'encrypted',
  damaged: 'damaged',
  tooBig: 'overfull',
  tooSlow: 'overfull',
  tooManyRows: 'tooManyRows',
  busy: 'notFetched',
} as const satisfies Record<Exclude<SheetLook['outcome'], 'looked'>, FileProblem>;

const OLD_PROBLEMS = {
  harmless: undefined,
  locked: 'encrypted',
  macros: 'macros',
  otherKind: 'wrongKind',
} as const satisfies Record<OldLook, FileProblem | undefined>;

async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
