import type { JSX } from 'preact';
import { mayRoute, type Unit, unitsUnder } from '../../../domain/units/index.ts';
import { SERVICES } from '../../../domain/values/services.ts';
import { SelectField, TextArea, TextField, TickField } from '../../fields.tsx';
import { Icon } from '../../icons.tsx';
import { Card, Form } from '../../pieces.tsx';
import type { Page, StaffVisit } from '../../visit.ts';
import { SERVICE_NAMES } from '../../words.ts';
import { serviceBox } from '../staff/fields.ts';
import { unitChoices } from '../staff/form.tsx';
import { UNITS } from './list.tsx';
import { homeOf, lastChange, Trail, unitIn } from './unit.tsx';

/** Where the form for a new unit leads. */
export const NEW_UNIT = `${UNITS}/new`;

/** The form for a unit that does not exist yet, below the one that was asked for. */
export const newUnitPage: Page = (visit) => ({
  outcome: 'page',
  title: 'Buat instansi',
  body: (
    <div class="medium">
      <p class="trail">
        <a href={UNITS}>Instansi</a> <Icon name="next" /> Baru
      </p>
      <h1>Buat instansi</h1>
      <Card title="Data instansi" icon="building" id="unit">
        <Form visit={visit} action={NEW_UNIT}>
          <Fields
            visit={visit}
            action={NEW_UNIT}
            parentId={Number(visit.query.parent) || visit.staff.unitId}
          />
          <button type="submit">Buat</button>
        </Form>
      </Card>
    </div>
  ),
});

/** The form for one unit. */
export const editUnitPage: Page = (visit) => {
  const unit = unitIn(visit);
  if (!unit) return { outcome: 'notFound' };
  const action = `${homeOf(unit)}/edit`;
  return {
    outcome: 'page',
    title: `Ubah ${unit.name}`,
    body: (
      <div class="medium">
        <Trail visit={visit} unit={unit} />
        <h1>Ubah {unit.name}</h1>
        <Card title="Data instansi" icon="building" id="unit">
          <Form visit={visit} action={action} version={unit.version} seen={lastChange(visit, unit)}>
            <Fields visit={visit} action={action} unit={unit} parentId={unit.parentId ?? undefined} />
            <button type="submit">Simpan</button>
          </Form>
        </Card>
      </div>
    ),
  };
};

function Fields({
  visit,
  action,
  unit,
  parentId,
}: {
  visit: StaffVisit;
  action: string;
  unit?: Unit;
  parentId: number | undefined;
}): JSX.Element {
  const field = { visit, action };
  return (
    <>
      <Parent visit={visit} action={action} unit={unit} parentId={parentId} />
      <div class="pair">
        <TextField {...field} name="name" label="Nama instansi" value={unit?.name} maxLength={120} required />
        <TextField
          {...field}
          name="alias"
          label="Alias"
          value={unit?.alias}
          hint="Nama pendek. Contoh: Lab Kimia"
          maxLength={40}
        />
        <TextField {...field} name="email" label="Email" type="email" value={unit?.email} maxLength={200} />
        <TextField
          {...field}
          name="website"
          label="Situs web"
          value={unit?.website}
          hint="Contoh: https://labkesmas.example"
          maxLength={200}
        />
        <TextField {...field} name="phone" label="Telepon" value={unit?.phone} maxLength={60} />
        <SelectField
          {...field}
          name="active"
          label="Status"
          value={unit?.active === false ? 'off' : 'on'}
          hint="Yang tidak aktif tidak menerima pekerjaan baru."
          choices={[
            ['on', 'Aktif'],
            ['off', 'Tidak aktif'],
          ]}
          required
        />
      </div>
      <TextArea {...field} name="address" label="Alamat" value={unit?.address} rows={2} maxLength={300} />
      {mayRoute(visit.staff) ? (
        <fieldset class="choices">
          <legend>Pekerjaan baru dari layanan ini masuk ke sini</legend>
          {SERVICES.map((service) => (
            <TickField
              key={service}
              visit={visit}
              action={action}
              name={serviceBox(service)}
              label={SERVICE_NAMES[service]}
              ticked={unit?.services.includes(service) ?? false}
            />
          ))}
        </fieldset>
      ) : null}
    </>
  );
}

/** Below which unit it stands: not below itself, and one's own unit stays where it is. */
function Parent({
  visit,
  action,
  unit,
  parentId,
}: {
  visit: StaffVisit;
  action: string;
  unit: Unit | undefined;
  parentId: number | undefined;
}): JSX.Element | null {
  if (unit && parentId === undefined) return null;
  const choices = unitChoices(visit);
  if (unit && !choices.some(([id]) => id === String(parentId)))
    return <input type="hidden" name="parentId" value={parentId} />;
  const own = unit ? unitsUnder(visit.parts.db, unit.path).map(({ id }) => String(id)) : [];
  return (
    <SelectField
      visit={visit}
      action={action}
      name="parentId"
      label="Induk instansi"
      value={String(parentId)}
      hint={unit ? 'Bila diganti, semua instansi di bawahnya ikut pindah.' : ''}
      choices={choices.filter(([id]) => !own.includes(id))}
      required
    />
  );
}
