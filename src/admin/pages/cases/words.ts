import { stageName } from '../../../../templates/messages/stages.ts';
import type { Progress, Unfit } from '../../../domain/cases/index.ts';
import type { Phase } from '../../../domain/cases/values.ts';
import { STAGES } from '../../../domain/registrations/table.ts';
import { labDayAt } from '../../../domain/values/lab-day.ts';
import type { Service } from '../../../domain/values/services.ts';
import { isRegistered } from '../../../domain/values/services.ts';
import { tinyDay } from '../../instants.ts';

/** Where the page of a case is. */
export function caseHome({ service, subjectId }: { service: Service; subjectId: number }): string {
  // Each service that is built adds the address of its own pages.
  return isRegistered(service) ? `/admin/registrations/${subjectId}` : '/admin/today';
}

/** The status of a case in the words of its service. */
export function statusName(status: string): string {
  const stage = STAGES.find((known) => known === status);
  return stage ? stageName(stage, 'id') : status;
}

/** What stands in the way of giving a case to somebody. */
export const UNFIT_WORDS: Record<Unfit, string> = {
  unknown: 'Petugas ini tidak ada lagi. Pilih yang lain.',
  switchedOff: 'Akun petugas ini sudah ditutup. Pilih yang lain.',
  away: 'Petugas ini sedang tidak di tempat. Pilih yang lain.',
  noSuchWork: 'Penyelia hanya membaca. Pilih petugas lain.',
  outOfReach: 'Petugas ini tidak melihat permintaan di unit atau layanan ini. Pilih yang lain.',
};

const HOUR_MINUTES = 60;
/** From here on hours say it better than minutes. */
const SAID_IN_HOURS = 120;

const duration = (minutes: number): string =>
  minutes >= SAID_IN_HOURS ? `${Math.floor(minutes / HOUR_MINUTES)} jam` : `${minutes} menit`;

/** How a deadline stands, in words and a tone: `3 dari 5 hari kerja terpakai`, `Terlambat 2 hari kerja`. */
export function progressWords(
  { unit, used, total, leftMinutes, late, state }: Progress,
  { phase, dueAt, timeZone }: { phase: Phase; dueAt: Date | null; timeZone: string },
): { words: string; tone: string } {
  const over =
    late.days > 0
      ? `${late.days} hari kerja`
      : late.minutes > 0
        ? `${duration(late.minutes)} kerja`
        : undefined;
  if (phase === 'waiting' && dueAt) {
    const day = tinyDay(labDayAt(dueAt, timeZone));
    if (state === 'late') return { words: `Warga lewat ${over ?? 'harinya'}`, tone: 'amber' };
    return { words: `Menunggu warga, ${day}`, tone: 'grey' };
  }
  const share = `${used} dari ${total} hari kerja terpakai`;
  if (state === 'paused')
    return { words: unit === 'day' ? `Dijeda, ${share}` : 'Dijeda, waktu tidak berjalan', tone: 'grey' };
  if (state === 'late') return { words: over ? `Terlambat ${over}` : 'Baru saja lewat batas', tone: 'red' };
  const tone = state === 'soon' ? 'amber' : 'teal';
  if (unit === 'day' && used < total) return { words: share, tone };
  return { words: leftMinutes > 0 ? `Tinggal ${duration(leftMinutes)} kerja` : 'Sebelum loket buka', tone };
}
