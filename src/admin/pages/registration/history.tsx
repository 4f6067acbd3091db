import type { JSX } from 'preact';
import type { Entry } from '../../../domain/journal.ts';
import { actorNames, factWords } from '../../facts.ts';
import { instantWords } from '../../instants.ts';
import { Card } from '../../pieces.tsx';
import type { StaffVisit } from '../../visit.ts';

/** What happened to a registration, newest first, with who and when. */
export function HistoryCard({
  visit,
  entries,
}: {
  visit: StaffVisit;
  entries: readonly Entry[];
}): JSX.Element {
  const nameOf = actorNames(visit);
  return (
    <Card title="Riwayat" icon="clock" id="history">
      <ol class="times">
        {entries.toReversed().map((entry) => (
          <li key={entry.id}>
            {factWords(entry.data)}
            <small>
              {instantWords(visit, entry.at)} · {nameOf(entry)}
            </small>
          </li>
        ))}
      </ol>
    </Card>
  );
}
