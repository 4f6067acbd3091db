import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** A stored file as a form hands it on. */
export interface KeptFile {
  fileId: number;
  name: string;
  mimeType: string;
}

/** How long a file waits for the rest of its form. */
const KEPT_MS = 3 * 3_600_000;

/** Hands a stored file to the browser as words nobody can make up, for one field of one form. */
export interface FileTokens {
  seal(file: KeptFile, form: string, field: string, now: Date): string;
  open(token: string, form: string, field: string, now: Date): KeptFile | undefined;
}

const held = z.object({
  fileId: z.number().int(),
  name: z.string(),
  mimeType: z.string(),
  form: z.string(),
  field: z.string(),
  until: z.number(),
});

/** Tokens made with a secret of this process: after a restart a file is chosen once more. */
export function createFileTokens(secret: Uint8Array): FileTokens {
  const mark = (words: string): Buffer => createHmac('sha256', secret).update(words).digest();
  return {
    seal({ fileId, name, mimeType }, form, field, now) {
      const until = now.getTime() + KEPT_MS;
      const words = Buffer.from(JSON.stringify({ fileId, name, mimeType, form, field, until })).toString(
        'base64url',
      );
      return `${words}.${mark(words).toString('base64url')}`;
    },
    open(token, form, field, now) {
      const [words = '', given = ''] = token.split('.');
      const [expected, sent] = [mark(words), Buffer.from(given, 'base64url')];
      if (sent.length !== expected.length || !timingSafeEqual(sent, expected)) return undefined;
      const found = held.safeParse(JSON.parse(Buffer.from(words, 'base64url').toString()));
      if (!found.success) return undefined;
      const { fileId, name, mimeType, ...bound } = found.data;
      const isOurs = bound.form === form && bound.field === field && bound.until > now.getTime();
      return isOurs ? { fileId, name, mimeType } : undefined;
    },
  };
}
