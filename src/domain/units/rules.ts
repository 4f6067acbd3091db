import { z } from 'zod';
import type { Standing } from '../staff/values.ts';
import { SERVICES } from '../values/services.ts';
import { ROOT_UNIT_ID } from './table.ts';

/** Levels of the tree, the lab itself included: deeper is a slip, and a page that cannot be read. */
export const MAX_LEVELS = 8;

const line = (longest: number) =>
  z.string().trim().max(longest, `Terlalu panjang, paling banyak ${longest} huruf.`);

/** What is kept of a unit besides its place. */
export const unitFieldsSchema = z.object({
  name: line(120).min(2, 'Isi nama instansinya.'),
  alias: line(40),
  email: z.union([z.literal(''), z.email('Alamat email ini tidak lengkap. Contoh: unit@labkesmas.example.')]),
  website: z.union([
    z.literal(''),
    z.url({ protocol: /^https?$/, error: 'Tulis alamat lengkapnya. Contoh: https://labkesmas.example' }),
  ]),
  phone: line(60),
  address: line(300),
  /** Whose new cases come here first. */
  services: z.array(z.enum(SERVICES)),
  active: z.boolean(),
});

/** What is kept of a unit besides its place. */
export type UnitFields = z.infer<typeof unitFieldsSchema>;

/** How many levels down a path leads: the lab itself is 1. */
export const levelOf = (path: string): number => path.split('/').length - 2;

/**
 * Whether somebody may say which services' new cases come to a unit. That moves people's data between
 * units, so it is for who sees all of them anyway.
 */
export const mayRoute = (by: Pick<Standing, 'role' | 'unitId'>): boolean =>
  by.role === 'administrator' || by.unitId === ROOT_UNIT_ID;

/** Whether `path` is the unit itself or lies below it. */
export const isWithin = (path: string, unitPath: string): boolean => path.startsWith(unitPath);
