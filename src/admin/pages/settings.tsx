import type { JSX } from 'preact';
import { z } from 'zod';
import { shortDay } from '../../../templates/messages/format.ts';
import { listHolidays, removeHoliday, saveHoliday } from '../../domain/calendar/index.ts';
import { saveLab } from '../../domain/lab/index.ts';
import { parseLabDay } from '../../domain/values/lab-day.ts';
import { Icon } from '../icons.tsx';
import { Card, Form, SelectField, TextArea, TextField, triedAt } from '../pieces.tsx';
import type { Deed, Done, Page, StaffVisit } from '../visit.ts';

const LAB = '/admin/settings/lab';
const HOLIDAYS = '/admin/settings/holidays';
const DAYS = ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu'];
const HOLIDAY_KINDS = [
  ['libur_nasional', 'Libur nasional'],
  ['cuti_bersama', 'Cuti bersama'],
  ['tutup', 'Laboratorium tutup'],
] as const;

/** What makes this lab this lab: its name, its hours, its holidays. */
export const settingsPage: Page = (visit) => ({
  outcome: 'page',
  title: 'Pengaturan',
  body: (
    <>
      <div class="page-head">
        <h1>Pengaturan</h1>
      </div>
      <div class="two">
        <div>
          <LabForm visit={visit} />
        </div>
        <div>
          <Holidays visit={visit} />
        </div>
      </div>
    </>
  ),
});

function LabForm({ visit }: { visit: StaffVisit }): JSX.Element {
  const { lab } = visit;
  const text = (name: TextSetting, label: string, maxLength: number) => ({
    visit,
    action: LAB,
    name,
    label,
    value: lab[name],
    maxLength,
    required: true,
  });
  const number = (name: NumberSetting, label: string, hint: string) => ({
    visit,
    action: LAB,
    name,
    label,
    hint,
    value: lab[name],
    inputMode: 'numeric' as const,
    maxLength: 6,
    required: true,
  });
  return (
    <Card title="Laboratorium" icon="flask" id="lab">
      <Form visit={visit} action={LAB}>
        <TextField {...text('name', 'Nama lengkap', 120)} />
        <div class="pair">
          <TextField {...text('shortName', 'Nama singkat', 40)} />
          <TextField {...text('phone', 'Telepon kantor', 30)} />
          <TextField {...text('email', 'Email', 120)} />
          <TextField
            {...text('whatsappNumber', 'Nomor WhatsApp laboratorium', 15)}
            hint="Dengan kode negara, hanya angka"
          />
          <TextField
            {...text('emergencyPhone', 'Nomor darurat', 30)}
            hint="Disebut bila warga menulis keadaan darurat"
          />
        </div>
        <TextArea {...text('address', 'Alamat', 300)} rows={2} />
        <OpeningHours visit={visit} />
        <h3>Kunjungan</h3>
        <div class="pair">
          <TextField {...number('visitsPerDay', 'Kunjungan per hari', 'Lebih dari ini, harinya penuh')} />
          <TextField {...number('leadDays', 'Paling cepat, hari ke depan', '0 berarti hari ini pun boleh')} />
          <TextField {...number('horizonDays', 'Paling jauh, hari ke depan', 'Antara 7 dan 365')} />
        </div>
        <h3>Petugas dan laporan</h3>
        <div class="pair">
          <TextField
            {...number(
              'releaseUndoMinutes',
              'Menit untuk menarik laporan',
              'Setelah dilepas, sebelum keluar',
            )}
          />
          <TextField
            {...number(
              'staffIdleMinutes',
              'Menit sampai keluar sendiri',
              'Bila petugas tidak mengeklik apa-apa',
            )}
          />
          <TextField
            {...number(
              'consentVersion',
              'Versi teks persetujuan',
              'Naikkan bila teksnya berubah: semua ditanya sekali lagi',
            )}
          />
        </div>
        <button type="submit">Simpan</button>
      </Form>
    </Card>
  );
}

function OpeningHours({ visit }: { visit: StaffVisit }): JSX.Element {
  const error = triedAt(visit, LAB)?.errors.openingHours;
  return (
    <fieldset>
      <legend>
        <h3>Jam layanan</h3>
      </legend>
      <p class="muted small">Kosongkan keduanya bila tutup.</p>
      <div class="times-of-week">
        {[1, 2, 3, 4, 5, 6, 0].map((day) => {
          const hours = visit.lab.openingHours[day];
          const name = DAYS[day] ?? '';
          return (
            <>
              <span aria-hidden="true">{name}</span>
              <TextField
                visit={visit}
                action={LAB}
                name={`opens${day}`}
                label={`${name} buka`}
                type="time"
                value={hours?.opens ?? ''}
              />
              <TextField
                visit={visit}
                action={LAB}
                name={`closes${day}`}
                label={`${name} tutup`}
                type="time"
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
    </fieldset>
  );
}

function Holidays({ visit }: { visit: StaffVisit }): JSX.Element {
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

const TEXTS = ['name', 'shortName', 'address', 'phone', 'email', 'whatsappNumber', 'emergencyPhone'] as const;
const NUMBERS = [
  'visitsPerDay',
  'leadDays',
  'horizonDays',
  'releaseUndoMinutes',
  'staffIdleMinutes',
  'consentVersion',
] as const;
type TextSetting = (typeof TEXTS)[number];
type NumberSetting = (typeof NUMBERS)[number];

// The domain checks what they mean; here only that each came once, as text.
const anyTexts = z.record(z.string().max(40), z.string().max(1000));

/** Saves the lab's settings. */
export const saveLabDeed: Deed<z.infer<typeof anyTexts>> = {
  form: anyTexts,
  page: settingsPage,
  back: () => '/admin/settings',
  carryOut(ctx, _visit, form) {
    const texts = TEXTS.map((name) => [name, (form[name] ?? '').trim()]);
    // What is no number stays text, and the domain says so at its field.
    const numbers = NUMBERS.map((name) => [
      name,
      /^\d{1,6}$/.test(form[name] ?? '') ? Number(form[name]) : form[name],
    ]);
    const openingHours = DAYS.map((_name, day) => {
      const [opens, closes] = [form[`opens${day}`] ?? '', form[`closes${day}`] ?? ''];
      return opens === '' && closes === '' ? null : { opens, closes };
    });
    const changes = { ...Object.fromEntries([...texts, ...numbers]), openingHours };
    return answerTo(saveLab(ctx, changes));
  },
};

/** Adds or corrects a day off. */
export const saveHolidayDeed: Deed<z.infer<typeof anyTexts>> = {
  form: anyTexts,
  page: settingsPage,
  back: () => '/admin/settings#holidays',
  carryOut: (ctx, visit, { day, name, kind }) => {
    const done = answerTo(saveHoliday(ctx, { day, name, kind }));
    const year = day?.slice(0, 4) ?? '';
    return done.outcome === 'done' && year !== visit.today.slice(0, 4)
      ? { ...done, to: `/admin/settings?year=${year}#holidays` }
      : done;
  },
};

/** Makes a day off an ordinary day again. */
export const removeHolidayDeed: Deed<unknown> = {
  form: z.unknown(),
  page: settingsPage,
  back: (visit) => `/admin/settings?year=${visit.params.day?.slice(0, 4)}#holidays`,
  carryOut(ctx, visit) {
    const day = parseLabDay(visit.params.day ?? '');
    if (!day) return { outcome: 'notFound' };
    removeHoliday(ctx, day);
    return { outcome: 'done', notice: 'removed' };
  },
};

function answerTo(
  saved: { outcome: 'saved' } | { outcome: 'invalid'; problems: { field: string; problem: string }[] },
): Done {
  if (saved.outcome === 'saved') return { outcome: 'done', notice: 'saved' };
  const errors = Object.fromEntries(saved.problems.map(({ field, problem }) => [field, problem]));
  return { outcome: 'mistake', errors };
}
