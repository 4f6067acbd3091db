import type { JSX, VNode } from 'preact';
import { longDay, rupiah, shortDay } from '../../templates/messages/format.ts';
import { stageMeaning, stageName } from '../../templates/messages/stages.ts';
import { phaseOf } from '../domain/registrations/values.ts';
import type { TrackedRegistration } from '../domain/tracking/values.ts';
import type { LabDay } from '../domain/values/lab-day.ts';
import { linkTo, said, type Visit } from './visit.ts';

/** What was typed, and what is wrong with it. */
export interface Question {
  code: string;
  /** True when the code came with the address and only the date is asked. */
  codeKnown: boolean;
  birthDate?: string;
  codeProblem?: string;
  birthDateProblem?: string;
  /** What stands above the form: no match, or a lock. */
  problem?: string;
}

/** Asks for the code and the birth date. */
export function questionPage(visit: Visit, question: Question): VNode {
  const { code, codeKnown, codeProblem, birthDate, birthDateProblem, problem } = question;
  return (
    <section class="card">
      <h1>{said(visit, 'track')}</h1>
      <p class="muted">{said(visit, 'trackIntro')}</p>
      {problem ? (
        <p class="problem" role="alert">
          {problem}
        </p>
      ) : null}
      <form method="post" action={linkTo(visit, codeKnown ? `/t/${encodeURIComponent(code)}` : '/t')}>
        {codeKnown ? (
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
            problem={codeProblem}
            maxLength={40}
          />
        )}
        <Field
          name="birthDate"
          label={said(visit, 'birthDate')}
          hint={said(visit, 'birthDateHint')}
          value={birthDate ?? ''}
          problem={birthDateProblem}
          maxLength={60}
        />
        <button type="submit">{said(visit, 'see')}</button>
      </form>
      {codeKnown ? (
        <p>
          <a href={linkTo(visit, '/t')}>{said(visit, 'another')}</a>
        </p>
      ) : null}
    </section>
  );
}

function Field({
  name,
  label,
  hint,
  value,
  problem,
  maxLength,
}: {
  name: string;
  label: string;
  hint: string;
  value: string;
  problem: string | undefined;
  maxLength: number;
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

/** Nothing is owed any more. */
const WITHOUT_FEE = ['rejected', 'cancelled'];

/** What somebody sees who knows the code and the birth date. */
export function trackedPage(visit: Visit, tracked: TrackedRegistration, birthDate: LabDay): VNode {
  const { language } = visit;
  const { code, personName, stage, stageReason, history, expectedReason, tests, report } = tracked;
  return (
    <>
      <section class="card">
        <p class="muted">
          {personName} · <span class="code">{code}</span>
        </p>
        <h1>{stageName(stage, language)}</h1>
        <p>{stageMeaning(stage, language)}</p>
        {stageReason ? (
          <p class="problem">
            {said(visit, 'reason')}: {stageReason}
          </p>
        ) : null}
        <Report visit={visit} tracked={tracked} birthDate={birthDate} key={report} />
      </section>
      <section class="card">
        <h2>{said(visit, 'history')}</h2>
        <ol class="steps">
          {history.map((step, index) => (
            <li key={`${step.stage}-${index}`}>
              {stageName(step.stage, language)} <span class="muted">{shortDay(step.on, language)}</span>
            </li>
          ))}
        </ol>
      </section>
      <section class="card">
        <dl>
          <div>
            <dt>{said(visit, 'visit')}</dt>
            <dd>{longDay(tracked.visitOn, language)}</dd>
          </div>
          {phaseOf(stage) === 'ended' ? null : (
            <div>
              <dt>{said(visit, 'expected')}</dt>
              <dd>
                {longDay(tracked.expectedOn, language)}
                {expectedReason ? <span class="muted"> ({expectedReason})</span> : null}
              </dd>
            </div>
          )}
          <div>
            <dt>{said(visit, 'tests')}</dt>
            <dd>{tests.join(', ')}</dd>
          </div>
          {WITHOUT_FEE.includes(stage) && tracked.payment === 'unpaid' ? null : (
            <div>
              <dt>{said(visit, 'fee')}</dt>
              <dd>
                {tracked.payment === 'free' ? '' : `${rupiah(tracked.totalRupiah)}, `}
                {said(visit, tracked.payment)}
              </dd>
            </div>
          )}
        </dl>
        <p>
          <a href={linkTo(visit, '/t')}>{said(visit, 'another')}</a>
        </p>
      </section>
    </>
  );
}

function Report({
  visit,
  tracked: { code, report },
  birthDate,
}: {
  visit: Visit;
  tracked: TrackedRegistration;
  birthDate: LabDay;
}): JSX.Element | null {
  if (report === 'none') return null;
  if (report === 'inPerson') return <p class="note">{said(visit, 'reportInPerson')}</p>;
  return (
    <form method="post" action={linkTo(visit, `/t/${code}/report`)}>
      <p>{said(visit, 'reportReady')}</p>
      {/* Sent once more, because a network address is shared and proves nobody. */}
      <input type="hidden" name="birthDate" value={birthDate} />
      <button type="submit">{said(visit, 'download')}</button>
    </form>
  );
}
