import type { LabDay } from '../../src/domain/values/lab-day.ts';
import { firstNameOf } from '../../src/domain/values/person-name.ts';
import { quoted, shortDay } from './format.ts';
import type { Language } from './kit.ts';

/** Where somebody is in a form. */
export interface Position {
  at: number;
  of: number;
  /** An answer that is only being changed has no place in the row. */
  changing: boolean;
}

/** `(3/8) `, in front of a question. */
export const place = ({ at, of, changing }: Position): string => (changing ? '' : `(${at}/${of}) `);

/**
 * A birth date in a summary. One that was taken over from an earlier request opens that request: whoever
 * merely holds the phone is not told.
 */
export function bornLine(day: LabDay, recalled: readonly string[], language: Language): string {
  if (!recalled.includes('birthDate')) return shortDay(day, language);
  return language === 'id' ? 'seperti pendaftaran sebelumnya' : 'as registered before';
}

/** A name in a summary; of one that was taken over no more than what it was chosen by. */
export const nameLine = (personName: string, recalled: readonly string[]): string =>
  quoted(recalled.includes('personName') ? firstNameOf(personName) : personName);
