import type { JSX } from 'preact';
import { longDay } from '../../../../templates/messages/format.ts';
import { bookedOn, type Holiday, listHolidays } from '../../../domain/calendar/index.ts';
import { SelectField, TextField } from '../../fields.tsx';
import { fingerprint } from '../../forms.ts';
import { Icon } from '../../icons.tsx';
import { Columns } from '../../lists.tsx';
import { Badge, Card, Empty, Form, triedAt } from '../../pieces.tsx';
import type { Page, StaffVisit } from '../../visit.ts';
import { SETTINGS, settingsFrame } from './frame.tsx';

/** Where the days off stand, and where their form is sent. */
export const HOLIDAYS = `${SETTINGS}/holidays`;
const KINDS = [
  ['libur_nasional', 'Libur nasional'],
  ['cuti_bersama', 'Cuti bersama'],
  ['tutup', 'Laboratorium tutup'],
] as const;

/** What a kind of day off is called. */
export const kindName = (kind: Holiday['kind']): string => KINDS.find(([value]) => value === kind)?.[1] ?? '';

/** The days off of a year as a form sees them. */
export const holidaysShown = (rows: readonly Holiday[]): string =>
  fingerprint(rows.map(({ day, name, kind }) => [day, name, kind]));

/** The days off of a year: to look through, to correct, to take over from a list. */
export const holidaysPage: Page = (visit) => {
  const year = yearIn(visit);
  return settingsFrame({
    here: HOLIDAYS,
    title: `Hari libur ${year}`,
    body: (
      <div class="two">
        <div>
          <Year visit={visit} year={year} />
        </div>
        <div>
          <OneDay visit={visit} />
        </div>
      </div>
    ),
  });
};

function Year({ visit, year }: { visit: StaffVisit; year: number }): JSX.Element {
  const holidays = listHolidays(visit.parts.db, year);
  const visits = new Map(
    bookedOn(
      visit.parts.db,
      holidays.map(({ day }) => day),
    ).map(({ day, visits: many }) => [day, many]),
  );
  return (
    <Card
      title={`Hari libur ${year}`}
      icon="calendar"
      id="holidays"
      flush
      side={
        <a class="push" href={`${HOLIDAYS}/import`}>
          <Icon name="upload" /> Muat daftar setahun
        </a>
      }
    >
      <p class="pager">
        <a href={`${HOLIDAYS}?year=${year - 1}`}>{year - 1}</a>
        <a href={`${HOLIDAYS}?year=${year + 1}`}>{year + 1}</a>
      </p>
      {holidays.length === 0 ? (
        <Empty icon="calendar" title={`Belum ada hari libur untuk ${year}`}>
          Muat daftar dari SKB 3 Menteri, atau tambahkan satu per satu.
        </Empty>
      ) : (
        <table class="list cards">
          <Columns names={['Hari libur', 'Jenis']} deeds="Hapus" />
          <tbody>
            {holidays.map(({ day, name, kind }) => (
              <tr key={day}>
                <th scope="row" class="name">
                  {name}
                  <br />
                  <span class="muted">{longDay(day, 'id')}</span>
                </th>
                <td>
                  {kindName(kind)}{' '}
                  {visits.has(day) ? (
                    <a href={`/admin/registrations?stage=all&visitOn=${day}`}>
                      <Badge tone="amber">{visits.get(day)} kunjungan terdaftar</Badge>
                    </a>
                  ) : null}
                </td>
                <td>
                  <Form
                    visit={visit}
                    action={`${HOLIDAYS}/${day}/remove`}
                    was={holidaysShown([{ day, name, kind }])}
                  >
                    <button
                      type="submit"
                      class="secondary"
                      aria-label={`Hapus ${name}, ${longDay(day, 'id')}`}
                    >
                      Hapus
                    </button>
                  </Form>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

function OneDay({ visit }: { visit: StaffVisit }): JSX.Element {
  const field = { visit, action: HOLIDAYS, required: true };
  return (
    <Card title="Tambah atau perbaiki" icon="plus" id="one-day">
      <Form visit={visit} action={HOLIDAYS}>
        <TextField
          {...field}
          name="day"
          label="Tanggal"
          type="date"
          hint="Tanggal yang sudah ada diperbaiki"
        />
        <TextField {...field} name="name" label="Nama" maxLength={120} />
        <SelectField {...field} name="kind" label="Jenis" choices={KINDS} />
        <button type="submit">Simpan</button>
      </Form>
    </Card>
  );
}

function yearIn(visit: StaffVisit): number {
  // A refused form stands in the year of its day.
  const asked = visit.query.year ?? triedAt(visit, HOLIDAYS)?.values.day?.slice(0, 4);
  const year = Number(asked);
  return Number.isInteger(year) && year >= 2020 && year <= 2100 ? year : Number(visit.today.slice(0, 4));
}
