import type { DomainContext } from '../context.ts';
import { isVerified } from '../proofs/index.ts';
import { registrationNamed } from '../registrations/index.ts';
import { outReportOf, reportFor } from './rows.ts';
import { RELEASE_PATHS } from './rules.ts';

/** What came of asking for a report. */
export type HandedOver =
  | { outcome: 'ready'; fileId: number; name: string }
  /** One of its tests is handed over at the counter only. */
  | { outcome: 'inPerson' }
  | { outcome: 'notReady' }
  /** No right proof was given in the last quarter of an hour. */
  | { outcome: 'proofNeeded' };

/**
 * Gives a contact with a fresh proof the report that has gone out, and records who had it.
 *
 * @returns `ready` with the file's id and a name such as `LHU-LAB-7K2M-9QXP-C.pdf` or
 *   `SuratBalasan-WIS-7K2M-9QXP-C.pdf`
 */
export function handOver(
  ctx: DomainContext,
  { registrationId, by }: { registrationId: number; by: 'chat' | 'page' },
): HandedOver {
  if (!isVerified(ctx, registrationId)) return { outcome: 'proofNeeded' };
  const report = outReportOf(ctx.tx, registrationId);
  const given = reportFor(ctx.tx, registrationId);
  if (!report || given === 'none') return { outcome: 'notReady' };
  if (given === 'inPerson') return { outcome: 'inPerson' };
  ctx.record({ kind: 'report.handedOver', registrationId, reportId: report.id, by });
  const { service, code } = registrationNamed(ctx, registrationId);
  const { fileName = '' } = RELEASE_PATHS[service] ?? {};
  return { outcome: 'ready', fileId: report.fileId, name: `${fileName}-${code}.pdf` };
}
