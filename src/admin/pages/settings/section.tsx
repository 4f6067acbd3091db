import type { JSX } from 'preact';
import { SelectField, TextArea, TextField, TickField } from '../../fields.tsx';
import { fingerprint } from '../../forms.ts';
import { Card, Form, triedAt } from '../../pieces.tsx';
import type { StaffVisit } from '../../visit.ts';
import { type Section, type SettingField, shownIn, TICKED } from './sections.ts';

/** A card with the settings of one section. */
export function SectionCard({ visit, section }: { visit: StaffVisit; section: Section }): JSX.Element {
  const { action, title, icon, lead, fields } = section;
  const long = fields.filter(({ kind }) => kind === 'lines');
  const short = fields.filter(({ kind }) => kind !== 'lines');
  // A mistake of the whole, such as two services with one prefix, stands at none of the fields.
  const known = new Set(fields.map(({ name }) => name));
  const others = Object.entries(triedAt(visit, action)?.errors ?? {}).filter(([name]) => !known.has(name));
  return (
    <Card title={title} icon={icon} id={action.split('/').at(-1) ?? title}>
      {lead ? <p class="muted small">{lead}</p> : null}
      {others.map(([name, problem]) => (
        <p key={name} class="notice bad" role="alert">
          {problem}
        </p>
      ))}
      <Form visit={visit} action={action} was={fingerprint(shownIn(section, visit.lab))}>
        <div class="pair">
          {short.map((field) => (
            <Field key={field.name} visit={visit} action={action} field={field} />
          ))}
        </div>
        {long.map((field) => (
          <Field key={field.name} visit={visit} action={action} field={field} />
        ))}
        <button type="submit">Simpan</button>
      </Form>
    </Card>
  );
}

function Field({
  visit,
  action,
  field,
}: {
  visit: StaffVisit;
  action: string;
  field: SettingField;
}): JSX.Element {
  const { name, label, hint, kind, rows = 2, maxLength, choices = [], optional = false } = field;
  const props = {
    visit,
    action,
    name,
    label,
    value: field.value(visit.lab),
    required: !optional,
    ...(hint && { hint }),
  };
  switch (kind) {
    case 'lines':
      return <TextArea {...props} rows={rows} {...(maxLength && { maxLength })} />;
    case 'tick':
      return <TickField {...props} ticked={props.value === TICKED} />;
    case 'choice':
      return <SelectField {...props} choices={choices} />;
    case 'time':
      return <TextField {...props} type="time" />;
    case 'number':
      return <TextField {...props} inputMode="numeric" {...(maxLength && { maxLength })} />;
    default:
      return <TextField {...props} {...(maxLength && { maxLength })} />;
  }
}
