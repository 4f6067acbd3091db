import { z } from 'zod';

/**
 * The kinds of data that grow old, with how long they are kept unless the lab says otherwise, in months.
 *
 * `source` is where the time comes from. What has none is a proposal that the lab must confirm with
 * whoever answers for data protection (UU 27/2022 on personal data asks for a time, and names none).
 */
export const RETENTION_KINDS = {
  chats: { months: 24, source: undefined },
  chatFiles: { months: 12, source: undefined },
  caseFiles: { months: 300, source: 'Permenkes 24/2022 pasal 39: rekam medis elektronik 25 tahun' },
  casePersons: { months: 300, source: 'Permenkes 24/2022 pasal 39: rekam medis elektronik 25 tahun' },
  proofs: { months: 12, source: undefined },
  notifications: { months: 12, source: undefined },
} as const;

/** One kind of data. */
export type RetentionKind = keyof typeof RETENTION_KINDS;

// Three months at least: nobody erases this month's work by a slip of the finger. Fifty years at most.
const months = (kind: RetentionKind) =>
  z
    .number({ error: 'Isi lamanya dalam bulan.' })
    .int('Isi bulan yang bulat.')
    .min(3, 'Paling sedikit 3 bulan.')
    .max(600, 'Paling lama 600 bulan (50 tahun).')
    .default(RETENTION_KINDS[kind].months);

/** Months by kind, as the settings keep them. */
export const retentionSchema = z
  .object({
    chats: months('chats'),
    chatFiles: months('chatFiles'),
    caseFiles: months('caseFiles'),
    casePersons: months('casePersons'),
    proofs: months('proofs'),
    notifications: months('notifications'),
  })
  .prefault({});
