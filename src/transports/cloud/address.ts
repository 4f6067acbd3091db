/** WhatsApp's own name for somebody's account with this lab: a country, a point, letters and digits. */
const BSUID = /^[A-Z]{2}(\.ENT)?\.[A-Za-z0-9]{1,128}$/;
const PHONE = /^[1-9]\d{4,14}$/;

/** Digits with country code; Meta writes them without a plus sign. */
export const phoneIn = (given: string | undefined): string | undefined =>
  given !== undefined && PHONE.test(given) ? given : undefined;

/** A business-scoped user id. The digits in it are nobody's number. */
export const userIdIn = (given: string | undefined): string | undefined =>
  given !== undefined && BSUID.test(given) ? given : undefined;

/** How Meta wants to be told where a message goes; `undefined` when it can go nowhere. */
export function recipientAt(address: string): { to: string } | { recipient: string } | undefined {
  if (PHONE.test(address)) return { to: address };
  return BSUID.test(address) ? { recipient: address } : undefined;
}
