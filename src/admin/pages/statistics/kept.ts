import type { OutputOf, Readings } from '../../../domain/readings.ts';
import type { AdminParts } from '../../parts.ts';
import type { StaffVisit } from '../../visit.ts';
import type { Asked } from './question.ts';

/** A counted chart with its picture. */
export type Counted = OutputOf<Readings['chart']>;

/** Numbers may be this old: the page, its picture and its table ask for the same within seconds. */
const KEPT_MS = 30_000;
const MOST_KEPT = 40;
/** A million cases take seconds. */
const PATIENCE_MS = 60_000;

interface Kept {
  at: number;
  counted: Promise<Counted>;
}

// For each lab its own, and gone with it.
const keptBy = new WeakMap<AdminParts, Map<string, Kept>>();

/** Counts what is asked for beside the event loop, once for all who ask the same within seconds. */
export function counted(visit: StaffVisit, { question, subtitle }: Asked): Promise<Counted> {
  const { parts, lab, now } = visit;
  const kept = keptBy.get(parts) ?? new Map<string, Kept>();
  keptBy.set(parts, kept);
  const key = JSON.stringify([question, subtitle, lab.openingHours]);
  const known = kept.get(key);
  const age = now.getTime() - (known?.at ?? 0);
  // A clock that was set back keeps nothing longer.
  if (known && age >= 0 && age < KEPT_MS) return known.counted;
  const made = parts.ask('chart', { question, subtitle, lab, now }, { patienceMs: PATIENCE_MS });
  kept.delete(key);
  kept.set(key, { at: now.getTime(), counted: made });
  for (const old of kept.keys()) if (kept.size > MOST_KEPT) kept.delete(old);
  // What failed is asked anew the next time.
  made.catch(() => kept.get(key)?.counted === made && kept.delete(key));
  return made;
}
