import type { ComponentChildren, JSX } from 'preact';
import { stageName } from '../../templates/messages/stages.ts';
import type { Stage } from '../domain/registrations/table.ts';
import { askedBySelf } from './background.ts';
import { KEY_FIELD } from './forms.ts';
import { Icon, type IconName } from './icons.tsx';
import type { Tried, Visit } from './visit.ts';

type Children = { children?: ComponentChildren };

/** A white card with a heading. */
export function Card({
  title,
  icon,
  side,
  id,
  flush,
  children,
}: Children & {
  title: string;
  icon?: IconName;
  side?: ComponentChildren;
  id?: string;
  /** Its content reaches the card's edges. */
  flush?: boolean;
}): JSX.Element {
  const headingId = `${id ?? title.toLowerCase().replace(/\W+/g, '-')}-heading`;
  return (
    <section class="card" id={id} aria-labelledby={headingId}>
      <div class="card-head">
        <h2 id={headingId}>
          {icon ? <Icon name={icon} /> : null} {title}
        </h2>
        {side}
      </div>
      {flush ? children : <div class="card-body">{children}</div>}
    </section>
  );
}

const STAGE_TONES: Record<Stage, string> = {
  registered: 'blue',
  verified: 'teal',
  confirmed: 'teal',
  dateProposed: 'amber',
  noShow: 'grey',
  reviewing: 'violet',
  approved: 'teal',
  documentsVerified: 'teal',
  documentsToFix: 'orange',
  awaitingSamples: 'teal',
  sampleReceived: 'amber',
  testing: 'violet',
  validating: 'orange',
  completed: 'green',
  rejected: 'red',
  sampleRejected: 'red',
  cancelled: 'grey',
};

/** The stage in a word and a colour. */
export function StageBadge({ stage }: { stage: Stage }): JSX.Element {
  return <Badge tone={STAGE_TONES[stage]}>{stageName(stage, 'id')}</Badge>;
}

/** A word in a colour; the colour never says more than the word. */
export function Badge({ tone, children }: Children & { tone: string }): JSX.Element {
  return <span class={`badge ${tone}`}>{children}</span>;
}

/** What an empty list says: what would stand here. */
export function Empty({ icon, title, children }: Children & { icon: IconName; title: string }): JSX.Element {
  return (
    <div class="empty">
      <Icon name={icon} />
      <p>
        <strong>{title}</strong>
      </p>
      <p>{children}</p>
    </div>
  );
}

/**
 * Refreshes a part of the page when the lab has changed, and with it the number of things that want
 * an eye and what is new since the page was opened. What it shows stands in one element with the id
 * `part`.
 */
export function Live({
  visit,
  part,
  everySeconds = 60,
  children,
}: Children & {
  visit: Visit;
  part: string;
  /** How often it looks without having been told. */
  everySeconds?: number;
}): JSX.Element {
  return (
    <div
      hx-get={visit.url}
      hx-trigger={`lab-changed from:body, every ${everySeconds}s`}
      hx-select={`#${part}`}
      hx-target={`#${part}`}
      hx-select-oob="#wanted:outerMorph,#line:outerMorph,#news:innerMorph,#bell-count:outerMorph,#mail-count:outerMorph,#bell-news:innerMorph"
      hx-swap="outerMorph"
      hx-headers={askedBySelf(visit, visit.url)}
    >
      {children}
    </div>
  );
}

/** A form that is carried out once, however often it is sent. */
export function Form({
  visit,
  action,
  version,
  seen,
  was,
  withFile,
  children,
  id,
}: Children & {
  visit: Visit;
  action: string;
  /** Of the thing it changes: an older one is refused. */
  version?: number;
  /** The last fact the page knew, so that a refusal can say what came after it. */
  seen?: number;
  /** The fingerprint of what it shows, for what has no version. */
  was?: string;
  withFile?: boolean;
  id?: string;
}): JSX.Element {
  return (
    <form
      method="post"
      action={action}
      id={id}
      encType={withFile ? 'multipart/form-data' : undefined}
      data-upload={withFile ? '' : undefined}
    >
      <HiddenKey visit={visit} />
      {version === undefined ? null : <input type="hidden" name="version" value={version} />}
      {seen === undefined ? null : <input type="hidden" name="seen" value={seen} />}
      {was === undefined ? null : <input type="hidden" name="was" value={was} />}
      {children}
    </form>
  );
}

/** The key by which a form is recognised when it comes twice. */
export function HiddenKey({ visit }: { visit: Visit }): JSX.Element {
  const key = Buffer.from(visit.parts.clock.chance(18)).toString('base64url');
  return <input type="hidden" name={KEY_FIELD} value={key} />;
}

/** What came of the form that is sent to `action`, when it has just been refused. */
export function triedAt(visit: Visit, action: string): Tried | undefined {
  return visit.tried?.action === action ? visit.tried : undefined;
}
