// Longer than other files: each kind of field is drawn in a few lines, and all of them must look alike.
import type { ComponentChildren, JSX } from 'preact';
import type { Field } from '../../../flows/form/page.ts';
import { choiceName, confirmName, FILES, kindsOf, partName, testName } from '../../../flows/form/typed.ts';
import { rupiah } from '../../../templates/messages/format.ts';
import { pageWords, statementWords } from '../../../templates/messages/page-words.ts';
import { said, saidWith } from '../visit.ts';
import { WORDS } from '../words.ts';
import { inWords, type Sheet } from './sheet.ts';

/** One question as a field, with what was typed and what is wrong with it. */
export function FieldOf({ sheet, field }: { sheet: Sheet; field: Field }): JSX.Element {
  const { kind, parts } = field.page;
  if (kind === 'tests') return <Tests sheet={sheet} field={field} />;
  if (kind === 'file') return <FileField sheet={sheet} field={field} />;
  if (parts) return <Rows sheet={sheet} field={field} parts={parts} />;
  return <Single sheet={sheet} field={field} />;
}

type Props = { sheet: Sheet; field: Field };

/** What is wrong, and what the field wants: named by the field that they describe. */
function about({ sheet, field }: Props) {
  const mistake = sheet.errors.get(field.key);
  const ids = [mistake && `${field.key}-problem`, field.hint && `${field.key}-hint`].filter(Boolean);
  return {
    mistake,
    described: {
      'aria-invalid': mistake ? ('true' as const) : undefined,
      'aria-describedby': ids.length > 0 ? ids.join(' ') : undefined,
    },
  };
}

function LabelOf({ sheet: { visit }, field }: Props): JSX.Element {
  return (
    <>
      {inWords(visit, field.label)}
      {field.isNeeded ? null : <span class="optional"> ({said(visit, 'optional')})</span>}
    </>
  );
}

function Notes({ sheet, field }: Props): JSX.Element {
  const { visit, errors, body } = sheet;
  const mistake = errors.get(field.key);
  return (
    <>
      {mistake ? (
        <p id={`${field.key}-problem`} class="wrong">
          {/* What can be done stands below, to be ticked. */}
          {inWords(visit, mistake.said, mistake.choices ? statementWords : pageWords)}
        </p>
      ) : null}
      {field.hint ? <small id={`${field.key}-hint`}>{inWords(visit, field.hint)}</small> : null}
      {field.page.confirm && (mistake?.wantsConfirmation || body[confirmName(field.key)] === 'on') ? (
        <label class="tick">
          <input
            type="checkbox"
            name={confirmName(field.key)}
            checked={body[confirmName(field.key)] === 'on'}
          />
          <span>{inWords(visit, field.page.confirm)}</span>
        </label>
      ) : null}
    </>
  );
}

const TYPES = {
  text: {},
  place: {},
  tel: { type: 'tel', inputMode: 'tel', autoComplete: 'tel' },
  email: { type: 'email', inputMode: 'email', autoComplete: 'email' },
  number: { inputMode: 'numeric' },
  date: { type: 'date' },
} as const;

function Single({ sheet, field }: Props): JSX.Element {
  const { visit, body } = sheet;
  const { key, page } = field;
  const { described } = about({ sheet, field });
  const value = body[key] ?? '';
  const given = { id: key, name: key, 'aria-required': field.isNeeded ? ('true' as const) : undefined };
  return (
    <div class="field">
      <label for={key}>
        <LabelOf sheet={sheet} field={field} />
      </label>
      {page.kind === 'choice' ? (
        <select {...given} {...described}>
          <option value="">{said(visit, 'choose')}</option>
          {field.choices.map(({ word, label }) => (
            <option key={word} value={word} selected={word === value}>
              {inWords(visit, label)}
            </option>
          ))}
        </select>
      ) : (
        <input
          type="text"
          autoComplete="off"
          maxLength={300}
          {...given}
          {...described}
          {...attributesOf(page.kind)}
          {...(page.kind === 'place' && { list: 'places' })}
          value={value}
        />
      )}
      <Notes sheet={sheet} field={field} />
    </div>
  );
}

// Preact's types tie a role to each type of field; none is given here.
const attributesOf = (kind: Field['page']['kind']) =>
  (kind in TYPES ? TYPES[kind as keyof typeof TYPES] : {}) as { type?: 'text' };

function FileField({ sheet, field }: Props): JSX.Element {
  const { visit, body, files, copies } = sheet;
  const { key } = field;
  const choice = body[choiceName(key)] ?? '';
  const { described, mistake } = about({ sheet, field });
  const kept = files.get(key);
  const copy = copies.get(key);
  return (
    <div class="field">
      {kept ? (
        <p class="known">
          {inWords(visit, field.label)}
          <strong>{kept.name}</strong>
          <small>{said(visit, 'kept')}</small>
          <input type="hidden" name={`${key}-token`} value={kept.token} />
          {choice !== '' && !mistake ? <input type="hidden" name={choiceName(key)} value={choice} /> : null}
        </p>
      ) : null}
      <label for={key}>{kept ? said(visit, 'anotherFile') : <LabelOf sheet={sheet} field={field} />}</label>
      <input
        id={key}
        type="file"
        name={key}
        accept={kindsOf(field)
          .map((kind) => FILES[kind].chosen)
          .join(',')}
        {...described}
      />
      <Notes sheet={sheet} field={field} />
      {copy ? (
        <p>
          <a href={copy}>{said(visit, 'fixedCopy')}</a>
        </p>
      ) : null}
      {mistake?.choices?.map(({ word, label }) => (
        <label key={word} class="tick">
          <input type="radio" name={choiceName(key)} value={word} />
          <span>{inWords(visit, label)}</span>
        </label>
      ))}
    </div>
  );
}

function Tests({ sheet, field }: Props): JSX.Element {
  const { visit, body, tests } = sheet;
  const { mistake, described } = about({ sheet, field });
  const groups = [...new Set(tests.map(({ group }) => group))];
  const isTicked = (id: number): boolean => body[testName(field.key, id)] === 'on';
  return (
    <fieldset id={field.key} class="field" tabIndex={-1} aria-describedby={described['aria-describedby']}>
      <legend>
        <LabelOf sheet={sheet} field={field} />
      </legend>
      <Notes sheet={sheet} field={field} />
      {groups.map((group) => {
        const here = tests.filter((test) => test.group === group);
        const ticked = here.filter(({ id }) => isTicked(id)).length;
        return (
          <details key={group} open={ticked > 0 || (mistake !== undefined && groups.length === 1)}>
            <summary>
              {group} <span class="muted">({here.length})</span>
            </summary>
            {here.map(({ id, name, nameEn, priceRupiah, preparation, preparationEn }) => (
              <label key={id} class="tick">
                <input type="checkbox" name={testName(field.key, id)} checked={isTicked(id)} />
                <span>
                  {visit.language === 'en' ? nameEn : name}, {rupiah(priceRupiah)}
                  <small>{visit.language === 'en' ? preparationEn : preparation}</small>
                </span>
              </label>
            ))}
          </details>
        );
      })}
    </fieldset>
  );
}

type Part = NonNullable<Field['page']['parts']>[number];

function Rows({ sheet, field, parts }: Props & { parts: readonly Part[] }): JSX.Element {
  const { visit, rows } = sheet;
  const isList = field.page.kind === 'samples';
  const { described } = about({ sheet, field });
  return (
    <fieldset id={field.key} class="field" tabIndex={-1} aria-describedby={described['aria-describedby']}>
      <legend>
        <LabelOf sheet={sheet} field={field} />
      </legend>
      <Notes sheet={sheet} field={field} />
      {Array.from({ length: isList ? rows : 1 }, (_, row) => (
        <Row key={row} sheet={sheet} name={field.key} row={row} isList={isList} parts={parts} />
      ))}
      {isList ? (
        <button type="submit" class="button quiet" name="deed" value="addRow">
          {said(visit, 'addRow')}
        </button>
      ) : null}
    </fieldset>
  );
}

function Row({
  sheet,
  name,
  row,
  isList,
  parts,
}: {
  sheet: Sheet;
  name: string;
  row: number;
  isList: boolean;
  parts: readonly Part[];
}): JSX.Element {
  const { visit } = sheet;
  const inside: ComponentChildren = parts.map((part) => {
    const id = partName(name, row, part.name);
    return (
      <div key={id} class={part.kind === 'number' ? 'part short' : 'part'}>
        <label for={id}>{inWords(visit, part.label)}</label>
        <PartField sheet={sheet} id={id} part={part} />
      </div>
    );
  });
  if (!isList) return <div class="parts">{inside}</div>;
  return (
    <fieldset class="parts row">
      <legend>{saidWith(visit, WORDS.row, { number: row + 1 })}</legend>
      {inside}
    </fieldset>
  );
}

function PartField({
  sheet: { body, tests, visit },
  id,
  part,
}: {
  sheet: Sheet;
  id: string;
  part: Part;
}): JSX.Element {
  const value = body[id] ?? '';
  if (part.kind === 'tests') {
    const groups = [...new Set(tests.map(({ group }) => group))];
    return (
      <select id={id} name={id}>
        <option value="">{said(visit, 'choose')}</option>
        {groups.map((group) => (
          <optgroup key={group} label={group}>
            {tests
              .filter((test) => test.group === group)
              .map((test) => (
                <option key={test.id} value={test.name} selected={test.name === value}>
                  {visit.language === 'en' ? test.nameEn : test.name}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    );
  }
  return (
    <input
      id={id}
      type="text"
      name={id}
      value={value}
      maxLength={120}
      autoComplete="off"
      inputMode={part.kind === 'number' ? 'numeric' : undefined}
    />
  );
}
