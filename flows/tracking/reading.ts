import type { Proof, ProofKind } from '../../src/domain/tracking/values.ts';
import { birthDate } from '../answers/birth-date.ts';
import { choice } from '../answers/choice.ts';
import { findCode } from '../answers/code.ts';
import { lastFive } from '../answers/last-five.ts';
import { yesNo } from '../answers/yes-no.ts';
import type { Heard, Said } from '../kit.ts';

/** The code in a message: one that was typed, or a request of one's own by its number in the list. */
export function codeIn(text: string, own: readonly { code: string }[] = []): string | undefined {
  const found = findCode(text);
  if (found.outcome === 'code') return found.code;
  const place = /^\(?(\d)[.)]?$/.exec(text.trim());
  return place ? own[Number(place[1]) - 1]?.code : undefined;
}

/** Whether somebody typed a code with a mistake in it. */
export const isTypo = (text: string): boolean => findCode(text).outcome === 'typo';

/** What came of reading a proof. */
export type ProofReading = { outcome: 'proof'; proof: Proof } | { outcome: 'unclear'; said: Said };

/** A proof as people type it: it is compared, not kept, so it need not be confirmed first. */
export function proofIn(kind: ProofKind, heard: Heard): ProofReading {
  if (kind === 'lastFive') {
    const reading = lastFive.read(heard);
    if (reading.outcome === 'unclear') return { outcome: 'unclear', said: reading.said };
    return { outcome: 'proof', proof: { kind, digits: reading.value } };
  }
  const reading = birthDate.read(heard);
  if (reading.outcome === 'unclear') return { outcome: 'unclear', said: reading.said };
  return { outcome: 'proof', proof: { kind, day: reading.value } };
}

const cancelChoice = choice([
  { key: 'cancel', words: ['batalkan', 'ya batalkan', 'jadi batal', 'cancel it', 'yes cancel'] },
  { key: 'keep', words: ['tidak jadi', 'gak jadi', 'ga jadi', 'nggak jadi', 'jangan', 'keep', 'keep it'] },
]);

/** Whether the visit is really to be cancelled; undefined when that is not clear. */
export function isCancelled(heard: Heard): boolean | undefined {
  if (heard.kind !== 'text') return undefined;
  const chosen = cancelChoice.read(heard);
  if (chosen.outcome === 'read') return chosen.value === 'cancel';
  const said = yesNo.read(heard);
  return said.outcome === 'read' ? said.value : undefined;
}
