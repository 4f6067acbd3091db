import type { JSX } from 'preact';
import type { Field } from '../../../../flows/form/page.ts';
import { choiceName, confirmName, FILES, kindsOf, partName, testName } from '../../../../flows/form/typed.ts';
import type { Said } from '../../../../flows/kit.ts';
import { render } from '../../../../templates/messages/index.ts';
import { pageWords } from '../../../../templates/messages/page-words.ts';
import { listTests } from '../../../domain/catalogue/index.ts';
import { priceWords } from '../../facts.ts';
import { SelectField, TextField, TickField } from '../../fields.tsx';
import { Icon } from '../../icons.tsx';
import { triedAt } from '../../pieces.tsx';
import type { StaffVisit } from '../../visit.ts';

/** What the bot says, as it reads on a page of staff. */
export const inWords = ({ parts, lab }: StaffVisit, said: Said): string =>
  pageWords(render(said, 'id', { lab, publicUrl: parts.publicUrl, simulated: false }));

interface Props {
  visit: StaffVisit;
  /** Of the form. */
  action: string;
  field: Field;
}

const TYPES = { tel: 'tel', email: 'email', date: 'date' } as const;
const typeOf = (kind: Field['page']['kind']) => (kind in TYPES ? TYPES[kind as keyof typeof TYPES] : 'text');

/** One question of the chat as a field of the counter's form. */
export function FieldOf({ visit, action, field }: Props): JSX.Element {
  const { key, page } = field;
  if (page.kind === 'tests') return <Tests visit={visit} action={action} field={field} />;
  if (page.kind === 'file') return <FileField visit={visit} action={action} field={field} />;
  if (page.parts) return <Rows visit={visit} action={action} field={field} parts={page.parts} />;
  const about = {
    ...{ visit, action, name: key, label: inWords(visit, field.label), needed: field.isNeeded },
    ...(field.hint && { hint: inWords(visit, field.hint) }),
  };
  if (page.kind === 'choice') {
    const choices = field.choices.map(({ word, label }) => [word, inWords(visit, label)] as const);
    return <SelectField {...about} choices={[['', 'Pilih…'], ...choices]} />;
  }
  // Who stands at the counter has come today.
  const value = page.kind === 'date' ? visit.today : undefined;
  return (
    <>
      <TextField
        {...about}
        type={typeOf(page.kind)}
        maxLength={300}
        value={value}
        {...(page.kind === 'place' && { list: 'places' })}
      />
      {page.confirm ? (
        <TickField
          {...{ visit, action }}
          name={confirmName(key)}
          label={inWords(visit, page.confirm)}
          ticked={false}
        />
      ) : null}
    </>
  );
}

function FileField({ visit, action, field }: Props): JSX.Element {
  const { key } = field;
  const kept = visit.kept.get(key);
  const choices = kept?.choices ?? [];
  return (
    <div class="field">
      <label for={`walk-in-${key}`}>
        {inWords(visit, field.label)}
        {field.isNeeded ? null : <span class="optional"> (boleh kosong)</span>}
      </label>
      {kept ? (
        <p>
          <Icon name="check" /> {kept.name}
          <input type="hidden" name={`${key}-token`} value={kept.token} />
        </p>
      ) : null}
      <input
        id={`walk-in-${key}`}
        type="file"
        name={key}
        accept={kindsOf(field)
          .map((kind) => FILES[kind].chosen)
          .join(',')}
      />
      <FieldError visit={visit} action={action} name={key} />
      {choices.length > 0 ? (
        <SelectField
          {...{ visit, action }}
          name={choiceName(key)}
          label="Berkas ini"
          choices={[
            ['', 'Ganti dengan berkas lain'],
            ...choices.map(({ word, label }) => [word, inWords(visit, label)] as const),
          ]}
        />
      ) : null}
    </div>
  );
}

function Tests({ visit, action, field }: Props): JSX.Element {
  const offered = offeredIn(visit);
  const ticked = triedAt(visit, action)?.values ?? {};
  const nameOf = (id: number): string => testName(field.key, id);
  return (
    <fieldset>
      <legend>{inWords(visit, field.label)}</legend>
      <FieldError visit={visit} action={action} name={field.key} />
      {groupsOf(offered).map((group) => {
        const tests = offered.filter((test) => test.group === group);
        return (
          <details key={group} class="group" open={tests.some(({ id }) => ticked[nameOf(id)] === 'on')}>
            <summary>{group}</summary>
            {tests.map(({ id, name, priceRupiah, preparation }) => (
              <TickField
                key={id}
                {...{ visit, action }}
                name={nameOf(id)}
                label={`${name}, ${priceWords(priceRupiah)}`}
                {...(preparation ? { hint: preparation } : {})}
                ticked={false}
              />
            ))}
          </details>
        );
      })}
    </fieldset>
  );
}

type Part = NonNullable<Field['page']['parts']>[number];
/** Kinds of samples in one shipment, of which few have more than the first ones. */
const ROWS = { seen: 3, most: 9 } as const;

function Rows({ visit, action, field, parts }: Props & { parts: readonly Part[] }): JSX.Element {
  const isList = field.page.kind === 'samples';
  const row = (place: number) => (
    <div key={place} class={isList ? 'pair samples' : 'pair'}>
      {parts.map((part) => (
        <PartField
          key={part.name}
          {...{ visit, action, part }}
          name={partName(field.key, place, part.name)}
          number={isList ? place + 1 : undefined}
        />
      ))}
    </div>
  );
  const places = Array.from({ length: isList ? ROWS.most : 1 }, (_, place) => place);
  const tried = triedAt(visit, action)?.values ?? {};
  const isFilled = (place: number) => parts.some(({ name }) => tried[partName(field.key, place, name)]);
  const further = places.slice(ROWS.seen);
  return (
    <fieldset>
      <legend>{inWords(visit, field.label)}</legend>
      <FieldError visit={visit} action={action} name={field.key} />
      {places.slice(0, ROWS.seen).map(row)}
      {further.length > 0 ? (
        <details open={further.some(isFilled)}>
          <summary>Baris lain</summary>
          {further.map(row)}
        </details>
      ) : null}
    </fieldset>
  );
}

function PartField({
  visit,
  action,
  part,
  name,
  number,
}: {
  visit: StaffVisit;
  action: string;
  part: Part;
  name: string;
  number: number | undefined;
}): JSX.Element {
  const label = `${inWords(visit, part.label)}${number === undefined ? '' : ` ${number}`}`;
  if (part.kind !== 'tests')
    return (
      <TextField
        {...{ visit, action, name, label }}
        needed
        maxLength={120}
        {...(part.kind === 'number' && { inputMode: 'numeric' as const })}
      />
    );
  const names = offeredIn(visit).map((test) => [test.name, test.name] as const);
  return <SelectField {...{ visit, action, name, label }} needed choices={[['', 'Pilih…'], ...names]} />;
}

function FieldError({ visit, action, name }: Omit<Props, 'field'> & { name: string }): JSX.Element | null {
  const error = triedAt(visit, action)?.errors[name];
  return error ? (
    <p class="notice bad" role="alert">
      <Icon name="warning" /> {error}
    </p>
  ) : null;
}

const offeredIn = ({ parts, today }: StaffVisit) => listTests(parts.db, { today });
const groupsOf = (tests: ReturnType<typeof listTests>): string[] => [
  ...new Set(tests.map(({ group }) => group)),
];
