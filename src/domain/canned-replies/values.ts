/** What may stand in braces in a canned reply, as officers write it, and an example of each. */
export const REPLY_VARIABLES = {
  nama: 'Siti Aminah',
  kode: 'LAB-7K2M-9QXP-C',
  petugas: 'Rina',
  lab: 'Labkesmas Magelang',
  telepon: '(0293) 555-0100',
  alamat: 'Jalan Contoh Raya 1, Magelang',
  jam: '07.30–14.00',
} as const;

/** One of them. */
export type ReplyVariable = keyof typeof REPLY_VARIABLES;

const BRACED = /\{([^{}\s]{1,40})\}/g;

const isVariable = (word: string): word is ReplyVariable => Object.hasOwn(REPLY_VARIABLES, word);

/** The words in braces that mean nothing to us: a slip, found before a citizen reads it. */
export function unknownVariables(text: string): string[] {
  return [...text.matchAll(BRACED)].map(([, word = '']) => word).filter((word) => !isVariable(word));
}

/** The reply with what is known in place of its variables; what is not known stays in braces. */
export function filledReply(text: string, known: Partial<Record<ReplyVariable, string>>): string {
  return text.replace(BRACED, (braced, word: string) => (isVariable(word) ? known[word] || braced : braced));
}

/** The variables that still stand in a text: it is not ready to be sent. */
export function openVariables(text: string): ReplyVariable[] {
  return [...new Set([...text.matchAll(BRACED)].map(([, word = '']) => word).filter(isVariable))];
}
