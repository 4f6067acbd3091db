/**
 * The process a PDF from outside is opened in. It gets one path, answers once and ends; it is started
 * and limited by `inspect-pdf.ts`, which trusts nothing it says.
 */
import { readFile } from 'node:fs/promises';
import { getDocumentProxy } from 'unpdf';
import { lookAtPdf } from './pdf-dangers.ts';

const MAX_PAGES = 500;
const MAX_TEXT_CHARACTERS = 200_000;

type Finding = { outcome: 'ok'; pages: number; text: string } | { outcome: Refusal };
type Refusal = 'encrypted' | 'damaged' | 'unsafe' | 'tooBig';

async function inspect(path: string): Promise<Finding> {
  const bytes = await readFile(path);
  const look = lookAtPdf(bytes);
  if (look !== 'harmless') return { outcome: look };
  const document = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
  const pages = document.numPages;
  if (pages < 1) return { outcome: 'damaged' };
  if (pages > MAX_PAGES) return { outcome: 'unsafe' };
  // A second opinion, from the reader's own understanding of the document.
  if ((await document.getJSActions()) || (await document.getAttachments())) return { outcome: 'unsafe' };
  let text = '';
  for (let number = 1; number <= pages && text.length < MAX_TEXT_CHARACTERS; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    for (const item of items) if ('str' in item) text += item.str + (item.hasEOL ? '\n' : '');
    text += '\n';
    page.cleanup();
  }
  return { outcome: 'ok', pages, text: text.slice(0, MAX_TEXT_CHARACTERS) };
}

function refusalOf(error: unknown): Refusal {
  if (!(error instanceof Error)) return 'damaged';
  if (error.name === 'PasswordException') return 'encrypted';
  return error instanceof RangeError && /allocation|memory/i.test(error.message) ? 'tooBig' : 'damaged';
}

process.once('message', async (path) => {
  const finding = await inspect(String(path)).catch((error: unknown) => ({ outcome: refusalOf(error) }));
  process.send?.(finding, () => process.disconnect());
});
