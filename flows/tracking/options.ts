import type { TrackedRegistration } from '../../src/domain/tracking/values.ts';
import { choice } from '../answers/choice.ts';
import type { Heard } from '../kit.ts';

/** What a citizen can do with a request once it is proven to be theirs. */
export type TrackingOption = 'report' | 'move' | 'correct' | 'cancel' | 'done';

const WORDS: Record<TrackingOption, string[]> = {
  report: ['laporan', 'terima laporan', 'kirim laporan', 'hasil', 'lihat hasil', 'unduh', 'report', 'result'],
  move: ['pindah', 'pindah tanggal', 'ganti tanggal', 'ubah jadwal', 'move', 'reschedule'],
  correct: ['perbaiki', 'ubah', 'ubah data', 'perbaiki data', 'correct', 'edit'],
  cancel: ['batalkan', 'batalkan kunjungan', 'batalkan pendaftaran', 'cancel visit', 'cancel it'],
  done: ['selesai', 'sudah', 'tidak', 'done', 'no', 'terima kasih', 'makasih', 'thanks'],
};

/** What is offered for a request, in this order; nothing when nothing can be done. */
export function optionsFor({ report, changeable }: TrackedRegistration): TrackingOption[] {
  const offered: TrackingOption[] = [
    ...(report === 'ready' ? (['report'] as const) : []),
    ...(changeable ? (['move', 'correct', 'cancel'] as const) : []),
  ];
  return offered.length > 0 ? [...offered, 'done'] : [];
}

/** Which of `options` was chosen, by number or by name. */
export function optionIn(options: readonly TrackingOption[], heard: Heard): TrackingOption | undefined {
  if (heard.kind !== 'text') return undefined;
  const reading = choice(options.map((key) => ({ key, words: WORDS[key] }))).read(heard);
  return reading.outcome === 'read' ? reading.value : undefined;
}
