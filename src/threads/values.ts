/** Why a task was not done: too many wait, it took too long, it was called off, the thread broke, or the lab closes. */
export type WhyUndone = 'busy' | 'tooSlow' | 'calledOff' | 'broken' | 'closed';

/** What one may want besides the answer. */
export interface Asking {
  /** How long it may take, instead of what is usual for its thread. */
  patienceMs?: number;
  /** Ends it before its time. */
  signal?: AbortSignal;
  /** Hears how far a long task is. */
  progress?(done: number, total: number): void;
}

/** Hears how far a task is; called as often as one likes, passed on a few times a second. */
export type Tell = (done: number, total: number) => void;
