import type { Db } from '../../db/open.ts';
import type { DomainContext } from '../context.ts';
import type { RetentionKind } from '../values/retention.ts';

/**
 * One kind of data that grows old: how much of it is older than an instant, and how it is erased.
 * What belongs to a case that is held, or to a person who has one, is neither counted nor erased.
 */
export interface Ageing {
  kind: RetentionKind;
  count(db: Db, before: Date): { count: number; oldest: Date | undefined };
  /** Erases at most `limit` of them in this transaction; how many it was. */
  erase(ctx: DomainContext, before: Date, limit: number): number;
}

/** What was found of one kind when it was counted. */
export interface Found {
  kind: RetentionKind;
  months: number;
  count: number;
  oldest: Date | undefined;
}
