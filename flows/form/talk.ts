import { isSkip } from '../answers/words.ts';
import type { EffectName, OutputOf } from '../effects.ts';
import { type Heard, type Opening, type Said, say } from '../kit.ts';
import type { Ending, FormPlan } from './plan.ts';
import type { Question, Step, View } from './question.ts';
import { isConfirmed, knownNumber, type ReviewWish, readReview } from './words.ts';

// What the form moves around without looking inside: a question's own types guard its values.
export type Answers = Record<string, unknown>;

/** Where a person is in a form; all that is kept of it between two messages. */
export interface FormContext {
  answers: Answers;
  /** The question that is being asked, from 0. */
  place: number;
  /** What the question has gathered so far; belongs to it alone. */
  draft: unknown;
  /** What was made of the last message. */
  step: Step<unknown> | null;
  /** What was repeated in words and waits for a yes. */
  echo: { value: unknown; said: Said } | null;
  failures: number;
  ending: Ending<Answers> | null;
  today: Opening['today'];
  phone: string | null;
  /** It was opened to change one answer. */
  editing: boolean;
  handed: unknown;
  /** What the lab has answered to `prepare`. */
  prepared: unknown;
  /** Whom the first message offers, when somebody is known. */
  known: { said: Said; answers: Partial<Answers>[] } | null;
  /** Keys of answers that were taken over. */
  recalled: string[];
}

const EXAMPLE_AFTER_FAILURES = 2;
const PERSON_AFTER_FAILURES = 3;

/** What a form says and how it reads answers: pure functions of where the person is. */
export function talkOf(plan: FormPlan<Answers>) {
  const { questions } = plan;

  const isComplete = ({ answers }: FormContext): boolean => firstUnanswered(answers) === -1;
  const view = (context: FormContext): View<Answers> => ({
    answers: context.answers,
    at: context.place + 1,
    of: questions.length,
    changing: isComplete(context),
    today: context.today,
    phone: context.phone,
    draft: context.draft,
    handed: context.handed,
    prepared: context.prepared,
    recalled: context.recalled,
  });
  const question = (context: FormContext): Question<Answers> => {
    const asked = questions[context.place];
    if (!asked) throw new Error(`the form has no question ${context.place}`);
    return asked;
  };
  const placeOf = (key: string): number => questions.findIndex((asked) => asked.key === key);
  function firstUnanswered(answers: Answers): number {
    return questions.findIndex(({ key }) => answers[key] === undefined);
  }

  /** The question as it stands now: what waits for a yes, or else what is asked. */
  const ask = (context: FormContext): Said => context.echo?.said ?? question(context).ask(view(context));
  /** The same for who came back to it: what was answered is still there. */
  const askBack = (context: FormContext): Said[] => {
    const { key, skipTo } = question(context);
    const isKept = context.answers[key] !== undefined && skipTo === undefined;
    return isKept ? [say('form.answerKept'), ask(context)] : [ask(context)];
  };
  const summary = (context: FormContext): Said => plan.review(view(context), isComplete(context));

  /** The same form with another question asked. */
  const movedTo = (context: FormContext, place: number): FormContext => {
    const moved = { ...context, place, draft: null, step: null, echo: null, failures: 0 };
    return { ...moved, draft: question(moved).start?.(view(moved)) ?? null };
  };
  /** The same form at its first open question; what is known already only waits for a yes. */
  const advanced = (context: FormContext): FormContext => {
    const next = movedTo(context, firstUnanswered(context.answers));
    return { ...next, echo: question(next).offer?.(view(next)) ?? null };
  };
  /** What a question has gathered counts when it is left for the summary or another question. */
  const gathered = (context: FormContext): FormContext => {
    const { key, gathered: value } = question(context);
    const found = value?.(context.draft);
    return found === undefined ? context : { ...context, answers: { ...context.answers, [key]: found } };
  };
  /** One question back; from a typed answer that waits for its yes, back to the question itself. */
  const backed = (context: FormContext): FormContext => {
    const known = question(context).offer?.(view(context));
    const typed = context.echo !== null && context.echo.value !== known?.value;
    return movedTo(gathered(context), typed ? context.place : Math.max(0, context.place - 1));
  };

  const start = ({ today, phone, handed }: Opening): FormContext => {
    const begun = plan.begin?.(handed);
    const context: FormContext = {
      answers: begun?.answers ?? {},
      place: 0,
      draft: null,
      step: null,
      echo: null,
      failures: 0,
      ending: null,
      today,
      phone,
      editing: begun?.editing !== undefined,
      handed: begun ? begun.handed : handed,
      prepared: null,
      known: null,
      recalled: [],
    };
    return movedTo(context, begun?.editing ? placeOf(begun.editing) : 0);
  };

  /** What the question makes of a message. */
  const read = (context: FormContext, heard: Heard): Step<unknown> => {
    const asked = question(context);
    if (context.echo && heard.kind === 'text') {
      const confirmed = isConfirmed(heard);
      if (confirmed === true) return { outcome: 'read', value: context.echo.value };
      // "No" to what we knew or understood is no mistake: the question is asked plainly.
      if (confirmed === false)
        return { outcome: 'keep', draft: context.draft, said: asked.ask(view(context)) };
    }
    const skipped = heard.kind === 'text' && isSkip(heard.text);
    if (skipped && asked.skipTo !== undefined) return { outcome: 'read', value: asked.skipTo };
    const given = context.answers[asked.key];
    if (skipped && given !== undefined) return { outcome: 'read', value: given };
    if (!asked.takesFile && heard.text === '') {
      return heard.kind === 'text'
        ? { outcome: 'unclear', said: say('answers.nothingTyped') }
        : { outcome: 'unclear', said: say('answers.notTyped', { kind: heard.kind }), asksAgain: true };
    }
    const step = asked.read(heard, view(context));
    return skipped && step.outcome === 'unclear'
      ? { outcome: 'unclear', said: say('form.cannotSkip') }
      : step;
  };

  const settled = (context: FormContext): FormContext => {
    const { key, clears = [] } = question(context);
    const { step } = context;
    if (step?.outcome !== 'read') throw new Error(`the answer to ${key} is not settled`);
    const answers = { ...context.answers, [key]: step.value };
    for (const cleared of clears) if (context.answers[key] !== step.value) delete answers[cleared];
    const isAsBefore = context.answers[key] === step.value;
    const recalled = isAsBefore ? context.recalled : context.recalled.filter((each) => each !== key);
    return { ...context, answers, recalled, step: null, echo: null, draft: null, failures: 0 };
  };

  /** What was gathered, and what came for other questions meanwhile. */
  const kept = (context: FormContext): FormContext => {
    const { step, answers } = context;
    if (step?.outcome !== 'keep') return context;
    const { draft, also } = step;
    return { ...context, answers: { ...answers, ...also }, draft, step: null, echo: null, failures: 0 };
  };

  /** Whom the lab knows from before, unless answers came with the form. */
  const introduced = (context: FormContext, found: OutputOf<EffectName>): FormContext => {
    const isFresh = Object.keys(context.answers).length === 0;
    return { ...context, known: (isFresh && plan.known?.offer(found)) || null };
  };
  /** Which of the known is meant; `another` when none is, undefined when something else was said. */
  const chosen = ({ known }: FormContext, heard: Heard): Partial<Answers> | 'another' | undefined => {
    if (heard.kind !== 'text' || !known) return undefined;
    const number = knownNumber(heard, known.answers.length + 1);
    if (number === undefined) return undefined;
    return known.answers[number] ?? 'another';
  };
  /** The same form with what is known of somebody filled in. */
  const recalling = (context: FormContext, answers: Partial<Answers>): FormContext => ({
    ...context,
    answers: { ...context.answers, ...answers },
    recalled: Object.keys(answers),
    known: null,
  });

  /** What is said about an answer that could not be used: more help each time. */
  const corrected = (context: FormContext): Said[] => {
    const { step, failures, echo } = context;
    if (step?.outcome !== 'unclear') return [];
    const { example, skipTo } = question(context);
    const said = [step.said];
    if (failures === EXAMPLE_AFTER_FAILURES) said.push(example);
    if (failures >= PERSON_AFTER_FAILURES) {
      said.push(say('form.personOffered', { canSkip: skipTo !== undefined }));
    }
    if (step.asksAgain || echo) said.push(ask(context));
    return said;
  };

  /** What is wanted after the summary; a file that comes then is the answer to the one question for a file. */
  const wish = (context: FormContext, heard: Heard): ReviewWish => {
    const forFile = questions.flatMap(({ takesFile }, place) => (takesFile ? [place] : []));
    if (heard.file && forFile.length === 1)
      return { outcome: 'answer', place: forFile[0] ?? 0, text: heard.text };
    const wanted = readReview(heard, questions);
    return wanted.outcome === 'send' && !isComplete(context) ? { outcome: 'unclear' } : wanted;
  };

  return {
    start,
    view,
    question,
    placeOf,
    isComplete,
    ask,
    askBack,
    summary,
    movedTo,
    advanced,
    gathered,
    backed,
    read,
    settled,
    kept,
    introduced,
    chosen,
    recalling,
    corrected,
    wish,
  };
}
