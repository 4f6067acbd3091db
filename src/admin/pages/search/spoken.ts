import { serviceName, sourceName } from '../../../../templates/messages/services.ts';
import { type CaseSearch, type CaseSort, maskedSought, workersUnder } from '../../../domain/cases/index.ts';
import type { Phase } from '../../../domain/cases/values.ts';
import { unitsWithin } from '../../../domain/units/index.ts';
import { tinyDay } from '../../instants.ts';
import type { StaffVisit } from '../../visit.ts';
import { statusName } from '../cases/words.ts';

/** The orders of results as people read them. */
export const SORT_NAMES: Record<CaseSort, string> = {
  newest: 'Terbaru dulu',
  oldest: 'Terlama dulu',
  deadline: 'Tenggat terdekat',
  name: 'Nama',
};
/** Whose turn it is. */
export const PHASE_NAMES: Record<Phase | 'unfinished', string> = {
  unfinished: 'Belum selesai',
  open: 'Giliran lab',
  waiting: 'Menunggu warga',
  ended: 'Sudah selesai',
};

/** A search in words, without saying who was looked for: `"d••• l•••", layanan Pengaduan, lewat tenggat`. */
export function spokenTerms({ parts, staff }: StaffVisit, search: CaseSearch): string {
  const { words, service, unitId, status, phase, assigneeId, source, category, from, to, late } = search;
  const unit = unitId ? unitsWithin(parts.db, staff).find(({ id }) => id === unitId) : undefined;
  const officer = workersUnder(parts.db, staff).find(({ id }) => id === assigneeId);
  const said = [
    words && `"${maskedSought(words)}"`,
    service && `layanan ${serviceName(service, 'id')}`,
    unitId && `unit ${unit?.name ?? 'yang tidak ada di sini'}`,
    status && `status ${statusName(status)}`,
    phase && PHASE_NAMES[phase].toLowerCase(),
    assigneeId === 'none' ? 'belum ada petugas' : assigneeId && `petugas ${officer?.name ?? 'lain'}`,
    source && `lewat ${sourceName(source, 'id')}`,
    category && `kategori ${category}`,
    from && `masuk sejak ${tinyDay(from)}`,
    to && `masuk sampai ${tinyDay(to)}`,
    late && 'lewat tenggat',
  ].filter(Boolean);
  const sentence = said.join(', ');
  // Only its first letter: names keep theirs.
  return sentence ? sentence[0]?.toUpperCase() + sentence.slice(1) : 'Semua permintaan yang boleh Anda lihat';
}
