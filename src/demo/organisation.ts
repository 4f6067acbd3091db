import { eq } from 'drizzle-orm';
import type { Db } from '../db/open.ts';
import { addStaff, hashPassword } from '../domain/staff/index.ts';
import { staff } from '../domain/staff/table.ts';
import type { Role } from '../domain/staff/values.ts';
import { addUnit } from '../domain/units/index.ts';
import { ROOT_UNIT_ID, units as unitTable } from '../domain/units/table.ts';
import type { Transact } from '../transact.ts';

/** With what the invented officers sign in. The data of a demonstration lies in a folder of its own. */
export const DEMO_SIGN_IN = {
  emails: ['rina@lab.example', 'bagus@lab.example'],
  others: [
    { email: 'dewi@lab.example', as: 'admin pusat' },
    { email: 'hendra@lab.example', as: 'admin koordinator' },
    { email: 'sari@lab.example', as: 'petugas layanan' },
    { email: 'ratna@lab.example', as: 'penyelia' },
    { email: 'wawan@lab.example', as: 'pejabat penghubung di Puskesmas Melati' },
    { email: 'tuti@lab.example', as: 'pejabat penghubung di Puskesmas Anggrek' },
  ],
  password: 'contoh-kata-sandi',
};

/** Who works in the demonstration, by first name. */
export type DemoStaff = Record<
  'rina' | 'bagus' | 'dewi' | 'hendra' | 'sari' | 'ratna' | 'wawan' | 'tuti',
  number
>;
/** The units below the lab. */
export type DemoUnits = Record<'chemistry' | 'microbiology' | 'melati' | 'anggrek', number>;

const PEOPLE: readonly [key: keyof DemoStaff, name: string, role: Role, unit: keyof DemoUnits | 'lab'][] = [
  ['rina', 'Rina Wulandari', 'liaison', 'lab'],
  ['bagus', 'Bagus Prakoso', 'liaison', 'lab'],
  ['dewi', 'Dewi Anggraini', 'administrator', 'lab'],
  ['hendra', 'Hendra Saputro', 'coordinator', 'lab'],
  ['sari', 'Sari Rahayu', 'serviceOfficer', 'lab'],
  ['ratna', 'Ratna Kusuma', 'supervisor', 'lab'],
  ['wawan', 'Wawan Setiawan', 'liaison', 'melati'],
  ['tuti', 'Tuti Marlina', 'liaison', 'anggrek'],
];

const UNITS: readonly [key: keyof DemoUnits, name: string, alias: string, phone: string][] = [
  ['chemistry', 'Instalasi Kimia Klinik', 'Kimia', '(0293) 555-0111'],
  ['microbiology', 'Instalasi Mikrobiologi', 'Mikro', '(0293) 555-0112'],
  ['melati', 'Puskesmas Melati', 'Melati', '(0293) 555-0121'],
  ['anggrek', 'Puskesmas Anggrek', 'Anggrek', '(0293) 555-0122'],
];

const SYSTEM = { kind: 'system' } as const;

/** Opens the units and the accounts. One password for all, hashed once. */
export async function organise(
  db: Db,
  transact: Transact,
  chance: (count: number) => Uint8Array,
): Promise<{ staff: DemoStaff; units: DemoUnits }> {
  const passwordHash = await hashPassword(DEMO_SIGN_IN.password, chance(16));
  return transact(SYSTEM, (ctx) => {
    const { address, phone } = ctx.lab;
    db.update(unitTable)
      .set({ address, phone, email: 'halo@labkesmas.example', website: 'https://labkesmas.example' })
      .where(eq(unitTable.id, ROOT_UNIT_ID))
      .run();
    const units = Object.fromEntries(
      UNITS.map(([key, name, alias, phone]) => {
        const address = `Jalan Contoh ${name.length}, Magelang`;
        const email = `${alias.toLowerCase()}@lab.example`;
        const fields = { name, alias, phone, address, email, website: '', services: [], active: true };
        const added = addUnit(ctx, { ...fields, parentId: ROOT_UNIT_ID });
        if (added.outcome !== 'added') throw new Error(`unit ${key}: ${added.outcome}`);
        return [key, added.unitId];
      }),
      // The keys are those of UNITS, which holds each once.
    ) as DemoUnits;
    const people = Object.fromEntries(
      PEOPLE.map(([key, name, role, unit]) => {
        const unitId = unit === 'lab' ? ROOT_UNIT_ID : units[unit];
        const added = addStaff(ctx, { name, email: `${key}@lab.example`, role, passwordHash, unitId });
        if (added.outcome !== 'added') throw new Error(`account ${key}: ${added.outcome}`);
        return [key, added.staffId];
      }),
      // The keys are those of PEOPLE, which holds each once.
    ) as DemoStaff;
    db.update(staff)
      .set({ services: ['laboratory'] })
      .where(eq(staff.id, people.sari))
      .run();
    return { staff: people, units };
  });
}
