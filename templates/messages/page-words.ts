/** A sentence that asks for a reply in the chat: on a page there is nothing to reply to. */
const FOR_THE_CHAT = /^(?:balas|ketik|reply|type|tolong ketik|please type the name|kirim dulu)\b/i;
const CLAUSE_FOR_THE_CHAT = /,? (?:atau|or) (?:ketik|type|tulis hari lain|write another day)\b[^.?!\n]*/gi;
const IN_THIS_CHAT = / (?:di chat ini|in this chat)\b/gi;

/** Numbers are to be replied with. */
const ANSWER_NUMBER = /^\d+\. /gm;

/**
 * What the chat says, as it reads on a page: without WhatsApp's marks, and without what could be typed
 * in reply. What is left is never empty.
 */
export function pageWords(said: string): string {
  const plain = said
    .replaceAll('*', '')
    .replace(CLAUSE_FOR_THE_CHAT, '')
    .replace(IN_THIS_CHAT, '')
    .replace('di berkas terlampir', 'di salinannya')
    .replace('in the attached file', 'in a copy')
    .replace(ANSWER_NUMBER, '• ');
  const lines = plain.split('\n').map((line) =>
    sentencesOf(line)
      .filter((sentence) => !FOR_THE_CHAT.test(sentence))
      .join(' '),
  );
  const kept = lines.filter((line) => line !== '').join('\n');
  return kept === '' ? plain : kept;
}

/** What the chat repeats before a yes, without the question and its numbered answers; may be empty. */
export function echoWords(said: string): string {
  const [statement = ''] = said.split(/\n1\. /);
  return sentencesOf(pageWords(statement))
    .filter((sentence) => !sentence.endsWith('?'))
    .join(' ');
}

/** What the chat says before it offers numbered answers, which stand on the page in another way. */
export const statementWords = (said: string): string =>
  pageWords(
    said
      .split('\n')
      .filter((line) => line.search(ANSWER_NUMBER) === -1)
      .join('\n'),
  );

/** What the chat asks a yes for, without its numbered answers. */
export const questionWords = (said: string): string => pageWords(said.split(/\n1\. /)[0] ?? said);

// A full stop inside "07.30" ends nothing.
const sentencesOf = (line: string): string[] => line.split(/(?<=[.!?])\s+(?=[\p{Lu}\d"(])/u);
