import type { LabDay } from '../../src/domain/values/lab-day.ts';

// Days of the calendar, as they are written everywhere.
const day = (written: string): LabDay => written as LabDay;

const test = { id: 1, name: 'Gula darah puasa', nameEn: 'Fasting blood glucose', priceRupiah: 25_000 };
const otherTest = { id: 2, name: 'Kolesterol total', nameEn: 'Total cholesterol', priceRupiah: 30_000 };
const request = {
  code: 'LAB-7K2M-9QXP-C',
  service: 'laboratory' as const,
  who: 'S.A.',
  on: day('2026-11-20'),
  stage: 'testing' as const,
};

/** What texts are shown with while they are edited: invented, and like the real thing. */
export const EXAMPLE = {
  code: request.code,
  consultationCode: 'KLI-7K2M-9QXP-C',
  name: 'Siti Aminah',
  day: day('2026-11-23'),
  otherDay: day('2026-11-25'),
  today: day('2026-11-20'),
  days: [day('2026-11-23'), day('2026-11-24'), day('2026-11-25')],
  phone: '6281200001234',
  position: { at: 3, of: 7, changing: false },
  test,
  tests: [test, otherTest],
  added: [otherTest],
  request,
  requests: [request, { ...request, code: 'LAB-0Z4T-W3RK-2', who: 'B.S.', stage: 'registered' as const }],
  groups: [
    { name: 'Kimia klinik', count: 18 },
    { name: 'Hematologi', count: 9 },
  ],
};
