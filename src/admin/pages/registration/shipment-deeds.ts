import { z } from 'zod';
import { stageName } from '../../../../templates/messages/stages.ts';
import type { DomainContext } from '../../../domain/context.ts';
import { orderPrint, papersOf } from '../../../domain/papers/index.ts';
import type { Registration } from '../../../domain/registrations/index.ts';
import {
  askForCorrections,
  type DocumentVersion,
  type Judged,
  judgeDocument,
  sendDocument,
  shipmentOf,
  verifyDocuments,
} from '../../../domain/shipments/index.ts';
import { fileSentence } from '../../file-sentences.ts';
import { FILE_FIELD, versioned, words } from '../../forms.ts';
import type { Deed, Done, Page, StaffVisit } from '../../visit.ts';
import { DOCUMENT_NAMES, type NoticeName } from '../../words.ts';
import { backToRegistration, isTold, mistakeAt, staleRegistration } from './deeds.ts';
import { openedFile } from './opened-file.ts';
import { registrationIn, registrationPage } from './page.tsx';

const back = (visit: StaffVisit) => `${backToRegistration(visit)}#documents`;
const place = { page: registrationPage, back };

/** The document of this shipment that the address names, and whether no newer one has come. */
function documentIn(
  { tx }: Pick<DomainContext, 'tx'>,
  visit: StaffVisit,
): { registration: Registration; document: DocumentVersion; isNewest: boolean } | undefined {
  const registration = registrationIn(visit);
  const shipment = registration && shipmentOf(tx, registration.id);
  const id = Number(visit.params.documentId);
  const document = [...(shipment?.documents ?? []), ...(shipment?.olderDocuments ?? [])].find(
    (one) => one.id === id,
  );
  if (!registration || !document) return undefined;
  return { registration, document, isNewest: shipment?.documents.includes(document) ?? false };
}

const REPLACED = 'Pengirim sudah mengirim versi baru. Muat ulang halaman dan periksa yang itu.';
const REASON_NEEDED = 'Tulis apa yang perlu diperbaiki, paling sedikit 3 huruf.';

/** What is said of a step that was taken, or of why it was not. */
function answered(
  visit: StaffVisit,
  seen: number,
  judged: Judged,
  { notice, wanted }: { notice: NoticeName; wanted: { Tahap: string } | { Dokumen: string } },
): Done {
  switch (judged.outcome) {
    case 'changed':
      return { outcome: 'done', notice };
    case 'stale':
      return staleRegistration(visit, seen, judged.current, wanted);
    case 'reasonNeeded':
      return mistakeAt('reason', REASON_NEEDED);
    case 'notAllowed':
      return mistakeAt(
        'key',
        `Pada tahap ${stageName(judged.from, 'id')} dokumennya tidak bisa lagi dinilai.`,
      );
  }
}

const plainForm = z.object(versioned());

/** Says that a document is right. */
export const acceptDocumentDeed: Deed<z.infer<typeof plainForm>> = {
  ...place,
  form: plainForm,
  carryOut(ctx, visit, { version, seen }) {
    const found = documentIn(ctx, visit);
    if (!found) return { outcome: 'notFound' };
    if (!found.isNewest) return mistakeAt('key', REPLACED);
    const { registration, document } = found;
    const judged = judgeDocument(ctx, {
      registrationId: registration.id,
      expectedVersion: version,
      document: document.kind,
      verdict: 'accepted',
    });
    return answered(visit, seen, judged, {
      notice: 'documentAccepted',
      wanted: { Dokumen: `${DOCUMENT_NAMES[document.kind]}: benar` },
    });
  },
};

const fixForm = z.object({ ...versioned(), reason: words(300, REASON_NEEDED) });

/** Writes down what is to be put right in a document; the sender is told of all of them together. */
export const fixDocumentDeed: Deed<z.infer<typeof fixForm>> = {
  ...place,
  form: fixForm,
  carryOut(ctx, visit, { version, seen, reason }) {
    const found = documentIn(ctx, visit);
    if (!found) return { outcome: 'notFound' };
    if (!found.isNewest) return mistakeAt('key', REPLACED);
    const { registration, document } = found;
    const judged = judgeDocument(ctx, {
      registrationId: registration.id,
      expectedVersion: version,
      document: document.kind,
      verdict: 'toFix',
      reason,
    });
    return answered(visit, seen, judged, {
      notice: 'documentToFix',
      wanted: { Dokumen: `${DOCUMENT_NAMES[document.kind]}: ${reason}` },
    });
  },
};

/** Tells the sender once of everything that is to be put right. */
export const askCorrectionsDeed: Deed<z.infer<typeof plainForm>> = {
  ...place,
  form: plainForm,
  carryOut(ctx, visit, { version, seen }) {
    const registration = registrationIn(visit);
    if (registration?.service !== 'shipment') return { outcome: 'notFound' };
    const asked = askForCorrections(ctx, { registrationId: registration.id, expectedVersion: version });
    if (asked.outcome === 'reasonNeeded')
      return mistakeAt('key', 'Belum ada dokumen yang ditandai perlu diperbaiki.');
    return answered(visit, seen, asked, {
      notice: isTold(ctx, registration) ? 'correctionAsked' : 'untold',
      wanted: { Tahap: stageName('documentsToFix', 'id') },
    });
  },
};

/** All documents are right: the samples may come. */
export const verifyDocumentsDeed: Deed<z.infer<typeof plainForm>> = {
  ...place,
  form: plainForm,
  carryOut(ctx, visit, { version, seen }) {
    const registration = registrationIn(visit);
    if (registration?.service !== 'shipment') return { outcome: 'notFound' };
    const verified = verifyDocuments(ctx, { registrationId: registration.id, expectedVersion: version });
    return answered(visit, seen, verified, {
      notice: isTold(ctx, registration) ? 'documentsVerified' : 'untold',
      wanted: { Tahap: stageName('documentsVerified', 'id') },
    });
  },
};

const WANTED = 'Surat pengantar harus PDF, lembar lainnya Excel (.xlsx atau .xls).';

type Kept =
  | { outcome: 'kept'; fileId: number; name: string }
  | { outcome: 'refused'; sentence: string }
  /** The page was older than the registration, so the file was not even kept. */
  | { outcome: 'outdated' };

/** Keeps a corrected document that came by another way than the chat. */
export const replaceDocumentDeed: Deed<z.infer<typeof plainForm>, Kept> = {
  ...place,
  form: plainForm,
  async prepare(visit, { version }, file) {
    const found = documentIn({ tx: visit.parts.db }, visit);
    if (!file || file.bytes.length === 0) return { outcome: 'refused', sentence: 'Pilih berkasnya dulu.' };
    if (found?.registration.version !== version) return { outcome: 'outdated' };
    const { name, mimeType, bytes } = file;
    const accepts = found.document.kind === 'cover' ? (['pdf'] as const) : (['xlsx', 'xls'] as const);
    const stored = await visit.parts.files.admit(bytes, { name, mimeType, origin: 'staff', accepts });
    if (stored.outcome === 'refused')
      return { outcome: 'refused', sentence: fileSentence(stored.problem, WANTED) };
    return { outcome: 'kept', fileId: stored.fileId, name };
  },
  carryOut(ctx, visit, { seen }, kept) {
    const found = documentIn(ctx, visit);
    if (!found) return { outcome: 'notFound' };
    const { registration, document } = found;
    if (kept.outcome === 'refused') return mistakeAt(FILE_FIELD, kept.sentence);
    if (kept.outcome === 'outdated')
      return staleRegistration(visit, seen, registration, {
        Dokumen: `${DOCUMENT_NAMES[document.kind]}: baru`,
      });
    const { fileId, name } = kept;
    const sent = sendDocument(ctx, {
      registrationId: registration.id,
      document: document.kind,
      fileId,
      name,
    });
    if (sent.outcome === 'sent') return { outcome: 'done', notice: 'documentAdded' };
    return mistakeAt(
      FILE_FIELD,
      `Pada tahap ${stageName(registration.stage, 'id')} dokumennya tidak bisa lagi diganti.`,
    );
  },
};

/** Has the labels printed, for whoever could not. */
export const orderLabelDeed: Deed<unknown> = {
  page: registrationPage,
  back: (visit) => `${backToRegistration(visit)}#labels`,
  form: z.unknown(),
  carryOut(ctx, visit) {
    const registration = registrationIn(visit);
    if (registration?.service !== 'shipment') return { outcome: 'notFound' };
    orderPrint(ctx, { what: 'label', registrationId: registration.id });
    return { outcome: 'done', notice: 'labelOrdered' };
  },
};

/** One version of a document; who opened it is kept. */
export const documentFile: Page = (visit) => {
  const found = documentIn({ tx: visit.parts.db }, visit);
  return found ? openedFile(visit, found.registration.id, found.document.fileId) : { outcome: 'notFound' };
};

/** A paper of the lab for this registration, such as a label; who opened it is kept. */
export const paperFile: Page = (visit) => {
  const registration = registrationIn(visit);
  const id = Number(visit.params.paperId);
  const paper = registration && papersOf(visit.parts.db, registration.id).find((one) => one.id === id);
  return paper?.fileId == null
    ? { outcome: 'notFound' }
    : openedFile(visit, paper.registrationId, paper.fileId);
};
