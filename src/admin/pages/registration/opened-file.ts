import type { Answer, StaffVisit } from '../../visit.ts';

/** A file of a registration, to be saved or shown; who opened it is kept. */
export function openedFile(visit: StaffVisit, registrationId: number, fileId: number): Answer {
  const file = visit.parts.files.open(fileId);
  if (!file) return { outcome: 'notFound' };
  visit.parts.transact({ kind: 'staff', id: visit.staff.staffId }, (ctx) =>
    ctx.record({ kind: 'file.opened', registrationId, fileId }),
  );
  return { outcome: 'file', path: file.path, name: file.name, mimeType: file.mimeType };
}
