import type { Role } from '../domain/staff/values.ts';
import type { IconName } from './icons.tsx';
import { CENTRAL, LEADS, READS, WORKS } from './route.ts';

/** A page the navigation leads to. */
export interface Place {
  path: string;
  name: string;
  icon: IconName;
  /** As in the policy: nobody is led to a page that is not there for them. */
  may: readonly Role[];
  group: PlaceGroup;
}

/** The parts of the navigation, in their order, as they are headed. */
export const PLACE_GROUPS = { work: 'Kerja', monitor: 'Monitor', settings: 'Pengaturan' } as const;
/** One of them. */
export type PlaceGroup = keyof typeof PLACE_GROUPS;

// In the order of the navigation, group by group.
const PLACES: readonly Place[] = [
  { path: '/admin/today', name: 'Hari ini', icon: 'today', may: READS, group: 'work' },
  { path: '/admin/registrations', name: 'Pendaftaran', icon: 'list', may: READS, group: 'work' },
  { path: '/admin/receiving', name: 'Penerimaan sampel', icon: 'flask', may: WORKS, group: 'work' },
  { path: '/admin/attention', name: 'Perhatian', icon: 'hand', may: READS, group: 'work' },
  { path: '/admin/messages', name: 'Pesan antarunit', icon: 'envelope', may: READS, group: 'work' },
  { path: '/admin/search', name: 'Pencarian', icon: 'search', may: READS, group: 'monitor' },
  { path: '/admin/papers', name: 'Keaslian dokumen', icon: 'checks', may: READS, group: 'monitor' },
  { path: '/admin/statistics', name: 'Statistik', icon: 'chart', may: READS, group: 'monitor' },
  { path: '/admin/exports', name: 'Ekspor', icon: 'download', may: READS, group: 'monitor' },
  { path: '/admin/whatsapp', name: 'WhatsApp', icon: 'chat', may: READS, group: 'monitor' },
  { path: '/admin/health', name: 'Kesehatan', icon: 'pulse', may: READS, group: 'monitor' },
  { path: '/admin/staff', name: 'Petugas', icon: 'people', may: LEADS, group: 'settings' },
  { path: '/admin/units', name: 'Instansi', icon: 'building', may: LEADS, group: 'settings' },
  { path: '/admin/catalogue', name: 'Katalog', icon: 'tag', may: READS, group: 'settings' },
  { path: '/admin/replies', name: 'Balasan siap pakai', icon: 'reply', may: READS, group: 'settings' },
  { path: '/admin/settings', name: 'Pengaturan', icon: 'gear', may: CENTRAL, group: 'settings' },
  { path: '/admin/retention', name: 'Data lama', icon: 'hourglass', may: CENTRAL, group: 'settings' },
  { path: '/admin/jobs', name: 'Pekerjaan', icon: 'jobs', may: CENTRAL, group: 'settings' },
  { path: '/admin/journal', name: 'Jurnal', icon: 'book', may: CENTRAL, group: 'settings' },
];

/** The pages somebody in this role is led to, in the order of the navigation. */
export const placesOf = (role: Role): Place[] => PLACES.filter(({ may }) => may.includes(role));

/** The place a page belongs to: the longest address that its own begins with. */
export function placeAt(places: readonly Place[], here: string): Place | undefined {
  const around = places.filter(({ path }) => here === path || here.startsWith(`${path}/`));
  return around.toSorted((a, b) => b.path.length - a.path.length)[0];
}
