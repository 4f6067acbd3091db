/** Text for log and staff with everything cut out that may be a number, an address, a key or a token. */
export function masked(text: string): string {
  // Six digits are a code of Meta's; no phone number is that short.
  return text.replace(/\S*(\d{7,}|@)\S*|\S{40,}/g, '…').slice(0, 200);
}

/** What went wrong, fit for the log. */
export function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return masked(String(error));
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return masked(`${error.name}: ${error.message}${cause}`);
}
