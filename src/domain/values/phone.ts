import { parsePhoneNumberFromString } from 'libphonenumber-js/mobile';

/** What came of reading a typed phone number. */
export type PhoneReading =
  /** Digits with country code, without a plus: `6281234567890`. */
  | { outcome: 'phone'; phone: string }
  /** A landline such as (0293) 555-0100, or a number of another country without its `+`. */
  | { outcome: 'notMobile' }
  | { outcome: 'tooShort' | 'tooLong'; digits: number }
  | { outcome: 'notAPhone' };

// The longest number there is (E.164), and room for what people put between the digits.
const MAX_DIGITS = 15;
const MAX_TYPED_CHARACTERS = 40;
const SHORTEST_LANDLINE_DIGITS = 7;
const SHORTEST_MOBILE_DIGITS = 10;
const LONGEST_MOBILE_DIGITS = 13;

/**
 * Reads a mobile number as people type it: `0812…`, `812…`, `62812…`, `+62 (0)812-…`, with spaces, dots,
 * dashes and brackets; numbers of other countries with their `+`.
 *
 * @param text already cleaned, digits in ASCII
 */
export function readPhone(text: string): PhoneReading {
  const bare = text.trim().replace(/^(?:(?:no|nomor|hp|wa|telp?|whatsapp)\b[.:\s]*)+/i, '');
  if (bare.length > MAX_TYPED_CHARACTERS || !/^\+?[\d\s().\-‐‑‒–—/]*$/.test(bare))
    return { outcome: 'notAPhone' };
  const digits = bare.replace(/\D/g, '');
  if (digits === '' || /^(.)\1+$/.test(digits)) return { outcome: 'notAPhone' };
  const local = indonesianPart(digits, bare.startsWith('+'));
  if (local === undefined) return foreign(digits);
  if (!local.startsWith('8'))
    return digits.length < SHORTEST_LANDLINE_DIGITS ? { outcome: 'notAPhone' } : { outcome: 'notMobile' };
  // Counted as people write it, with the 0 in front.
  const written = local.length + 1;
  if (written < SHORTEST_MOBILE_DIGITS) return { outcome: 'tooShort', digits: written };
  if (written > LONGEST_MOBILE_DIGITS) return { outcome: 'tooLong', digits: written };
  return isMobile(`62${local}`) ? { outcome: 'phone', phone: `62${local}` } : { outcome: 'notAPhone' };
}

// The library reads `62812345678` without a plus as a landline of Jakarta, so the country is settled here.
function indonesianPart(digits: string, plus: boolean): string | undefined {
  if (digits.startsWith('62')) return digits.slice(2).replace(/^0/, '');
  if (plus) return undefined;
  return digits.replace(/^0/, '');
}

function foreign(digits: string): PhoneReading {
  if (digits.length > MAX_DIGITS) return { outcome: 'tooLong', digits: digits.length };
  return isMobile(digits) ? { outcome: 'phone', phone: digits } : { outcome: 'notAPhone' };
}

const isMobile = (digits: string): boolean => parsePhoneNumberFromString(`+${digits}`)?.isValid() ?? false;
