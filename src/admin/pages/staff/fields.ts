import { z } from 'zod';
import { isUsername } from '../../../domain/staff/index.ts';
import { ROLES } from '../../../domain/staff/values.ts';
import { readPhone } from '../../../domain/values/phone.ts';
import { SERVICES, type Service } from '../../../domain/values/services.ts';
import { labDay, oneOf, optionalWords, words } from '../../forms.ts';

/** A full name. */
export const nameField = words(100, 'Isi namanya.').min(2, 'Isi nama lengkapnya.');

/** An e-mail address, as it is stored. */
export const emailField = words(200, 'Isi alamat emailnya.')
  .transform((text) => text.toLowerCase())
  .pipe(z.email('Alamat email ini tidak lengkap. Contoh: rina@labkesmas.example.'));

/** A second name to sign in with, or nothing. */
export const usernameField = optionalWords(40)
  .transform((text) => text.toLowerCase())
  .refine(
    (text) => text === '' || isUsername(text),
    'Pakai 3 sampai 40 huruf kecil, angka, titik, garis. Mulai dengan huruf. Contoh: rina.w',
  );

/** A mobile number as digits with country code, or nothing. */
export const phoneField = optionalWords(40).transform((text, context) => {
  if (text === '') return '';
  const read = readPhone(text);
  if (read.outcome === 'phone') return read.phone;
  context.addIssue({ code: 'custom', message: 'Tulis nomor HP, misalnya 0812 0000 1234.' });
  return z.NEVER;
});

/** A day, or nothing. */
const dayOrNothing = z
  .union([z.literal('').transform(() => null), labDay()])
  .optional()
  .transform((day) => day ?? null);

const tick = z.string().max(10).optional();

/** The name of the box for one service; a form sends each name once. */
export const serviceBox = (service: Service): string => `service-${service}`;

/** The boxes of all services, as a form sends them. */
export const serviceBoxes = Object.fromEntries(SERVICES.map((service) => [serviceBox(service), tick]));

/** The services whose boxes are ticked. */
export const tickedServices = (form: Readonly<Record<string, unknown>>): Service[] =>
  SERVICES.filter((service) => form[serviceBox(service)] === 'on');

/** The id of a unit, as a list sends it. */
export const unitField = z
  .string({ error: 'Pilih instansinya.' })
  .regex(/^\d{1,9}$/, 'Pilih instansinya.')
  .transform(Number);

/** A role. */
export const roleField = oneOf(ROLES, 'Pilih perannya.');

/** All that is kept of a person, as the form sends it. */
export const personForm = z.object({
  name: nameField,
  email: emailField,
  username: usernameField,
  phone: phoneField,
  sex: z
    .enum(['', 'male', 'female'])
    .optional()
    .transform((sex) => sex || null),
  birthDate: dayOrNothing,
  unitId: unitField,
  role: roleField,
  ...serviceBoxes,
});
