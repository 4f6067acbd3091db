import type { Person } from '../../../domain/staff/index.ts';
import { comparisonPage } from '../../comparison.tsx';
import type { Answer, StaffVisit } from '../../visit.ts';
import { ROLE_NAMES, SERVICE_NAMES } from '../../words.ts';
import { unitChoices } from './form.tsx';
import { STAFF } from './list.tsx';

/** What is kept of a person, as the forms name it. */
const PERSON_FIELD_NAMES = {
  name: 'Nama lengkap',
  email: 'Email',
  username: 'Nama pengguna',
  phone: 'Nomor HP',
  sex: 'Jenis kelamin',
  birthDate: 'Tanggal lahir',
  unitId: 'Instansi',
  role: 'Peran',
  services: 'Layanan',
} as const;

type Kept = Pick<Person, Exclude<keyof typeof PERSON_FIELD_NAMES, 'username'>> & { username: string | null };

/** Says that somebody else changed this person meanwhile, field by field. */
export function personComparison(visit: StaffVisit, person: Person, wanted: Kept, seen: number): Answer {
  const [mine, now] = [inWords(visit, wanted), inWords(visit, person)];
  // Object.keys() keeps the names but not their type.
  const fields = Object.keys(PERSON_FIELD_NAMES) as (keyof typeof PERSON_FIELD_NAMES)[];
  return comparisonPage(visit, {
    subject: `staff:${person.id}`,
    seen,
    back: `${STAFF}/${person.id}`,
    rows: fields
      .filter((field) => mine[field] !== now[field])
      .map((field) => ({ name: PERSON_FIELD_NAMES[field], wanted: mine[field], now: now[field] })),
  });
}

const SEX_NAMES = { female: 'Perempuan', male: 'Laki-laki' } as const;

function inWords(visit: StaffVisit, kept: Kept): Record<keyof typeof PERSON_FIELD_NAMES, string> {
  const unit = unitChoices(visit).find(([id]) => id === String(kept.unitId));
  return {
    name: kept.name,
    email: kept.email,
    username: kept.username || '-',
    phone: kept.phone ? `+${kept.phone}` : '-',
    sex: kept.sex ? SEX_NAMES[kept.sex] : '-',
    birthDate: kept.birthDate ?? '-',
    unitId: unit?.[1].replace(/^(– )+/, '') ?? '-',
    role: ROLE_NAMES[kept.role],
    services: kept.services.map((service) => SERVICE_NAMES[service]).join(', ') || '-',
  };
}
