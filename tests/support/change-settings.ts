import type { Browser } from './staff-pages.ts';

/** Sends the settings of one page as they stand, but for these. */
export async function changeSettings(
  chief: Browser,
  page: string,
  changed: Record<string, string>,
): Promise<void> {
  const { html } = await chief.get(page);
  const form = html.split(`action="${page}"`)[1]?.split('</form>')[0] ?? '';
  const fields: Record<string, string> = {};
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const name = / name="([^"]*)"/.exec(tag)?.[1];
    if (name) fields[name] = / value="([^"]*)"/.exec(tag)?.[1] ?? '';
  }
  for (const [, name = '', options = ''] of form.matchAll(
    /<select[^>]* name="([^"]*)"[^>]*>(.*?)<\/select>/gs,
  )) {
    const [chosen] = options.match(/<option[^>]* selected[^>]*>/) ?? options.match(/<option[^>]*>/) ?? [''];
    fields[name] = / value="([^"]*)"/.exec(chosen)?.[1] ?? '';
  }
  const { status } = await chief.post(page, { ...fields, ...changed });
  if (status !== 303) throw new Error(`${page} did not take ${Object.keys(changed).join(', ')}: ${status}`);
}
