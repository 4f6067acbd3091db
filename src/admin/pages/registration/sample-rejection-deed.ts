import { z } from 'zod';
import { stageName } from '../../../../templates/messages/stages.ts';
import { changeStage } from '../../../domain/registrations/index.ts';
import { optionalWords, versioned, words } from '../../forms.ts';
import type { Deed } from '../../visit.ts';
import { backToRegistration, isTold, mistakeAt, staleRegistration } from './deeds.ts';
import { registrationIn, registrationPage } from './page.tsx';

const CHOOSE = 'Pilih alasannya dari daftar.';

const rejectionForm = z.object({
  ...versioned(),
  cause: words(120, CHOOSE),
  'seen-words': optionalWords(200),
  next: words(200, 'Tulis apa yang perlu dilakukan pemohon.'),
});

/** Turns a sample away; the reason the citizen reads is `cause: what was seen. What to do next`. */
export const rejectSampleDeed: Deed<z.infer<typeof rejectionForm>> = {
  page: registrationPage,
  back: backToRegistration,
  form: rejectionForm,
  carryOut(ctx, visit, { version, seen, cause, 'seen-words': words, next }) {
    const registration = registrationIn(visit);
    if (!registration) return { outcome: 'notFound' };
    // The list may have changed while the page was open; what is not on it is nobody's reason.
    if (!ctx.lab.sampleRejections.includes(cause)) return mistakeAt('cause', CHOOSE);
    const reason = rejectionReason({ cause, words, next });
    const changed = changeStage(ctx, {
      registrationId: registration.id,
      expectedVersion: version,
      to: 'sampleRejected',
      reason,
    });
    switch (changed.outcome) {
      case 'changed':
        return { outcome: 'done', notice: isTold(ctx, registration) ? 'stage' : 'untold' };
      case 'stale':
        return staleRegistration(visit, seen, changed.current, {
          Tahap: stageName('sampleRejected', 'id'),
          Alasan: reason,
        });
      case 'reasonNeeded':
        return mistakeAt('cause', CHOOSE);
      default:
        return mistakeAt(
          'key',
          `Dari ${stageName(registration.stage, 'id')} sampel tidak bisa langsung ditolak.`,
        );
    }
  },
};

/** `Wadah bocor atau pecah: dua tabung, kotak 1. Kirim sampel pengganti.` */
function rejectionReason({ cause, words, next }: { cause: string; words: string; next: string }): string {
  const what = words === '' ? cause : `${cause}: ${words}`;
  return `${ended(what)} ${ended(next)}`;
}

const ended = (sentence: string): string => (/[.!?]$/.test(sentence) ? sentence : `${sentence}.`);
