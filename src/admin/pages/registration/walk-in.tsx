import type { JSX } from 'preact';
import type { Field } from '../../../../flows/form/page.ts';
import { serviceName } from '../../../../templates/messages/services.ts';
import { REGENCIES } from '../../../domain/regions/index.ts';
import { isRegistered, REGISTRATION_SERVICES } from '../../../domain/values/services.ts';
import { SelectField, TickField } from '../../fields.tsx';
import { Icon } from '../../icons.tsx';
import { reachesNewRequest } from '../../objects.ts';
import { Card, Empty, Form, triedAt } from '../../pieces.tsx';
import type { Answer, Page, StaffVisit } from '../../visit.ts';
import { FieldOf, inWords } from './walk-in-fields.tsx';
import { fieldsFor } from './walk-in-reading.ts';

const CHOICE = '/admin/registrations/new';
/** Where the form of a service stands and is sent to. */
export const newRequestPath = (service: string): string => `${CHOICE}/${service}`;
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

/** For which service somebody at the counter or on the phone is registered. */
export const newRequestPage: Page = (visit) => {
  const services = REGISTRATION_SERVICES.filter((service) => reachesNewRequest(visit, service));
  if (services.length === 0) return handledElsewhere;
  return {
    outcome: 'page',
    title: 'Daftarkan pemohon',
    body: (
      <div class="medium">
        <Trail />
        <h1>Daftarkan pemohon di loket atau telepon</h1>
        <Card title="Layanan" icon="list" id="services">
          <ul>
            {services.map((service) => (
              <li key={service}>
                <a href={newRequestPath(service)}>{serviceName(service, 'id')}</a>
              </li>
            ))}
          </ul>
        </Card>
      </div>
    ),
  };
};

function Trail({ service }: { service?: string }): JSX.Element {
  return (
    <p class="trail">
      <a href="/admin/registrations">Pendaftaran</a> <Icon name="next" />{' '}
      {service === undefined ? (
        'Daftarkan pemohon'
      ) : (
        <>
          <a href={CHOICE}>Daftarkan pemohon</a> <Icon name="next" /> {service}
        </>
      )}
    </p>
  );
}

/** The registration for somebody who stands at the counter or calls: what the chat asks, on one page. */
export const walkInPage: Page = (visit) => {
  const { service = '' } = visit.params;
  if (!isRegistered(service)) return { outcome: 'notFound' };
  if (!reachesNewRequest(visit, service)) return handledElsewhere;
  const opened = fieldsFor(visit, service);
  const name = serviceName(service, 'id');
  return {
    outcome: 'page',
    title: `Daftarkan pemohon: ${name}`,
    body: (
      <div class="medium">
        <Trail service={name} />
        <h1>{name}: daftarkan pemohon</h1>
        {opened.outcome === 'open' ? (
          <WalkInForm visit={visit} action={newRequestPath(service)} fields={opened.fields} />
        ) : (
          <div class="card">
            <Empty icon="list" title="Belum bisa didaftarkan">
              {inWords(visit, opened.said)}
            </Empty>
          </div>
        )}
      </div>
    ),
  };
};

function WalkInForm({
  visit,
  action,
  fields,
}: {
  visit: StaffVisit;
  action: string;
  fields: readonly Field[];
}): JSX.Element {
  const field = { visit, action, required: true };
  const wantsPlaces = fields.some(({ page }) => page.kind === 'place' && !page.parts);
  return (
    <Form visit={visit} action={action} withFile>
      <Card title="Permintaan" icon="person" id="request">
        <SelectField {...field} name="source" label="Cara datang" choices={Object.entries(WAYS_IN)} />
        {fields.map((one) => (
          <FieldOf key={one.key} visit={visit} action={action} field={one} />
        ))}
        {wantsPlaces ? (
          <datalist id="places">
            {REGENCIES.map(({ code, name, province }) => (
              <option key={code} value={`${name}, ${province.name}`} />
            ))}
          </datalist>
        ) : null}
      </Card>
      <Card title="Persetujuan dan kabar" icon="check" id="consent">
        <TickField
          {...field}
          name="tellsChat"
          label="Kirim pemberitahuan ke WhatsApp nomor ini"
          hint="Hanya bila nomor ini sudah pernah menulis ke WhatsApp laboratorium."
          ticked={false}
        />
        <ConsentError visit={visit} action={action} />
        <TickField
          {...field}
          name="consent"
          label={`Pemohon sudah mendengar dan menyetujui penggunaan datanya (teks versi ${visit.lab.consentVersion})`}
          ticked={false}
        />
        <button type="submit">
          <Icon name="check" /> Daftarkan
        </button>
      </Card>
    </Form>
  );
}

function ConsentError({ visit, action }: { visit: StaffVisit; action: string }): JSX.Element | null {
  const error = triedAt(visit, action)?.errors.consent;
  return error ? (
    <p class="notice bad" role="alert">
      <Icon name="warning" /> {error}
    </p>
  ) : null;
}
