import type { z } from 'zod';

/** What is wrong with one field of a staff form, in a sentence that says what to do. */
export interface FieldProblem {
  field: string;
  problem: string;
}

/**
 * The problems zod found, one per field, the first of each; none without an error.
 *
 * @param nameOf what the field is called that a path leads to; its first part unless told otherwise
 */
export function problemsOf(
  error: z.ZodError | undefined,
  nameOf: (path: readonly PropertyKey[]) => string = ([first = '']) => String(first),
): FieldProblem[] {
  const first = new Map<string, string>();
  for (const issue of error?.issues ?? []) {
    const field = nameOf(issue.path);
    if (!first.has(field)) first.set(field, sentenceFor(issue));
  }
  return Array.from(first, ([field, problem]) => ({ field, problem }));
}

type Issue = z.ZodError['issues'][number];

function sentenceFor(issue: Issue): string {
  switch (issue.code) {
    case 'too_small':
      if (issue.origin === 'string' && Number(issue.minimum) <= 1) return 'Wajib diisi.';
      return issue.origin === 'string'
        ? `Paling sedikit ${issue.minimum} huruf.`
        : `Paling sedikit ${issue.minimum}.`;
    case 'too_big':
      return issue.origin === 'string'
        ? `Paling banyak ${issue.maximum} huruf.`
        : `Paling banyak ${issue.maximum}.`;
    case 'invalid_type':
      return issue.expected === 'number' || issue.expected === 'int'
        ? 'Isi dengan angka bulat.'
        : 'Wajib diisi.';
    default:
      // What a schema says itself stands first; the rest needs no more than this.
      return issue.message;
  }
}
