import type { Db } from '../db/open.ts';
import type { Fact } from './journal.ts';
import type { LabDay } from './values/lab-day.ts';
import type { LabSettings } from './values/lab-settings.ts';

/** Who causes a change. A visitor is somebody on the public page whom we know only by an address. */
export type Actor =
  | { kind: 'citizen'; id: number }
  | { kind: 'staff'; id: number }
  | { kind: 'visitor'; address: string }
  | { kind: 'system' };

/**
 * What every domain function gets first: the open transaction and all it may know of the outside.
 * Made by `transact` alone, so whoever holds one is inside a transaction.
 */
export interface DomainContext {
  /** The database inside the open transaction. */
  readonly tx: Db;
  readonly now: Date;
  /** `now` as a day in the lab's zone. */
  readonly today: LabDay;
  readonly actor: Actor;
  readonly lab: LabSettings;
  /** Writes a fact to the journal and tells whoever is to hear of it, in this transaction. */
  record(fact: Fact): void;
  /** `count` bytes nobody can guess. */
  chance(count: number): Uint8Array;
  /** The same transaction in the name of somebody else. */
  as(actor: Actor): DomainContext;
}
