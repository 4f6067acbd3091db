import type { Changes } from './journal.ts';

/**
 * What differs between two states of a thing, field by field; only the fields that `after` names. What
 * was or is missing is null, instants are compared by their time, lists by what stands in them.
 *
 * @param before undefined for something new
 */
export function changesBetween(before: object | undefined, after: object): Changes {
  const was = new Map<string, unknown>(Object.entries(before ?? {}));
  const changes: Changes = {};
  for (const [field, value] of Object.entries(after)) {
    const [from, to] = [was.get(field) ?? null, value ?? null];
    if (JSON.stringify(from) !== JSON.stringify(to)) changes[field] = { from, to };
  }
  return changes;
}
