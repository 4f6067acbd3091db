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
