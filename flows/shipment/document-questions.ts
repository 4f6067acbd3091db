import type { SheetKind } from '../../src/domain/values/shipment.ts';
import { file } from '../answers/file.ts';
import { lookUp } from '../form/question.ts';
import { say } from '../kit.ts';
import { type Ask, placeIn, type Sight } from './section.ts';
import {
  choicesFor,
  choicesOnPage,
  judgeSheet,
  lookInto,
  readSheet,
  type SheetDraft,
  sheetExample,
} from './sheet.ts';
import { judgeEarly, judgeInTurn } from './sheet-arrival.ts';

const letter = file({ accepts: ['pdf'] });
const anySheet = file({ accepts: ['sheet'] });

const cover: Ask<'cover'> = {
  key: 'cover',
  words: ['surat pengantar', 'surat', 'pengantar', 'cover letter', 'letter'],
  ask: (view) => say('shipment.askCover', placeIn('documents', view)),
  read(heard) {
    const reading = letter.read(heard);
    const early = anySheet.read(heard);
    if (reading.outcome === 'unclear' && early.outcome === 'read')
      return lookInto(early.value, 'identity', null);
    return reading.outcome === 'unclear' && heard.kind === 'text' && !heard.file
      ? { outcome: 'unclear', said: say('shipment.coverWanted') }
      : reading;
  },
  look: lookUp('sheetCheck', judgeEarly),
  example: letter.example,
  takesFile: true,
  field: {
    kind: 'file',
    label: say('shipment-labels.cover'),
    hint: say('shipment-labels.coverHint'),
    accepts: ['pdf'],
  },
};

// The draft of a sheet's question is written by that question alone.
const draftOf = (view: Sight): SheetDraft | null => view.draft as SheetDraft | null;

const sheet = <Kind extends SheetKind>(kind: Kind, words: string[]): Ask<SheetKind> & { key: Kind } => ({
  key: kind,
  words,
  ask(view) {
    const draft = draftOf(view);
    return draft?.asked
      ? say('shipment.askSheetChoice', { kind, choices: choicesFor(draft) })
      : say('shipment.askSheet', { ...placeIn('documents', view), kind });
  },
  read: (heard, view) => readSheet(heard, kind, draftOf(view)),
  look: lookUp('sheetCheck', (found, view) => judgeInTurn(found, kind, view)),
  example: sheetExample,
  takesFile: true,
  field: {
    kind: 'file',
    label: say('shipment-labels.sheet', { kind }),
    hint: say('shipment-labels.sheetHint'),
    accepts: ['sheet'],
    choices: (view) => choicesOnPage(draftOf(view)),
    // Each sheet has its own field there, and nothing comes in another order.
    look: lookUp('sheetCheck', (found, view) => judgeSheet(found, kind, draftOf(view))),
  },
});

/** Section 4: a letter and three sheets (REG-SHIP-12 to 17). */
export const documentQuestions = [
  cover,
  sheet('identity', ['identitas', 'identitas sampel', 'lembar identitas', 'identity', 'identity sheet']),
  sheet('control', ['kendali', 'formulir kendali', 'form kendali', 'control', 'control form']),
  sheet('nar', ['nar', 'formulir nar', 'form nar', 'nar form', 'new all record']),
] as const;
