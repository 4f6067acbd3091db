import type { TrackedRegistration } from '../../src/domain/tracking/values.ts';
import { choice } from '../answers/choice.ts';
import type { Heard } from '../kit.ts';

/** What a citizen can do with a request that is shown to them. */
export type TrackingOption = 'report' | 'letter' | 'pay' | 'move' | 'correct' | 'cancel' | 'done';

const WORDS: Record<TrackingOption, string[]> = {
  report: ['laporan', 'terima laporan', 'kirim laporan', 'hasil', 'lihat hasil', 'unduh', 'report', 'result'],
  letter: ['surat', 'surat balasan', 'balasan', 'terima surat', 'unduh', 'letter', 'reply letter'],
  pay: ['bayar', 'cara bayar', 'pembayaran', 'how to pay', 'pay', 'payment'],
  move: ['pindah', 'pindah tanggal', 'ganti tanggal', 'ubah jadwal', 'move', 'reschedule'],
  correct: ['perbaiki', 'ubah', 'ubah data', 'perbaiki data', 'correct', 'edit'],
  cancel: ['batalkan', 'batalkan kunjungan', 'batalkan pendaftaran', 'cancel visit', 'cancel it'],
  done: ['selesai', 'sudah', 'tidak', 'done', 'no', 'terima kasih', 'makasih', 'thanks'],
};

/** What is offered for a request, in this order; nothing when nothing can be done. */
export function optionsFor(registration: TrackedRegistration): TrackingOption[] {
  const { report, changeable, particulars, payment, totalRupiah } = registration;
  const isTour = particulars.service === 'tour';
  const offered: (TrackingOption | false)[] = [
    report === 'ready' && (isTour ? 'letter' : 'report'),
    payment === 'unpaid' && totalRupiah > 0 && isOwed(registration) && 'pay',
    // Boxes come when they come: there is no day to move.
    changeable && particulars.service !== 'shipment' && 'move',
    changeable && 'correct',
    changeable && 'cancel',
  ];
  const options = offered.filter((option) => option !== false);
  return options.length > 0 ? [...options, 'done'] : [];
}

/** Nothing is owed for what was called off. */
const isOwed = ({ stage }: TrackedRegistration): boolean => stage !== 'rejected' && stage !== 'cancelled';

/** Whether an option needs names or changes something: the code of a tour alone does not open it. */
export const needsProof = (option: TrackingOption): boolean => option !== 'pay' && option !== 'done';

/** Which of `options` was chosen, by number or by name. */
export function optionIn(options: readonly TrackingOption[], heard: Heard): TrackingOption | undefined {
  if (heard.kind !== 'text') return undefined;
  const reading = choice(options.map((key) => ({ key, words: WORDS[key] }))).read(heard);
  return reading.outcome === 'read' ? reading.value : undefined;
}
