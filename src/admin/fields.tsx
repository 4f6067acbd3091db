import type { ComponentChildren, JSX } from 'preact';
import { FILE_FIELD, FILE_MEGABYTES } from './forms.ts';
import { triedAt } from './pieces.tsx';
import type { Visit } from './visit.ts';

type Children = { children?: ComponentChildren };

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
  /** One writes here first. */
  focused?: boolean;
}

/** A label, a field, and what is wrong with it. */
export function TextField({
  type = 'text',
  maxLength,
  autoComplete = 'off',
  inputMode,
  list,
  ...props
}: FieldProps & {
  type?: 'text' | 'email' | 'password' | 'date' | 'time' | 'tel';
  maxLength?: number;
  autoComplete?: string;
  inputMode?: 'numeric' | 'tel';
  /** The id of a list to choose from by a part of a name. */
  list?: string;
}): JSX.Element {
  const { id, value, described, error, focus } = fieldOf(props);
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
        {...(list && { list })}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={described}
        {...focus}
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
  const { id, value, described, error, focus } = fieldOf(props);
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
        {...focus}
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
  const { id, value, described, error, focus } = fieldOf(props);
  return (
    <Labelled {...props} id={id} error={error}>
      <select
        id={id}
        name={props.name}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={described}
        {...focus}
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

/** Where the one file of a form is chosen; what is too large is said before it is sent. */
export function FileField({
  accept,
  megabytes = FILE_MEGABYTES,
  ...props
}: Omit<FieldProps, 'name' | 'value' | 'needed'> & {
  /** As the browser filters what can be chosen. */
  accept: string;
  /** The most this form takes. */
  megabytes?: number;
}): JSX.Element {
  const { id, described, error, focus } = fieldOf({ ...props, name: FILE_FIELD });
  return (
    <Labelled {...props} id={id} error={error}>
      <input
        id={id}
        type="file"
        name={FILE_FIELD}
        accept={accept}
        required={props.required}
        data-max-bytes={megabytes * 1024 * 1024}
        data-too-large={`Berkas ini lebih dari ${megabytes} MB. Perkecil dulu, lalu unggah lagi.`}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={described}
        {...focus}
      />
    </Labelled>
  );
}

/** What a form of PDFs lets the browser offer. */
export const PDF_ONLY = 'application/pdf,.pdf';

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
  /** One writes here first. */
  focused?: boolean;
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

function fieldOf({ visit, action, name, value, hint, focused = false }: FieldProps) {
  const tried = triedAt(visit, action);
  const id = idOf(action, name);
  const error = tried?.errors[name];
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  // After a mistake one stands where the first of them is, however far down the page.
  const isFirstMistake = tried !== undefined && Object.keys(tried.errors)[0] === name;
  const focus = (focused || isFirstMistake) && { autoFocus: true };
  return { id, error, described, focus, value: tried ? (tried.values[name] ?? '') : value };
}

const idOf = (action: string, name: string): string => `${action.replace(/\W+/g, '-').slice(1)}-${name}`;
