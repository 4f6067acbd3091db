import type { WantedTest } from '../registrations/index.ts';
import type { Stage } from '../registrations/table.ts';
import type { SampleRow } from './rows.ts';
import type { Count, SampleDetail } from './values.ts';

/** What is to be tested: one line for each kind of sample; the same test twice is priced with all its samples. */
export const wantedTests = (samples: readonly SampleDetail[]): WantedTest[] =>
  samples.map(({ testId, testName, samples: count }) => ({ id: testId, name: testName, samples: count }));

/** All samples and boxes of a shipment together. */
export function sumOf(samples: readonly { samples: number; boxes: number }[]): {
  samples: number;
  boxes: number;
} {
  return samples.reduce(
    (sum, one) => ({ samples: sum.samples + one.samples, boxes: sum.boxes + one.boxes }),
    { samples: 0, boxes: 0 },
  );
}

/** While documents can be judged, replaced and asked for anew. */
const BEFORE_ARRIVAL: readonly Stage[] = [
  'registered',
  'documentsToFix',
  'documentsVerified',
  'awaitingSamples',
];

/** Whether the samples are still to come. */
export const isAwaited = (stage: Stage): boolean => BEFORE_ARRIVAL.includes(stage);

const RECEIVABLE: readonly Stage[] = ['registered', 'documentsToFix', 'awaitingSamples', 'sampleRejected'];

/** Whether the desk may take in what has come: also samples that are sent anew. */
export const isReceivable = (stage: Stage): boolean => RECEIVABLE.includes(stage);

/** The kinds of sample of which something else came than was announced. */
export const differencesIn = (
  samples: readonly SampleRow[],
  counts: readonly Count[],
): { row: SampleRow; count: Count }[] =>
  samples.flatMap((row) => {
    const count = counts.find(({ position }) => position === row.position);
    return count && (count.samples !== row.samples || count.boxes !== row.boxes) ? [{ row, count }] : [];
  });
