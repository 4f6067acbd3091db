import type { JSX } from 'preact';
import { shortDay } from '../../../templates/messages/format.ts';
import { listHolidays } from '../../domain/calendar/index.ts';
import { SelectField, TextField } from '../fields.tsx';
import { Icon } from '../icons.tsx';
import { Card, Form, triedAt } from '../pieces.tsx';
import type { StaffVisit } from '../visit.ts';

const HOLIDAYS = '/admin/settings/holidays';
const HOLIDAY_KINDS = [
  ['libur_nasional', 'Libur nasional'],
  ['cuti_bersama', 'Cuti bersama'],
  ['tutup', 'Laboratorium tutup'],
] as const;

/** The days off of a year. */
export function Holidays({ visit }: { visit: StaffVisit }): JSX.Element {
  const year = yearIn(visit);
  const holidays = listHolidays(visit.parts.db, year);
  const field = { visit, action: HOLIDAYS, required: true };
  return (
    <Card title={`Hari libur ${year}`} icon="calendar" id="holidays">
      <p class="pager flat">
        <a href={`/admin/settings?year=${year - 1}#holidays`}>{year - 1}</a>
        <a href={`/admin/settings?year=${year + 1}#holidays`}>{year + 1}</a>
      </p>
      <details class="act" open={triedAt(visit, HOLIDAYS) !== undefined}>
        <summary>
          <Icon name="plus" /> Tambah atau perbaiki hari libur
        </summary>
        <div>
          <Form visit={visit} action={HOLIDAYS}>
            <TextField {...field} name="day" label="Tanggal" type="date" />
            <TextField {...field} name="name" label="Nama" maxLength={120} />
            <SelectField {...field} name="kind" label="Jenis" choices={HOLIDAY_KINDS} />
            <button type="submit">Simpan</button>
          </Form>
        </div>
      </details>
      {holidays.length === 0 ? <p class="muted">Belum ada hari libur untuk {year}.</p> : null}
      <ul class="plain-list">
        {holidays.map(({ day, name, kind }) => (
          <li key={day}>
            <span class="grow">
              {shortDay(day, 'id')}
              <br />
              <span class="muted">
                {name} · {HOLIDAY_KINDS.find(([value]) => value === kind)?.[1]}
              </span>
            </span>
            <Form visit={visit} action={`${HOLIDAYS}/${day}/remove`}>
              <button type="submit" class="secondary" aria-label={`Hapus ${name}, ${shortDay(day, 'id')}`}>
                Hapus
              </button>
            </Form>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function yearIn({ query, today }: StaffVisit): number {
  const year = Number(query.year);
  return Number.isInteger(year) && year >= 2020 && year <= 2100 ? year : Number(today.slice(0, 4));
}
