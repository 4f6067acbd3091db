import { chemistry } from './sample/chemistry.ts';
import { food } from './sample/food.ts';
import { hematology } from './sample/hematology.ts';
import { immunology } from './sample/immunology.ts';
import type { SampleTest } from './sample/kit.ts';
import { microbiology } from './sample/microbiology.ts';
import { molecular } from './sample/molecular.ts';
import { toxicology } from './sample/toxicology.ts';
import { urineAndStool } from './sample/urine-and-stool.ts';
import { waterAndAir } from './sample/water-and-air.ts';

/**
 * The catalogue a new lab starts with, in the order of its price list; staff make it their own.
 * Nine groups, because a numbered choice holds nine. The prices are invented.
 */
export const SAMPLE_TESTS: readonly SampleTest[] = [
  ...hematology,
  ...chemistry,
  ...immunology,
  ...microbiology,
  ...molecular,
  ...urineAndStool,
  ...toxicology,
  ...waterAndAir,
  ...food,
];
