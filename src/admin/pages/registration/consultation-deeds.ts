import { z } from 'zod';
import { longDay } from '../../../../templates/messages/format.ts';
import { stageName } from '../../../../templates/messages/stages.ts';
import { answerProposal, proposeDate, withdrawProposal } from '../../../domain/consultations/index.ts';
import type { Proposed } from '../../../domain/consultations/values.ts';
import type { Registration } from '../../../domain/registrations/index.ts';
import type { Stage } from '../../../domain/registrations/table.ts';
import { labDay, versioned, words } from '../../forms.ts';
import type { Deed, Done, StaffVisit } from '../../visit.ts';
import { backToRegistration, isTold, mistakeAt, staleRegistration } from './deeds.ts';
import { registrationIn, registrationPage } from './page.tsx';

const place = { page: registrationPage, back: backToRegistration };

/** The consultation that the address names; other services have no days proposed. */
function consultationIn(visit: StaffVisit): Registration | undefined {
  const registration = registrationIn(visit);
  return registration?.service === 'consultation' ? registration : undefined;
}

const REASON_NEEDED = 'Tulis alasannya, paling sedikit 3 huruf.';
const nothingWaits = (stage: Stage): Done =>
  mistakeAt(
    'key',
    `Tidak ada usulan yang menunggu: pendaftaran ini ${stageName(stage, 'id').toLowerCase()}.`,
  );

const proposalForm = z.object({ ...versioned(), day: labDay(), reason: words(300, REASON_NEEDED) });

/** Proposes another day to the citizen. */
export const proposeDeed: Deed<z.infer<typeof proposalForm>> = {
  ...place,
  form: proposalForm,
  carryOut(ctx, visit, { version: expectedVersion, seen, day, reason }) {
    const registration = consultationIn(visit);
    if (!registration) return { outcome: 'notFound' };
    const proposed = proposeDate(ctx, { registrationId: registration.id, expectedVersion, day, reason });
    switch (proposed.outcome) {
      case 'changed':
        return { outcome: 'done', notice: isTold(ctx, registration) ? 'dateProposed' : 'untold' };
      case 'stale':
        return staleRegistration(visit, seen, proposed.current, {
          Tahap: `${stageName('dateProposed', 'id')}: ${longDay(day, 'id')}`,
          Alasan: reason,
        });
      case 'reasonNeeded':
        return mistakeAt('reason', REASON_NEEDED);
      case 'sameDay':
        return mistakeAt('day', 'Kunjungannya sudah pada hari itu. Pilih hari lain.');
      case 'dayImpossible':
        return mistakeAt('day', impossible(proposed.problem.outcome));
      case 'notAllowed':
        return mistakeAt(
          'key',
          `Dari ${stageName(proposed.stage, 'id')} tidak bisa lagi diusulkan hari lain.`,
        );
    }
  },
};

type Problem = Extract<Proposed, { outcome: 'dayImpossible' }>['problem']['outcome'];

function impossible(problem: Problem): string {
  switch (problem) {
    case 'full':
      return 'Hari itu baru saja penuh. Pilih hari lain.';
    case 'closed':
      return 'Laboratorium tutup pada hari itu. Pilih hari lain.';
    case 'tooSoon':
      return 'Hari itu sudah lewat. Pilih hari lain.';
    case 'tooFar':
      return 'Hari itu terlalu jauh. Pilih hari yang lebih dekat.';
  }
}

const versionForm = z.object(versioned());

/** Takes a proposal back; the visit keeps its day. */
export const withdrawProposalDeed: Deed<z.infer<typeof versionForm>> = {
  ...place,
  form: versionForm,
  carryOut(ctx, visit, { version: expectedVersion, seen }) {
    const registration = consultationIn(visit);
    if (!registration) return { outcome: 'notFound' };
    const taken = withdrawProposal(ctx, { registrationId: registration.id, expectedVersion });
    switch (taken.outcome) {
      case 'changed':
        return { outcome: 'done', notice: isTold(ctx, registration) ? 'proposalWithdrawn' : 'untold' };
      case 'stale':
        return staleRegistration(visit, seen, taken.current, { Tahap: 'usulan ditarik' });
      case 'notAllowed':
        return nothingWaits(taken.stage);
    }
  },
};

/** Writes down that the citizen has agreed on the telephone. */
export const acceptProposalDeed: Deed<z.infer<typeof versionForm>> = {
  ...place,
  form: versionForm,
  carryOut(ctx, visit, { version, seen }) {
    const registration = consultationIn(visit);
    if (!registration) return { outcome: 'notFound' };
    if (registration.version !== version)
      return staleRegistration(visit, seen, registration, { Tahap: stageName('confirmed', 'id') });
    const answered = answerProposal(ctx, { registrationId: registration.id, accepted: true });
    switch (answered.outcome) {
      case 'accepted':
        return { outcome: 'done', notice: isTold(ctx, registration) ? 'stage' : 'untold' };
      case 'dayGone':
        return mistakeAt('key', `${longDay(answered.day, 'id')} baru saja penuh. Usulkan hari lain.`);
      case 'over':
        return nothingWaits(answered.stage);
      case 'declined':
      case 'proofNeeded':
        throw new Error(`${registration.code}: staff accepted a proposal and got ${answered.outcome}`);
    }
  },
};
