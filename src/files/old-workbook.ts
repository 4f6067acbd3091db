import { isCompound } from './kinds.ts';

/** What a look at an old workbook (.xls) says; what stands in its cells is not read. */
export type OldLook = 'harmless' | 'locked' | 'macros' | 'otherKind';

// The smallest there is: a head, a table and a directory of 512 bytes each.
const SMALLEST_BYTES = 1_536;

// The parts of such a file are named in two bytes a letter.
const named = (name: string): Buffer => Buffer.from(name, 'utf16le');
const LOCKED = named('EncryptedPackage');
const PROGRAMS = named('_VBA_PROJECT');
const WORKBOOKS = [named('Workbook'), named('Book')];

/**
 * Looks whether an old file of Office is a workbook and brings no programs. Other programs of Office and
 * installers begin with the same bytes. The file is kept for staff as it is and never opened here.
 */
export function lookAtOldWorkbook(bytes: Buffer): OldLook {
  if (!isCompound(bytes) || bytes.length < SMALLEST_BYTES) return 'otherKind';
  if (bytes.includes(LOCKED)) return 'locked';
  if (bytes.includes(PROGRAMS)) return 'macros';
  return WORKBOOKS.some((part) => bytes.includes(part)) ? 'harmless' : 'otherKind';
}
