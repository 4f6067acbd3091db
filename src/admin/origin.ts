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

/** Where somebody goes after signing in: only to pages of ours. */
export function ownPath(wanted: string | undefined): string {
  const home = '/admin/today';
  if (!wanted?.startsWith('/admin/') || /[\\\u0000-\u001f]/.test(wanted)) return home;
  const base = 'http://ours.invalid';
  const url = URL.canParse(wanted, base) ? new URL(wanted, base) : undefined;
  // Dots can lead out of the folder, and a form's address cannot be opened with a link.
  if (url?.origin !== base || !url.pathname.startsWith('/admin/')) return home;
  return `${url.pathname}${url.search}`;
}
