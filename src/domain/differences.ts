import type { Changes } from './journal.ts';

/**
 * Field by field what is to be another than before, for the journal.
 *
 * @param before how it is; fields that `wanted` does not name are left out
 */
export function differences(before: object, wanted: object): Changes {
  const was = new Map<string, unknown>(Object.entries(before));
  const isNew = ([field, to]: [string, unknown]) =>
    JSON.stringify(was.get(field) ?? null) !== JSON.stringify(to ?? null);
  return Object.fromEntries(
    Object.entries(wanted)
      .filter(isNew)
      .map(([field, to]: [string, unknown]) => [field, { from: was.get(field) ?? null, to }]),
  );
}
