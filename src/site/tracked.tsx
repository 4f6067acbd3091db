import type { JSX, VNode } from 'preact';
import { longDay, shortDay } from '../../templates/messages/format.ts';
import { howToPay, isUnpaid } from '../../templates/messages/payment.ts';
import { serviceName } from '../../templates/messages/services.ts';
import { stageMeaning, stageName } from '../../templates/messages/stages.ts';
import {
  expectedLine,
  type Line,
  particularLines,
  paymentLine,
  reasonOf,
} from '../../templates/messages/tracked.ts';
import type { Stage } from '../domain/registrations/table.ts';
import { fullProofOf } from '../domain/tracking/index.ts';
import type { TrackedRegistration } from '../domain/tracking/values.ts';
import { ProofField } from './tracking.tsx';
import { linkTo, said, saidWith, type Visit } from './visit.ts';
import { WORDS } from './words.ts';

/** What is shown, to whom. */
export interface Seen {
  visit: Visit;
  tracked: TrackedRegistration;
  /** What has just happened, in a sentence. */
  news?: string;
  /** The proof as its field held it: sent once more with every wish, because an address proves nobody. */
  proof: string;
}

/** What somebody sees who knows the code and what proves it. */
export function trackedPage(seen: Seen): VNode {
  const { visit, tracked } = seen;
  const { language } = visit;
  const { code, stage, history, particulars, institution, personName } = tracked;
  const reason = reasonOf(tracked);
  const payment = paymentLine(tracked, language);
  const expected = expectedLine(tracked, language);
  const names = [institution, personName].filter((name) => name !== null).join(', ');
  return (
    <>
      {seen.news ? (
        <p class="note" role="status">
          {seen.news}
        </p>
      ) : null}
      <section class="card">
        <p class="muted">
          {serviceName(particulars.service, language)}
          {names ? ` · ${names}` : ''} · <span class="code">{code}</span>
        </p>
        <h1>{stageName(stage, language)}</h1>
        <p>{stageMeaning(stage, language, particulars.service)}</p>
        {reason ? (
          <p class={isSetback(stage) ? 'problem' : 'note'}>
            {said(visit, 'reason')}: {reason}
          </p>
        ) : null}
        <Paper {...seen} />
        <Proposal {...seen} />
        <Fixing {...seen} />
        <Labels {...seen} />
      </section>
      {tracked.proven ? null : <ProveMore {...seen} />}
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
          {[...particularLines(tracked, language), expected, payment].map((line) => (
            <Row line={line} key={line?.label} />
          ))}
        </dl>
        {payment && isUnpaid(tracked) ? <p class="muted">{howToPay(language, visit)}</p> : null}
        <p>
          <a href={linkTo(visit, '/t')}>{said(visit, 'another')}</a>
        </p>
      </section>
    </>
  );
}

/** Whether a stage is bad news. */
const isSetback = (stage: Stage): boolean => stage !== 'dateProposed';

function Row({ line }: { line: Line | undefined }): JSX.Element | null {
  if (!line) return null;
  return (
    <div>
      <dt>{line.label}</dt>
      <dd>{line.text}</dd>
    </div>
  );
}

/** The report or the reply letter, once it is out. */
function Paper({ visit, tracked, proof }: Seen): JSX.Element | null {
  const { code, report, particulars, proven } = tracked;
  if (report === 'none' || !proven) return null;
  if (report === 'inPerson') return <p class="note">{said(visit, 'reportInPerson')}</p>;
  const isLetter = particulars.service === 'tour';
  return (
    <form method="post" action={linkTo(visit, `/t/${code}/report`)}>
      <p>{said(visit, isLetter ? 'letterReady' : 'reportReady')}</p>
      <input type="hidden" name="proof" value={proof} />
      <button type="submit">{said(visit, isLetter ? 'downloadLetter' : 'download')}</button>
    </form>
  );
}

/** Another day that staff propose, answered with one press. */
function Proposal({ visit, tracked: { code, particulars }, proof }: Seen): JSX.Element | null {
  if (particulars.service !== 'consultation' || !particulars.proposal) return null;
  const day = longDay(particulars.proposal.day, visit.language);
  return (
    <form method="post" action={linkTo(visit, `/t/${code}/proposal`)}>
      <p>{saidWith(visit, WORDS.proposalAsk, { day })}</p>
      <input type="hidden" name="proof" value={proof} />
      <p class="ways">
        <button type="submit" name="answer" value="accept">
          {said(visit, 'proposalAccept')}
        </button>
        <button type="submit" name="answer" value="decline" class="button quiet">
          {said(visit, 'proposalDecline')}
        </button>
      </p>
    </form>
  );
}

/** Corrected documents are sent in the chat, where they are checked while the person is there. */
function Fixing({ visit, tracked: { code, particulars } }: Seen): JSX.Element | null {
  const { lab, parts } = visit;
  if (particulars.service !== 'shipment' || particulars.toFix.length === 0) return null;
  const words = encodeURIComponent(`LACAK ${code}`);
  const chat = parts.simulated
    ? `/simulator?text=${words}`
    : `https://wa.me/${lab.whatsappNumber}?text=${words}`;
  return (
    <p>
      <a class="button" href={chat} rel="noreferrer">
        {said(visit, 'fixInChat')}
      </a>
    </p>
  );
}

/** The labels for the boxes of a shipment, as long as they are to come. */
function Labels({ visit, tracked, proof }: Seen): JSX.Element | null {
  const { code, particulars, changeable, stage } = tracked;
  if (particulars.service !== 'shipment' || !(changeable || stage === 'sampleRejected')) return null;
  return (
    <form method="post" action={linkTo(visit, `/t/${code}/label`)}>
      <p>{said(visit, 'labels')}</p>
      <input type="hidden" name="proof" value={proof} />
      <p class="ways">
        <button type="submit" name="sheet" value="a4">
          {said(visit, 'labelA4')}
        </button>
        <button type="submit" name="sheet" value="roll" class="button quiet">
          {said(visit, 'labelRoll')}
        </button>
      </p>
    </form>
  );
}

/** What only the code of a tour was given for: the letter and the names want a proof. */
function ProveMore({ visit, tracked: { code, particulars } }: Seen): JSX.Element {
  return (
    <section class="card">
      <h2>{said(visit, 'proveMore')}</h2>
      <form method="post" action={linkTo(visit, `/t/${code}`)}>
        <input type="hidden" name="full" value="1" />
        <ProofField visit={visit} kind={fullProofOf(particulars.service)} value="" problem={undefined} />
        <button type="submit">{said(visit, 'see')}</button>
      </form>
    </section>
  );
}
