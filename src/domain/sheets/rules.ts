import type { SheetProblem } from './values.ts';

// A card can have been issued with a wrong date, so this is asked and never refused.
const DOUBTS: ReadonlySet<SheetProblem> = new Set(['nikBirthDate']);

/** Whether a problem is only worth a second look, and stands in nobody's way. */
export const isDoubt = (problem: SheetProblem): boolean => DOUBTS.has(problem);
