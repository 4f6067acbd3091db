import type { JSX } from 'preact';
import type { LabSettings } from '../../../domain/values/lab-settings.ts';
import { TextField } from '../../fields.tsx';
import { fingerprint } from '../../forms.ts';
import { Card, Form } from '../../pieces.tsx';
import type { StaffVisit } from '../../visit.ts';
import { SETTINGS } from './frame.tsx';

/** Where the form of the procedures is sent. */
const PROCEDURES = `${SETTINGS}/procedures`;
const EMPTY_ROWS = 2;
const PARTS = [
  ['number', 'Nomor SOP'],
  ['title', 'Judul'],
  ['revisedOn', 'Direvisi'],
] as const;

const rowsOf = ({ procedures }: LabSettings) => [
  ...procedures,
  ...Array.from({ length: EMPTY_ROWS }, () => ({ number: '', title: '', revisedOn: '' })),
];

/** Each field of the list by what staff call it, and as it stands. */
export const proceduresShown = (lab: LabSettings): { field: string; label: string; value: string }[] =>
  rowsOf(lab).flatMap((row, index) =>
    PARTS.map(([part, label]) => ({
      field: `${part}-${index}`,
      label: `${label}, baris ${index + 1}`,
      value: row[part],
    })),
  );

/** The rows of the form that say something; a row whose fields are all empty is gone. */
export const proceduresIn = (
  form: Readonly<Record<string, string>>,
): { row: number; procedure: Record<(typeof PARTS)[number][0], string> }[] =>
  Array.from({ length: 60 }, (_, row) => ({
    row,
    procedure: {
      number: (form[`number-${row}`] ?? '').trim(),
      title: (form[`title-${row}`] ?? '').trim(),
      revisedOn: (form[`revisedOn-${row}`] ?? '').trim(),
    },
  })).filter(({ procedure }) => Object.values(procedure).some((part) => part !== ''));

/** The procedures the lab works by. */
export function Procedures({ visit }: { visit: StaffVisit }): JSX.Element {
  return (
    <Card title="Nomor SOP" icon="file" id="procedures">
      <p class="muted small">
        Disebut pada lembar dan surat. Kosongkan satu baris untuk menghapusnya; baris kosong di bawah untuk
        yang baru.
      </p>
      <Form visit={visit} action={PROCEDURES} was={fingerprint(proceduresShown(visit.lab))}>
        {rowsOf(visit.lab).map((row, index) => (
          <fieldset key={index} class="template">
            <legend>{row.number === '' ? 'Baris baru' : row.number}</legend>
            <div class="pair">
              {PARTS.map(([part, label]) => (
                <TextField
                  key={part}
                  visit={visit}
                  action={PROCEDURES}
                  name={`${part}-${index}`}
                  label={label}
                  value={row[part]}
                  // A whole row may stay empty, which is said above.
                  needed
                  {...(part === 'revisedOn'
                    ? { type: 'date' as const }
                    : { maxLength: part === 'number' ? 60 : 120 })}
                />
              ))}
            </div>
          </fieldset>
        ))}
        <button type="submit">Simpan</button>
      </Form>
    </Card>
  );
}
