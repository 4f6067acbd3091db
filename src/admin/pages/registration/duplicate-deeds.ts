import { z } from 'zod';
import { stageName } from '../../../../templates/messages/stages.ts';
import { markDuplicate, undoDuplicate } from '../../../domain/registrations/index.ts';
import { versioned } from '../../forms.ts';
import type { Deed } from '../../visit.ts';
import { backToRegistration, mistakeAt, staleRegistration } from './deeds.ts';
import { registrationIn, registrationPage } from './page.tsx';

const markForm = z.object({ ...versioned(), of: z.coerce.number().int().positive() });

/** Ends a request as a duplicate of another one that stays. */
export const markDuplicateDeed: Deed<z.infer<typeof markForm>> = {
  form: markForm,
  page: registrationPage,
  back: backToRegistration,
  carryOut(ctx, visit, { version, seen, of }) {
    const registration = registrationIn(visit);
    if (!registration) return { outcome: 'notFound' };
    const { id: registrationId } = registration;
    const marked = markDuplicate(ctx, {
      registrationId,
      expectedVersion: version,
      of,
      standing: visit.staff,
    });
    switch (marked.outcome) {
      case 'changed':
        return { outcome: 'done', notice: 'stage' };
      case 'stale':
        return staleRegistration(visit, seen, marked.current, { Tahap: stageName('cancelled', 'id') });
      case 'notAllowed':
        return mistakeAt('key', 'Kedua pendaftaran ini tidak lagi sama, atau sampelnya sudah diterima.');
    }
  },
};

const undoForm = z.object(versioned());

/** Brings a request back that was marked by mistake. */
export const undoDuplicateDeed: Deed<z.infer<typeof undoForm>> = {
  form: undoForm,
  page: registrationPage,
  back: backToRegistration,
  carryOut(ctx, visit, { version, seen }) {
    const registration = registrationIn(visit);
    if (!registration) return { outcome: 'notFound' };
    const undone = undoDuplicate(ctx, { registrationId: registration.id, expectedVersion: version });
    switch (undone.outcome) {
      case 'changed':
        return { outcome: 'done', notice: 'stage' };
      case 'stale':
        return staleRegistration(visit, seen, undone.current, { Tahap: 'Dihidupkan lagi' });
      case 'notMarked':
        return mistakeAt(
          'key',
          'Pendaftaran ini sudah berubah sejak ditandai; tandanya tidak bisa dibatalkan.',
        );
      case 'dayGone':
        return mistakeAt('key', 'Hari datangnya sudah lewat atau penuh. Daftarkan lagi untuk hari lain.');
    }
  },
};
