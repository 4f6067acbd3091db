import type { JSX } from 'preact';
import { type Person, rolesGivenBy } from '../../../domain/staff/index.ts';
import type { Role } from '../../../domain/staff/values.ts';
import { unitsWithin } from '../../../domain/units/index.ts';
import { SERVICES, type Service } from '../../../domain/values/services.ts';
import { SelectField, TextField, TickField } from '../../fields.tsx';
import type { StaffVisit } from '../../visit.ts';
import { ROLE_NAMES, SERVICE_NAMES } from '../../words.ts';
import { serviceBox } from './fields.ts';

/** The fields about a person. */
export function PersonFields({
  visit,
  action,
  person,
}: {
  visit: StaffVisit;
  action: string;
  person?: Person;
}): JSX.Element {
  const field = { visit, action };
  return (
    <div class="pair">
      <TextField {...field} name="name" label="Nama lengkap" value={person?.name} maxLength={100} required />
      <TextField
        {...field}
        name="email"
        label="Email"
        type="email"
        value={person?.email}
        maxLength={200}
        required
      />
      <TextField
        {...field}
        name="username"
        label="Nama pengguna"
        value={person?.username ?? ''}
        hint="Untuk masuk tanpa menulis email. Contoh: rina.w"
        maxLength={40}
      />
      <TextField
        {...field}
        name="phone"
        label="Nomor HP"
        type="tel"
        inputMode="tel"
        value={person?.phone ? `+${person.phone}` : ''}
        hint="Contoh: 0812 0000 1234"
        maxLength={40}
      />
      <SelectField
        {...field}
        name="sex"
        label="Jenis kelamin"
        value={person?.sex ?? ''}
        choices={[
          ['', 'Tidak diisi'],
          ['female', 'Perempuan'],
          ['male', 'Laki-laki'],
        ]}
      />
      <TextField
        {...field}
        name="birthDate"
        label="Tanggal lahir"
        type="date"
        value={person?.birthDate ?? ''}
      />
    </div>
  );
}

/** The fields about where somebody works and as what: only what one may give. */
export function PostFields({
  visit,
  action,
  post,
}: {
  visit: StaffVisit;
  action: string;
  post?: { unitId: number; role: Role; services: readonly Service[] };
}): JSX.Element {
  const field = { visit, action, required: true };
  const role = post?.role ?? 'liaison';
  return (
    <>
      <div class="pair">
        <SelectField
          {...field}
          name="unitId"
          label="Instansi"
          value={String(post?.unitId ?? visit.staff.unitId)}
          choices={unitChoices(visit)}
        />
        <SelectField
          {...field}
          name="role"
          label="Peran"
          value={role}
          choices={rolesGivenBy(visit.staff.role).map((given) => [given, ROLE_NAMES[given]] as const)}
        />
      </div>
      <fieldset class="choices">
        <legend>Layanan, hanya untuk petugas layanan</legend>
        {SERVICES.map((service) => (
          <TickField
            key={service}
            visit={visit}
            action={action}
            name={serviceBox(service)}
            label={SERVICE_NAMES[service]}
            ticked={post?.services.includes(service) ?? false}
          />
        ))}
      </fieldset>
    </>
  );
}

/** The units within reach, each below its parent. */
export const unitChoices = (visit: StaffVisit): [value: string, name: string][] =>
  unitsWithin(visit.parts.db, visit.staff).map(({ id, name, depth }) => [
    String(id),
    `${'– '.repeat(depth)}${name}`,
  ]);
