const BOLD = '\u001b[1m';
const ITALIC = '\u001b[3m';
const PLAIN = '\u001b[0m';

/** A message without whatever could steer a terminal, since part of it may be somebody's own words. */
export function harmless(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '');
}

/** A message as a terminal shows it: `*…*` in bold, `_…_` in italics. */
export function styled(text: string): string {
  return harmless(text)
    .replace(marked('\\*'), `$1${BOLD}$2${PLAIN}`)
    .replace(marked('_'), `$1${ITALIC}$2${PLAIN}`);
}

// As on WhatsApp: the sign stands outside a word and close to what it marks, on one line.
const marked = (sign: string) =>
  new RegExp(`(^|[^\\p{L}\\p{N}])${sign}(?=\\S)([^\\n]*?\\S)${sign}(?![\\p{L}\\p{N}])`, 'gmu');
