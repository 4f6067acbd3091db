import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const SIGNATURE = /^sha256=([0-9a-f]{64})$/i;

/** Whether this looks like a signature at all, before any body is read for it. */
export const isSignature = (header: string | undefined): boolean => SIGNATURE.test(header ?? '');

/**
 * Whether Meta signed exactly these bytes with the app's secret.
 *
 * @param header `X-Hub-Signature-256`: `sha256=` and 64 hexadecimal digits
 */
export function isSignedBy(appSecret: string, body: Buffer, header: string | undefined): boolean {
  const given = SIGNATURE.exec(header ?? '')?.[1];
  const expected = createHmac('sha256', appSecret).update(body).digest();
  return given !== undefined && timingSafeEqual(expected, Buffer.from(given, 'hex'));
}

/** Whether two secrets are equal, in a time that says nothing about where they differ. */
export function isSameSecret(one: string, other: string): boolean {
  return timingSafeEqual(digestOf(one), digestOf(other));
}

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();
