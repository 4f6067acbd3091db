import { endingOf, FILE_KINDS, type FileKind } from './kinds.ts';

const MAX_NAME_CHARACTERS = 120;

/**
 * A sender's file name made fit to be shown: no folders, no control, invisible or direction-changing
 * characters, one line. May be empty. It is never used as a path.
 */
export function cleanName(name: string): string {
  return (
    name
      .slice(-2_000)
      .toWellFormed()
      .normalize('NFC')
      .replace(/^.*[/\\]/s, '')
      // Cc control, Cf invisible and bidi, Cs and Co and Cn nothing anybody can read, Zl and Zp line breaks.
      .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu, '')
      .replace(/[<>:"|?*]/g, '_')
      .replace(/\s+/gu, ' ')
      .replace(/^[. ]+|[. ]+$/g, '')
  );
}

/**
 * A clean name as it is kept: at most 120 characters, ending as its kind ends.
 *
 * @example displayName('', 'pdf') // 'berkas.pdf'
 */
export function displayName(clean: string, kind: FileKind): string {
  const ending = endingOf(clean);
  const stem = ending ? clean.slice(0, -(ending.length + 1)) : clean;
  const tail = `.${ending ?? FILE_KINDS[kind].extension}`;
  return `${cut(stem.trim() || 'berkas', MAX_NAME_CHARACTERS - tail.length)}${tail}`;
}

// By characters, not by UTF-16 units, so that none is cut in half.
function cut(text: string, length: number): string {
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > length) break;
    kept += character;
  }
  return kept.trimEnd();
}
