import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a form was sent from one of our own pages. The browser says so itself (`Sec-Fetch-Site`);
 * older ones name the page's origin. Who says neither is refused.
 */
export function comesFromUs(headers: IncomingHttpHeaders, publicUrl: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin, host } = headers;
  if (origin === undefined || !URL.canParse(origin)) return false;
  const from = new URL(origin);
  return from.host === host || from.origin === new URL(publicUrl).origin;
}
