import { PassThrough } from 'node:stream';
import type { Request, RequestHandler } from 'express';
import multer from 'multer';
import type { Field } from '../../../flows/form/page.ts';
import { FILES, kindsOf } from '../../../flows/form/typed.ts';
import type { Heard } from '../../../flows/kit.ts';
import type { SiteParts } from '../parts.ts';

/** A file as a question reads it. */
export type SentFile = NonNullable<Heard['file']>;

/** Text fields of one form, and the letters in each of them. */
const LIMITS = { fields: 300, fieldSize: 8 * 1024, parts: 320, files: 6, headerPairs: 50 } as const;
/** Beyond this nobody means a letter: the request ends. What is larger than a file may be is refused before. */
const HARD_BYTES = 40 * 1024 * 1024;

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
      const claim = { name: file.originalname, mimeType: file.mimetype, origin: 'website' } as const;
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
