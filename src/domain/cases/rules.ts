const MIN_REASON_CHARACTERS = 3;

/** A reason somebody gave, trimmed; undefined when it says nothing. */
export function reasonIn(words: string | undefined): string | undefined {
  const reason = words?.trim() ?? '';
  return reason.length >= MIN_REASON_CHARACTERS ? reason : undefined;
}
