import { Browser } from './staff-pages.ts';

/** The link to choose a password that a page shows once, without the host. */
export function passwordLinkIn(html: string): string {
  const found = /id="password-link"[^>]*value="[^"]*(\/admin\/set-password\/[\w-]+)"/.exec(html)?.[1];
  if (!found) throw new Error('the page shows no link to choose a password');
  return found;
}

/** Opens the account of a liaison officer of the lab itself, who chooses a password by the link. */
export async function newOfficer(
  chief: Browser,
  { name, email }: { name: string; email: string },
): Promise<{ email: string; password: string }> {
  const post = { unitId: '1', role: 'liaison', status: 'on' };
  const { html } = await chief.fill('/admin/staff/new', '/admin/staff/new', { name, email, ...post });
  const password = 'empat gajah makan salak';
  const chosen = { wanted: password, again: password };
  const { to } = await new Browser(chief.address).post(passwordLinkIn(html), chosen);
  if (!to.startsWith('/admin/sign-in')) throw new Error(`${email} could not choose a password`);
  return { email, password };
}
