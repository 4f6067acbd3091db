import { expect, test } from 'vitest';
import { cleanName, displayName } from '../../src/files/name.ts';

test.each([
  ['../../etc/passwd.pdf', 'passwd.pdf'],
  ['C:\\Users\\siti\\surat.pdf', 'surat.pdf'],
  ['surat\u202Efdp.pdf', 'suratfdp.pdf'],
  ['baris\nsatu\u0000\u200B.pdf', 'barissatu.pdf'],
  ['<img src=x>.pdf', '_img src=x_.pdf'],
  ['', 'berkas.pdf'],
  ['...', 'berkas.pdf'],
  ['.pdf', 'pdf.pdf'],
  ['Rujukan dr. Budi', 'Rujukan dr. Budi.pdf'],
  ['SURAT.PDF', 'SURAT.pdf'],
  ['\ud800surat.pdf', '\ufffdsurat.pdf'],
])('the name %j is shown as %j', (sent, shown) => {
  expect(displayName(cleanName(sent), 'pdf')).toBe(shown);
});

test('a name of 300 letters is cut to 120 and keeps its ending', () => {
  const name = displayName(cleanName(`${'é'.repeat(300)}.pdf`), 'pdf');

  expect(name).toHaveLength(120);
  expect(name).toMatch(/^é{116}\.pdf$/u);
});
