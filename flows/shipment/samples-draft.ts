import type { TestLine, TestOffer } from '../../src/domain/catalogue/values.ts';
import type { SampleDetail } from '../../src/domain/shipments/values.ts';
import { type Said, say } from '../kit.ts';

/** The four things asked of each kind of sample (REG-SHIP-19 to 22). */
export const PARTS = ['test', 'sampleType', 'samples', 'boxes'] as const;
/** One of them. */
export type Part = (typeof PARTS)[number];

/** A test, with what the price list says it is done on. */
export type TestHit = TestLine & { sample: string };

/** A kind of sample that is being noted. */
export interface Begun {
  test?: TestHit;
  sampleType?: string;
  samples?: number;
  boxes?: number;
}

/** What the question has gathered. */
export interface SamplesDraft {
  done: SampleDetail[];
  /** What is being noted or changed; null while the list is shown. */
  now: Begun | null;
  /** Which of the list is changed; null for a new one. */
  place: number | null;
  /** The one part that is changed, or that it is asked which. */
  part: Part | 'which' | null;
  hits: TestHit[];
  /** Rows of a page, until the tests in them are found. */
  rows?: readonly Readonly<Record<string, string>>[];
}

/** Nothing yet, or what was noted before. */
export const begin = (done: SampleDetail[] = []): SamplesDraft => ({
  done,
  now: null,
  place: null,
  part: null,
  hits: [],
});

/** What a dialog keeps of a test. */
export const hitOf = ({ id, name, nameEn, priceRupiah, sample }: TestOffer): TestHit => ({
  id,
  name,
  nameEn,
  priceRupiah,
  sample,
});

/** The part that is asked for now. */
export function wantedPart({ now, part }: SamplesDraft): Part | 'which' | undefined {
  if (part) return part;
  if (!now) return undefined;
  return PARTS.find((each) => now[each] === undefined);
}

/** What is noted, as it is kept; undefined while something is missing. */
export function detailOf({ test, sampleType, samples, boxes }: Begun): SampleDetail | undefined {
  if (!test || sampleType === undefined || samples === undefined || boxes === undefined) return undefined;
  const { id: testId, name: testName, nameEn: testNameEn, priceRupiah } = test;
  return { testId, testName, testNameEn, priceRupiah, sampleType, samples, boxes };
}

/** A kind that was noted, to be changed. */
export const begunOf = (detail: SampleDetail): Begun => ({
  test: {
    id: detail.testId,
    name: detail.testName,
    nameEn: detail.testNameEn ?? detail.testName,
    priceRupiah: detail.priceRupiah,
    sample: '',
  },
  sampleType: detail.sampleType,
  samples: detail.samples,
  boxes: detail.boxes,
});

/** What is asked in this state, without the place in the form. */
export function askedIn(draft: SamplesDraft): Said {
  const { done, now, place } = draft;
  switch (wantedPart(draft)) {
    case undefined:
      return done.length > 0 ? say('shipment-samples.more', { done }) : say('shipment-samples.askTestAgain');
    case 'which': {
      const detail = place === null ? undefined : done[place];
      return detail ? say('shipment-samples.askWhich', { detail }) : say('shipment-samples.askTestAgain');
    }
    case 'test':
      return draft.hits.length > 0
        ? say('shipment-samples.hits', { hits: draft.hits })
        : say('shipment-samples.askTestAgain');
    case 'sampleType':
      return say('shipment-samples.askType', {
        test: now?.test?.name ?? '',
        testEn: now?.test?.nameEn ?? '',
        offered: now?.test?.sample ?? '',
      });
    case 'samples':
      return say('shipment-samples.askSamples', { sampleType: now?.sampleType ?? '' });
    case 'boxes':
      return say('shipment-samples.askBoxes', { samples: now?.samples ?? 0, isFirst: done.length === 0 });
  }
}
