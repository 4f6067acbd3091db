import type { JSX, VNode } from 'preact';
import { longDay } from '../../templates/messages/format.ts';
import { paperName } from '../../templates/messages/papers.ts';
import { genuineness } from '../domain/papers/index.ts';
import type { Genuineness } from '../domain/papers/values.ts';
import { GENUINE_WORDS as WORDS } from './genuine-words.ts';
import { linkTo, saidWith, type Visit } from './visit.ts';

type Known = Extract<Genuineness, { code: string }>;
type PlainName = Exclude<keyof typeof WORDS, 'genuineWhy' | 'replacedWhy' | 'unknownWhy'>;

const said = (visit: Visit, name: PlainName): string => saidWith(visit, WORDS[name], undefined);

/** What the page is called. */
export const genuineTitle = (visit: Visit): string => said(visit, 'title');

/**
 * Answers whether a paper with this code is genuine, or asks for a code. Nobody is counted for trying:
 * the code opens nothing, and what is answered stands on the paper anyway.
 *
 * @param typed undefined when nothing has been asked yet
 */
export function genuinePage(visit: Visit, typed: string | undefined): { status: number; body: VNode } {
  if (typed === undefined) return { status: 200, body: <Ask visit={visit} typed="" /> };
  const visitor = { kind: 'visitor', address: visit.address } as const;
  const found = visit.parts.transact(visitor, (ctx) => genuineness(ctx.tx, typed, ctx.lab.timeZone));
  if (found.outcome === 'typo' || found.outcome === 'notACode') {
    return { status: 422, body: <Ask visit={visit} typed={typed} problem={said(visit, found.outcome)} /> };
  }
  return { status: found.outcome === 'unknown' ? 404 : 200, body: <Found visit={visit} found={found} /> };
}

function Ask({ visit, typed, problem }: { visit: Visit; typed: string; problem?: string }): JSX.Element {
  return (
    <section class="card">
      <h1>{said(visit, 'title')}</h1>
      <p class="muted">{said(visit, 'intro')}</p>
      <form method="get" action="/v">
        {visit.language === 'en' ? <input type="hidden" name="lang" value="en" /> : null}
        <div class="field">
          <label for="code">{said(visit, 'code')}</label>
          <input
            id="code"
            name="code"
            type="text"
            value={typed}
            maxLength={120}
            required
            autoComplete="off"
            autoCapitalize="characters"
            spellcheck={false}
            aria-invalid={problem ? 'true' : undefined}
            aria-describedby={problem ? 'code-problem code-hint' : 'code-hint'}
          />
          <small id="code-hint">{said(visit, 'codeHint')}</small>
          {problem ? (
            <small id="code-problem" class="wrong" role="alert">
              {problem}
            </small>
          ) : null}
        </div>
        <button type="submit">{said(visit, 'check')}</button>
      </form>
    </section>
  );
}

function Found({ visit, found }: { visit: Visit; found: Known }): JSX.Element {
  const { language, lab } = visit;
  return (
    <section class={`card verdict ${found.outcome}`}>
      <h1>
        <Sign outcome={found.outcome} /> {said(visit, found.outcome)}
      </h1>
      <p class="code paper-code">{found.code}</p>
      <p>{whyOf(visit, found)}</p>
      {found.outcome === 'unknown' ? null : (
        <>
          <dl>
            <div>
              <dt>{said(visit, 'kind')}</dt>
              <dd>{asTitle(paperName(found.paper, language))}</dd>
            </div>
            <div>
              <dt>{said(visit, 'issuedOn')}</dt>
              <dd>{longDay(found.issuedOn, language)}</dd>
            </div>
            <div>
              <dt>{said(visit, 'by')}</dt>
              <dd>{lab.name}</dd>
            </div>
          </dl>
          <p class="muted">{said(visit, 'unnamed')}</p>
        </>
      )}
      <p class="ways">
        <a class="button quiet" href={linkTo(visit, '/v')}>
          {said(visit, 'another')}
        </a>
      </p>
    </section>
  );
}

function whyOf(visit: Visit, found: Known): string {
  switch (found.outcome) {
    case 'genuine':
      return saidWith(visit, WORDS.genuineWhy, found);
    case 'replaced':
      return saidWith(visit, WORDS.replacedWhy, found);
    case 'unknown':
      return saidWith(visit, WORDS.unknownWhy, found);
  }
}

const SIGNS: Record<Known['outcome'], string> = {
  genuine: 'M5 12.5 10 17.5 19.5 7',
  replaced: 'M12 5v9M12 18.5v.5',
  unknown: 'M6 6l12 12M18 6 6 18',
};

const Sign = ({ outcome }: { outcome: Known['outcome'] }): JSX.Element => (
  <svg class="sign" viewBox="0 0 24 24" aria-hidden="true">
    <path d={SIGNS[outcome]} />
  </svg>
);

const asTitle = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
