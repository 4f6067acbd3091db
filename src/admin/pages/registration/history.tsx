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
  isLetter,
}: {
  visit: StaffVisit;
  entries: readonly Entry[];
  /** What it ends with is a letter, not a report. */
  isLetter: boolean;
}): JSX.Element {
  const nameOf = actorNames(visit);
  return (
    <Card title="Riwayat" icon="clock" id="history">
      <ol class="times">
        {runsOf(entries, isLetter).map(({ words, newest, times }) => (
          <li key={newest.id}>
            {words}
            {times > 1 ? ` (${times} kali)` : ''}
            <small>
              {instantWords(visit, newest.at)} · {nameOf(newest)}
            </small>
          </li>
        ))}
      </ol>
    </Card>
  );
}

/** The same thing by the same person, several times in a row, is one line. */
function runsOf(
  entries: readonly Entry[],
  isLetter: boolean,
): { words: string; newest: Entry; times: number }[] {
  const runs: { words: string; newest: Entry; times: number }[] = [];
  for (const entry of entries.toReversed()) {
    const words = factWords(entry.data, isLetter);
    const last = runs.at(-1);
    const goesOn =
      last?.words === words &&
      last.newest.actorKind === entry.actorKind &&
      last.newest.actorId === entry.actorId;
    if (goesOn && last) last.times += 1;
    else runs.push({ words, newest: entry, times: 1 });
  }
  return runs;
}
