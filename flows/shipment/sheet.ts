import type { ShipmentFile } from '../../src/domain/shipments/values.ts';
import type { SheetKind } from '../../src/domain/values/shipment.ts';
import { choice } from '../answers/choice.ts';
import { file } from '../answers/file.ts';
import type { OutputOf } from '../effects.ts';
import { looking, type Step } from '../form/question.ts';
import { type Heard, type Said, say } from '../kit.ts';

/** What became of a sheet that is not as it should be, until the sender says what to do. */
export interface SheetDraft {
  /** As it was sent. */
  sent: ShipmentFile;
  /** The copy in which we have put right what we could. */
  corrected: ShipmentFile | null;
  /** Whether what to do has been asked. */
  asked: boolean;
  /** While it is looked at: the sheet before it, about which something is being asked. */
  before?: SheetDraft;
  /** While it is looked at: the sheet it turned out to be. */
  other?: SheetKind;
}

/** What somebody can do with a sheet that has mistakes. */
export type SheetChoice = 'corrected' | 'another' | 'asIs';

const answer = file({ accepts: ['sheet'] });

/** What a sheet's question says after the second failure. */
export const sheetExample = answer.example;

const WORDS: Record<SheetChoice, string[]> = {
  corrected: [
    'pakai',
    'pakai yang dibetulkan',
    'betulkan',
    'yang dibetulkan',
    'corrected',
    'use the corrected one',
  ],
  another: ['kirim baru', 'kirim berkas baru', 'berkas baru', 'baru', 'lain', 'send a new one', 'another'],
  asIs: ['apa adanya', 'kirim apa adanya', 'tetap kirim', 'biarkan', 'as it is', 'send as it is'],
};

/** What is offered for a sheet with mistakes, in this order. */
export const choicesFor = ({ corrected }: Pick<SheetDraft, 'corrected'>): SheetChoice[] =>
  corrected ? ['corrected', 'another', 'asIs'] : ['another', 'asIs'];

/** The same on a page, where another file is simply chosen instead. */
export const choicesOnPage = (draft: SheetDraft | null): { word: string; label: Said }[] =>
  draft?.asked
    ? [
        ...(draft.corrected ? [{ word: 'pakai', label: say('page-labels.sheetCorrected') }] : []),
        { word: 'apa adanya', label: say('page-labels.sheetAsIs') },
      ]
    : [];

/** Reads a sheet, or what is to become of the one that has mistakes. */
export function readSheet(heard: Heard, kind: SheetKind, draft: SheetDraft | null): Step<ShipmentFile> {
  if (!heard.file && draft?.asked && heard.kind === 'text') {
    const options = choicesFor(draft);
    const chosen = choice(options.map((key) => ({ key, words: WORDS[key] }))).read(heard);
    if (chosen.outcome !== 'read')
      return { outcome: 'unclear', said: say('shipment.sheetChoiceUnclear', { choices: options }) };
    if (chosen.value === 'another')
      return { outcome: 'keep', draft: null, said: say('shipment.sendAnother', { kind }) };
    const value = chosen.value === 'corrected' ? draft.corrected : null;
    return {
      outcome: 'read',
      value: value ?? draft.sent,
      said: say('shipment.sheetTaken', { how: value ? 'corrected' : 'asIs' }),
    };
  }
  const reading = answer.read(heard);
  if (reading.outcome !== 'read') {
    // Words where a file is wanted.
    return reading.outcome === 'unclear' && heard.kind === 'text' && !heard.file
      ? { outcome: 'unclear', said: say('shipment.sheetWanted', { kind }) }
      : reading;
  }
  return lookInto(reading.value, kind, draft);
}

/** The step that has a sheet looked at. */
export function lookInto(sent: ShipmentFile, kind: SheetKind, draft: SheetDraft | null): Step<ShipmentFile> {
  const before = draft?.asked ? { before: draft } : {};
  const looked: SheetDraft = { sent, corrected: null, asked: false, ...before };
  return looking<'sheetCheck'>({ fileId: sent.fileId, kind }, looked);
}

/** What the lab has found in the sheet that was just sent. */
export function judgeSheet(
  found: OutputOf<'sheetCheck'>,
  kind: SheetKind,
  draft: SheetDraft | null,
): Step<ShipmentFile> {
  if (!draft) throw new Error(`a ${kind} sheet was checked that nobody sent`);
  const { sent } = draft;
  switch (found.outcome) {
    case 'good': {
      const { rows, doubts } = found;
      return {
        outcome: 'read',
        value: counted(sent, found),
        said: say('shipment.sheetGood', { rows, doubts }),
      };
    }
    case 'unread':
      return { outcome: 'read', value: sent, said: say('shipment.sheetUnread') };
    case 'wrongSheet':
      return {
        outcome: 'keep',
        draft: { sent, corrected: null, asked: true } satisfies SheetDraft,
        said: say('shipment.wrongSheet', { kind, is: found.is }),
      };
    case 'mistakes': {
      const corrected = found.corrected && counted(found.corrected, found);
      const next: SheetDraft = { sent: counted(sent, found), corrected, asked: true };
      const { mistakes, count } = found;
      const said = say('shipment.mistakes', { mistakes, count, choices: choicesFor(next) });
      return {
        outcome: 'keep',
        draft: next,
        said: corrected ? { ...said, file: { fileId: corrected.fileId, name: corrected.name } } : said,
      };
    }
  }
}

/** A sheet with the numbers that stand in it. */
export const counted = (
  { fileId, name }: ShipmentFile,
  { rows, boxes }: { rows: number; boxes: number | null },
): ShipmentFile => ({ fileId, name, rows, ...(boxes === null ? {} : { boxes }) });
