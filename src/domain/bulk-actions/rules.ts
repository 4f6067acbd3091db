import type { Assignee, Destination, WorkRow } from '../cases/index.ts';
import { nextStages } from '../registrations/index.ts';
import type { Barrier, BulkWish } from './values.ts';

/** What the decision must know besides the case. */
export interface Circumstances {
  staffId: number;
  /** Undefined when this person cannot have the case. */
  assignee?: Assignee | undefined;
  destinations: readonly Destination[];
}

/** What stands in the way of one change; undefined when nothing does. */
export function barrierFor(wish: BulkWish, row: WorkRow, around: Circumstances): Barrier | undefined {
  if (row.phase === 'ended') return 'ended';
  switch (wish.kind) {
    case 'take':
      if (row.assigneeId === around.staffId) return 'already';
      if (row.assigneeId !== null) return 'held';
      return around.assignee ? undefined : 'unfit';
    case 'assign':
      if (row.assigneeId === wish.to) return 'already';
      return around.assignee ? undefined : 'unfit';
    case 'return':
      return row.assigneeId === null ? 'already' : undefined;
    case 'forward':
      if (row.unitId === wish.to) return 'already';
      return around.destinations.some(({ id }) => id === wish.to) ? undefined : 'notThere';
    case 'stage': {
      if (row.status === wish.to) return 'already';
      const way = nextStages({ service: row.service, stage: row.status }).find(({ to }) => to === wish.to);
      return way && !way.needsReason ? undefined : 'noSuchStep';
    }
  }
}
