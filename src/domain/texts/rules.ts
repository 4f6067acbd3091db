/** More than this is no message anybody reads, and WhatsApp's buttons take no more. */
export const MAX_TEXT_CHARACTERS = 1_500;

// Line breaks are wanted; other control characters, and those that turn the writing direction, hide something.
const HIDDEN = /[\p{Cc}\u200b\u2028-\u202e\u2060-\u2069\ufeff]/u;

/** The text as it is kept: one kind of line break, no blanks around it. */
export const tidied = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]+\n/g, '\n')
    .trim();

/** What keeps a text from being said to anybody at all, in a sentence; undefined when nothing does. */
export function textProblem(text: string): string | undefined {
  if (text === '') return 'Tulis teksnya, atau tekan "Kembali ke teks asli".';
  if (text.length > MAX_TEXT_CHARACTERS)
    return `Terlalu panjang: ${text.length} huruf, paling banyak ${MAX_TEXT_CHARACTERS}. Tolong dipersingkat.`;
  if (HIDDEN.test(text.replaceAll('\n', '')))
    return 'Ada tanda yang tidak terlihat di dalam teks. Hapus teksnya lalu ketik ulang, jangan ditempel.';
  const line = text.split('\n').find((each) => (each.match(/\*/g)?.length ?? 0) % 2 === 1);
  if (line !== undefined)
    return `Tanda bintang untuk huruf tebal harus berpasangan dalam satu baris. Periksa baris "${line.slice(0, 40)}".`;
  return undefined;
}
