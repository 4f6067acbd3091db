import type { FileProblem } from '../../src/transports/transport.ts';
import { type Answer, type Said, say } from '../kit.ts';
import { unclear } from './typed.ts';

/** Kinds of file a question takes. */
export type FileKind = 'pdf' | 'photo' | 'sheet';

const MIME_TYPES: Record<FileKind, readonly string[]> = {
  pdf: ['application/pdf'],
  photo: ['image/jpeg', 'image/png'],
  sheet: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'application/vnd.ms-excel'],
};

const PROBLEMS = {
  tooLarge: 'answers.fileTooLarge',
  empty: 'answers.fileEmpty',
  damaged: 'answers.fileDamaged',
  encrypted: 'answers.fileEncrypted',
  unsafe: 'answers.fileUnsafe',
  macros: 'answers.sheetMacros',
  tooManyRows: 'answers.sheetTooManyRows',
  overfull: 'answers.sheetOverfull',
  notFetched: 'answers.fileNotFetched',
} as const satisfies Record<Exclude<FileProblem, 'wrongKind'>, string>;

// Where only a sheet will do, nobody is told to send a photo of it.
const SHEET_PROBLEMS = {
  ...PROBLEMS,
  tooLarge: 'answers.sheetOverfull',
  damaged: 'answers.sheetDamaged',
  unsafe: 'answers.sheetMacros',
} as const;

/** A file that has been stored, of one of the kinds in `accepts`. */
export function file({
  accepts,
}: {
  accepts: readonly FileKind[];
}): Answer<{ fileId: number; name: string }> {
  const isSheet = accepts.every((kind) => kind === 'sheet');
  const problemSaid = (problem: FileProblem): Said => {
    if (problem === 'wrongKind') return say('answers.fileWrongKind', { accepts });
    // A sheet where no sheet is wanted is of the wrong kind before it is anything else.
    if (isOfSheets(problem) && !accepts.includes('sheet')) return say('answers.fileWrongKind', { accepts });
    return say((isSheet ? SHEET_PROBLEMS : PROBLEMS)[problem]);
  };
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

const isOfSheets = (problem: FileProblem): boolean =>
  problem === 'macros' || problem === 'tooManyRows' || problem === 'overfull';
