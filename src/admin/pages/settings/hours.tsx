import type { JSX } from 'preact';
import type { LabSettings } from '../../../domain/values/lab-settings.ts';
import { TextField } from '../../fields.tsx';
import { fingerprint } from '../../forms.ts';
import { Icon } from '../../icons.tsx';
import { Card, Form, triedAt } from '../../pieces.tsx';
import type { StaffVisit } from '../../visit.ts';
import { SETTINGS } from './frame.tsx';

/** Where the form of the opening hours is sent. */
const HOURS = `${SETTINGS}/hours`;
/** The days of the week, from Sunday as the settings count them. */
export const DAYS = ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu'];

/** Each field of the week by what staff call it, and as it stands. */
export const hoursShown = ({
  openingHours,
}: LabSettings): { field: string; label: string; value: string }[] =>
  DAYS.flatMap((name, day) => [
    { field: `opens${day}`, label: `${name}, buka`, value: openingHours[day]?.opens ?? '' },
    { field: `closes${day}`, label: `${name}, tutup`, value: openingHours[day]?.closes ?? '' },
  ]);

/** When the lab is open. */
export function OpeningHours({ visit }: { visit: StaffVisit }): JSX.Element {
  const error = triedAt(visit, HOURS)?.errors.openingHours;
  return (
    <Card title="Jam layanan" icon="calendar" id="week">
      <Form visit={visit} action={HOURS} was={fingerprint(hoursShown(visit.lab))}>
        <p class="muted small">Kosongkan buka dan tutupnya bila hari itu tutup.</p>
        <div class="times-of-week">
          {/* Each field has a label of its own for those who cannot see the columns. */}
          <span class="head" aria-hidden="true" />
          <span class="head" aria-hidden="true">
            Buka
          </span>
          <span class="head" aria-hidden="true">
            Tutup
          </span>
          {[1, 2, 3, 4, 5, 6, 0].map((day) => {
            const hours = visit.lab.openingHours[day];
            const name = DAYS[day] ?? '';
            const field = { visit, action: HOURS, type: 'time' as const };
            return (
              <>
                <span aria-hidden="true">{name}</span>
                <TextField
                  {...field}
                  name={`opens${day}`}
                  label={`${name} buka`}
                  value={hours?.opens ?? ''}
                />
                <TextField
                  {...field}
                  name={`closes${day}`}
                  label={`${name} tutup`}
                  value={hours?.closes ?? ''}
                />
              </>
            );
          })}
        </div>
        {error ? (
          <p class="notice bad" role="alert">
            <Icon name="warning" /> {error}
          </p>
        ) : null}
        <button type="submit">Simpan</button>
      </Form>
    </Card>
  );
}
