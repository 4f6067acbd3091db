import { forgetFile } from '../domain/files/index.ts';
import { drawPaperCode } from '../domain/papers/index.ts';
import { NotPrinted } from '../domain/prints.ts';
import type { StaffVisit } from './visit.ts';

/** What came of marking an uploaded PDF. */
export type Marked =
  | { outcome: 'marked'; fileId: number; paperCode: string }
  | { outcome: 'refused'; sentence: string };

const UNFIT =
  'PDF ini tidak bisa diberi kode keaslian. Buka, pilih Cetak > Simpan sebagai PDF, lalu unggah hasilnya.';
const NOT_NOW = 'Kode keaslian belum bisa dibubuhkan. Tunggu sebentar, lalu unggah lagi.';

/**
 * Gives an uploaded PDF the mark of genuineness, so that what is checked, released and handed over is one
 * and the same file. One that is signed electronically stays as it is, because a change would break the
 * signature; its code is then known to us and stands on no page.
 *
 * @param fileId of a PDF that was admitted
 */
export async function markedFile(visit: StaffVisit, fileId: number): Promise<Marked> {
  const { files, transact, print, publicUrl } = visit.parts;
  const file = files.open(fileId);
  if (!file) return { outcome: 'refused', sentence: NOT_NOW };
  const by = { kind: 'staff', id: visit.staff.staffId } as const;
  const paperCode = transact(by, drawPaperCode);
  const mark = { code: paperCode, url: `${publicUrl}/v/${paperCode}` };
  try {
    const stamped = await print('stamped', { path: file.path, labName: visit.lab.name, mark });
    if (stamped.outcome === 'unfit') return { outcome: 'refused', sentence: UNFIT };
    if (stamped.outcome === 'signed') return { outcome: 'marked', fileId, paperCode };
    const marked = await files.keepOwn(stamped.bytes, { name: file.name, kind: 'pdf' });
    // One file is checked, released and handed over; the other would only be mistaken for it.
    transact(by, (ctx) => forgetFile(ctx, fileId));
    return { outcome: 'marked', fileId: marked, paperCode };
  } catch (error) {
    if (!(error instanceof NotPrinted)) throw error;
    visit.parts.log.warn({ reason: error.reason }, 'a report was not marked');
    return { outcome: 'refused', sentence: error.reason === 'busy' ? NOT_NOW : UNFIT };
  }
}
