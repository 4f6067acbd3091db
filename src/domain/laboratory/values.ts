import type { LabDay } from '../values/lab-day.ts';

/** What a citizen tells us for a laboratory registration. */
export interface LaboratoryAnswers {
  personName: string;
  /** Sixteen digits. */
  nik: string;
  birthDate: LabDay;
  visitOn: LabDay;
  /** `nameEn` only helps to say them back. */
  tests: { id: number; name: string; nameEn?: string; priceRupiah: number }[];
  /** Digits with country code. */
  phone: string;
  /** The referral letter; null when there is none. */
  letter: { fileId: number; name: string } | null;
}
