import type { JSX } from 'preact';
import { z } from 'zod';
import { shortDay } from '../../../../templates/messages/format.ts';
import {
  type Holiday,
  type HolidayPlan,
  importHolidays,
  planHolidays,
  readHolidays,
} from '../../../domain/calendar/index.ts';
import { readSheet, SHEET_REFUSALS } from '../../../files/read-sheet.ts';
import { FileField, TextArea, TickField } from '../../fields.tsx';
import { FILE_FIELD, fingerprint } from '../../forms.ts';
import { Icon } from '../../icons.tsx';
import { Columns } from '../../lists.tsx';
import { Badge, Card, Empty, Form } from '../../pieces.tsx';
import type { Answer, Deed, Done, Page, SentFile, StaffVisit } from '../../visit.ts';
import { settingsFrame } from './frame.tsx';
import { HOLIDAYS, kindName } from './holidays.tsx';

const IMPORT = `${HOLIDAYS}/import`;
const CONFIRM = `${IMPORT}/confirm`;
const EXAMPLE = '2027-01-01, Tahun Baru Masehi, libur nasional\n2027-12-24, Cuti Bersama Natal, cuti bersama';
const MAX_CHARACTERS = 30_000;

/** Where a list of days off is pasted or handed in. */
export const holidayImportPage: Page = (visit) => framed(<Paste visit={visit} />);

const framed = (body: JSX.Element): Answer =>
  settingsFrame({
    here: HOLIDAYS,
    title: 'Muat hari libur',
    body: (
      <div class="medium">
        <p class="trail">
          <a href={HOLIDAYS}>Hari libur</a> <Icon name="next" /> Muat daftar setahun
        </p>
        {body}
      </div>
    ),
  });

function Paste({ visit }: { visit: StaffVisit }): JSX.Element {
  return (
    <Card title="Muat daftar setahun" icon="upload" id="import">
      <p class="muted small">
        Belum ada yang disimpan: perubahannya ditunjukkan lebih dulu. Satu baris satu hari: tanggal, nama,
        jenis (libur nasional, cuti bersama, atau tutup). JSON dan lembar Excel dengan kolom yang sama juga
        terbaca.
      </p>
      <Form visit={visit} action={IMPORT} withFile>
        <TextArea
          visit={visit}
          action={IMPORT}
          name="list"
          label="Tempel daftarnya"
          hint={`Contoh: ${EXAMPLE.split('\n')[0]}`}
          rows={8}
          maxLength={MAX_CHARACTERS}
        />
        <FileField
          visit={visit}
          action={IMPORT}
          label="Atau pilih berkas (.xlsx, .csv, .json)"
          accept=".xlsx,.csv,.json,.txt"
        />
        <button type="submit">Periksa daftar</button>
      </Form>
    </Card>
  );
}

/** The words of a list: as pasted, or as they stand in a file. */
async function wordsOf(
  pasted: string,
  file: SentFile | undefined,
): Promise<{ words: string } | { problem: string }> {
  if (!file || file.bytes.length === 0) return { words: pasted };
  if (file.bytes[0] !== 0x50 && file.bytes[0] !== 0xd0) {
    const words = file.bytes.toString('utf8');
    return words.length > MAX_CHARACTERS || words.includes('\0')
      ? { problem: 'Berkas ini bukan daftar hari libur. Pilih berkas Excel, CSV, atau JSON.' }
      : { words };
  }
  const read = await readSheet(file.bytes);
  if (read.outcome !== 'read') return { problem: SHEET_REFUSALS[read.outcome] };
  const lines: string[] = [];
  for (const { number, cells } of read.sheets[0]?.rows ?? []) {
    // Lines keep the numbers of their rows, so that a mistake is found where it is told.
    lines[number - 1] = [1, 2, 3]
      .map((column) => cells.find((cell) => cell.column === column)?.text.replace(/\s+/g, ' ') ?? '')
      .join('\t');
  }
  return {
    words: Array.from(lines, (line) => line ?? '')
      .join('\n')
      .slice(0, MAX_CHARACTERS),
  };
}

const listForm = z.object({ list: z.string().max(MAX_CHARACTERS).optional().default('') });

/** Shows what a list would change; nothing is changed by it. */
export const readHolidaysDeed: Deed<z.infer<typeof listForm>, Awaited<ReturnType<typeof wordsOf>>> = {
  form: listForm,
  page: holidayImportPage,
  back: () => IMPORT,
  prepare: (_visit, { list }, file) => wordsOf(list, file),
  carryOut(ctx, visit, _form, found): Done {
    if ('problem' in found) return { outcome: 'mistake', errors: { [FILE_FIELD]: found.problem } };
    const { rows, problems } = readHolidays(found.words);
    if (problems.length > 0) {
      const told = problems.slice(0, 5).map(({ line, problem }) => `Baris ${line}: ${problem}`);
      const more = problems.length > 5 ? ` Dan ${problems.length - 5} kesalahan lagi.` : '';
      return { outcome: 'mistake', errors: { list: told.join(' ') + more } };
    }
    return {
      outcome: 'shown',
      answer: framed(<Preview visit={visit} rows={rows} plan={planHolidays(ctx.tx, rows)} />),
    };
  },
};

function Preview({
  visit,
  rows,
  plan,
}: {
  visit: StaffVisit;
  rows: readonly Holiday[];
  plan: HolidayPlan;
}): JSX.Element {
  const { added, changed, same, missing } = plan;
  const lines = [
    ...added.map((row) => ({ row, how: 'Baru', tone: 'green', was: '' })),
    ...changed.map(({ from, to }) => ({
      row: to,
      how: 'Diubah',
      tone: 'blue',
      was: `${from.name}, ${kindName(from.kind)}`,
    })),
    ...missing.map((row) => ({ row, how: 'Tidak ada di daftar', tone: 'amber', was: '' })),
  ];
  return (
    <Card title="Yang akan berubah" icon="calendar" id="plan" flush>
      {lines.length === 0 ? (
        <Empty icon="check" title="Tidak ada yang berubah">
          {same} hari libur sudah sama dengan kalender.
        </Empty>
      ) : (
        <table class="list cards">
          <Columns names={['Tanggal', 'Hari libur', 'Perubahan']} />
          <tbody>
            {lines.map(({ row, how, tone, was }) => (
              <tr key={row.day}>
                <th scope="row" class="name">
                  {shortDay(row.day, 'id')}
                </th>
                <td>
                  {row.name}, {kindName(row.kind)}
                  {was ? <span class="muted"> (sekarang {was})</span> : null}
                </td>
                <td>
                  <Badge tone={tone}>{how}</Badge>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div class="card-body">
        {lines.length === 0 ? (
          <a class="button" href={HOLIDAYS}>
            Kembali ke kalender
          </a>
        ) : (
          <Form visit={visit} action={CONFIRM} was={fingerprint(plan)}>
            <input
              type="hidden"
              name="rows"
              value={JSON.stringify(rows.map(({ day, name, kind }) => ({ date: day, name, kind })))}
            />
            {missing.length > 0 ? (
              <TickField
                visit={visit}
                action={CONFIRM}
                name="removeMissing"
                label={`Hapus juga ${missing.length} hari yang tidak ada di daftar`}
                hint="Untuk hari libur yang dipindah pemerintah. Hari laboratorium tutup tidak ikut dihapus."
                ticked={false}
              />
            ) : null}
            <button type="submit">Simpan perubahan</button>
          </Form>
        )}
      </div>
    </Card>
  );
}

const confirmForm = z.object({
  rows: z.string().max(60_000).optional().default(''),
  was: z.string().max(40).optional(),
  removeMissing: z.string().max(3).optional(),
});

/** Takes a list over as it was shown; days with visits are led to. */
export const confirmHolidaysDeed: Deed<z.infer<typeof confirmForm>> = {
  form: confirmForm,
  page: holidayImportPage,
  back: () => HOLIDAYS,
  carryOut(ctx, visit, { rows: sent, was, removeMissing }) {
    const { rows, problems } = readHolidays(sent);
    if (problems.length > 0) return { outcome: 'mistake', errors: { list: 'Muat daftarnya sekali lagi.' } };
    const plan = planHolidays(ctx.tx, rows);
    // Somebody else was faster: what it would change is shown anew, and decided anew.
    if (was !== fingerprint(plan))
      return { outcome: 'shown', answer: framed(<Preview visit={visit} rows={rows} plan={plan} />) };
    const { booked } = importHolidays(ctx, { rows, removeMissing: removeMissing === 'on' });
    const [first] = booked;
    if (first) {
      const to = `/admin/registrations?stage=all&visitOn=${first.day}`;
      return { outcome: 'done', notice: 'visitsOnHoliday', to };
    }
    return { outcome: 'done', notice: 'saved', to: `${HOLIDAYS}?year=${rows[0]?.day.slice(0, 4)}` };
  },
};
