import type { JSX, VNode } from 'preact';
import { fullProofOf } from '../domain/tracking/index.ts';
import type { ProofKind, Wanted } from '../domain/tracking/values.ts';
import { linkTo, said, type Visit } from './visit.ts';
import type { PlainWord } from './words.ts';

/** What was typed, what is asked for, and what is wrong with it. */
export interface Question {
  code: string;
  /** What the code wants; null while there is no code to ask about. */
  wanted: Pick<Wanted, 'service' | 'proof'> | null;
  /** Everything is asked for, of a tour too, whose code alone shows how it stands. */
  full?: boolean;
  /** What was typed as a proof. */
  typed?: string;
  proofProblem?: string;
  /** What stands above the form: no match, a lock, or a slip in the code. */
  problem?: string;
}

/** How a proof is asked for on the page. */
const PROOFS: Record<
  ProofKind,
  { label: PlainWord; hint: PlainWord; intro: PlainWord; length: number; digits: boolean }
> = {
  birthDate: {
    label: 'birthDate',
    hint: 'birthDateHint',
    intro: 'trackIntro',
    length: 60,
    digits: false,
  },
  lastFive: {
    label: 'lastFive',
    hint: 'lastFiveHint',
    intro: 'trackIntroLastFive',
    length: 20,
    digits: true,
  },
};

/** Asks for the code, and then for what the code wants. */
export function questionPage(visit: Visit, question: Question): VNode {
  const { code, wanted, full, typed, proofProblem, problem } = question;
  const proof = wanted && (full ? fullProofOf(wanted.service) : wanted.proof);
  const intro = proof ? PROOFS[proof].intro : wanted ? 'trackIntroTour' : 'trackIntroCode';
  return (
    <section class="card">
      <h1>{said(visit, 'track')}</h1>
      <p class="muted">{said(visit, intro)}</p>
      {problem ? (
        <p class="problem" role="alert">
          {problem}
        </p>
      ) : null}
      <form method="post" action={linkTo(visit, wanted ? `/t/${encodeURIComponent(code)}` : '/t')}>
        {wanted ? (
          <p class="known">
            {said(visit, 'code')}
            <strong class="code">{code}</strong>
          </p>
        ) : (
          <Field
            name="code"
            label={said(visit, 'code')}
            hint={said(visit, 'codeHint')}
            value={code}
            problem={undefined}
            maxLength={40}
          />
        )}
        {full ? <input type="hidden" name="full" value="1" /> : null}
        {proof ? <ProofField visit={visit} kind={proof} value={typed ?? ''} problem={proofProblem} /> : null}
        <button type="submit">{said(visit, wanted ? 'see' : 'next')}</button>
      </form>
      {wanted ? (
        <p>
          <a href={linkTo(visit, '/t')}>{said(visit, 'another')}</a>
        </p>
      ) : null}
    </section>
  );
}

/** The field in which somebody proves that they may. */
export function ProofField({
  visit,
  kind,
  value,
  problem,
}: {
  visit: Visit;
  kind: ProofKind;
  value: string;
  problem: string | undefined;
}): JSX.Element {
  const { label, hint, length, digits } = PROOFS[kind];
  return (
    <Field
      name="proof"
      label={said(visit, label)}
      hint={said(visit, hint)}
      value={value}
      problem={problem}
      maxLength={length}
      digits={digits}
    />
  );
}

function Field({
  name,
  label,
  hint,
  value,
  problem,
  maxLength,
  digits = false,
}: {
  name: string;
  label: string;
  hint: string;
  value: string;
  problem: string | undefined;
  maxLength: number;
  digits?: boolean;
}): JSX.Element {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        id={name}
        name={name}
        type="text"
        value={value}
        maxLength={maxLength}
        required
        inputMode={digits ? 'numeric' : undefined}
        autoComplete="off"
        autoCapitalize="characters"
        spellcheck={false}
        aria-invalid={problem ? 'true' : undefined}
        aria-describedby={problem ? `${name}-problem ${name}-hint` : `${name}-hint`}
      />
      <small id={`${name}-hint`}>{hint}</small>
      {problem ? (
        <small id={`${name}-problem`} class="wrong">
          {problem}
        </small>
      ) : null}
    </div>
  );
}
