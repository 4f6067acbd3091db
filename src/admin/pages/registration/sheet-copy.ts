import { checkOf } from '../../../domain/sheets/index.ts';
import { shipmentOf } from '../../../domain/shipments/index.ts';
import type { Page } from '../../visit.ts';
import { openedFile } from './opened-file.ts';
import { registrationIn } from './page.tsx';

/** The corrected copy of a sheet of a shipment, to be saved; who opened it is kept. */
export const sheetCopy: Page = (visit) => {
  const registration = registrationIn(visit);
  const shipment = registration && shipmentOf(visit.parts.db, registration.id);
  const document = [...(shipment?.documents ?? []), ...(shipment?.olderDocuments ?? [])].find(
    ({ id }) => id === Number(visit.params.documentId),
  );
  const fileId = document && checkOf(visit.parts.db, document.fileId)?.correctedFileId;
  return registration && fileId ? openedFile(visit, registration.id, fileId) : { outcome: 'notFound' };
};
