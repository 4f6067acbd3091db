import { z } from 'zod';
import { MESSAGE_KINDS } from '../transport.ts';

/** The longest text a phone may send; the engine itself keeps less. */
const MAX_TEXT_CHARACTERS = 200_000;
/** The longest a request is held while nothing happens. */
const MAX_WAIT_MS = 30_000;
/** How many phones one page may watch. */
const MAX_PHONES = 12;

const phone = z
  .string()
  .regex(/^[1-9]\d{7,14}$/, 'a phone number as digits with country code, such as 6281234567890');

/** What a simulated phone sends. */
export const sentSchema = z
  .object({
    from: phone,
    id: z.string().min(1).max(200).optional(),
    text: z.string().max(MAX_TEXT_CHARACTERS).optional(),
    location: z
      .object({
        latitude: z.number().min(-90).max(90),
        longitude: z.number().min(-180).max(180),
        name: z.string().max(200).optional(),
      })
      .optional(),
    file: z
      .object({
        name: z.string().max(2_000),
        mimeType: z.string().max(200),
        base64: z.string().transform(decoded),
      })
      .optional(),
    kind: z.enum(MESSAGE_KINDS).optional(),
    sentAt: z.iso
      .datetime({ offset: true, error: 'an ISO instant, such as 2026-11-20T02:00:00Z' })
      .optional(),
  })
  .refine(
    ({ text, location, file, kind }) =>
      text !== undefined || location || file || (kind !== undefined && kind !== 'text'),
    'one of text, location, file or kind is needed',
  );

export type SentByPhone = z.infer<typeof sentSchema>;

/** What came of a simulated phone's message. */
export type Posted =
  | { outcome: 'recorded'; id: string }
  /** Before the start or after the end: nobody would hear it. */
  | { outcome: 'closed' }
  /** The id belongs to something the bot has said. */
  | { outcome: 'idTaken' };

// Node decodes what it can and skips the rest; what it skipped shows in the length.
function decoded(base64: string, issues: z.RefinementCtx): Buffer {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length !== Buffer.byteLength(base64, 'base64'))
    issues.addIssue({ code: 'custom', message: 'base64 without line breaks' });
  return bytes;
}

// A query is text; taken as a number at once, an empty one would count as 0.
const wholeNumber = z
  .string()
  .regex(/^\d{1,15}$/, 'a whole number, 0 or more')
  .transform(Number);
const after = wholeNumber.default(0);
const wait = wholeNumber.transform((ms) => Math.min(ms, MAX_WAIT_MS)).default(0);

/** What is asked for by `GET /simulator/messages`. */
export const heardSchema = z.object({
  to: phone,
  after,
  wait,
});

/** What the page asks for: both sides of several chats at once. */
export const chatSchema = z.object({
  phones: z
    .string()
    .transform((list) => list.split(','))
    .pipe(z.array(phone).min(1).max(MAX_PHONES)),
  after,
  wait,
});

/** What is wrong with a request, in one line: `from: a phone number as digits …`. */
export function complaintOf(error: z.ZodError): string {
  const [issue] = error.issues;
  if (!issue) return 'the request cannot be understood';
  const place = issue.path.join('.');
  return place ? `${place}: ${issue.message}` : issue.message;
}
