import type { TrackedRegistration } from '../../src/domain/tracking/values.ts';
import { choice } from '../answers/choice.ts';
import type { Heard } from '../kit.ts';

/** What a citizen can do with a request that is shown to them. */
export type TrackingOption =
  | 'report'
  | 'letter'
  | 'answer'
  | 'fix'
  | 'label'
  | 'move'
  | 'correct'
  | 'cancel'
  | 'done';

const WORDS: Record<TrackingOption, string[]> = {
  report: [
    ...[
      'laporan',
      'terima laporan',
      'terima laporan hasil',
      'kirim laporan',
      'hasil',
      'lihat hasil',
      'unduh',
    ],
    ...['report', 'get the report', 'result'],
  ],
  letter: [
    ...['surat', 'surat balasan', 'terima surat balasan', 'balasan', 'terima surat', 'unduh'],
    ...['letter', 'reply letter', 'get the reply letter'],
  ],
  answer: [
    ...['jawab', 'jawab usulan', 'jawab usulan tanggal', 'usulan'],
    ...['answer', 'proposal', 'answer the proposed date'],
  ],
  fix: [
    ...['kirim dokumen', 'kirim dokumen perbaikan', 'dokumen', 'kirim perbaikan'],
    ...['send document', 'document', 'send the corrected document'],
  ],
  label: ['label', 'minta label', 'minta label kotak', 'kirim label', 'cetak label', 'get the box label'],
  move: [
    ...['pindah', 'pindah tanggal', 'pindah tanggal kunjungan', 'ganti tanggal', 'ubah jadwal'],
    ...['move', 'move the visit', 'reschedule'],
  ],
  correct: ['perbaiki', 'ubah', 'ubah data', 'perbaiki data', 'correct', 'correct the data', 'edit'],
  cancel: [
    ...['batalkan', 'batalkan kunjungan', 'batalkan pendaftaran', 'batalkan pengiriman'],
    ...['cancel visit', 'cancel the visit', 'cancel the shipment', 'cancel it'],
  ],
  done: ['selesai', 'sudah', 'tidak', 'done', 'no', 'terima kasih', 'makasih', 'thanks'],
};

/** What is offered for a request, in this order; nothing when nothing can be done. */
export function optionsFor({
  report,
  stage,
  changeable,
  particulars,
}: TrackedRegistration): TrackingOption[] {
  const isTour = particulars.service === 'tour';
  const offered: (TrackingOption | false)[] = [
    report === 'ready' && (isTour ? 'letter' : 'report'),
    particulars.service === 'consultation' && particulars.proposal !== null && 'answer',
    particulars.service === 'shipment' && particulars.toFix.length > 0 && 'fix',
    particulars.service === 'shipment' && (changeable || stage === 'sampleRejected') && 'label',
    // Boxes come when they come: there is no day to move.
    changeable && particulars.service !== 'shipment' && 'move',
    changeable && 'correct',
    changeable && 'cancel',
  ];
  const options = offered.filter((option) => option !== false);
  return options.length > 0 ? [...options, 'done'] : [];
}

/** Whether an option needs names or changes something: the code of a tour alone does not open it. */
export const needsProof = (option: TrackingOption): boolean => option !== 'done';

/** Which of `options` was chosen, by number or by name. */
export function optionIn(options: readonly TrackingOption[], heard: Heard): TrackingOption | undefined {
  if (heard.kind !== 'text') return undefined;
  const reading = choice(options.map((key) => ({ key, words: WORDS[key] }))).read(heard);
  return reading.outcome === 'read' ? reading.value : undefined;
}
