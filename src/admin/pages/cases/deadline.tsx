import type { JSX } from 'preact';
import type { Progress, Timed } from '../../../domain/cases/index.ts';
import { Icon } from '../../icons.tsx';
import { instantWords } from '../../instants.ts';
import { Badge } from '../../pieces.tsx';
import type { StaffVisit } from '../../visit.ts';
import { progressWords } from './words.ts';

type Props = { visit: StaffVisit; one: Timed; progress: Progress | undefined };

const wordsFor = (visit: StaffVisit, one: Timed, progress: Progress) =>
  progressWords(progress, { ...one, timeZone: visit.lab.timeZone });

/** How much time is used, for a line of a list. */
export function DeadlineBadge({ visit, one, progress }: Props): JSX.Element {
  if (!progress) return <span class="muted">Tanpa tenggat</span>;
  const { words, tone } = wordsFor(visit, one, progress);
  return <Badge tone={tone}>{words}</Badge>;
}

/** The same as a bar, with the instant it is due. What the bar shows stands beside it in words. */
export function DeadlineBar({ visit, one, progress }: Props): JSX.Element | null {
  if (!progress || !one.dueAt) return null;
  const { words } = wordsFor(visit, one, progress);
  const isLate = progress.state === 'late';
  const icon = isLate ? 'warning' : progress.state === 'paused' ? 'hourglass' : 'clock';
  return (
    <div class={`deadline ${progress.state}`}>
      <p id="deadline-words">
        <Icon name={icon} /> <strong>{words}</strong>{' '}
        <span class="muted">Tenggat {instantWords(visit, one.dueAt)}</span>
      </p>
      {one.phase === 'open' ? (
        <progress
          // A bar without length says nothing: where there is no working time left to share, it is full.
          max={Math.max(progress.total, 1)}
          value={progress.total === 0 ? 1 : progress.used}
          aria-labelledby="deadline-words"
        />
      ) : null}
    </div>
  );
}
