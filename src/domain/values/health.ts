/** How the lab is doing, for whoever watches it. */
export interface Health {
  status: 'ok' | 'trouble';
  /** Why not, in one sentence. */
  problem?: string;
  transport: { name: string; status: string };
  /** Messages written down and not yet answered. */
  pendingMessages: number;
  /** Letters written and not yet handed over. */
  unsentLetters: number;
  oldestUnsentAt: string | null;
  lastMessageAt: string | null;
  incidents: number;
  freeDiskMegabytes: number;
  /** When the last good backup was made. */
  lastBackupAt: string | null;
  /** A night was missed. */
  backupIsOld: boolean;
  /** Daily jobs that failed again and again. */
  failingJobs: string[];
  /** The machine's clock jumped, and nobody has looked yet: nothing is erased meanwhile. */
  clockDoubted: boolean;
  /** Cases that are not yet found under their newest words. */
  unindexedCases: number;
}
