import type { ShipmentFile } from '../../src/domain/shipments/values.ts';
import type { SheetKind } from '../../src/domain/values/shipment.ts';
import type { OutputOf } from '../effects.ts';
import { looking, type Step } from '../form/question.ts';
import { say } from '../kit.ts';
import type { Sight } from './section.ts';
import { counted, judgeSheet, type SheetDraft } from './sheet.ts';

// Phones send an album in the order in which it was picked: a sheet that comes before its turn is kept in
// its place, instead of being asked for once more.

type Found = OutputOf<'sheetCheck'>;

// The draft of a document's question is written by that question alone.
const draftOf = (view: Sight): SheetDraft => {
  if (!view.draft) throw new Error('a sheet was checked that nobody sent');
  return view.draft as SheetDraft;
};

/** What was found in a sheet where the one of `kind` is waited for. */
export function judgeInTurn(found: Found, kind: SheetKind, view: Sight): Step<ShipmentFile> {
  const draft = draftOf(view);
  const isOther = found.outcome === 'wrongSheet' || draft.other !== undefined;
  const kept = isOther ? outOfTurn(found, view, draft.other) : undefined;
  if (kept) return kept;
  return judgeSheet(draft.other ? { outcome: 'wrongSheet', is: draft.other } : found, kind, draft);
}

/** What was found in a sheet that came before the cover letter. */
export function judgeEarly(found: Found, view: Sight): Step<ShipmentFile> {
  const tooSoon: Step<ShipmentFile> = { outcome: 'unclear', said: say('shipment.sheetTooSoon') };
  return outOfTurn(found, view, draftOf(view).other ?? 'identity') ?? tooSoon;
}

/** What becomes of a sheet that is not the one waited for; undefined when it has no place of its own here. */
function outOfTurn(found: Found, view: Sight, is: SheetKind | undefined): Step<ShipmentFile> | undefined {
  // Whoever changes one answer has said which.
  if (view.changing) return undefined;
  const { before, ...draft } = draftOf(view);
  const back = { outcome: 'keep', draft: before ?? null, asksAgain: true } as const;
  switch (found.outcome) {
    case 'wrongSheet':
      return found.is === null || draft.other !== undefined
        ? undefined
        : looking<'sheetCheck'>({ fileId: draft.sent.fileId, kind: found.is }, {
            ...draftOf(view),
            other: found.is,
          } satisfies SheetDraft);
    case 'good': {
      if (!is) return undefined;
      const { rows, doubts } = found;
      const also = { [is]: counted(draft.sent, found) };
      return { ...back, also, said: say('shipment.sheetKept', { kind: is, rows, doubts }) };
    }
    case 'mistakes': {
      // One that is there already will not be asked for again.
      if (!is || view.answers[is] !== undefined) return undefined;
      const { mistakes, count, corrected } = found;
      const isCorrected = corrected !== null;
      const said = say('shipment.sheetNotKept', { kind: is, mistakes, count, isCorrected });
      return {
        ...back,
        said: corrected ? { ...said, file: { fileId: corrected.fileId, name: corrected.name } } : said,
      };
    }
    case 'unread':
      return undefined;
  }
}
