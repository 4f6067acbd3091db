import { z } from 'zod';
import { stageName } from '../../../../templates/messages/stages.ts';
import type { DomainContext } from '../../../domain/context.ts';
import type { Registration } from '../../../domain/registrations/index.ts';
import {
  type NotAllowed,
  type Report,
  release,
  reportsOf,
  takeBack,
  upload,
  validate,
} from '../../../domain/reports/index.ts';
import { type Evidence, evidenceIn } from '../../../files/report-evidence.ts';
import { fileSentence } from '../../file-sentences.ts';
import { FILE_FIELD, optionalWords, versioned } from '../../forms.ts';
import { markedFile } from '../../marked-file.ts';
import type { Deed, Done, Page, SentFile, StaffVisit } from '../../visit.ts';
import type { NoticeName } from '../../words.ts';
import { backToRegistration, mistakeAt, staleRegistration } from './deeds.ts';
import { openedFile } from './opened-file.ts';
import { registrationIn, registrationPage } from './page.tsx';

const place = { page: registrationPage, back: (visit: StaffVisit) => `${backToRegistration(visit)}#report` };

const WANTED = 'Hanya PDF. Simpan laporan sebagai PDF, lalu unggah lagi.';

/** What became of the file before the transaction. */
export type Received =
  | { outcome: 'received'; fileId: number; evidence: Evidence; paperCode: string }
  | { outcome: 'refused'; sentence: string }
  /** The page was older than the registration, so the file was not even kept. */
  | { outcome: 'outdated' };

const uploadForm = z.object(versioned());

/** Keeps a report, after the file was checked and searched for whom it names. */
export const uploadDeed: Deed<z.infer<typeof uploadForm>, Received> = {
  ...place,
  form: uploadForm,
  async prepare(visit, { version }, file) {
    const registration = registrationIn(visit);
    if (!file || file.bytes.length === 0)
      return { outcome: 'refused', sentence: 'Pilih berkas PDF-nya dulu.' };
    if (registration?.version !== version) return { outcome: 'outdated' };
    return receiveReport(visit, registration, file);
  },
  carryOut(ctx, visit, { version, seen }, received) {
    const registration = registrationIn(visit);
    // A group's letter also says what it decides: it has a form of its own.
    if (!registration || registration.service === 'tour') return { outcome: 'notFound' };
    const wanted = { Laporan: 'PDF baru' };
    if (received.outcome === 'refused') return mistakeAt(FILE_FIELD, received.sentence);
    if (received.outcome === 'outdated') return staleRegistration(visit, seen, registration, wanted);
    const { fileId, evidence, paperCode } = received;
    const uploaded = upload(ctx, {
      registrationId: registration.id,
      expectedVersion: version,
      fileId,
      evidence,
      paperCode,
    });
    if (uploaded.outcome === 'stale') return staleRegistration(visit, seen, uploaded.current, wanted);
    if (uploaded.outcome === 'notAllowed') {
      return mistakeAt(
        FILE_FIELD,
        `Pada tahap ${stageName(uploaded.stage, 'id')} belum bisa mengunggah laporan.`,
      );
    }
    return { outcome: 'done', notice: 'uploaded' };
  },
};

/** Keeps an uploaded PDF with its mark, and says whom it names; or why it is refused. */
export async function receiveReport(
  visit: StaffVisit,
  registration: Registration,
  file: SentFile,
): Promise<Received> {
  const { name, mimeType, bytes } = file;
  const stored = await visit.parts.files.admit(bytes, { name, mimeType, origin: 'staff', accepts: ['pdf'] });
  if (stored.outcome === 'refused')
    return { outcome: 'refused', sentence: fileSentence(stored.problem, WANTED) };
  const inspected = await visit.parts.inspectReport(stored.fileId);
  // What cannot be read shows nothing of its person: a second officer has to vouch for it.
  const text = 'text' in inspected ? inspected.text : '';
  const marked = await markedFile(visit, stored.fileId);
  if (marked.outcome === 'refused') return marked;
  const { fileId, paperCode } = marked;
  return { outcome: 'received', fileId, paperCode, evidence: evidenceIn(text, registration) };
}

const validateForm = z.object({ ...versioned(), mismatchReason: optionalWords(500) });

/** A second officer vouches for a report. */
export const validateDeed: Deed<z.infer<typeof validateForm>> = {
  ...place,
  form: validateForm,
  carryOut(ctx, visit, { version, seen, mismatchReason }) {
    const report = reportIn(ctx, visit);
    if (!report) return { outcome: 'notFound' };
    const validated = validate(ctx, { reportId: report.id, expectedVersion: version, mismatchReason });
    switch (validated.outcome) {
      case 'validated':
        return { outcome: 'done', notice: report.decision ? 'letterValidated' : 'validated' };
      case 'stale':
        return staleRegistration(visit, seen, validated.current, {
          Laporan: `Validasi versi ${report.version}`,
        });
      case 'sameOfficer':
        return mistakeAt('key', 'Yang mengunggah tidak boleh memvalidasi. Minta petugas lain.');
      case 'mismatchReasonNeeded':
        return mistakeAt('mismatchReason', 'Tulis paling sedikit 10 huruf tentang cara Anda memastikannya.');
      case 'notAllowed':
        return notAllowed(validated);
    }
  },
};

const releaseForm = z.object(versioned());

/** Lets a validated report go out after the minutes of second thought. */
export const releaseDeed: Deed<z.infer<typeof releaseForm>> = {
  ...place,
  form: releaseForm,
  carryOut(ctx, visit, { version, seen }) {
    const report = reportIn(ctx, visit);
    if (!report) return { outcome: 'notFound' };
    const released = release(ctx, { reportId: report.id, expectedVersion: version });
    switch (released.outcome) {
      case 'released':
        return { outcome: 'done', notice: releasedNotice(report, visit.lab.releaseUndoMinutes) };
      case 'stale':
        return staleRegistration(visit, seen, released.current, { Laporan: `Lepas versi ${report.version}` });
      case 'notAllowed':
        return notAllowed(released);
    }
  },
};

/** What is said of a release: a letter is not called a report. */
function releasedNotice({ decision }: Report, undoMinutes: number): NoticeName {
  if (undoMinutes > 0) return decision ? 'letterReleased' : 'released';
  return decision ? 'letterOut' : 'wentOut';
}

/** Stops a report that has not gone out yet. */
export const takeBackDeed: Deed<unknown> = {
  ...place,
  form: z.unknown(),
  carryOut(ctx, visit) {
    const report = reportIn(ctx, visit);
    if (!report) return { outcome: 'notFound' };
    const taken = takeBack(ctx, { reportId: report.id });
    if (taken.outcome === 'alreadyOut')
      return mistakeAt('key', 'Sudah keluar. Buat atau unggah versi perbaikan bila salah.');
    if (taken.outcome === 'notReleased') return mistakeAt('key', 'Versi ini tidak sedang dilepas.');
    return { outcome: 'done', notice: report.decision ? 'letterTakenBack' : 'takenBack' };
  },
};

function notAllowed({ standing }: NotAllowed): Done {
  const sentence =
    standing === 'superseded'
      ? 'Sudah ada versi yang lebih baru.'
      : 'Versi ini sudah di langkah lain. Muat ulang halaman untuk melihatnya.';
  return mistakeAt('key', sentence);
}

// Only a report of the registration in the address: its page says who may read it.
function reportIn({ tx }: Pick<DomainContext, 'tx'>, visit: StaffVisit): Report | undefined {
  const registration = registrationIn(visit);
  const id = Number(visit.params.reportId);
  return registration && reportsOf(tx, registration.id).find((report) => report.id === id);
}

/** The PDF of one version; who opened it is kept. */
export const reportFile: Page = (visit) => {
  const report = reportIn({ tx: visit.parts.db }, visit);
  return report ? openedFile(visit, report.registrationId, report.fileId) : { outcome: 'notFound' };
};

/** The referral letter; who opened it is kept. */
export const letterFile: Page = (visit) => {
  const registration = registrationIn(visit);
  if (registration?.letterFileId == null) return { outcome: 'notFound' };
  return openedFile(visit, registration.id, registration.letterFileId);
};
