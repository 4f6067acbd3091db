// Crockford base 32: no I, L, O, U, so a slug survives handwriting and the telephone.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SLUG_CHARACTERS = 8;
const MAX_TARGET_CHARACTERS = 500;

const OWN_PAGE = /^\/(?:t\/[A-Za-z0-9-]{1,40}|simulator(?:[/?][A-Za-z0-9\-_.~%=&+/?]*)?)$/;

/** Random bytes a slug is made of. */
export const SLUG_BYTES = SLUG_CHARACTERS;

/** A slug such as `7K2M9QXP`: eight random characters, 40 bits, as much as a code has. */
export function newSlug(bytes: Uint8Array): string {
  if (bytes.length < SLUG_BYTES) throw new Error('a slug needs eight random bytes');
  return Array.from(bytes.slice(0, SLUG_BYTES), (byte) => ALPHABET[byte & 31]).join('');
}

/** Reads a slug as people type it: lower case, `O` for `0`, `I` or `L` for `1`; undefined if it is none. */
export function readSlug(text: string): string | undefined {
  if (text.length !== SLUG_CHARACTERS) return undefined;
  const slug = text.toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(slug) ? slug : undefined;
}

/** Whether a link of ours may lead there: our tracking page, our simulator, or a chat on `wa.me`. */
export function isSafeTarget(target: string): boolean {
  if (target.length > MAX_TARGET_CHARACTERS) return false;
  if (target.startsWith('/'))
    return OWN_PAGE.test(target) && !target.includes('//') && !target.includes('..');
  // Printable ASCII without the backslash, which browsers read as a slash.
  if (!/^https:\/\/wa\.me\/[!-[\]-~]*$/.test(target)) return false;
  return URL.canParse(target);
}
