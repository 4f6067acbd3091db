import { remindOfVisits } from '../domain/registrations/index.ts';
import type { Job } from './job.ts';

/** Tells people in the afternoon that they are expected tomorrow, and what to do before. */
export const visitReminders: Job = {
  name: 'visit-reminders',
  about: 'Mengingatkan pemohon sehari sebelum kunjungannya',
  schedule: '40 * * * * *',
  run: remindOfVisits,
};
