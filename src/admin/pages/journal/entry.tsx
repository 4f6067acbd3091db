import type { ComponentChildren, JSX } from 'preact';
import { caseById } from '../../../domain/cases/index.ts';
import { testById } from '../../../domain/catalogue/index.ts';
import { type Changes, type Entry, isErased } from '../../../domain/journal.ts';
import { registrationById } from '../../../domain/registrations/index.ts';
import { unitById } from '../../../domain/units/index.ts';
import { isRegistered } from '../../../domain/values/services.ts';
import { FACT_NAMES } from '../../fact-names.ts';
import { actorNames, factWords } from '../../facts.ts';
import { instantWords } from '../../instants.ts';
import { Columns } from '../../lists.tsx';
import type { StaffVisit } from '../../visit.ts';
import { fieldName, type Names, valueWords } from './values.ts';

/** The entries of a page as a table. */
export function Entries({ visit, entries }: { visit: StaffVisit; entries: readonly Entry[] }): JSX.Element {
  const nameOf = actorNames(visit);
  const names: Names = {
    staff: (id) => nameOf({ actorKind: 'staff', actorId: id }),
    unit: (id) => unitById(visit.parts.db, id)?.name ?? `Instansi ${id}`,
  };
  return (
    <table class="list cards journal">
      <Columns names={['Waktu', 'Siapa', 'Apa', 'Tentang']} />
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id} id={`entry-${entry.id}`}>
            <td class="nowrap muted">{instantWords(visit, entry.at)}</td>
            <td data-name="Siapa">{nameOf(entry)}</td>
            <td>
              <What visit={visit} names={names} entry={entry} />
            </td>
            <td data-name="Tentang">
              <About visit={visit} names={names} subject={entry.subject} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function What({ visit, names, entry }: { visit: StaffVisit; names: Names; entry: Entry }): JSX.Element {
  if (isErased(entry)) {
    return (
      <>
        {FACT_NAMES[entry.kind] ?? entry.kind}{' '}
        <small class="muted">Isinya sudah dihapus karena masa simpannya habis.</small>
      </>
    );
  }
  const changes = 'changes' in entry.data ? entry.data.changes : undefined;
  const words = changes ? FACT_NAMES[entry.kind] : factWords(entry.data);
  return (
    <>
      {words}
      {changes ? <BeforeAndAfter visit={visit} names={names} changes={changes} /> : null}
      <Details visit={visit} names={names} entry={entry} isSaid={words !== FACT_NAMES[entry.kind]} />
    </>
  );
}

function BeforeAndAfter({
  visit,
  names,
  changes,
}: {
  visit: StaffVisit;
  names: Names;
  changes: Changes;
}): JSX.Element {
  return (
    <ul class="changes">
      {Object.entries(changes).map(([field, { from, to }]) => (
        <li key={field}>
          <span class="muted">{fieldName(field)}:</span> {valueWords(visit, names, field, from)}{' '}
          <span aria-hidden="true">→</span>
          <span class="unseen"> menjadi </span> {valueWords(visit, names, field, to)}
        </li>
      ))}
    </ul>
  );
}

/** What else a fact says, beside what it is about and what its words say already. */
function Details({
  visit,
  names,
  entry,
  isSaid,
}: {
  visit: StaffVisit;
  names: Names;
  entry: Entry;
  isSaid: boolean;
}): JSX.Element | null {
  if (isSaid) return null;
  const told = Object.entries(entry.data).filter(
    ([field, value]) =>
      !['kind', 'changes', 'fields'].includes(field) && !/Ids?$/.test(field) && value !== '',
  );
  if (told.length === 0) return null;
  const wordsOf = (field: string, value: unknown): ComponentChildren => {
    const isEnd = (field === 'from' || field === 'to') && typeof value === 'number';
    if (isEnd && entry.kind === 'case.assigned') return names.staff(value);
    if (isEnd && entry.kind === 'case.forwarded') return names.unit(value);
    return valueWords(visit, names, field, value);
  };
  return (
    <ul class="changes">
      {told.map(([field, value]) => (
        <li key={field}>
          <span class="muted">{fieldName(field)}:</span> {wordsOf(field, value)}
        </li>
      ))}
    </ul>
  );
}

/** What a fact is about, with the way there. */
function About({ visit, names, subject }: { visit: StaffVisit; names: Names; subject: string }): JSX.Element {
  const { db } = visit.parts;
  const [what = '', number] = subject.split(':');
  const id = Number(number);
  if (what === 'registration') return request(id, registrationById(db, id)?.code);
  if (what === 'case') {
    const found = caseById(db, id);
    return found && isRegistered(found.service) ? (
      request(found.subjectId, found.code)
    ) : (
      <span class="code">{found?.code}</span>
    );
  }
  if (what === 'citizen') return <a href={`/admin/chats/${id}`}>Warga nomor {id}</a>;
  if (what === 'staff') return <>{names.staff(id)}</>;
  if (what === 'unit') return <>{names.unit(id)}</>;
  if (what === 'test')
    return <a href={`/admin/catalogue/${id}`}>{testById(db, id)?.name ?? `Pemeriksaan ${id}`}</a>;
  return <span class="muted">–</span>;
}

const request = (id: number, code: string | undefined): JSX.Element => (
  <a class="code" href={`/admin/registrations/${id}`}>
    {code ?? id}
  </a>
);
