import type { ComponentChildren, JSX } from 'preact';
import { stageName } from '../../templates/messages/stages.ts';
import type { Stage } from '../domain/registrations/table.ts';
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

/** A form that is carried out once, however often it is sent. */
export function Form({
  visit,
  action,
  version,
  seen,
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

interface FieldProps {
  /** Of the form it stands in; together with `name` it makes the field's id. */
  visit: Visit;
  action: string;
  name: string;
  label: string;
  value?: string | number | undefined;
  hint?: string;
  required?: boolean;
  /** It may not stay empty, but only in some cases, so the browser cannot check it. */
  needed?: boolean;
}

/** A label, a field, and what is wrong with it. */
export function TextField({
  type = 'text',
  maxLength,
  autoComplete = 'off',
  inputMode,
  ...props
}: FieldProps & {
  type?: 'text' | 'email' | 'password' | 'date' | 'time' | 'tel';
  maxLength?: number;
  autoComplete?: string;
  inputMode?: 'numeric' | 'tel';
}): JSX.Element {
  const { id, value, described, error } = fieldOf(props);
  return (
    <Labelled {...props} id={id} error={error}>
      <input
        id={id}
        // Preact's types tie a role to each type; none is given here.
        type={type as 'text'}
        name={props.name}
        value={type === 'password' ? undefined : value}
        required={props.required}
        maxLength={maxLength}
        autoComplete={autoComplete}
        {...(inputMode && { inputMode })}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={described}
      />
    </Labelled>
  );
}

/** A field for several lines. */
export function TextArea({
  rows = 3,
  maxLength,
  ...props
}: FieldProps & { rows?: number; maxLength?: number }): JSX.Element {
  const { id, value, described, error } = fieldOf(props);
  return (
    <Labelled {...props} id={id} error={error}>
      <textarea
        id={id}
        name={props.name}
        rows={rows}
        maxLength={maxLength}
        required={props.required}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={described}
      >
        {value}
      </textarea>
    </Labelled>
  );
}

/** A choice from a short list. */
export function SelectField({
  choices,
  ...props
}: FieldProps & { choices: readonly (readonly [value: string, name: string])[] }): JSX.Element {
  const { id, value, described, error } = fieldOf(props);
  return (
    <Labelled {...props} id={id} error={error}>
      <select
        id={id}
        name={props.name}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={described}
      >
        {choices.map(([choice, name]) => (
          <option key={choice} value={choice} selected={choice === value}>
            {name}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

/** A box to tick. */
export function TickField(props: Omit<FieldProps, 'value'> & { ticked: boolean }): JSX.Element {
  const tried = triedAt(props.visit, props.action);
  const id = idOf(props.action, props.name);
  return (
    <label class="tick" for={id}>
      <input
        id={id}
        type="checkbox"
        name={props.name}
        checked={tried ? tried.values[props.name] === 'on' : props.ticked}
      />
      <span>
        {props.label}
        {props.hint ? <small>{props.hint}</small> : null}
      </span>
    </label>
  );
}

function Labelled({
  id,
  label,
  hint,
  error,
  required,
  needed,
  children,
}: Children & {
  id: string;
  label: string;
  hint?: string;
  error: string | undefined;
  required?: boolean;
  needed?: boolean;
}): JSX.Element {
  return (
    <div class="field">
      <label for={id}>
        {label}
        {required || needed ? null : <span class="optional"> (boleh kosong)</span>}
      </label>
      {children}
      {hint ? <small id={`${id}-hint`}>{hint}</small> : null}
      {error ? (
        <small id={`${id}-error`} class="error">
          {error}
        </small>
      ) : null}
    </div>
  );
}

function fieldOf({ visit, action, name, value, hint }: FieldProps) {
  const tried = triedAt(visit, action);
  const id = idOf(action, name);
  const error = tried?.errors[name];
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  return { id, error, described, value: tried ? (tried.values[name] ?? '') : value };
}

const idOf = (action: string, name: string): string => `${action.replace(/\W+/g, '-').slice(1)}-${name}`;
