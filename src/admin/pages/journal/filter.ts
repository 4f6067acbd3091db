import { caseById, caseOf } from '../../../domain/cases/index.ts';
import type { Entry } from '../../../domain/journal.ts';
import type { JournalFilter } from '../../../domain/journal-list.ts';
import { registrationByCode, registrationById } from '../../../domain/registrations/index.ts';
import { readCode } from '../../../domain/values/code.ts';
import { addDays, instantAt, parseLabDay } from '../../../domain/values/lab-day.ts';
import { isRegistered } from '../../../domain/values/services.ts';
import { FACT_GROUPS, FACT_NAMES } from '../../fact-names.ts';
import type { StaffVisit } from '../../visit.ts';

/** What one looked for, as it stands in the address and in the form. */
export const SOUGHT = ['from', 'to', 'actor', 'kind', 'about'] as const;

/** Kinds of actors by their name in the address; an officer is `staff:3`. */
export const ACTOR_NAMES: Record<Entry['actorKind'], string> = {
  staff: 'Semua petugas',
  citizen: 'Warga lewat WhatsApp',
  visitor: 'Pengunjung halaman lacak',
  system: 'Sistem',
};

/** What the address asks for. A value nobody could have chosen in the form is left out. */
export function filterIn({ query, lab, parts: { db } }: StaffVisit): JournalFilter {
  const [from, to] = [parseLabDay(query.from ?? ''), parseLabDay(query.to ?? '')];
  const midnight = '00:00';
  const about = query.about?.trim() ?? '';
  return {
    from: from && instantAt(from, midnight, lab.timeZone),
    to: to && instantAt(addDays(to, 1), midnight, lab.timeZone),
    actor: actorIn(query.actor ?? ''),
    kinds: kindsIn(query.kind ?? ''),
    subjects: about === '' ? undefined : subjectsNamed(db, about),
  };
}

function actorIn(text: string): JournalFilter['actor'] {
  const [, kind, id] = /^(staff|citizen|visitor|system)(?::(\d{1,9}))?$/.exec(text) ?? [];
  const known = (Object.keys(ACTOR_NAMES) as Entry['actorKind'][]).find((each) => each === kind);
  return known && { kind: known, ...(id !== undefined && { id: Number(id) }) };
}

function kindsIn(text: string): JournalFilter['kinds'] {
  const group = FACT_GROUPS.find(({ value }) => value === text);
  // The keys are all the kinds there are.
  const kind = (Object.keys(FACT_NAMES) as Entry['kind'][]).find((each) => each === text);
  return group?.kinds ?? (kind && [kind]);
}

const SUBJECT = /^(registration|case|citizen|staff|unit|test):\d{1,9}$/;

/** A request as the journal names it: its own facts and those of its case. Empty for what is not known. */
function subjectsNamed(db: StaffVisit['parts']['db'], about: string): string[] {
  if (SUBJECT.test(about)) return withCase(db, about);
  const reading = readCode(about);
  if (reading.outcome !== 'code') return [];
  const registration = registrationByCode(db, reading.code);
  return registration ? withCase(db, `registration:${registration.id}`) : [];
}

function withCase(db: StaffVisit['parts']['db'], subject: string): string[] {
  const [what, id] = subject.split(':');
  const found =
    what === 'registration'
      ? caseOfRegistration(db, Number(id))
      : what === 'case'
        ? caseById(db, Number(id))
        : undefined;
  if (!found) return [subject];
  const own = isRegistered(found.service) ? [`registration:${found.subjectId}`] : [];
  return [`case:${found.id}`, ...own];
}

function caseOfRegistration(db: StaffVisit['parts']['db'], id: number) {
  const registration = registrationById(db, id);
  return registration && caseOf(db, registration.service, id);
}

/** The address of the same list with something else asked for. */
export function addressOf(
  query: StaffVisit['query'],
  change: Record<string, string | undefined> = {},
): string {
  const wanted = new URLSearchParams();
  for (const name of SOUGHT) {
    const value = name in change ? change[name] : query[name]?.trim();
    if (value) wanted.set(name, value);
  }
  if (change.before) wanted.set('before', change.before);
  return `/admin/journal${wanted.size > 0 ? `?${wanted}` : ''}`;
}
