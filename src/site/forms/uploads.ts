import { createHmac, timingSafeEqual } from 'node:crypto';
import { PassThrough } from 'node:stream';
import type { Request, RequestHandler } from 'express';
import multer from 'multer';
import { z } from 'zod';
import type { Field } from '../../../flows/form/page.ts';
import { FILES, kindsOf } from '../../../flows/form/typed.ts';
import type { Heard } from '../../../flows/kit.ts';
import type { SiteParts } from '../parts.ts';

/** A file as a question reads it. */
export type SentFile = NonNullable<Heard['file']>;
type KeptFile = Extract<SentFile, { fileId: number }>;

/** Text fields of one form, and the letters in each of them. */
const LIMITS = { fields: 300, fieldSize: 8 * 1024, parts: 320, files: 6, headerPairs: 50 } as const;
/** Beyond this nobody means a letter: the request ends. What is larger than a file may be is refused before. */
const HARD_BYTES = 40 * 1024 * 1024;
/** How long a file waits for the rest of its form. */
const KEPT_MS = 3 * 3_600_000;

const arrived = new WeakMap<Request, Map<string, SentFile>>();

/** The files that came with a request, by field. */
export const filesOf = (request: Request): ReadonlyMap<string, SentFile> => arrived.get(request) ?? new Map();

/** Takes a form in, its files straight into the store: none is ever held as a whole. */
export function takingIn(
  { files }: Pick<SiteParts, 'files'>,
  fieldsFor: (request: Request) => readonly Field[],
): RequestHandler {
  const storage: multer.StorageEngine = {
    _handleFile(request, file, done) {
      const field = fieldsFor(request).find(({ key }) => key === file.fieldname);
      const stream = file.stream.pipe(new PassThrough());
      const claim = { name: file.originalname, mimeType: file.mimetype, origin: 'citizen' } as const;
      const accepts = field ? kindsOf(field).flatMap((kind) => [...FILES[kind].stored]) : [];
      files.admit(stream, { ...claim, accepts }).then(
        (admitted) => {
          // What was not read of a refused file must still go by, or the form behind it never comes.
          file.stream.unpipe(stream);
          file.stream.resume();
          const sent: SentFile =
            admitted.outcome === 'stored'
              ? { fileId: admitted.fileId, name: file.originalname, mimeType: admitted.mimeType }
              : { problem: admitted.problem };
          const all = arrived.get(request) ?? new Map<string, SentFile>();
          arrived.set(request, all.set(file.fieldname, sent));
          done(null);
        },
        (error: unknown) => done(error),
      );
    },
    _removeFile(_request, _file, done) {
      done(null);
    },
  };
  return multer({
    storage,
    limits: { ...LIMITS, fileSize: HARD_BYTES },
    defParamCharset: 'utf8',
    fileFilter: (request, file, accept) =>
      accept(
        null,
        fieldsFor(request).some(({ key, page }) => key === file.fieldname && page.kind === 'file'),
      ),
  }).any();
}

/** Hands a stored file to the browser as words nobody can make up, for one field of one form. */
export interface Tokens {
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
export function createTokens(secret: Uint8Array): Tokens {
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
