/** One of the numbered lines of a message: what is typed for it, and what it says. */
export interface Choice {
  /** 0 for a word that is typed as it stands. */
  number: number;
  label: string;
}

/** What a message is to look like beside its words. */
export type Offer =
  | { kind: 'none' }
  | { kind: 'buttons'; choices: Choice[] }
  | { kind: 'list'; rows: { number: number; title: string; description?: string }[] };

/** What Meta lets a message hold. */
const LIMITS = { body: 1_024, buttons: 3, buttonTitle: 20, rows: 10, rowTitle: 24, rowDescription: 72 };

const NUMBERED = /^(\d{1,2})\. (\S.*)$/;
/** The last line of a message that is answered by a word, or by a number of its list: "Ketik *kirim*, atau …". */
const WORD = /\n(?:Ketik|Type) \*(\p{L}+)\*[^*,\n]*, (?:atau|or) [^\n]*$/u;

/**
 * The choices a text of ours offers: its last run of lines that counts `1.`, `2.`, …, without a gap,
 * behind the word its last line asks for, if any.
 * They are read from the words people see, so that buttons can never offer anything else.
 */
export function choicesIn(text: string): Choice[] {
  let last: Choice[] = [];
  let run: Choice[] = [];
  for (const line of text.split('\n')) {
    const found = NUMBERED.exec(line.trim());
    const number = Number(found?.[1]);
    const label = plain(found?.[2] ?? '');
    if (label !== '' && number === run.length + 1) run = [...run, { number, label }];
    else run = label !== '' && number === 1 ? [{ number, label }] : [];
    if (run.length > 0) last = run;
  }
  const word = last.length > 0 ? WORD.exec(text)?.[1] : undefined;
  return word ? [{ number: 0, label: word.charAt(0).toUpperCase() + word.slice(1) }, ...last] : last;
}

/** What somebody who taps a choice would have typed. */
export const typedFor = ({ number, label }: Choice): string => (number === 0 ? label : String(number));

/** How the choices of a text can be tapped: up to three short ones as buttons, up to ten as a list. */
export function offerIn(text: string): Offer {
  const choices = choicesIn(text);
  if (choices.length === 0 || choices.length > LIMITS.rows || text.length > LIMITS.body)
    return { kind: 'none' };
  const areShort = choices.every(({ label }) => label.length <= LIMITS.buttonTitle);
  const areDistinct = new Set(choices.map(({ label }) => label)).size === choices.length;
  if (choices.length <= LIMITS.buttons && areShort && areDistinct) return { kind: 'buttons', choices };
  return { kind: 'list', rows: choices.map(rowOf) };
}

/** What a tap carries: the message it stands under, and the number. */
export const tapId = (messageId: string, { number }: Pick<Choice, 'number'>): string =>
  `${messageId}:${number}`;

/** The message and number behind a tap, when it is one of ours. */
export function tapIn(id: string): { messageId: string; number: number } | undefined {
  const [, messageId, number] = /^([A-Za-z0-9]{1,64}):(\d{1,2})$/.exec(id) ?? [];
  return messageId === undefined ? undefined : { messageId, number: Number(number) };
}

/** A row whose title is cut says the whole below it. */
function rowOf({ number, label }: Choice) {
  if (label.length <= LIMITS.rowTitle) return { number, title: label };
  // Prices and remarks stand behind the name; without them most names are short enough.
  const name = /^(.{3,}?)(?:, | \()/.exec(label)?.[1] ?? label;
  return {
    number,
    title: shortened(name, LIMITS.rowTitle),
    description: shortened(label, LIMITS.rowDescription),
  };
}

/** At most `longest` characters, cut between words where that leaves enough to read. */
function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const cut = text.slice(0, longest - 1);
  const gap = cut.lastIndexOf(' ');
  // Half a sign of two code units would be refused.
  const kept = (gap > longest / 2 ? cut.slice(0, gap) : cut).replace(/[\uD800-\uDBFF]$/, '');
  return `${kept.replace(/[\s,;:.(–-]+$/, '')}…`;
}

/** Buttons show no formatting, only its signs. */
const plain = (label: string): string =>
  label
    .replace(/[*_~`]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
