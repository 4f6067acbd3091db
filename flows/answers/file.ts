import type { FileProblem } from '../../src/transports/transport.ts';
import { type Answer, type Said, say } from '../kit.ts';
import { unclear } from './typed.ts';

/** Kinds of file a question takes. */
export type FileKind = 'pdf' | 'photo';

const MIME_TYPES: Record<FileKind, readonly string[]> = {
  pdf: ['application/pdf'],
  photo: ['image/jpeg', 'image/png'],
};

const PROBLEMS = {
  tooLarge: 'answers.fileTooLarge',
  empty: 'answers.fileEmpty',
  damaged: 'answers.fileDamaged',
  encrypted: 'answers.fileEncrypted',
  unsafe: 'answers.fileUnsafe',
  notFetched: 'answers.fileNotFetched',
} as const satisfies Record<Exclude<FileProblem, 'wrongKind'>, string>;

/** A file that has been stored, of one of the kinds in `accepts`. */
export function file({
  accepts,
}: {
  accepts: readonly FileKind[];
}): Answer<{ fileId: number; name: string }> {
  const problemSaid = (problem: FileProblem): Said =>
    problem === 'wrongKind' ? say('answers.fileWrongKind', { accepts }) : say(PROBLEMS[problem]);
  return {
    example: say('answers.fileExample', { accepts }),
    read(heard) {
      if (!heard.file) {
        // A file was sent, and did not come with the message.
        const sent = heard.kind === 'document' || heard.kind === 'image';
        return unclear(sent ? problemSaid('notFetched') : say('answers.fileWanted', { accepts }));
      }
      if ('problem' in heard.file) return unclear(problemSaid(heard.file.problem));
      const { fileId, name, mimeType } = heard.file;
      return accepts.some((kind) => MIME_TYPES[kind].includes(mimeType))
        ? { outcome: 'read', value: { fileId, name } }
        : unclear(problemSaid('wrongKind'));
    },
  };
}
