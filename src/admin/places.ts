import type { Role } from '../domain/staff/values.ts';
import type { IconName } from './icons.tsx';
import { CENTRAL, LEADS, READS } from './route.ts';

/** A page the navigation leads to. */
export interface Place {
  path: string;
  name: string;
  icon: IconName;
  /** As in the policy: nobody is led to a page that is not there for them. */
  may: readonly Role[];
  group: 'work' | 'monitor' | 'settings';
}

const PLACES: readonly Place[] = [
  { path: '/admin/registrations', name: 'Pendaftaran', icon: 'list', may: READS, group: 'work' },
  { path: '/admin/attention', name: 'Perhatian', icon: 'bell', may: READS, group: 'work' },
  { path: '/admin/catalogue', name: 'Katalog', icon: 'tag', may: READS, group: 'settings' },
  { path: '/admin/whatsapp', name: 'WhatsApp', icon: 'chat', may: READS, group: 'monitor' },
  { path: '/admin/settings', name: 'Pengaturan', icon: 'gear', may: CENTRAL, group: 'settings' },
  { path: '/admin/staff', name: 'Petugas', icon: 'people', may: LEADS, group: 'settings' },
];

/** The pages somebody in this role is led to, in the order of the navigation. */
export const placesOf = (role: Role): Place[] => PLACES.filter(({ may }) => may.includes(role));
