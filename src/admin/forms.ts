import { createHash } from 'node:crypto';
import { z } from 'zod';
import { parseLabDay } from '../domain/values/lab-day.ts';

/** The name of the hidden field that tells one sending of a form from another. */
export const KEY_FIELD = 'key';
/** The name of the field an upload stands in. */
export const FILE_FIELD = 'file';
/** The largest file a form takes. */
export const FILE_MEGABYTES = 20;

const UNREADABLE = 'Isian ini tidak terbaca. Muat ulang halaman, lalu isi sekali lagi.';

/** A line or a few of text; `needed` is said when it is empty. */
export function words(maxLength: number, needed?: string) {
  const text = z
    .string({ error: needed ?? UNREADABLE })
    .trim()
    .max(maxLength, `Terlalu panjang, paling banyak ${maxLength} huruf.`);
  return needed === undefined ? text : text.min(1, needed);
}

/** Like `words`, and may be missing. */
export function optionalWords(maxLength: number) {
  return words(maxLength).optional().default('');
}

/** A day as the browser's date field sends it. */
export function labDay() {
  const sentence = 'Pilih tanggal yang ada di kalender.';
  return z.string({ error: sentence }).transform((text, context) => {
    const day = parseLabDay(text);
    if (day) return day;
    context.addIssue({ code: 'custom', message: sentence });
    return z.NEVER;
  });
}

/** One of a few fixed words. */
export function oneOf<const Choice extends string>(choices: readonly Choice[], sentence = UNREADABLE) {
  return z.enum(choices, { error: sentence });
}

function version() {
  return z
    .string({ error: UNREADABLE })
    .regex(/^\d{1,9}$/, UNREADABLE)
    .transform(Number);
}

/** The hidden fields of a form that changes something others may change at the same time. */
export function versioned() {
  return { version: version(), seen: version() };
}

/** Short for what a form showed, so that it is seen when somebody else has changed it since. */
export const fingerprint = (shown: unknown): string =>
  createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 22);

/** The mistakes of a form, one sentence for each field. */
export function mistakesOf(error: z.ZodError): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const issue of error.issues) errors[String(issue.path[0] ?? KEY_FIELD)] ??= issue.message;
  return errors;
}
