import type { VNode } from 'preact';
import type { Field } from '../../../flows/form/page.ts';
import { choiceName, confirmName } from '../../../flows/form/typed.ts';
import { type Said, say } from '../../../flows/kit.ts';
import { longDay, rupiah } from '../../../templates/messages/format.ts';
import { render } from '../../../templates/messages/index.ts';
import { echoWords } from '../../../templates/messages/page-words.ts';
import { serviceName } from '../../../templates/messages/services.ts';
import type { LaboratoryAnswers } from '../../domain/laboratory/values.ts';
import type { SampleDetail } from '../../domain/shipments/values.ts';
import { parseLabDay } from '../../domain/values/lab-day.ts';
import { linkTo, said, saidWith, sceneOf } from '../visit.ts';
import { WORDS } from '../words.ts';
import { SLUGS } from './services.ts';
import { inWords, type Sheet } from './sheet.ts';

/** What was read, to be said back before it is sent. */
export interface ReadBack {
  answers: Readonly<Record<string, unknown>>;
  echoes: ReadonlyMap<string, Said>;
  feeRupiah: number;
}

/** Everything once more in words; only from here it can be sent. */
export function checkPage(sheet: Sheet, read: ReadBack, consentMissing: boolean): VNode {
  const { visit, service, form, fields, body, files } = sheet;
  const { language, lab } = visit;
  const hidden = Object.entries(body).filter(([name, value]) => isOf(fields, name) && value !== '');
  return (
    <section class="card">
      <p class="muted">{serviceName(service, language)}</p>
      <h1>{said(visit, 'checkTitle')}</h1>
      <p class="muted">{said(visit, 'checkIntro')}</p>
      <dl class="read-back">
        {fields.map((field) => (
          <div key={field.key}>
            <dt>{inWords(visit, field.label)}</dt>
            <dd>
              {linesOf(sheet, field, read.answers[field.key]).map((line) => (
                <span key={line}>{line}</span>
              ))}
              <EchoOf
                sheet={sheet}
                said={read.echoes.get(field.key)}
                beside={linesOf(sheet, field, read.answers[field.key]).join('')}
              />
            </dd>
          </div>
        ))}
        <div>
          <dt>{said(visit, 'fee')}</dt>
          <dd>
            <strong>{rupiah(read.feeRupiah)}</strong>
            {read.feeRupiah > 0 ? <small>{language === 'en' ? lab.howToPayEn : lab.howToPay}</small> : null}
          </dd>
        </div>
      </dl>
      <form method="post" action={linkTo(visit, `/daftar/${SLUGS[service]}`)} encType="multipart/form-data">
        <input type="hidden" name="form" value={form} />
        {hidden.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {Array.from(files, ([key, { token }]) => (
          <input key={key} type="hidden" name={`${key}-token`} value={token} />
        ))}
        <h2>{said(visit, 'consentTitle')}</h2>
        <p>{inWords(visit, say('form.explainConsent'))}</p>
        {consentMissing ? (
          <p id="consent-problem" class="wrong" role="alert">
            {said(visit, 'consentNeeded')}
          </p>
        ) : null}
        <label class="tick">
          <input
            type="checkbox"
            name="consent"
            value={String(lab.consentVersion)}
            aria-describedby={consentMissing ? 'consent-problem' : undefined}
          />
          <span>{saidWith(visit, WORDS.consent, { version: lab.consentVersion })}</span>
        </label>
        <p class="ways">
          <button type="submit" name="deed" value="send">
            {said(visit, 'send')}
          </button>
          <button type="submit" name="deed" value="change" class="button quiet">
            {said(visit, 'change')}
          </button>
        </p>
      </form>
    </section>
  );
}

/** What the chat would have said back, as far as the answer does not say it already. */
function EchoOf({
  sheet: { visit },
  said: echo,
  beside,
}: {
  sheet: Sheet;
  said: Said | undefined;
  beside: string;
}): VNode | null {
  const words = echo ? echoWords(render(echo, visit.language, sceneOf(visit))) : '';
  const further = words.startsWith(beside) ? words.slice(beside.length).replace(/^[\s,]+/, '') : words;
  return further === '' ? null : <small>{further}</small>;
}

// What the browser sent besides is not sent on.
const isOf = (fields: readonly Field[], name: string): boolean =>
  fields.some(
    ({ key }) =>
      name === key ||
      name === confirmName(key) ||
      name === choiceName(key) ||
      name.startsWith(`${key}.`) ||
      name.startsWith(`${key}-test-`),
  );

/** An answer in words, line by line. */
function linesOf({ visit, body }: Sheet, { key, page, choices }: Field, answer: unknown): string[] {
  const { language } = visit;
  if (answer === null || answer === undefined) return [said(visit, 'none')];
  if (page.kind === 'choice') {
    const chosen = choices.find(({ word }) => word === body[key]);
    if (chosen) return [inWords(visit, chosen.label)];
  }
  // What a kind of field holds is what its question reads: each was checked when the plan was written.
  if (page.kind === 'tests')
    return (answer as LaboratoryAnswers['tests']).map(
      ({ name, nameEn, priceRupiah }) =>
        `${language === 'en' ? (nameEn ?? name) : name}, ${rupiah(priceRupiah)}`,
    );
  if (page.kind === 'samples')
    return (answer as SampleDetail[]).map(({ testName, testNameEn, ...counts }) =>
      saidWith(visit, WORDS.samplesLine, {
        name: language === 'en' ? (testNameEn ?? testName) : testName,
        ...counts,
      }),
    );
  if (typeof answer === 'object') return [wordsIn(answer)];
  const day = typeof answer === 'string' ? parseLabDay(answer) : undefined;
  if (day) return [longDay(day, language)];
  return [page.kind === 'tel' ? `+${String(answer)}` : String(answer)];
}

const NUMBERED: Readonly<Record<string, string>> = { rt: 'RT ', rw: 'RW ' };

/** The words in an answer of several parts: a file's name, an address, a place; never its codes. */
function wordsIn(answer: object): string {
  const named = Object.entries(answer).filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === 'string' && entry[1] !== '' && !entry[0].endsWith('Code'),
  );
  const inOrder = 'regencyName' in answer ? named.reverse() : named;
  return inOrder.map(([part, words]) => `${NUMBERED[part] ?? ''}${words}`).join(', ');
}
