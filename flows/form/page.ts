import { cleanText } from '../../src/domain/values/clean-text.ts';
import type { EffectCall, EffectName, OutputOf } from '../effects.ts';
import { type Heard, type Moment, type Said, say } from '../kit.ts';
import type { FormPlan } from './plan.ts';
import type { LookUp, PageField, Question, Step, View } from './question.ts';
import type { Answers } from './talk.ts';

/** What a page was given for one question. */
export interface Typed {
  text: string;
  /** What each row of a field of several parts holds. */
  rows: readonly Readonly<Record<string, string>>[];
  file?: NonNullable<Heard['file']>;
  /** That an answer other than the expected one is right. */
  isConfirmed: boolean;
  /** What is to become of a file with mistakes. */
  choice: string;
}

/** A field to be drawn. */
export interface Field {
  key: string;
  page: PageField<unknown, Answers>;
  label: Said;
  hint?: Said;
  /** What a `choice` is made of; of a file with mistakes, what can be done about it. */
  choices: readonly { word: string; label: Said }[];
  isNeeded: boolean;
}

/** What is wrong at a field. */
export interface Mistake {
  said: Said;
  /** Ticking the field's `confirm` makes it right. */
  wantsConfirmation?: true;
  /** What can be done about a file that came with mistakes. */
  choices?: Field['choices'];
  /** A copy of the file in which we have put right what we could. */
  file?: Said['file'];
}

/** What came of a page. */
export type Filled<Given> =
  | { outcome: 'filled'; answers: Given; echoes: ReadonlyMap<string, Said> }
  /** `answers` holds those that were right. */
  | { outcome: 'mistakes'; errors: ReadonlyMap<string, Mistake>; answers: Partial<Given> };

/** Performs an effect, as the sprint does for the chat. */
export type Ask = (call: EffectCall) => OutputOf<EffectName>;

/** Whether a form can be filled in now, and what its fields have to know. */
export function openPage<Given>(
  plan: FormPlan<Given>,
  ask: Ask,
  moment: Moment,
): { outcome: 'open'; view: View<Given> } | { outcome: 'closed'; said: Said } {
  const prepared = plan.prepare ? ask(plan.prepare) : null;
  const closed = plan.prepare && plan.closed?.(prepared);
  if (closed) return { outcome: 'closed', said: closed };
  const of = plan.questions.length;
  const view = { answers: {}, at: 1, of, changing: true, today: moment.today, phone: null, draft: null };
  return { outcome: 'open', view: { ...view, handed: null, prepared, recalled: [] } };
}

/** The fields of a form, in the order in which the chat asks. */
export function fieldsOf<Given extends object>(
  given: FormPlan<Given>,
  view: View<Partial<Given>>,
): readonly Field[] {
  return questionsOf(given).map((question) => {
    const page = fieldOf(question);
    return {
      key: question.key,
      page,
      label: page.label,
      ...(page.hint && { hint: page.hint }),
      choices: page.kind === 'choice' ? choicesIn(page, view as View<Answers>) : [],
      isNeeded: question.skipTo === undefined && !page.mayStayEmpty,
    };
  });
}

/**
 * Reads a page as the chat reads messages: each question by its own reader, in its own order. What the
 * chat says back and waits for a yes stands beside the answer, to be read before it is sent.
 */
export function fillPage<Given extends object>(
  given: FormPlan<Given>,
  typed: ReadonlyMap<string, Typed>,
  ask: Ask,
  moment: Moment,
): Filled<Given> {
  const opened = openPage(given, ask, moment);
  const errors = new Map<string, Mistake>();
  const echoes = new Map<string, Said>();
  const answers: Answers = {};
  // What hangs on an answer that is wrong is not judged by it.
  const waiting = new Set<string>();
  for (const question of questionsOf(given)) {
    if (waiting.has(question.key)) continue;
    if (opened.outcome === 'closed') {
      errors.set(question.key, { said: opened.said });
      break;
    }
    const view = { ...opened.view, answers } as View<Answers>;
    const read = readField(question, typed.get(question.key) ?? NOTHING, { view, ask, moment });
    if ('said' in read) {
      errors.set(question.key, read);
      for (const key of question.clears ?? []) waiting.add(key);
      continue;
    }
    answers[question.key] = read.value;
    if (read.echo) echoes.set(question.key, read.echo);
  }
  // Every question of the plan has been answered by its own reader, or stands among the errors.
  return errors.size === 0
    ? { outcome: 'filled', answers: answers as Given, echoes }
    : { outcome: 'mistakes', errors, answers: answers as Partial<Given> };
}

const NOTHING: Typed = { text: '', rows: [], isConfirmed: false, choice: '' };

interface Given {
  view: View<Answers>;
  ask: Ask;
  moment: Moment;
}

type Read = { value: unknown; echo?: Said } | Mistake;

function readField(question: Question<Answers>, typed: Typed, { view, ask, moment }: Given): Read {
  const page = fieldOf(question);
  const seen: View<Answers> = { ...view, draft: question.start?.(view) ?? null };
  const heard: Heard = { ...moment, kind: 'text', text: cleanText(typed.text) };
  if (isEmpty(page, typed, heard.text)) return leftEmpty(question, seen);
  const first = page.take
    ? page.take(typed.rows, seen)
    : question.read(typed.file ? { ...heard, kind: 'document', text: '', file: typed.file } : heard, seen);
  const settled = settle(first, page.look ?? question.look, { view: seen, ask, moment });
  if (settled.step.outcome === 'keep' && typed.file && typed.choice !== '') {
    // What to do about a file with mistakes is said in the same breath.
    const kept = { ...seen, draft: settled.step.draft };
    const chosen = question.read({ ...heard, text: cleanText(typed.choice) }, kept);
    return judged(question, settle(chosen, question.look, { view: kept, ask, moment }), typed);
  }
  return judged(question, settled, typed);
}

interface Settled {
  step: Step<unknown>;
  view: View<Answers>;
}

/** Asks the lab for as long as a step wants it asked. */
function settle(step: Step<unknown>, look: LookUp<unknown, Answers> | undefined, given: Given): Settled {
  const { view, ask } = given;
  if (step.outcome !== 'look') return { step, view };
  if (!look) throw new Error('a question looks without saying how');
  const draft = step.draft === undefined ? view.draft : step.draft;
  // The question wrote the input for its own effect.
  const found = ask({ effect: look.effect, input: step.input } as EffectCall);
  return settle(look.judge(found, { ...view, draft }), look, { ...given, view: { ...view, draft } });
}

function judged(question: Question<Answers>, { step, view }: Settled, typed: Typed): Read {
  const page = fieldOf(question);
  switch (step.outcome) {
    case 'read':
      return { value: step.value };
    case 'echo': {
      const expected = page.confirm && question.offer?.(view);
      const isOther = expected !== undefined && expected.value !== step.value;
      return isOther && !typed.isConfirmed
        ? { said: step.said, wantsConfirmation: true }
        : { value: step.value, echo: step.said };
    }
    case 'unclear':
      return { said: step.said };
    case 'keep': {
      const choices = page.kind === 'file' ? choicesIn(page, { ...view, draft: step.draft }) : [];
      const { file, ...said } = step.said;
      return { said, ...(choices.length > 0 ? { choices } : {}), ...(file ? { file } : {}) };
    }
    case 'look':
      throw new Error('a look that was not asked');
  }
}

function leftEmpty(question: Question<Answers>, view: View<Answers>): Read {
  const page = fieldOf(question);
  if (page.mayStayEmpty) {
    const known = question.offer?.(view);
    if (known) return { value: known.value, echo: known.said };
  }
  if (question.skipTo !== undefined) return { value: question.skipTo };
  if (page.take) {
    const step = page.take([], view);
    if (step.outcome === 'unclear') return { said: step.said };
  }
  if (page.kind === 'choice') return { said: say('page-labels.chooseOne') };
  return { said: say(page.kind === 'file' ? 'page-labels.fileNeeded' : 'page-labels.needed') };
}

function isEmpty(page: PageField<unknown, Answers>, typed: Typed, text: string): boolean {
  if (page.kind === 'file') return typed.file === undefined;
  if (page.take) return typed.rows.every((row) => Object.values(row).every((part) => part.trim() === ''));
  return text === '';
}

const choicesIn = (page: PageField<unknown, Answers>, view: View<Answers>): Field['choices'] =>
  page.choices?.(view) ?? [];

// Erased here once: which value belongs to which question was checked when the plan was written.
const questionsOf = <Given extends object>(plan: FormPlan<Given>): readonly Question<Answers>[] =>
  plan.questions as unknown as readonly Question<Answers>[];

function fieldOf({ key, field }: Question<Answers>): PageField<unknown, Answers> {
  if (!field) throw new Error(`no page can ask for ${key}`);
  return field;
}
