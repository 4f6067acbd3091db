import type { JSX } from 'preact';
import { listTests, testGroups } from '../../../domain/catalogue/index.ts';
import { priceWords } from '../../facts.ts';
import { SelectField, TextField, TickField } from '../../fields.tsx';
import { FILE_FIELD } from '../../forms.ts';
import { Icon } from '../../icons.tsx';
import { reachesNewRequest } from '../../objects.ts';
import { Card, Empty, Form, triedAt } from '../../pieces.tsx';
import type { Answer, Page, StaffVisit } from '../../visit.ts';

/** Where the form stands and is sent to. */
export const WALK_IN = '/admin/registrations/new';
/** By which way somebody comes who does not write. */
const WAYS_IN = { counter: 'Datang ke loket', phone: 'Menelepon' } as const;

const handledElsewhere: Answer = {
  outcome: 'page',
  title: 'Daftarkan pemohon',
  body: (
    <div class="card">
      <Empty icon="list" title="Pendaftaran ditangani unit lain">
        Pendaftaran baru tidak akan tampak dari akun Anda. Arahkan pemohon ke loket laboratorium atau ke
        WhatsApp-nya.
      </Empty>
    </div>
  ),
};

/** The registration for somebody who stands at the counter or calls: what the chat asks, on one page. */
export const walkInPage: Page = (visit) => {
  if (!reachesNewRequest(visit, 'laboratory')) return handledElsewhere;
  const field = { visit, action: WALK_IN, required: true };
  return {
    outcome: 'page',
    title: 'Daftarkan pemohon',
    body: (
      <div class="medium">
        <p class="trail">
          <a href="/admin/registrations">Pendaftaran</a> <Icon name="next" /> Daftarkan pemohon
        </p>
        <h1>Daftarkan pemohon di loket atau telepon</h1>
        <Form visit={visit} action={WALK_IN} withFile>
          <Card title="Pemohon" icon="person" id="applicant">
            <SelectField {...field} name="source" label="Cara datang" choices={Object.entries(WAYS_IN)} />
            <TextField {...field} name="personName" label="Nama lengkap, seperti di KTP" maxLength={120} />
            <div class="pair">
              <TextField {...field} name="nik" label="NIK" inputMode="numeric" maxLength={30} />
              <TextField
                {...field}
                required={false}
                name="birthDate"
                label="Tanggal lahir"
                type="date"
                hint="Kosong berarti menurut NIK."
              />
              <TextField {...field} name="phone" label="Nomor HP" type="tel" inputMode="tel" maxLength={30} />
              <TextField {...field} name="visitOn" label="Tanggal datang" type="date" value={visit.today} />
            </div>
            <TickField
              {...field}
              name="birthDateChecked"
              label="Tanggal lahir berbeda dari NIK, sudah dicocokkan dengan KTP"
              ticked={false}
            />
            <TickField
              {...field}
              name="tellsChat"
              label="Kirim pemberitahuan ke WhatsApp nomor ini"
              hint="Hanya bila nomor ini sudah pernah menulis ke WhatsApp laboratorium."
              ticked={false}
            />
            <FieldError visit={visit} name="consent" />
            <TickField
              {...field}
              name="consent"
              label={`Pemohon sudah mendengar dan menyetujui penggunaan datanya (teks versi ${visit.lab.consentVersion})`}
              ticked={false}
            />
          </Card>
          <Tests visit={visit} />
          <Card title="Surat rujukan" icon="file" id="letter">
            <label for="walk-in-letter">PDF atau foto (boleh kosong)</label>
            <input
              id="walk-in-letter"
              type="file"
              name={FILE_FIELD}
              accept="application/pdf,image/jpeg,image/png"
            />
            <FieldError visit={visit} name={FILE_FIELD} />
          </Card>
          <button type="submit">
            <Icon name="check" /> Daftarkan
          </button>
        </Form>
      </div>
    ),
  };
};

function Tests({ visit }: { visit: StaffVisit }): JSX.Element {
  const offered = listTests(visit.parts.db, { today: visit.today }).filter(
    ({ retiredAt }) => retiredAt === null,
  );
  const ticked = triedAt(visit, WALK_IN)?.values ?? {};
  return (
    <Card title="Pemeriksaan" icon="flask" id="tests">
      <FieldError visit={visit} name="tests" />
      {testGroups(visit.parts.db).map(({ name: group }) => {
        const tests = offered.filter((test) => test.group === group);
        return (
          <details key={group} class="group" open={tests.some(({ id }) => ticked[`test-${id}`] === 'on')}>
            <summary>{group}</summary>
            {tests.map((test) => (
              <TickField
                key={test.id}
                visit={visit}
                action={WALK_IN}
                name={`test-${test.id}`}
                label={`${test.name}, ${priceWords(test.priceRupiah)}`}
                {...(test.preparation ? { hint: test.preparation } : {})}
                ticked={false}
              />
            ))}
          </details>
        );
      })}
    </Card>
  );
}

function FieldError({ visit, name }: { visit: StaffVisit; name: string }): JSX.Element | null {
  const error = triedAt(visit, WALK_IN)?.errors[name];
  return error ? (
    <p class="notice bad" role="alert">
      <Icon name="warning" /> {error}
    </p>
  ) : null;
}
