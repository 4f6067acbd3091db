import type { SampleDetail } from '../../src/domain/shipments/values.ts';
import type { OutputOf } from '../effects.ts';
import type { Step } from '../form/question.ts';
import { say } from '../kit.ts';
import { detailOf, hitOf } from './samples-draft.ts';
import { MAX_BOXES, MAX_SAMPLES } from './samples-reading.ts';

const MAX_TYPE_CHARACTERS = 60;

/** The rows of a page with the tests that were found for them, or the first that is not right. */
export function rowsOf(
  rows: readonly Readonly<Record<string, string>>[],
  found: OutputOf<'findEachTest'>['found'],
): Step<SampleDetail[]> {
  const details: SampleDetail[] = [];
  for (const [place, row] of rows.entries()) {
    const { tests = [], exact = false } = found[place] ?? {};
    const test = exact || tests.length === 1 ? tests[0] : undefined;
    if (!test) return wrong(place, 'test');
    const sampleType = (row.sampleType ?? '').trim().slice(0, MAX_TYPE_CHARACTERS);
    if (!/\p{L}{2}/u.test(sampleType)) return wrong(place, 'sampleType');
    const samples = wholeIn(row.samples, 1, MAX_SAMPLES);
    if (samples === undefined) return wrong(place, 'samples');
    const boxes = wholeIn(row.boxes, 0, MAX_BOXES);
    if (boxes === undefined) return wrong(place, 'boxes');
    const detail = detailOf({ test: hitOf(test), sampleType, samples, boxes });
    if (detail) details.push(detail);
  }
  return details.some(({ boxes }) => boxes > 0)
    ? { outcome: 'read', value: details }
    : { outcome: 'unclear', said: say('shipment-samples.noBoxes') };
}

const wrong = (place: number, part: 'test' | 'sampleType' | 'samples' | 'boxes'): Step<SampleDetail[]> => ({
  outcome: 'unclear',
  said: say('shipment-labels.rowUnclear', { number: place + 1, part }),
});

function wholeIn(typed: string | undefined, min: number, max: number): number | undefined {
  const plain = (typed ?? '').trim().replaceAll('.', '');
  const value = /^\d{1,6}$/.test(plain) ? Number(plain) : Number.NaN;
  return value >= min && value <= max ? value : undefined;
}
